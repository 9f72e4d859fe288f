"""What the editions of a round are called. A settled one names the provisional one that it follows, whatever else was typed."""

from monosashi.core.messages import message
from monosashi.office.rounds.models import Round
from monosashi.office.rounds.states import RoundKind
from monosashi.office.ui.language import spoken

LONGEST = 150
"""Letters that may be typed: with what is followed, an edition's label has room for 200."""


def label_closed(held: Round, typed: str, first: int | None) -> str:
    """The label of the edition with which a round closes, "" for year and state. `first` is the edition that it follows."""
    if first is not None:
        return label_settled(held, typed, first)
    if RoundKind(held.kind) is RoundKind.MID_YEAR:
        return typed or spoken(message("closing.label.mid_year", year=held.fiscal_year))
    return typed


def label_settled(held: Round, typed: str, first: int) -> str:
    """The label of the settled edition that follows the provisional one with the number `first`."""
    name = typed or spoken(message("closing.label.settled", year=held.fiscal_year))
    return spoken(message("closing.label.follows", name=name, number=first))
