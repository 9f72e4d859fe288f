"""Confirmers who went elsewhere meanwhile, and steps that nobody holds and for which nobody waits."""

from datetime import timedelta

from django.utils import timezone

from monosashi.office.accounts.models import ActingFor, RoleAssignment
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import person
from monosashi.office.confirming.actions import own_route, set_route
from monosashi.office.confirming.queries import waiting_for
from monosashi.office.rounds.actions_confirming import confirm
from monosashi.office.rounds.models import Confirmation
from monosashi.office.rounds.routes import Step
from monosashi.office.rounds.states import StepKind
from office.confirming.conftest import As, department, handed_in, lead_of, route
from office.laid import Someone
from office.plans.as_browser import text_of
from office.rounds.desk import Desk


def test_who_was_acted_for_and_moved_since_sees_it_later_all_the_same(desk: Desk, someone: Someone, as_: As) -> None:
    route(desk, "課長")
    today = timezone.localdate()
    deputy = someone(name="小野 補佐")
    ActingFor.objects.create(staff=deputy, absent=desk.chief.staff, valid_from=today - timedelta(days=1))
    handed_in(desk)
    confirm(desk.of, by=person(deputy))
    RoleAssignment.objects.filter(staff=desk.chief.staff).delete()
    elsewhere = RoleAssignment(staff=desk.chief.staff, role=Role.CONFIRMER, department=department("d-far", "遠い課"))
    elsewhere.save()
    moved = person(desk.chief.staff)
    assert [row.sheet.node for row in waiting_for(moved.standing).later] == [desk.node]
    seen = f"/rounds/{desk.round.pk}/sheets/{desk.node}/seen/1/"
    assert as_(person(someone(Role.CONFIRMER, department="d-far"))).post(seen, {"seen": "0"}).status_code == 403
    assert as_(moved).post(seen, {"seen": "0"}).status_code == 302
    assert Confirmation.objects.get().seen_later_at is not None
    assert not waiting_for(moved.standing)


def test_a_step_that_only_circulates_stops_no_sheet_though_nobody_holds_it(desk: Desk, as_: As) -> None:
    code = lead_of(desk)
    steps = (Step(StepKind.CONFIRM, code, "係長"), Step(StepKind.CIRCULATE, department("d-far", "遠い課").pk))
    set_route(code, steps, seen=own_route(code), by=desk.coordinator)
    shown = text_of(as_(desk.coordinator).get(f"/rounds/routes/{code}/"))
    assert "シートはそこで止まります" not in shown
    assert "2つの順番があり" in shown


def test_a_sheet_that_one_answered_oneself_is_not_counted_as_waiting_for_oneself(desk: Desk, as_: As) -> None:
    RoleAssignment.objects.create(staff=desk.answerer.staff, role=Role.CONFIRMER, department_id=lead_of(desk))
    handed_in(desk)
    shown = text_of(as_(person(desk.answerer.staff)).get("/rounds/confirming/"))
    assert "1施策があなたの確認を待っています" not in shown
    assert "あなたが回答した1施策は、ほかの人の確認を待っています。" in shown
