"""A reorganisation is undone as if it had not been, or refused with everything that has come to stand on it."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from monosashi.core.plan import Plan
from monosashi.office.accounts.actions import NewDepartment, next_code
from monosashi.office.accounts.actions_staff import PostingWanted, post
from monosashi.office.accounts.models import Department, Posting, Staff
from monosashi.office.accounts.permissions import NotAllowed, Role
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.register import tree_on
from monosashi.office.accounts.standing import Person, person, standing_of
from monosashi.office.events.models import Event, EventPlace
from monosashi.office.findings.models import Decision, FindingRow
from monosashi.office.people.correcting import Correction, correct_department
from monosashi.office.people.models import Reorganised
from monosashi.office.people.reorganising.carrying_out import carry_out, preview
from monosashi.office.people.reorganising.remembering import Rows, standing
from monosashi.office.people.reorganising.undoing import in_the_way, reorganisations_of, undo
from monosashi.office.people.reorganising.values import Reorganisation, ReorganisationKind
from monosashi.office.plans.actions_editions import freeze
from monosashi.office.plans.models import PlanRow
from monosashi.office.plans.queries import held, whole
from monosashi.office.rounds.models import RouteStep
from monosashi.wording import render

APRIL = date(2026, 4, 1)
MARCH = date(2026, 3, 31)
KIND = ReorganisationKind
Hall = dict[str, Department]
Someone = Callable[..., Staff]

MERGED = Reorganisation(KIND.MERGE, APRIL, ("d-03", "d-09"), (NewDepartment("企画情報課", "d-02"),))
EACH = {
    "renamed": Reorganisation(KIND.RENAME, APRIL, ("d-03",), (NewDepartment("デジタル推進課", "d-02"),)),
    "merged into a new one": MERGED,
    "merged into one that is there": Reorganisation(KIND.MERGE, APRIL, ("d-03",), into="d-09"),
    "split into three": Reorganisation(
        KIND.SPLIT, APRIL, ("d-03",), tuple(NewDepartment(name, "d-02") for name in ("情報課", "統計課", "電算課"))
    ),
    "closed with an heir": Reorganisation(KIND.END, APRIL, ("d-02",), into="d-09"),
    "closed without one": Reorganisation(KIND.END, APRIL, ("d-03",)),
    "moved": Reorganisation(KIND.MOVE, APRIL, ("d-03",), under="d-04"),
}


def do(wanted: Reorganisation, by: Person) -> Reorganised:
    carry_out(wanted, state=preview(wanted).state, by=by)
    return Reorganised.objects.latest("pk")


def everything() -> Rows:
    return standing(list(Department.objects.values_list("pk", flat=True)))


def told(done: Reorganised) -> str:
    return " ".join(render(each, "ja") for each in in_the_way(done))


@pytest.fixture
def people(hall: Hall, someone: Someone) -> Staff:
    """Somebody with a post and roles in both sections, one role to come in June, and somebody who is acting for a post."""
    staff = someone(Role.DEPARTMENT_EDITOR, department="d-03", name="秋田 花子")
    staff.roles.create(role=Role.DEPARTMENT_EDITOR, department=hall["plan"])
    staff.roles.create(role=Role.CONFIRMER, department=hall["info"], valid_from=date(2026, 6, 1), given_by_label="管理")
    staff.postings.create(department=hall["info"], post="主査")
    staff.acting.create(department=hall["info"], post="課長", valid_from=date(2026, 3, 20), valid_to=date(2026, 4, 10))
    return staff


@pytest.mark.parametrize("wanted", EACH.values(), ids=EACH.keys())
def test_undone_every_row_stands_as_before(people: Staff, administrator: Person, wanted: Reorganisation) -> None:
    before = everything()
    done = do(wanted, administrator)
    assert everything() != before
    assert in_the_way(done) == ()
    undo(done, by=administrator, why="誤って入力した")
    assert everything() == before
    assert standing_of(people, APRIL).departments == frozenset({"d-03"})


@pytest.mark.parametrize("wanted", EACH.values(), ids=EACH.keys())
def test_undone_the_plan_says_what_it_said_and_keeps_what_others_wrote_meanwhile(
    kept: Plan, administrator: Person, wanted: Reorganisation
) -> None:
    parent = Department.objects.get(pk="d-03").parent_id
    wanted = replace(wanted, new=tuple(replace(new, parent=parent) for new in wanted.new))
    before = whole(kept.id)
    undo(do(wanted, administrator), by=administrator)
    assert replace(whole(kept.id), revision=before.revision) == before


def test_it_is_told_and_codes_are_not_given_again(hall: Hall, administrator: Person) -> None:
    done = do(MERGED, administrator)
    (code,) = done.begun
    undo(done, by=administrator, why="誤り")
    actions = Event.objects.filter(kind="department").values_list("action", "object_id")
    assert {("department.reorganisation_undone", "d-03"), ("department.removed", code)} <= set(actions)
    assert do(MERGED, administrator).begun != [code] == [next_code(("d-09",))]


def test_only_whoever_manages_people_undoes(hall: Hall, administrator: Person, someone: Someone) -> None:
    done = do(MERGED, administrator)
    other = someone(Role.COORDINATING_OFFICE)
    with pytest.raises(NotAllowed):
        undo(done, by=Person(other, standing_of(other)))


def a_new_post(done: Reorganised, people: Staff, by: Person) -> None:
    post(people, PostingWanted(done.begun[0], "主任", valid_from=date(2026, 4, 5)), by=by)


def a_post_that_ended(done: Reorganised, people: Staff, by: Person) -> None:
    Posting.objects.filter(staff=people, department=done.begun[0]).update(valid_to=date(2026, 5, 1))


def a_route(done: Reorganised, people: Staff, by: Person) -> None:
    RouteStep.objects.create(of_id=done.begun[0], position=1, kind="confirm", department_id=done.begun[0])


def a_finding_taken_on(done: Reorganised, people: Staff, by: Person) -> None:
    plan = PlanRow.objects.create(
        id="a-plan", name="計画", municipality_code="052019", revision=1, sha256="", head="{}"
    )
    found = FindingRow.objects.create(plan=plan, key="f", rule="TGT002", severity="look", place="", body="{}")
    Decision.objects.create(finding=found, number=1, kind="taken_on", department=done.begun[0], made_at=timezone.now())


def a_later_rename(done: Reorganised, people: Staff, by: Person) -> None:
    do(Reorganisation(KIND.RENAME, date(2026, 7, 1), (done.begun[0],), (NewDepartment("デジタル課", "d-02"),)), by)


def a_department_below(done: Reorganised, people: Staff, by: Person) -> None:
    Department.objects.create(code="d-90", name="統計係", parent_id=done.begun[0])


Meanwhile = Callable[[Reorganised, Staff, Person], None]
SINCE: dict[Meanwhile, str] = {
    a_new_post: "新しい所属に職員の配属・役割・代理があります",
    a_post_that_ended: "秋田 花子さんの配属・役割・代理が、変更のあとに変わっています",
    a_route: "新しい所属に照会の票や確認の経路があります",
    a_finding_taken_on: "新しい所属に点検所見の対応があります",
    a_later_rename: "企画情報課の登録（期間・場所・グループ）が、変更のあとに変わっています",
    a_department_below: "新しい所属に下の所属",
}


@pytest.mark.parametrize("meanwhile", SINCE, ids=lambda each: each.__name__)
def test_what_stands_on_it_since_is_said_with_its_place_and_nothing_changes(
    people: Staff, administrator: Person, meanwhile: Meanwhile
) -> None:
    done = do(MERGED, administrator)
    meanwhile(done, people, administrator)
    before = everything()
    assert SINCE[meanwhile] in told(done)
    with pytest.raises(StateForbids):
        undo(done, by=administrator)
    assert everything() == before


def test_the_later_one_is_undone_first(people: Staff, administrator: Person) -> None:
    before = everything()
    first = do(MERGED, administrator)
    a_later_rename(first, people, administrator)
    later = Reorganised.objects.latest("pk")
    undo(later, by=administrator)
    undo(first, by=administrator)
    assert everything() == before
    assert reorganisations_of("d-03") == ()


def test_a_name_that_was_corrected_meanwhile_goes_with_the_department(hall: Hall, administrator: Person) -> None:
    before = everything()
    done = do(MERGED, administrator)
    correct_department(done.begun[0], Correction("企画DX課"), by=administrator, today=MARCH)
    undo(done, by=administrator)
    assert everything() == before


@pytest.mark.slow
def test_an_edition_that_names_it_and_a_measure_that_went_to_one_that_was_there_stand_in_the_way(
    kept: Plan, administrator: Person, coordinator: Person
) -> None:
    done = do(Reorganisation(KIND.MERGE, APRIL, ("d-03",), into="d-05"), administrator)
    node = next(each for each in held(kept.id).plan.nodes if any(r.department == "d-03" for r in each.responsibilities))
    EventPlace.objects.create(event=Event.objects.latest("pk"), plan=kept.id, kind="measure", object_id=node.id)
    assert "変更のあとの記録" not in told(done)
    freeze(plan_id=kept.id, fiscal_year=2024, label="令和6年度 判定版", by=coordinator)
    EventPlace.objects.create(event=Event.objects.latest("pk"), plan=kept.id, kind="measure", object_id=node.id)
    assert f"{node.label}に、変更のあとの記録" in told(done)
    assert "版「令和6年度 判定版」が確定しています" in told(done)


def test_the_department_that_goes_on_leads_to_the_page_that_undoes(
    people: Staff, at_desk: Client, administrator: Person
) -> None:
    done = do(MERGED, administrator)
    page = at_desk.get(f"/departments/{done.begun[0]}/").content.decode()
    address = f"/departments/{done.begun[0]}/undo/{done.pk}/"
    assert address in page
    text = re.sub(r"\s+", "", at_desk.get(address).content.decode())
    assert "情報統計課、企画調整課が、変更の前と同じ期間と場所に戻ります" in text
    answer = at_desk.post(address, {"why": "誤って統合した"})
    assert answer["Location"] == "/departments/d-03/"
    assert tree_on(APRIL).units["d-03"].valid_to is None
    assert "組織変更を取り消しました" in at_desk.get("/departments/d-03/").content.decode()


def test_the_page_says_what_to_do_by_hand_where_it_cannot(
    people: Staff, at_desk: Client, administrator: Person
) -> None:
    done = do(MERGED, administrator)
    a_route(done, people, administrator)
    address = f"/departments/d-03/undo/{done.pk}/"
    answers = (at_desk.get(address), at_desk.post(address, {"why": ""}))
    assert [each.status_code for each in answers] == [200, 409]
    for each in answers:
        assert (
            "企画情報課のページで「分割する」を選び、今日以後の日付と元の名称（情報統計課、企画調整課）"
            in each.content.decode()
        )
    assert at_desk.get(f"/departments/d-05/undo/{done.pk}/").status_code == 404


def test_the_page_asks_as_often_for_3_as_for_60_people(hall: Hall, someone: Someone, at_desk: Client) -> None:
    counts = []
    for many, code in ((3, "d-03"), (60, "d-09")):
        for _ in range(many):
            someone(Role.CONFIRMER, department=code).postings.create(department_id=code)
        done = do(
            Reorganisation(KIND.RENAME, APRIL, (code,), (NewDepartment("新しい課", "d-02"),)),
            person(someone(Role.ADMINISTRATOR)),
        )
        with CaptureQueriesContext(connection) as queries:
            assert at_desk.get(f"/departments/{code}/undo/{done.pk}/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_sent_twice_the_second_is_told_that_it_is_done(hall: Hall, at_desk: Client, administrator: Person) -> None:
    done = do(MERGED, administrator)
    address = f"/departments/d-03/undo/{done.pk}/"
    assert at_desk.post(address, {"why": ""}).status_code == 302
    again = at_desk.post(address, {"why": ""})
    assert again.status_code == 409
    assert "取消し済みです" in again.content.decode()
    assert "手作業で元に戻す方法" not in again.content.decode()
