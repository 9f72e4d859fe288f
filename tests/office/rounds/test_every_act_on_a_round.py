"""Every act on a round × every state that it may be in × everybody: it happens, or it is refused and nothing is written.

What follows, and who the hands of the table are, stands here by hand, apart from the product's tables. Real rows, real actions.
"""

from collections.abc import Callable, Iterator, Mapping

import pytest
from django.db import connection, transaction

from monosashi.office.accounts.models import RoleAssignment, Staff
from monosashi.office.accounts.permissions import NotAllowed, Role
from monosashi.office.accounts.standing import Person, person
from monosashi.office.closing.actions import close, mark_published
from monosashi.office.events.models import Event
from monosashi.office.rounds.acting import Of
from monosashi.office.rounds.actions_accepting import leave_out
from monosashi.office.rounds.actions_preparing import open_round, stop_taking, take_again
from monosashi.office.rounds.models import Round
from monosashi.office.rounds.states import ROUND_TRANSITIONS, RoundAct, RoundForbids, RoundState, SheetHand
from office.closing.closed_rounds import settle_unchanged
from office.rounds.small_city import NODES, SmallCity, small_city
from office.rounds.test_every_transition import Written

pytestmark = pytest.mark.slow

ACTS: Mapping[RoundAct, Callable[..., object]] = {
    RoundAct.OPEN: open_round,
    RoundAct.STOP_TAKING: stop_taking,
    RoundAct.TAKE_AGAIN: take_again,
    RoundAct.CLOSE: close,
    RoundAct.SETTLE: settle_unchanged,
    RoundAct.PUBLISH: mark_published,
}

FOLLOWS: Mapping[tuple[str, RoundAct], str] = {
    ("preparing", RoundAct.OPEN): "requesting",
    ("requesting", RoundAct.STOP_TAKING): "compiling",
    ("compiling", RoundAct.TAKE_AGAIN): "requesting",
    ("compiling", RoundAct.CLOSE): "closed",
    ("closed", RoundAct.SETTLE): "closed",
    ("closed", RoundAct.PUBLISH): "published",
    ("published", RoundAct.SETTLE): "published",
}
"""What happens in which state, and what the round is then."""

HANDS: Mapping[SheetHand, set[str]] = {SheetHand.COMPILER: {"office", "second"}}
"""Who compiles a round of this plan: whoever has the role of the coordinating office, in whatever department."""


def people_of(act: RoundAct) -> set[str]:
    """At whose hand the product's table says that it is, in whatever state it may be done."""
    hands = {move.hand for (_, each), move in ROUND_TRANSITIONS.items() if each is act}
    return set[str]().union(*(HANDS[hand] for hand in hands))


def everybody(city: SmallCity) -> Mapping[str, Person]:
    """The city's people, and those whose roles say nothing of this plan's rounds."""
    others = {
        "finance": (Role.FINANCE, ""),
        "administrator": (Role.ADMINISTRATOR, ""),
        "body member": (Role.BODY_MEMBER, ""),
        "coordinator of another plan": (Role.COORDINATING_OFFICE, "another-plan"),
    }
    made = {}
    for name, (role, plan) in others.items():
        staff = Staff.objects.create_user(name.replace(" ", "-"), name=name)
        RoleAssignment.objects.create(staff=staff, role=role, plan=plan)
        made[name] = person(staff)
    return {**city.people, **made}


def situations(city: SmallCity) -> Iterator[str]:
    """The round as it goes its way, by the real actions; nothing is asked of anybody, so that it can be closed."""
    number, by = city.round.pk, city.people["office"]
    yield "preparing"
    open_round(number=number, by=by)
    yield "requesting"
    for node in NODES:
        leave_out(Of(number, node), reason="今年度は聞かない", by=by)
    stop_taking(number=number, by=by)
    yield "compiling"
    close(number=number, by=by)
    yield "closed"
    mark_published(number=number, by=by)
    yield "published"


def outcome(number: int, act: RoundAct, who: Person) -> str | type[Exception]:
    """The state of the round after an act that is undone afterwards, or what it was refused with."""
    written, events, point = Written(), Event.objects.count(), transaction.savepoint()
    try:
        with connection.execute_wrapper(written), transaction.atomic():
            ACTS[act](number=number, by=who)
        assert Event.objects.count() > events, f"{act} was not told"
        return str(Round.objects.values_list("state", flat=True).get(pk=number))
    except (NotAllowed, RoundForbids) as error:
        assert not written.count, f"{act} was refused and wrote something"
        return type(error)
    finally:
        transaction.savepoint_rollback(point)


@pytest.mark.django_db
def test_every_act_happens_at_the_hand_of_whoever_runs_the_round_or_is_refused_and_changes_nothing() -> None:
    city = small_city()
    people, wrong, tried = everybody(city), [], 0
    for state in situations(city):
        for act in RoundAct:
            for name, who in people.items():
                expected = FOLLOWS.get((state, act), RoundForbids) if name in people_of(act) else NotAllowed
                came = outcome(city.round.pk, act, who)
                tried += 1
                if came != expected:
                    wrong.append((state, act.value, name, came))
    assert wrong == []
    assert tried == len(RoundState) * len(RoundAct) * len(people)


def test_every_act_on_a_round_is_tried() -> None:
    assert set(ACTS) == set(RoundAct)
    assert {state for state, _ in FOLLOWS} == {each.value for each in RoundState}
    assert {at: move.to for at, move in ROUND_TRANSITIONS.items()} == FOLLOWS
