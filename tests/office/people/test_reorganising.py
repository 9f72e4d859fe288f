import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client

from monosashi.core.plan import Plan
from monosashi.core.validation import problems_of
from monosashi.office.accounts.actions import NewDepartment
from monosashi.office.accounts.models import ActingFor, Department, Staff, Succession
from monosashi.office.accounts.permissions import NotAllowed, Role
from monosashi.office.accounts.refusals import ChangedMeanwhile, StateForbids
from monosashi.office.accounts.register import tree_on
from monosashi.office.accounts.standing import Person, standing_of
from monosashi.office.events.models import Event
from monosashi.office.people.reorganising.carrying_out import carry_out, preview
from monosashi.office.people.reorganising.plan_handover import Heirs, handed_over
from monosashi.office.people.reorganising.values import Reorganisation, ReorganisationKind, Work
from monosashi.office.plans.queries import held

APRIL = date(2026, 4, 1)
MARCH = date(2026, 3, 31)
Hall = dict[str, Department]
Someone = Callable[..., Staff]

RENAME = Reorganisation(ReorganisationKind.RENAME, APRIL, ("d-03",), (NewDepartment("デジタル推進課", "d-02"),))


def state_of(page: str) -> str:
    """Of what was seen, as the page sends it along."""
    found = re.search(r'name="state" value="([^"]+)"', page)
    assert found
    return found[1]


def do(wanted: Reorganisation, by: Person) -> tuple[str, ...]:
    return carry_out(wanted, state=preview(wanted).state, by=by)


def test_a_rename_ends_the_old_department_and_hands_roles_and_postings_to_the_new(
    hall: Hall, someone: Someone, administrator: Person
) -> None:
    staff = someone(Role.DEPARTMENT_EDITOR, department="d-03")
    staff.postings.create(department_id="d-03", post="主査")
    (new,) = do(RENAME, administrator)
    hall["info"].refresh_from_db()
    assert (hall["info"].valid_to, Department.objects.get(pk=new).valid_from) == (MARCH, APRIL)
    reach = [standing_of(staff, day).given[1].departments for day in (MARCH, APRIL)]
    assert reach == [frozenset({"d-03"}), frozenset({new})]
    assert [standing_of(staff, day).departments for day in (MARCH, APRIL)] == [{"d-03"}, {new}]
    succession = Succession.objects.get()
    assert (succession.predecessor_id, succession.successor_id, succession.kind) == ("d-03", new, "renamed")
    assert new in {member.pk for member in hall["group"].members.all()}


def test_the_tree_of_a_day_keeps_its_old_names_and_children_follow_a_renamed_division(
    hall: Hall, administrator: Person
) -> None:
    wanted = Reorganisation(ReorganisationKind.RENAME, APRIL, ("d-02",), (NewDepartment("総合政策部"),))
    (new,) = do(wanted, administrator)
    before, after = tree_on(MARCH), tree_on(APRIL)
    assert [unit.name for unit in before.children["d-02"]] == ["情報統計課", "企画調整課"]
    assert "d-02" not in after.children
    assert [unit.name for unit in after.children[new]] == ["情報統計課", "企画調整課"]


def test_a_merger_gives_somebody_of_both_departments_the_role_once(
    hall: Hall, someone: Someone, administrator: Person
) -> None:
    staff = someone(Role.DEPARTMENT_EDITOR, department="d-03")
    staff.roles.create(role=Role.DEPARTMENT_EDITOR, department=hall["plan"])
    wanted = Reorganisation(ReorganisationKind.MERGE, APRIL, ("d-03", "d-09"), (NewDepartment("企画情報課", "d-02"),))
    (new,) = do(wanted, administrator)
    assert staff.roles.filter(department=new).count() == 1
    assert {one.kind for one in Succession.objects.all()} == {"merged"}


def test_a_merger_into_a_department_that_is_there_begins_no_new_one(hall: Hall, administrator: Person) -> None:
    wanted = Reorganisation(ReorganisationKind.MERGE, APRIL, ("d-03",), into="d-09")
    assert do(wanted, administrator) == ("d-09",)
    assert Department.objects.count() == 6


def test_a_split_asks_of_each_piece_of_work_where_it_goes(hall: Hall, someone: Someone, administrator: Person) -> None:
    first, second = (someone(Role.CONFIRMER, department="d-03") for _ in range(2))
    of_second = second.roles.get()
    names = (NewDepartment("情報課", "d-02"), NewDepartment("統計課", "d-02"))
    wanted = Reorganisation(ReorganisationKind.SPLIT, APRIL, ("d-03",), names, shares={f"role/{of_second.pk}": 1})
    heirs = do(wanted, administrator)
    found = [staff.roles.get(valid_from=APRIL).department_id for staff in (first, second)]
    assert tuple(found) == heirs


def test_an_end_without_an_heir_ends_roles_and_says_so_before(
    hall: Hall, someone: Someone, administrator: Person
) -> None:
    staff = someone(Role.CONFIRMER, department="d-03")
    wanted = Reorganisation(ReorganisationKind.END, APRIL, ("d-03",))
    assert [moving.to for moving in preview(wanted).of(Work.ROLE)] == [None]
    do(wanted, administrator)
    assert staff.roles.get().valid_to == MARCH


def test_a_move_keeps_the_department_and_changes_where_it_stands_from_the_day(
    hall: Hall, administrator: Person
) -> None:
    do(Reorganisation(ReorganisationKind.MOVE, APRIL, ("d-03",), under="d-04"), administrator)
    assert [tree_on(day).units["d-03"].parent_on(day) for day in (MARCH, APRIL)] == ["d-02", "d-04"]


def test_what_begins_only_later_changes_its_place_and_keeps_its_days(
    hall: Hall, someone: Someone, administrator: Person
) -> None:
    staff = someone()
    june = date(2026, 6, 1)
    staff.roles.create(role=Role.CONFIRMER, department=hall["info"], valid_from=june)
    (new,) = do(RENAME, administrator)
    role = staff.roles.get()
    assert (role.department_id, role.valid_from) == (new, june)


def test_an_acting_confirmer_of_a_vacant_post_goes_on_with_the_new_department(
    hall: Hall, someone: Someone, administrator: Person
) -> None:
    staff = someone()
    staff.acting.create(department=hall["info"], post="課長", valid_from=date(2026, 1, 1))
    (new,) = do(RENAME, administrator)
    assert [row.department_id for row in ActingFor.objects.order_by("valid_from")] == ["d-03", new]


@pytest.mark.parametrize(
    "wanted",
    [
        Reorganisation(ReorganisationKind.MERGE, APRIL, ("d-03",), (NewDepartment("統合課"),)),
        Reorganisation(ReorganisationKind.SPLIT, APRIL, ("d-03",), (NewDepartment("一つ"),)),
        Reorganisation(ReorganisationKind.MOVE, APRIL, ("d-02",), under="d-03"),
        Reorganisation(ReorganisationKind.MERGE, APRIL, ("d-03",), into="d-03"),
        Reorganisation(ReorganisationKind.RENAME, APRIL, ("nowhere",), (NewDepartment("新"),)),
    ],
)
def test_what_cannot_be_is_refused_before_anything_changes(
    hall: Hall, administrator: Person, wanted: Reorganisation
) -> None:
    with pytest.raises(StateForbids):
        preview(wanted)


def test_a_department_merged_while_its_form_was_open_says_into_what_and_by_whom(
    hall: Hall, administrator: Person
) -> None:
    state = preview(RENAME).state
    do(Reorganisation(ReorganisationKind.MERGE, APRIL, ("d-03",), into="d-09"), administrator)
    with pytest.raises(ChangedMeanwhile) as caught:
        carry_out(RENAME, state=state, by=administrator)
    params = dict(caught.value.why.params)
    assert (caught.value.why.id, params["heirs"], params["who"]) == (
        "people.went_on.merged",
        ("企画調整課",),
        "管理 一郎",
    )


def test_work_that_came_while_the_preview_was_open_is_shown_before_it_moves(
    hall: Hall, someone: Someone, administrator: Person
) -> None:
    state = preview(RENAME).state
    someone(Role.CONFIRMER, department="d-03")
    with pytest.raises(ChangedMeanwhile):
        carry_out(RENAME, state=state, by=administrator)
    assert Department.objects.get(pk="d-03").valid_to is None


def test_only_whoever_manages_people_reorganises(hall: Hall, coordinator: Person) -> None:
    with pytest.raises(NotAllowed):
        carry_out(RENAME, state=preview(RENAME).state, by=coordinator)


@pytest.mark.slow
def test_a_rename_changes_the_plan_from_the_day_on_and_keeps_who_answered_before(
    kept: Plan, administrator: Person
) -> None:
    answered = [node for node in kept.nodes if any(r.department == "d-03" for r in node.responsibilities)]
    assert len(answered) >= 1
    wanted = Reorganisation(ReorganisationKind.RENAME, APRIL, ("d-03",), (NewDepartment("デジタル推進課", "d-02"),))
    seen = preview(wanted)
    assert len(seen.of(Work.RESPONSIBILITY)) == len(answered)
    (new,) = do(wanted, administrator)
    plan = held(kept.id).plan
    parts = {r.department: (r.valid_from, r.valid_to) for r in plan.index.node[answered[0].id].responsibilities}
    assert (parts["d-03"], parts[new]) == ((None, "2026-03-31"), ("2026-04-01", None))
    assert plan.index.department["d-03"].valid_to == "2026-03-31"
    assert plan.index.department[new].name == "デジタル推進課"
    assert plan.revision == kept.revision + 1
    assert Event.objects.filter(action="department.reorganised").count() == 1


@pytest.mark.slow
@pytest.mark.parametrize("kind", list(ReorganisationKind))
def test_after_any_reorganisation_the_plan_holds(kept: Plan, administrator: Person, kind: ReorganisationKind) -> None:
    new = (NewDepartment("新課一", "d-02"), NewDepartment("新課二", "d-04"))
    wanted = {
        ReorganisationKind.RENAME: Reorganisation(kind, APRIL, ("d-03",), new[:1]),
        ReorganisationKind.MERGE: Reorganisation(kind, APRIL, ("d-03", "d-05", "d-02"), new[1:]),
        ReorganisationKind.SPLIT: Reorganisation(
            kind, APRIL, ("d-02",), (NewDepartment("甲部"), NewDepartment("乙部"))
        ),
        ReorganisationKind.END: Reorganisation(kind, APRIL, ("d-05",), into="d-03"),
        ReorganisationKind.MOVE: Reorganisation(kind, APRIL, ("d-03",), under="d-04"),
    }[kind]
    do(wanted, administrator)
    plan = held(kept.id).plan
    assert problems_of(plan) == ()
    assert plan.revision == kept.revision + 1


def test_two_leads_that_merge_become_one(akita: Plan) -> None:
    node = next(node for node in akita.nodes if node.responsibilities)
    first = node.responsibilities[0]
    both = replace(node, responsibilities=(first, replace(first, department="d-99")))
    plan = replace(akita, nodes=(both,))
    heirs = Heirs(APRIL, frozenset({first.department, "d-99"}), (), lambda _key, _old: "d-01x")
    parts = [(r.department, r.valid_to) for r in handed_over(plan, heirs).nodes[0].responsibilities]
    assert parts == [(first.department, "2026-03-31"), ("d-01x", None), ("d-99", "2026-03-31")]


def test_the_page_shows_what_moves_before_it_is_done(hall: Hall, someone: Someone, at_desk: Client) -> None:
    someone(Role.CONFIRMER, department="d-03", name="秋田 花子")
    address = "/departments/d-03/reorganise/rename/"
    typed = {"since": "2026-04-01", "name": "デジタル推進課", "why": "組織規則"}
    page = at_desk.post(address, typed)
    assert "秋田 花子" in page.content.decode()
    assert Department.objects.get(pk="d-03").valid_to is None
    done = at_desk.post(address, {**typed, "state": state_of(page.content.decode()), "confirm": "1"})
    assert done.status_code == 302
    assert Department.objects.get(pk="d-03").valid_to == MARCH


def test_the_page_of_a_department_that_was_merged_meanwhile_says_what_happened(
    hall: Hall, administrator: Person, at_desk: Client
) -> None:
    address = "/departments/d-03/reorganise/rename/"
    typed = {"since": "2026-04-01", "name": "デジタル推進課", "why": ""}
    state = state_of(at_desk.post(address, typed).content.decode())
    do(Reorganisation(ReorganisationKind.MERGE, APRIL, ("d-03",), into="d-09"), administrator)
    page = at_desk.post(address, {**typed, "state": state, "confirm": "1"})
    assert page.status_code == 409
    assert "情報統計課は令和8年4月1日から企画調整課に統合されます（入力：管理 一郎" in page.content.decode()


def test_a_day_before_nothing_has_moved(hall: Hall, someone: Someone, administrator: Person) -> None:
    staff = someone(Role.DEPARTMENT_EDITOR, department="d-03")
    do(RENAME, administrator)
    assert standing_of(staff, APRIL - timedelta(days=1)).given[1].departments == frozenset({"d-03"})
