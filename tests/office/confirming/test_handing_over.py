"""Who holds a step changes with postings and days, and never by anybody editing the sheet."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from monosashi.office.accounts.models import ActingFor, Posting, RoleAssignment, Staff
from monosashi.office.accounts.permissions import NotAllowed, Role
from monosashi.office.accounts.standing import person
from monosashi.office.confirming.actions import confirm_all, set_route
from monosashi.office.confirming.queries import steps_of, waiting_for
from monosashi.office.rounds.acting import Of, WrongHand
from monosashi.office.rounds.actions_answering import Typed, save_answers, submit
from monosashi.office.rounds.actions_confirming import NoSuchStep, confirm, mark_seen, return_sheet, undo_confirmation
from monosashi.office.rounds.models import Confirmation, Sheet
from monosashi.office.rounds.queries import sheet_of
from monosashi.office.rounds.routes import Step
from monosashi.office.rounds.states import SheetState, StepKind
from office.confirming.conftest import As, department, handed_in, lead_of, route
from office.laid import Someone
from office.rounds.desk import Desk

pytestmark = pytest.mark.slow


On = Callable[[date], None]


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> On:
    """The office on a day: `on(date(2027, 4, 1))`."""
    return lambda day: monkeypatch.setattr(timezone, "localdate", lambda *_: day)


def moved(desk: Desk, someone: Someone, day: date) -> Staff:
    """On a day somebody else gets the confirmer's post and role."""
    code = lead_of(desk)
    new = someone(name="新任 係長")
    last = day - timedelta(days=1)
    Posting.objects.filter(staff=desk.confirmer.staff).update(valid_to=last)
    RoleAssignment.objects.filter(staff=desk.confirmer.staff).update(valid_to=last)
    Posting.objects.create(staff=new, department_id=code, post="係長", valid_from=day)
    RoleAssignment.objects.create(staff=new, role=Role.CONFIRMER, department_id=code, valid_from=day)
    return new


def test_a_sheet_that_waits_over_the_first_of_april_is_the_new_holders(desk: Desk, someone: Someone, on: On) -> None:
    route(desk, "係長")
    first_of_april = date(2027, 4, 1)
    new = moved(desk, someone, first_of_april)
    handed_in(desk)
    assert [w.sheet.node for w in waiting_for(person(desk.confirmer.staff).standing).to_do] == [desk.node]
    on(first_of_april)
    with pytest.raises((NotAllowed, WrongHand)):
        confirm(desk.of, by=person(desk.confirmer.staff))
    assert not waiting_for(person(desk.confirmer.staff).standing)
    assert [w.sheet.node for w in waiting_for(person(new).standing).to_do] == [desk.node]
    assert confirm(desk.of, by=person(new)).state == SheetState.SUBMITTED


def test_the_old_holder_is_still_theirs_the_day_before(desk: Desk, someone: Someone, on: On) -> None:
    route(desk, "係長")
    new = moved(desk, someone, date(2027, 4, 1))
    handed_in(desk)
    on(date(2027, 3, 31))
    with pytest.raises(NotAllowed):
        confirm(desk.of, by=person(new))
    assert confirm(desk.of, by=person(desk.confirmer.staff)).state == SheetState.SUBMITTED


def test_who_acts_during_holidays_confirms_and_the_absent_one_sees_it_later(
    desk: Desk, someone: Someone, as_: As
) -> None:
    route(desk, "課長")
    today = timezone.localdate()
    deputy = someone(name="小野 補佐")
    ActingFor.objects.create(staff=deputy, absent=desk.chief.staff, valid_from=today, valid_to=today)
    handed_in(desk)
    confirm(desk.of, by=person(deputy))
    sheet = sheet_of(desk.round, desk.node)
    step = Confirmation.objects.get(sheet=sheet)
    assert (step.by_label, step.acting_for_label, step.seen_later_at) == ("小野 補佐", "石川 課長", None)
    assert [row.sheet.node for row in waiting_for(desk.chief.standing).later] == [desk.node]
    page = as_(desk.chief).get(reverse("confirming:list"))
    assert "小野 補佐" in page.content.decode()
    mark_seen(desk.of, position=1, by=desk.chief)
    assert not waiting_for(desk.chief.standing)
    assert steps_of(sheet, None)[0].seen_later_at is not None
    with pytest.raises(NoSuchStep):
        mark_seen(desk.of, position=1, by=desk.chief)


def test_acting_that_is_over_confirms_nothing(desk: Desk, someone: Someone) -> None:
    route(desk, "課長")
    yesterday = timezone.localdate() - timedelta(days=1)
    deputy = someone()
    ActingFor.objects.create(staff=deputy, absent=desk.chief.staff, valid_from=yesterday, valid_to=yesterday)
    handed_in(desk)
    with pytest.raises(NotAllowed):
        confirm(desk.of, by=person(deputy))


def test_a_vacant_post_is_said_to_be_nobodys_until_somebody_acts_for_it(desk: Desk, someone: Someone) -> None:
    route(desk, "次長")
    handed_in(desk)
    sheet = sheet_of(desk.round, desk.node)
    assert [step.vacant for step in steps_of(sheet, None)] == [True]
    deputy = someone(name="代理の人")
    ActingFor.objects.create(staff=deputy, department_id=lead_of(desk), post="次長", valid_from=timezone.localdate())
    assert [step.vacant for step in steps_of(sheet, None)] == [False]
    assert confirm(desk.of, by=person(deputy)).state == SheetState.SUBMITTED
    assert Confirmation.objects.get(sheet=sheet).acting_for is None


def test_whoever_typed_on_a_sheet_finds_it_among_theirs_and_marked_as_their_own(desk: Desk) -> None:
    route(desk, "係長")
    code = lead_of(desk)
    RoleAssignment.objects.create(staff=desk.confirmer.staff, role=Role.DEPARTMENT_EDITOR, department_id=code)
    both = person(desk.confirmer.staff)
    answers = desk.answers()
    save_answers(desk.of, answers, by=desk.answerer)
    save_answers(desk.of, {"result/result": Typed("係長が直した。", answers["result/result"].text)}, by=both)
    submit(desk.of, by=desk.answerer)
    waiting = waiting_for(both.standing)
    assert [each.own for each in waiting.to_do] == [True]
    assert waiting.possible == ()


def test_circulation_is_waited_for_by_nobody_and_noted_when_read(desk: Desk) -> None:
    route(desk, "課長", kind=StepKind.CIRCULATE)
    handed_in(desk)
    assert confirm(desk.of, by=desk.confirmer).state == SheetState.SUBMITTED
    assert [each.sheet.node for each in waiting_for(desk.chief.standing).to_see] == [desk.node]
    mark_seen(desk.of, position=1, by=desk.chief)
    assert not waiting_for(desk.chief.standing).to_see


def test_a_related_department_concurs_after_the_own_one_and_may_send_the_sheet_back_to_it(
    desk: Desk, someone: Someone
) -> None:
    department("d-division")
    concurring = person(someone(Role.CONFIRMER, department="d-division", name="合議 部長"))
    steps = [Step(StepKind.CONFIRM, lead_of(desk)), Step(StepKind.CONCUR, "d-division")]
    set_route(lead_of(desk), steps, seen=(), by=desk.coordinator)
    handed_in(desk)
    first = confirm(desk.of, by=desk.confirmer)
    assert (first.state, first.step) == (SheetState.AWAITING_CONFIRMATION, 2)
    assert [each.step.kind for each in waiting_for(concurring.standing).to_do] == [StepKind.CONCUR]
    for own in (desk.confirmer, desk.chief):
        with pytest.raises(WrongHand) as refused:
            confirm(desk.of, by=own)
        assert refused.value.reason == "not_your_step"
    returned = return_sheet(desk.of, note="関係課の数字が入っていません", to=1, by=concurring)
    assert (returned.state, returned.step) == (SheetState.AWAITING_CONFIRMATION, 1)
    with pytest.raises(WrongHand):
        confirm(desk.of, by=concurring)
    confirm(desk.of, by=desk.chief)
    assert confirm(desk.of, by=concurring).state == SheetState.SUBMITTED


def test_days_are_counted_from_when_the_sheet_came_to_the_step(desk: Desk) -> None:
    route(desk, "係長", "課長")
    handed_in(desk)
    Sheet.objects.filter(node=desk.node).update(since=timezone.now() - timedelta(days=5))
    assert [each.days for each in waiting_for(desk.confirmer.standing).to_do] == [5]
    confirm(desk.of, by=desk.confirmer)
    assert [each.days for each in waiting_for(desk.chief.standing).to_do] == [0]


def test_a_return_to_an_earlier_step_opens_that_step_and_those_after_it(desk: Desk) -> None:
    route(desk, "係長", "課長")
    handed_in(desk)
    confirm(desk.of, by=desk.confirmer)
    sheet = return_sheet(desk.of, note="係長は年度を確かめてください", to=1, by=desk.chief)
    assert (sheet.state, sheet.step, sheet.note) == (
        SheetState.AWAITING_CONFIRMATION,
        1,
        "係長は年度を確かめてください",
    )
    assert [each.sheet.node for each in waiting_for(desk.confirmer.standing).to_do] == [desk.node]
    assert not waiting_for(desk.chief.standing).to_do


def test_a_confirmation_is_taken_back_until_the_next_one_acts(desk: Desk) -> None:
    route(desk, "係長", "課長")
    handed_in(desk)
    confirm(desk.of, by=desk.confirmer)
    assert undo_confirmation(desk.of, by=desk.confirmer).step == 1
    confirm(desk.of, by=desk.confirmer)
    confirm(desk.of, by=desk.chief)
    with pytest.raises(WrongHand):
        undo_confirmation(desk.of, by=desk.confirmer)


def test_several_are_confirmed_and_the_one_that_moved_meanwhile_is_told(desk: Desk) -> None:
    route(desk, "係長")
    handed_in(desk)
    version = sheet_of(desk.round, desk.node).version
    told = confirm_all([Of(desk.round.pk, desk.node, version + 1), Of(desk.round.pk, "n-p080", 0)], by=desk.confirmer)
    assert told.done == ()
    assert [each.of.node for each in told.refused] == [desk.node, "n-p080"]
    assert sheet_of(desk.round, desk.node).state == SheetState.AWAITING_CONFIRMATION
    told = confirm_all([Of(desk.round.pk, desk.node, version)], note="確認済み", by=desk.confirmer)
    assert [of.node for of in told.done] == [desk.node]


def test_what_waits_for_somebody_takes_as_many_queries_for_many_sheets(
    desk: Desk, django_assert_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    route(desk, "係長")
    handed_in(desk)
    standing = desk.confirmer.standing
    with django_assert_num_queries(9):
        waiting_for(standing)
    with django_assert_num_queries(0):
        waiting_for(desk.answerer.standing)
