import io
from collections.abc import Callable
from datetime import date

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from monosashi.core.messages import InvalidInput
from monosashi.office.accounts.models import Department, Move, Posting, Staff
from monosashi.office.accounts.permissions import NotAllowed, Permission, Place, Role, may
from monosashi.office.accounts.refusals import ChangedMeanwhile
from monosashi.office.accounts.standing import Person, standing_of
from monosashi.office.people.imports.applying import apply_staff, staff_compared
from monosashi.office.people.imports.departments import compare_departments, read_departments
from monosashi.office.people.imports.reading_staff import read_staff
from monosashi.office.people.imports.staff import compare
from monosashi.office.people.imports.table import lines_of
from monosashi.office.people.models import PendingImport
from monosashi.wording import render
from office.desk import field

APRIL, MARCH, TODAY = date(2026, 4, 1), date(2026, 3, 31), date(2026, 3, 10)
Hall = dict[str, Department]
Someone = Callable[..., Staff]
HEAD = "職員番号,氏名,所属コード,職名,兼務\n"


@pytest.fixture
def staffed(hall: Hall, someone: Someone) -> Staff:
    """000123 秋田 花子, 主査 of 情報統計課, who edits for it; 000200 土崎 次郎 of 環境都市推進課."""
    hanako = someone(Role.DEPARTMENT_EDITOR, department="d-03", name="秋田 花子")
    jiro = someone(name="土崎 次郎")
    Staff.objects.filter(pk=hanako.pk).update(username="000123")
    Staff.objects.filter(pk=jiro.pk).update(username="000200")
    Posting.objects.create(staff=hanako, department=hall["info"], post="主査")
    Posting.objects.create(staff=jiro, department=hall["city"])
    return Staff.objects.get(pk=hanako.pk)


def pending(text: str, administrator: Person, *, everybody: bool = False) -> PendingImport:
    row = PendingImport(
        kind="staff",
        file_name="人事.csv",
        content=(HEAD + text).encode("cp932"),
        since=APRIL,
        everybody=everybody,
        made_by=administrator.staff.pk,
        made_at=timezone.now(),
    )
    row.state = staff_compared(row).state
    row.save()
    return row


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_a_list_in_utf_8_and_in_shift_jis_says_the_same(encoding: str) -> None:
    (line,) = lines_of((HEAD + "000123,髙橋 花子,d-03,主査,\n").encode(encoding), "人事.csv", "staff")
    assert (line["number"], line["name"], line["department_code"], line.place) == (
        "000123",
        "髙橋 花子",
        "d-03",
        "人事.csv:2",
    )


def test_a_workbook_says_the_same_and_keeps_the_zeros_of_numbers() -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["職員番号", "氏名", "所属"])
    sheet.write_row(1, 0, ["000123", "秋田 花子", "情報統計課"])
    book.close()
    (line,) = lines_of(stream.getvalue(), "人事.xlsx", "staff")
    assert (line["number"], line["department"]) == ("000123", "情報統計課")


def test_a_title_may_stand_above_the_headings() -> None:
    (line,) = lines_of(("令和8年度 職員名簿,,,,\n" + HEAD + "1,秋田,d-03,,\n").encode(), "人事.csv", "staff")
    assert (line["name"], line.place) == ("秋田", "人事.csv:3")


def test_wide_letters_of_a_code_mean_the_same() -> None:
    told = "所属コード,所属名,上位コード\n０１００,新部,\n0101,新課,０１００\n"
    codes = [(line["code"], line["parent"]) for line in lines_of(told.encode(), "組織.csv", "departments")]
    assert codes == [("0100", ""), ("0101", "0100")]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("000123,秋田 花子,d-99,主査,\n", "people.import_person.no_department"),
        (",秋田 花子,d-03,主査,\n", "people.import_person.no_number"),
        ("000123,,d-03,主査,\n", "people.import_person.no_name"),
        ("000123,秋田 花子,d-03,主査,\n000123,土崎 次郎,d-05,,\n", "people.import_person.number_of_another"),
        ("000123,秋田 花子,d-03,主査,たぶん\n", "people.import_person.concurrent_word"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_nothing_is_guessed(hall: Hall, text: str, why: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_staff((HEAD + text).encode(), "人事.csv", APRIL)
    assert [problem.why.id for problem in caught.value.problems] == [why]
    assert caught.value.problems[0].place.startswith("人事.csv:")


def test_codes_of_another_system_beside_names_that_are_known_are_told_as_such(hall: Hall) -> None:
    told = "職員番号,氏名,所属コード,所属名\n1,秋田,0310,情報統計課\n2,能代,0999,ない課\n"
    with pytest.raises(InvalidInput) as refused:
        read_staff(told.encode(), "一覧.csv", APRIL)
    assert [(each.read, each.why.id) for each in refused.value.problems] == [
        ("0310", "people.import_person.code_of_another_system"),
        ("0999", "people.import_person.no_department"),
    ]
    assert "情報統計課" in render(refused.value.problems[0].why, "ja")


def test_missing_headings_are_all_told(hall: Hall) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_staff("番号,なまえ\n1,2\n".encode(), "人事.csv", APRIL)
    assert len(caught.value.problems) == 3


def test_a_name_that_two_departments_have_is_asked_about(hall: Hall) -> None:
    Department.objects.create(code="d-90", name="情報統計課", parent=hall["e"])
    text = "職員番号,氏名,所属\n1,秋田 花子,情報統計課\n2,土崎 次郎,環境部　情報統計課\n"
    with pytest.raises(InvalidInput) as caught:
        read_staff(text.encode(), "人事.csv", APRIL)
    assert [problem.why.id for problem in caught.value.problems] == ["people.import_person.department_twice"]


def test_two_people_with_one_name_are_told_apart_by_their_numbers(hall: Hall, staffed: Staff) -> None:
    told = read_staff((HEAD + "000999,秋田 花子,d-03,主査,\n").encode(), "人事.csv", APRIL)
    difference = compare(told, APRIL, everybody=False)
    assert [one.number for one in difference.comes] == ["000999"]
    assert (difference.moves, difference.renamed) == ((), ())


def test_who_comes_goes_moves_and_changes_name(hall: Hall, staffed: Staff) -> None:
    text = "000123,能代 花子,d-05,係長,\n000123,能代 花子,d-09,,兼任\n000300,男鹿 三郎,d-03,,\n"
    difference = compare(read_staff((HEAD + text).encode(), "人事.csv", APRIL), APRIL, everybody=True)
    assert [one.number for one in difference.comes] == ["000300"]
    assert [one.number for one in difference.goes] == ["000200"]
    (pair,) = difference.moves
    assert {(place.department, place.post, place.concurrent) for place in pair.told.places} == {
        ("d-05", "係長", False),
        ("d-09", "", True),
    }
    assert [role.pk for role in pair.ends] == [staffed.roles.get().pk]
    assert [pair.told.name for pair in difference.renamed] == ["能代 花子"]


def test_a_list_takes_effect_on_its_day(hall: Hall, staffed: Staff, administrator: Person) -> None:
    text = "000123,能代 花子,d-05,係長,\n000300,男鹿 三郎,d-03,,\n"
    apply_staff(pending(text, administrator, everybody=True), by=administrator, today=TODAY)
    jiro, saburo = Staff.objects.get(username="000200"), Staff.objects.get(username="000300")
    place = Place("", frozenset({"d-03"}))
    edits = [may(standing_of(staffed, day), Permission.EDIT_MEASURE, place) for day in (MARCH, APRIL)]
    assert edits == [True, False]
    assert [standing_of(staffed, day).departments for day in (MARCH, APRIL)] == [{"d-03"}, {"d-05"}]
    assert [len(standing_of(jiro, day).given) for day in (MARCH, APRIL)] == [1, 0]
    assert [standing_of(saburo, day).departments for day in (MARCH, APRIL)] == [set(), {"d-03"}]
    assert PendingImport.objects.count() == 0


def test_the_same_list_again_changes_nothing(hall: Hall, staffed: Staff, administrator: Person) -> None:
    text = "000123,能代 花子,d-05,係長,\n000300,男鹿 三郎,d-03,,\n"
    apply_staff(pending(text, administrator, everybody=True), by=administrator, today=TODAY)
    told = read_staff((HEAD + text).encode(), "人事.csv", APRIL)
    assert not compare(told, APRIL, everybody=True)


def test_a_register_that_changed_since_the_difference_was_shown_is_left_alone(
    hall: Hall, staffed: Staff, administrator: Person
) -> None:
    waiting = pending("000123,秋田 花子,d-05,係長,\n", administrator)
    Posting.objects.filter(staff=staffed).update(post="課長")
    with pytest.raises(ChangedMeanwhile):
        apply_staff(waiting, by=administrator, today=TODAY)
    assert standing_of(staffed, APRIL).departments == {"d-03"}


def test_only_whoever_manages_people_takes_a_list_over(
    hall: Hall, staffed: Staff, administrator: Person, coordinator: Person
) -> None:
    with pytest.raises(NotAllowed):
        apply_staff(pending("000123,秋田 花子,d-05,,\n", administrator), by=coordinator, today=TODAY)


def test_departments_that_come_and_move_are_taken_over_names_and_ends_are_left_to_people(hall: Hall) -> None:
    text = "所属コード,所属名,上位コード\nd-60,新課,d-61\nd-61,新部,\nd-03,情報政策課,d-04\n"
    told = read_departments(text.encode(), "組織.csv", APRIL)
    assert [one.code for one in told] == ["d-61", "d-03", "d-60"]
    difference = compare_departments(told, APRIL, everybody=True)
    assert {one.code for one in difference.comes} == {"d-60", "d-61"}
    assert [(unit.code, under) for unit, under in difference.moves] == [("d-03", "d-04")]
    assert [(unit.code, name) for unit, name in difference.renamed] == [("d-03", "情報政策課")]
    assert {unit.code for unit in difference.gone} == {"d-02", "d-04", "d-05", "d-09"}


def test_on_the_page_a_list_is_compared_first_and_then_taken_over(hall: Hall, staffed: Staff, at_desk: Client) -> None:
    file = SimpleUploadedFile("人事.csv", (HEAD + "000300,男鹿 三郎,d-03,,\n").encode("cp932"), "text/csv")
    seen = at_desk.post("/people/import/", {"file": file, "since": "2026-04-01"}, follow=True)
    assert "男鹿 三郎" in seen.content.decode()
    assert not Staff.objects.filter(username="000300").exists()
    address = seen.redirect_chain[-1][0]
    assert at_desk.post(address, {"seen": field(seen, "seen")}).status_code == 302
    assert Staff.objects.filter(username="000300").exists()
    assert at_desk.post(address).status_code == 404


def test_whoever_takes_a_list_over_is_told_which_work_it_leaves_to_be_given_to_somebody(
    hall: Hall, staffed: Staff, at_desk: Client, someone: Someone
) -> None:
    moved = someone(Role.CONFIRMER, department="d-03", name="能代 四郎")
    Posting.objects.create(staff=moved, department_id="d-03")
    text = f"000300,男鹿 三郎,d-03,,\n{moved.username},能代 四郎,d-05,,\n"
    file = SimpleUploadedFile("人事.csv", (HEAD + text).encode("cp932"), "text/csv")
    seen = at_desk.post("/people/import/", {"file": file, "since": "2026-04-01"}, follow=True)
    assert "終わる役割は、だれにも引き継がれません" in seen.content.decode()
    assert "登録しただけでは閲覧しかできません" in seen.content.decode()
    after = at_desk.post(seen.redirect_chain[-1][0], {"seen": field(seen, "seen")}, follow=True).content.decode()
    assert "新しい1人には役割がまだありません" in after
    assert "終わる役割が1件あります" in after


def test_on_the_page_departments_are_taken_over(hall: Hall, at_desk: Client) -> None:
    text = "所属コード,所属名,上位コード\nd-60,新課,d-02\nd-03,情報統計課,d-04\n"
    file = SimpleUploadedFile("組織.csv", text.encode(), "text/csv")
    seen = at_desk.post("/departments/import/", {"file": file, "since": "2026-04-01"}, follow=True)
    assert at_desk.post(seen.redirect_chain[-1][0], {"seen": field(seen, "seen")}).status_code == 302
    assert Department.objects.get(pk="d-60").valid_from == APRIL
    assert Move.objects.get().parent_id == "d-04"


@pytest.mark.parametrize("kind", ["people", "departments"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_template_can_be_handed_in_as_it_is(hall: Hall, at_desk: Client, kind: str, form: str) -> None:
    raw = at_desk.get(f"/{kind}/import/template.{form}").content
    if kind == "people":
        (one,) = read_staff(raw, f"様式.{form}", APRIL)
        assert (one.number, [place.department for place in one.places]) == ("001234", ["d-03"])
    else:
        (unit,) = read_departments(raw, f"様式.{form}", APRIL)
        assert (unit.code, unit.parent) == ("d-03", "d-02")


def test_another_s_waiting_file_is_not_there(
    hall: Hall, staffed: Staff, administrator: Person, someone: Someone
) -> None:
    waiting = pending("000123,秋田 花子,d-05,,\n", administrator)
    client = Client()
    client.force_login(someone(Role.ADMINISTRATOR))
    assert client.get(f"/people/import/{waiting.pk}/").status_code == 404
