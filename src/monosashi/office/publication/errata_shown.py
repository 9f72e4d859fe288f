"""What a correction puts right: every value that differs from an edition, of the plan as it stands or as it was proposed."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.forms import BoundField

from monosashi.core.messages import Message, message
from monosashi.core.plan import Plan
from monosashi.exchange.plan_file import read_plan
from monosashi.office.plans.actions_editions import bytes_of
from monosashi.office.plans.models import Edition
from monosashi.office.plans.queries import at_revision, revisions, whole
from monosashi.office.publication.forms import ErrataForm
from monosashi.office.publication.models import Proposal
from monosashi.office.ui.language import spoken
from monosashi.publishing.comparison import Difference, compare
from monosashi.publishing.comparison.document import shown
from monosashi.publishing.editions import canonical
from monosashi.publishing.errata import Erratum, errata_between

_LONGEST = 400


@dataclass(frozen=True, slots=True)
class ShownErratum:
    """One row of the 正誤表. Its own reason is still asked for in `field`, or told: why the value was wrong, alone or with all others."""

    place: Message
    wrong: str
    right: str
    field: BoundField | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Errata:
    """What differs, in the order of the plan, and the same by path as comparisons tell it, as far as they tell it singly."""

    found: tuple[Erratum, ...]
    told: Mapping[str, Difference]


def errata_of(plan_id: str, edition: Edition) -> Errata:
    """The plan as it stands against the edition. Nothing in it where nothing differs."""
    return _of(edition, whole(plan_id))


def errata_in(before: Plan, after: Plan, paths: Collection[str] | None = None) -> Errata:
    """What differs between two plans; with `paths` in these places alone."""
    told = {each.path: each for each in compare(before, after).differences if len(each.changes) == 1}
    found = errata_between(before, after)
    return Errata(found if paths is None else tuple(each for each in found if each.path in paths), told)


def with_reasons(errata: Errata, reasons: Mapping[str, str]) -> tuple[ShownErratum, ...]:
    """As somebody reads them who is told why each was wrong. `reasons` are by path."""
    return tuple(ShownErratum(each.place, *_sides(each, errata), reason=reasons[each.path]) for each in errata.found)


def asked_errata(errata: Errata, form: ErrataForm) -> tuple[ShownErratum, ...]:
    """As a page asks for their reasons: figures with their units, coded values in words."""
    names = {path: name for name, path in form.paths.items()}
    return tuple(ShownErratum(each.place, *_sides(each, errata), form[names[each.path]]) for each in errata.found)


def told_errata(proposal: Proposal) -> tuple[ShownErratum, ...] | None:
    """The 正誤表 that a correction was proposed with; None where its edition was withdrawn since. Five queries."""
    edition = Edition.objects.filter(plan_id=proposal.plan_id, number=proposal.edition or 0, withdrawn_on="").first()
    numbers = revisions(proposal.plan_id).filter(sha256=proposal.plan_sha256).values_list("number", flat=True)
    if edition is None or not numbers:
        return None
    errata = _of(edition, at_revision(proposal.plan_id, numbers[0]))
    reasons: dict[str, str] = json.loads(proposal.reasons)
    return with_reasons(errata, {each.path: reasons.get(each.path) or proposal.reason for each in errata.found})


def _of(edition: Edition, plan: Plan) -> Errata:
    return errata_in(read_plan(canonical(json.loads(bytes_of(edition))["plan"])), plan)


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
