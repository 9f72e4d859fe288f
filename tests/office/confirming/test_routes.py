"""Whom the sheets of a department pass, and what becomes of that when the department is reorganised."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils import timezone

from monosashi.office.accounts.actions import NewDepartment
from monosashi.office.accounts.models import Department, Succession
from monosashi.office.accounts.permissions import NotAllowed, Role
from monosashi.office.accounts.standing import person
from monosashi.office.confirming import route_form
from monosashi.office.confirming.actions import RouteChanged, copy_route, own_route, set_route
from monosashi.office.events.models import Event
from monosashi.office.people.reorganising.carrying_out import carry_out, preview
from monosashi.office.people.reorganising.values import Reorganisation, ReorganisationKind, Work
from monosashi.office.rounds.actions_confirming import confirm
from monosashi.office.rounds.models import Confirmation
from monosashi.office.rounds.queries import sheet_of
from monosashi.office.rounds.routes import Step, route_of, routes_on
from monosashi.office.rounds.states import SheetState, StepKind
from monosashi.wording import templates
from office.confirming.conftest import As, department, handed_in, lead_of, route
from office.laid import Someone
from office.rounds.desk import Desk

FIRST_OF_APRIL = date(2025, 4, 1)


def ended(code: str, *successors: str) -> None:
    Department.objects.filter(pk=code).update(valid_to=date(2025, 3, 31))
    for successor in successors:
        department(successor)
        Succession.objects.create(predecessor_id=code, successor_id=successor, kind="renamed", since=FIRST_OF_APRIL)


def route_of_department(code: str) -> tuple[Step, ...]:
    return routes_on(timezone.localdate()).of(code)


def test_a_department_without_a_route_has_one_step_any_of_its_confirmers(desk: Desk) -> None:
    assert route_of_department(lead_of(desk)) == (Step(StepKind.CONFIRM, lead_of(desk)),)


def test_a_route_without_a_confirmation_gets_one_at_its_end(desk: Desk) -> None:
    route(desk, "係長", kind=StepKind.CONCUR)
    steps = route_of_department(lead_of(desk))
    assert [step.kind for step in steps] == [StepKind.CONCUR, StepKind.CONFIRM]


def test_a_new_route_counts_for_sheets_handed_in_from_then_on(desk: Desk) -> None:
    route(desk, "係長", "課長")
    handed_in(desk)
    route(desk, "課長")
    sheet = sheet_of(desk.round, desk.node)
    assert [row.post for row in Confirmation.objects.filter(sheet=sheet)] == ["係長", "課長"]


def test_the_route_of_a_renamed_department_goes_on_with_its_steps(desk: Desk) -> None:
    code = lead_of(desk)
    route(desk, "係長", "課長")
    ended(code, "d-new")
    expected = (Step(StepKind.CONFIRM, "d-new", "係長"), Step(StepKind.CONFIRM, "d-new", "課長"))
    assert route_of_department(code) == route_of_department("d-new") == expected


def test_a_route_that_the_successor_set_itself_counts_instead(desk: Desk) -> None:
    code = lead_of(desk)
    route(desk, "係長", "課長")
    ended(code, "d-new")
    set_route("d-new", [Step(StepKind.CONFIRM, "d-new", "室長")], seen=(), by=desk.coordinator)
    assert route_of_department(code) == (Step(StepKind.CONFIRM, "d-new", "室長"),)


def test_merged_departments_bring_both_routes_and_no_step_twice(desk: Desk) -> None:
    code = lead_of(desk)
    department("d-other")
    route(desk, "係長", "課長")
    set_route("d-other", [Step(StepKind.CONFIRM, "d-other", "課長")], seen=(), by=desk.coordinator)
    ended(code, "d-new")
    ended("d-other", "d-new")
    assert [step.post for step in route_of_department("d-new")] == ["係長", "課長"]


def test_a_step_of_a_department_that_was_split_is_done_in_either_part(desk: Desk, someone: Someone) -> None:
    code = lead_of(desk)
    department("d-division")
    steps = [Step(StepKind.CONFIRM, "d-division")]
    set_route(code, steps, seen=(), by=desk.coordinator)
    ended("d-division", "d-one", "d-two")
    heads = person(someone(Role.CONFIRMER, department="d-two", name="二部長"))
    handed_in(desk)
    assert confirm(desk.of, by=heads).state == SheetState.SUBMITTED


def test_without_a_route_the_sheet_of_a_department_that_was_split_is_confirmed_in_either_part(desk: Desk) -> None:
    code = lead_of(desk)
    ended(code, "d-one", "d-two")
    assert route_of_department(code) == (Step(StepKind.CONFIRM, code),)


def test_each_part_of_a_department_that_was_split_goes_by_its_route_and_confirms_for_itself(desk: Desk) -> None:
    code = lead_of(desk)
    route(desk, "課長")
    ended(code, "d-one", "d-two")
    found = [route_of_department(part) for part in (code, "d-one", "d-two")]
    assert found == [(Step(StepKind.CONFIRM, each, "課長"),) for each in (code, "d-one", "d-two")]


def test_a_sheet_of_a_department_that_was_split_goes_the_way_of_the_part_that_has_its_measure(
    desk: Desk, someone: Someone
) -> None:
    code, administrator = lead_of(desk), person(someone(Role.ADMINISTRATOR))
    parts = (NewDepartment("一課", None, "d-one"), NewDepartment("二課", None, "d-two"))
    wanted = Reorganisation(ReorganisationKind.SPLIT, timezone.localdate(), (code,), parts)
    pieces = {each.key: 1 for each in preview(wanted).of(Work.RESPONSIBILITY)}
    wanted = replace(wanted, shares=pieces)
    carry_out(wanted, state=preview(wanted).state, by=administrator)
    assert route_of(sheet_of(desk.round, desk.node)) == (Step(StepKind.CONFIRM, "d-two"),)


def test_a_route_that_somebody_else_changed_is_not_overwritten(desk: Desk) -> None:
    before = route(desk, "係長", "課長")
    route(desk, "課長")
    with pytest.raises(RouteChanged) as refused:
        set_route(lead_of(desk), before, seen=before, by=desk.coordinator)
    assert [step.post for step in refused.value.now] == ["課長"]
    assert own_route(lead_of(desk)) == refused.value.now


def test_who_confirms_for_a_department_sets_its_route_and_no_other(desk: Desk) -> None:
    department("d-other")
    code = lead_of(desk)
    set_route(code, [Step(StepKind.CONFIRM, code, "課長")], seen=(), by=desk.confirmer)
    with pytest.raises(NotAllowed):
        set_route("d-other", [Step(StepKind.CONFIRM, "d-other")], seen=(), by=desk.confirmer)
    with pytest.raises(NotAllowed):
        copy_route(code, ["d-other"], by=desk.confirmer)
    assert own_route("d-other") == ()


def test_a_copied_route_names_the_posts_of_each_department_and_keeps_shared_ones(desk: Desk) -> None:
    code = lead_of(desk)
    department("d-other")
    department("d-division")
    steps = [Step(StepKind.CONFIRM, code, "課長"), Step(StepKind.CONCUR, "d-division", "部長")]
    set_route(code, steps, seen=(), by=desk.coordinator)
    assert copy_route(code, ["d-other"], by=desk.coordinator) == ("d-other",)
    assert own_route("d-other") == (
        Step(StepKind.CONFIRM, "d-other", "課長"),
        Step(StepKind.CONCUR, "d-division", "部長"),
    )


def test_a_change_is_told_once_with_what_stood_before(desk: Desk) -> None:
    route(desk, "課長")
    route(desk, "課長")
    events = Event.objects.filter(action="route.changed", object_id=lead_of(desk))
    assert events.count() == 1
    assert timezone.localdate() == timezone.localtime(events.get().at).date()


@pytest.mark.parametrize("sent_as", ["kind-1", "post-20", "do", "seen", "more", "smuggled"])
def test_whatever_is_sent_as_a_route_can_be_given_back_with_a_name(sent_as: str) -> None:
    assert templates("ja")[route_form.label_of(sent_as).id]


def test_whoever_may_set_no_other_route_is_told_so_and_given_no_form(desk: Desk, as_: As) -> None:
    route(desk, "課長")
    address = f"/rounds/routes/{lead_of(desk)}/copy/"
    alone = as_(desk.confirmer).get(address).content.decode()
    assert "ほかにありません" in alone
    assert 'name="to"' not in alone
    assert 'name="to"' in as_(desk.coordinator).get(address).content.decode()
