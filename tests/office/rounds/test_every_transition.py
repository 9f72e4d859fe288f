"""Every act on a sheet × every state it may be in × every state of the round × everybody: it happens, or it is refused and nothing moves.

Who may and what happens stands here by hand, apart from the product's tables. Real rows, real actions.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from monosashi.office.accounts.models import ActingFor, Department, Posting, RoleAssignment
from monosashi.office.accounts.permissions import NotAllowed, Role
from monosashi.office.accounts.standing import Person, person
from monosashi.office.events.models import Event
from monosashi.office.rounds import actions_accepting, actions_answering, actions_confirming
from monosashi.office.rounds.acting import Of, WrongHand
from monosashi.office.rounds.actions_answering import NotReady, Typed, save_answers, submit
from monosashi.office.rounds.actions_confirming import confirm
from monosashi.office.rounds.models import Round, RouteStep, Sheet
from monosashi.office.rounds.queries import filled, parts_of, sheet_of
from monosashi.office.rounds.states import TRANSITIONS, RoundState, SheetAct, SheetForbids, SheetState, StepKind
from office.laid import Someone
from office.rounds.desk import Desk
from office.rounds.facts import facts_of
from office.rounds.invariants import Facts, broken_between

pytestmark = pytest.mark.slow

ACTS: Mapping[SheetAct, Callable[[Of, Person], object]] = {
    SheetAct.SAVE: lambda of, by: save_answers(of, {"result/result": Typed("新しい文", _stands(of))}, by=by),
    SheetAct.SUBMIT: lambda of, by: actions_answering.submit(of, by=by),
    SheetAct.WITHDRAW: lambda of, by: actions_answering.withdraw(of, by=by),
    SheetAct.CONFIRM: lambda of, by: actions_confirming.confirm(of, by=by),
    SheetAct.UNDO_CONFIRMATION: lambda of, by: actions_confirming.undo_confirmation(of, by=by),
    SheetAct.RETURN: lambda of, by: actions_confirming.return_sheet(of, note="実績の年度が違います", by=by),
    SheetAct.SEND_BACK: lambda of, by: actions_accepting.send_back(of, note="金額が合いません", by=by),
    SheetAct.ACCEPT: lambda of, by: actions_accepting.accept(of, by=by),
    SheetAct.LEAVE_OUT: lambda of, by: actions_accepting.leave_out(of, reason="事業が終わった", by=by),
    SheetAct.TAKE_IN: lambda of, by: actions_accepting.take_in(of, by=by),
}
"""All that people do. Finalising is the closing of the round."""

EDITORS = {"answerer", "colleague", "both", "related_editor"}
CONFIRMERS = {"clerk", "chief", "deputy", "both"}
OFFICE = {"coordinator", "own_coordinator"}

MAY: Mapping[SheetAct, set[str]] = {
    **dict.fromkeys((SheetAct.SAVE, SheetAct.SUBMIT, SheetAct.WITHDRAW), EDITORS),
    **dict.fromkeys((SheetAct.CONFIRM, SheetAct.UNDO_CONFIRMATION, SheetAct.RETURN), CONFIRMERS),
    **dict.fromkeys((SheetAct.SEND_BACK, SheetAct.ACCEPT, SheetAct.LEAVE_OUT, SheetAct.TAKE_IN), OFFICE),
}
"""Who has the permission for an act at this sheet, whatever its state."""

FIRST, SECOND = "first step due", "second step due"

HAPPENS: Mapping[tuple[SheetAct, str], set[str]] = {
    **{(SheetAct.SAVE, state): EDITORS for state in ("unanswered", "drafting", "returned")},
    **{(SheetAct.SUBMIT, state): EDITORS for state in ("drafting", "returned")},
    (SheetAct.WITHDRAW, FIRST): {"answerer"},
    (SheetAct.CONFIRM, FIRST): {"clerk"},
    (SheetAct.CONFIRM, SECOND): {"chief", "deputy"},
    (SheetAct.RETURN, FIRST): {"clerk"},
    (SheetAct.RETURN, SECOND): {"chief", "deputy"},
    (SheetAct.UNDO_CONFIRMATION, SECOND): {"clerk"},
    (SheetAct.UNDO_CONFIRMATION, "submitted"): {"chief"},
    **{(SheetAct.SEND_BACK, state): OFFICE for state in (FIRST, SECOND, "submitted", "accepted")},
    (SheetAct.ACCEPT, "submitted"): {"coordinator"},
    **{(SheetAct.LEAVE_OUT, state): OFFICE for state in ("unanswered", "drafting", "returned")},
    (SheetAct.TAKE_IN, "left_out"): OFFICE,
}
"""At whose hand it happens. Nobody confirms what they answered, nobody accepts their own department's sheet."""

_TYPING, _TAKING = {"preparing", "requesting"}, {"requesting"}
_RUNNING, _OPEN = {"requesting", "compiling"}, {"preparing", "requesting", "compiling"}

WITHIN: Mapping[SheetAct, set[str]] = {
    SheetAct.SAVE: _TYPING,
    SheetAct.SUBMIT: _TAKING,
    **dict.fromkeys((SheetAct.LEAVE_OUT, SheetAct.TAKE_IN), _OPEN),
}
"""In which states of the round; elsewhere while answers are taken or compiled."""

OF_A_RETURNED_SHEET = (SheetAct.SAVE, SheetAct.SUBMIT)
"""What still goes on with a returned sheet when no new answers are taken."""


@dataclass(frozen=True)
class City:
    """The desk with people of every kind, by name."""

    desk: Desk
    people: Mapping[str, Person]

    @property
    def sheet(self) -> Sheet:
        return sheet_of(self.desk.round, self.desk.node)


@pytest.fixture
def city(desk: Desk, someone: Someone) -> City:
    parts = parts_of(sheet_of(desk.round, desk.node))
    code, related = parts.leads[0], parts.related[0]
    Department.objects.get_or_create(code="d-far", defaults={"name": "遠い課"})
    for position, post in enumerate(("係長", "課長"), start=1):
        RouteStep.objects.create(
            of_id=code, position=position, kind=StepKind.CONFIRM.value, department_id=code, post=post
        )
    both = someone(Role.DEPARTMENT_EDITOR, department=code)
    RoleAssignment.objects.create(staff=both, role=Role.CONFIRMER, department_id=code)
    deputy, own_coordinator = someone(), someone(Role.COORDINATING_OFFICE)
    for staff, post in ((both, "係長"), (own_coordinator, "主査")):
        Posting.objects.create(staff=staff, department_id=code, post=post)
    ActingFor.objects.create(staff=deputy, absent=desk.chief.staff, valid_from=timezone.localdate())
    more = {
        "colleague": someone(Role.DEPARTMENT_EDITOR, department=code),
        "both": both,
        "deputy": deputy,
        "related_editor": someone(Role.DEPARTMENT_EDITOR, department=related),
        "own_coordinator": own_coordinator,
        "editor_elsewhere": someone(Role.DEPARTMENT_EDITOR, department="d-far"),
        "confirmer_elsewhere": someone(Role.CONFIRMER, department="d-far"),
        "coordinator_of_another_plan": someone(Role.COORDINATING_OFFICE, plan="another-plan"),
        "employee": someone(),
        "finance": someone(Role.FINANCE),
        "body_member": someone(Role.BODY_MEMBER),
        "administrator": someone(Role.ADMINISTRATOR),
    }
    people = {name: person(each) for name, each in more.items()}
    mine = {
        "answerer": desk.answerer,
        "clerk": desk.confirmer,
        "chief": desk.chief,
        "coordinator": desk.coordinator,
    }
    return City(desk, {**mine, **people})


def _stands(of: Of) -> str:
    sheet = Sheet.objects.select_related("round__plan").get(round=of.round, node=of.node)
    now = filled(sheet)
    return now.text(now.asked.by_id["result/result"])


def situations(city: City) -> Iterator[tuple[str, SheetState]]:
    """The sheet as it goes its way, by the real actions; each state holds until the next one is asked for."""
    desk, people = city.desk, city.people
    yield "unanswered", SheetState.UNANSWERED
    save_answers(desk.of, desk.answers(), by=desk.answerer)
    save_answers(desk.of, {"result/result": Typed("二人で書いた。", _stands(desk.of))}, by=people["both"])
    yield "drafting", SheetState.DRAFTING
    submit(desk.of, by=desk.answerer)
    yield FIRST, SheetState.AWAITING_CONFIRMATION
    confirm(desk.of, by=people["clerk"])
    yield SECOND, SheetState.AWAITING_CONFIRMATION
    actions_confirming.return_sheet(desk.of, note="直してください", by=people["chief"])
    yield "returned", SheetState.RETURNED
    submit(desk.of, by=desk.answerer)
    confirm(desk.of, by=people["clerk"])
    confirm(desk.of, by=people["chief"])
    yield "submitted", SheetState.SUBMITTED
    actions_accepting.accept(desk.of, by=desk.coordinator)
    yield "accepted", SheetState.ACCEPTED
    Sheet.objects.filter(pk=city.sheet.pk).update(state=SheetState.FINALISED)
    yield "finalised", SheetState.FINALISED
    Sheet.objects.filter(pk=city.sheet.pk).update(state=SheetState.LEFT_OUT, left_out="事業が終わった")
    yield "left_out", SheetState.LEFT_OUT


def expected(act: SheetAct, situation: str, round_state: str, who: str) -> type[Exception] | None:
    """What is refused with, None where it happens."""
    if who not in MAY[act]:
        return NotAllowed
    state = SheetState.AWAITING_CONFIRMATION if situation in {FIRST, SECOND} else SheetState(situation)
    within = _RUNNING if situation == "returned" and act in OF_A_RETURNED_SHEET else WITHIN.get(act, _RUNNING)
    if (state, act) not in TRANSITIONS or round_state not in within:
        return SheetForbids
    if (act, situation) == (SheetAct.SUBMIT, "unanswered"):
        return NotReady
    return None if who in HAPPENS.get((act, situation), set()) else WrongHand


@dataclass
class Written:
    """Counts what is written to the database."""

    count: int = 0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 -- Django's
        self.count += sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))
        return execute(sql, params, many, context)


def outcome(
    city: City, act: SheetAct, who: Person, before: Sheet, facts: Facts
) -> tuple[type[Exception] | None, list[str]]:
    """What came of an act that is undone afterwards: what it was refused with, and all that is wrong with what it left."""
    written = Written()
    point, events = transaction.savepoint(), Event.objects.count()
    try:
        with connection.execute_wrapper(written), transaction.atomic():
            ACTS[act](city.desk.of, who)
    except (NotAllowed, NotReady, SheetForbids, WrongHand) as error:
        return type(error), ["something was written"] if written.count else []
    wrong = [each.value for each in broken_between(facts, facts_of(city.sheet), act)]
    after, told = city.sheet, 0 if act is SheetAct.SAVE else 1
    if SheetState(after.state) not in TRANSITIONS[SheetState(before.state), act].to:
        wrong.append(f"became {after.state}")
    if after.version != before.version + told or Event.objects.count() < events + told:
        wrong.append("was not told")
    transaction.savepoint_rollback(point)
    return None, wrong


@pytest.mark.parametrize("act", ACTS, ids=str)
def test_every_act_happens_or_is_refused_and_changes_nothing(city: City, act: SheetAct) -> None:
    wrong, tried = [], 0
    for situation, state in situations(city):
        before = city.sheet
        facts = facts_of(before)
        assert before.state == state
        for round_state in RoundState:
            Round.objects.filter(pk=city.desk.round.pk).update(state=round_state)
            for name, who in city.people.items():
                told, faults = outcome(city, act, who, before, facts)
                tried += 1
                if told is not expected(act, situation, round_state.value, name) or faults:
                    wrong.append((situation, round_state.value, name, told, faults))
        Round.objects.filter(pk=city.desk.round.pk).update(state=RoundState.REQUESTING)
    assert wrong == []
    assert tried == 9 * len(RoundState) * len(city.people) == 720


def test_every_act_of_people_is_tried() -> None:
    assert set(ACTS) == set(MAY) == set(SheetAct) - {SheetAct.FINALISE}
