"""What two states of a plan are compared by: a revision by its plan, an edition by all that it froze."""

import re
from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse

from monosashi.core.messages import Message, message
from monosashi.core.plan import Plan
from monosashi.office.plans.models import Edition
from monosashi.office.plans.queries import Held, NoSuchRevision, at_revision
from monosashi.office.plans.year.past import Past, PastKind
from monosashi.office.plans.year.past_states import envelope_of, standing_edition
from monosashi.publishing.editions import Envelope

_NAMED = re.compile(r"(?:(edition|revision)-)?(\d{1,9})")


@dataclass(frozen=True, slots=True)
class ComparedState:
    """One side. `revision` is the plan's, of an edition that which was frozen; `address` leads to the plan as it was then."""

    name: Message
    revision: int
    given: Plan | Envelope
    address: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A state that can be chosen to be compared."""

    value: str
    name: Message


def state_named(state: Held, asked: str) -> ComparedState:
    """The state that an address names: `12` and `revision-12` a revision, `edition-2` an edition. Raises Http404, Withdrawn."""
    found = _NAMED.fullmatch(asked)
    if found is None:
        raise Http404(asked)
    plan, number = state.plan.id, int(found[2])
    page = reverse("plans:plan", args=[plan])
    if found[1] == PastKind.EDITION:
        edition = standing_edition(plan, number)
        where = f"{page}?edition={number}"
        return ComparedState(_edition(edition).name, edition.revision, envelope_of(edition), where)
    try:
        given = at_revision(plan, number)
    except NoSuchRevision:
        raise Http404(asked) from None
    where = page if number == state.revision else f"{page}?revision={number}"
    return ComparedState(message("plans.revision", number=number), number, given, where)


def choices_of(editions: list[Edition], now: int) -> tuple[Choice, ...]:
    """The editions that stand, and the plan as it stands before them."""
    today = Choice(str(now), message("plans.past.now", revision=now))
    standing = (_edition(each) for each in editions if not each.withdrawn_on)
    return (today, *(Choice(each.stem, each.name) for each in standing))


def _edition(row: Edition) -> Past:
    return Past(PastKind.EDITION, row.number, row.frozen_at, row.label)
