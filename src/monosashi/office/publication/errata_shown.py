"""What a correction would put right: every value of the plan as it stands that differs from an edition."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.forms import BoundField

from monosashi.core.messages import Message, message
from monosashi.exchange.plan_file import read_plan
from monosashi.office.plans.actions_editions import bytes_of
from monosashi.office.plans.models import Edition
from monosashi.office.plans.queries import whole
from monosashi.office.publication.forms import CorrectForm
from monosashi.office.ui.language import spoken
from monosashi.publishing.comparison import Difference, compare
from monosashi.publishing.comparison.document import shown
from monosashi.publishing.editions import canonical
from monosashi.publishing.errata import Erratum, errata_between

_LONGEST = 400


@dataclass(frozen=True, slots=True)
class ShownErratum:
    """One row of the 正誤表, with the field for its own reason."""

    path: str
    place: Message
    wrong: str
    right: str
    field: BoundField


@dataclass(frozen=True, slots=True)
class Errata:
    """What differs, in the order of the plan, and the same by path as comparisons tell it, as far as they tell it singly."""

    found: tuple[Erratum, ...]
    told: Mapping[str, Difference]


def errata_of(plan_id: str, edition: Edition) -> Errata:
    """Nothing in it where nothing differs."""
    frozen, now = read_plan(canonical(json.loads(bytes_of(edition))["plan"])), whole(plan_id)
    told = {each.path: each for each in compare(frozen, now).differences if len(each.changes) == 1}
    return Errata(errata_between(frozen, now), told)


def shown_errata(errata: Errata, form: CorrectForm) -> tuple[ShownErratum, ...]:
    """As the page shows them: figures with their units, coded values in words."""
    names = {path: name for name, path in form.paths.items()}
    return tuple(
        ShownErratum(each.path, each.place, *_sides(each, errata), form[names[each.path]]) for each in errata.found
    )


def _sides(erratum: Erratum, errata: Errata) -> tuple[str, str]:
    told = errata.told.get(erratum.path)
    if told is None:
        return _text(erratum.wrong), _text(erratum.right)
    return _short(shown(told.before, told.unit, spoken)), _short(shown(told.after, told.unit, spoken))


def _text(value: object) -> str:
    match value:
        case None:
            return spoken(message("publication.nothing"))
        case str():
            text = value
        case _:
            text = json.dumps(value, ensure_ascii=False)
    return _short(text)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
