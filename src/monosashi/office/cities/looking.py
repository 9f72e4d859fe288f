"""The panel as pages look at it: opened for each question, within limits, and what is beside one indicator of one's own."""

from dataclasses import dataclass

from monosashi.checks.similarity import letter_pairs, letters_of
from monosashi.core.indicators import Indicator
from monosashi.core.messages import InvalidInput, message
from monosashi.office.cities.places import panel_folder
from monosashi.office.cities.queries import newest_made
from monosashi.office.cities.states import is_installed
from monosashi.office.plans.queries import Held
from monosashi.office.ui.language import spoken
from monosashi.panel.engine import Limits
from monosashi.panel.looking import Looked, PublishedIndicator, indicators_beside
from monosashi.panel.opening import Panel, open_panel

WITHIN = Limits(megabytes=256, threads=1)
"""What one question may take of a process that answers others too."""

MOST_FOUND = 500
"""Indicators that a search lists: of more, the page says how many there are."""

_FEWEST = 2

MOST_BESIDE = 60
"""Those that are laid beside one, the most alike first."""


@dataclass(frozen=True, slots=True)
class Beside:
    """One indicator and those of other cities that are like it. `is_own`: it is of a plan that is kept here, as it stands."""

    base: PublishedIndicator
    looked: Looked
    is_own: bool

    @property
    def rows(self) -> tuple[PublishedIndicator, ...]:
        """All of them, the one that was asked about first."""
        return (self.base, *self.looked.indicators)

    @property
    def same_unit(self) -> tuple[PublishedIndicator, ...]:
        """Those of the others that are measured in the same unit."""
        unit = self.base.indicator.unit
        return tuple(each for each in self.looked.indicators if unit and each.indicator.unit == unit)


def opened() -> Panel | None:
    """The panel that was made last; None where there is none to look at. One query. Raises InvalidInput where its files were changed."""
    made = newest_made() if is_installed() else None
    folder = panel_folder(made.job) if made else None
    if folder is None or not folder.is_dir():
        return None
    try:
        return open_panel(folder, WITHIN)
    except InvalidInput as error:
        place, why = spoken(message("cities.list.heading")), error.problems[0].why
        raise InvalidInput.of(place, why, message("cities.panel.make_it_again")) from None


def own_indicator(held: Held, indicator: Indicator) -> PublishedIndicator:
    """An indicator of a plan as it is kept here, whether it is published or not."""
    plan = held.plan
    node = plan.index.node.get(indicator.node)
    where = plan.municipality
    return PublishedIndicator(where.code, plan.id, where.name, plan.name, node.name if node else "", indicator)


def beside(panel: Panel, base: PublishedIndicator, *, is_own: bool) -> Beside:
    """What other cities have that is like it; nothing for a name without two letters side by side."""
    pairs = letter_pairs(base.indicator.name)
    if not pairs:
        return Beside(base, Looked((), 0), is_own)
    return Beside(base, indicators_beside(panel, pairs, MOST_BESIDE, but=base.municipality_code), is_own)


def words_in(text: str) -> tuple[str, ...]:
    """The words to look for, in the spelling of the panel. Raises InvalidInput for a word of fewer than two letters."""
    words = tuple(letters_of(word) for word in text.split())
    if not words or min(map(len, words)) < _FEWEST:
        place, why = spoken(message("cities.search.words")), message("panel.too_short")
        raise InvalidInput.of(place, why, message("panel.write_two_letters"), read=text)
    return words
