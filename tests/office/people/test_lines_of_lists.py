"""Lines of lists that cannot be taken over are told with their place, before anything is changed. Lists that wait are forgotten."""

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.test import Client
from django.utils import timezone

from monosashi.core.messages import InvalidInput, Problem
from monosashi.office.accounts.models import Department, Staff
from monosashi.office.accounts.standing import Person
from monosashi.office.operation.ticking import tick
from monosashi.office.people.imports.departments import read_departments
from monosashi.office.people.imports.reading_staff import read_staff
from monosashi.office.people.imports.staff import compare
from monosashi.office.people.imports.table import lines_of
from monosashi.office.people.models import PendingImport
from monosashi.wording import render
from office.desk import field
from office.people.a_list import APRIL, HEAD, Hall, Someone, handed_in, taken_over, text_of

DEPARTMENTS = "所属コード,所属名,上位コード\n"


@pytest.fixture
def hanako(hall: Hall, someone: Someone) -> Staff:
    """001234 秋田 花子, 主査 of 情報統計課."""
    staff = someone(name="秋田 花子")
    staff.postings.create(department=hall["info"], post="主査")
    Staff.objects.filter(pk=staff.pk).update(username="001234")
    return Staff.objects.get(pk=staff.pk)


def problems_of(text: str) -> tuple[Problem, ...]:
    with pytest.raises(InvalidInput) as caught:
        read_staff((HEAD + text).encode(), "人事.csv", APRIL)
    return caught.value.problems


def test_a_workbook_with_a_password_is_told_to_have_one() -> None:
    locked = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(InvalidInput) as caught:
        lines_of(locked, "人事.xlsx", "staff")
    assert "パスワード" in render(caught.value.problems[0].why, "ja")


@pytest.mark.parametrize("number", ["００１２３４", "001234 "])
def test_a_number_of_another_width_is_the_same_person(hanako: Staff, administrator: Person, number: str) -> None:
    taken_over(f"{number},秋田 花子,d-03,主査,,\n", administrator, everybody=True)
    assert Staff.objects.filter(name="秋田 花子").count() == 1
    assert Staff.objects.get(pk=hanako.pk).last_day is None


def test_a_number_in_capitals_is_the_same_person(hanako: Staff, administrator: Person) -> None:
    Staff.objects.filter(pk=hanako.pk).update(username="E0012")
    taken_over("e0012,秋田 花子,d-09,主査,,\n", administrator)
    assert [row.department_id for row in hanako.postings.filter(valid_to=None)] == ["d-09"]


def test_of_two_numbers_that_differ_in_capitals_alone_the_one_as_written_is_meant(
    hanako: Staff, someone: Someone
) -> None:
    Staff.objects.filter(pk=hanako.pk).update(username="E0012")
    Staff.objects.filter(pk=someone(name="別人").pk).update(username="e0012")
    (one,) = read_staff((HEAD + "E0012,秋田 花子,d-03,主査,,\n").encode(), "人事.csv", APRIL)
    assert not compare([one], APRIL, everybody=False)


@pytest.mark.parametrize("number", ["1234", "01234", "0001234"])
def test_a_number_that_differs_from_a_known_one_by_its_zeros_is_asked_about(hanako: Staff, number: str) -> None:
    (problem,) = problems_of(f"{number},秋田 花子,d-03,主査,,\n")
    assert (problem.place, problem.read) == ("人事.csv:2", number)
    assert "001234" in render(problem.why, "ja")
    assert "秋田 花子" in render(problem.why, "ja")


def test_the_zeros_of_numbers_are_looked_at_within_the_file_too(hall: Hall) -> None:
    (problem,) = problems_of("005,男鹿 三郎,d-03,,,\n5,男鹿 三郎,d-03,,,\n")
    assert (problem.place, problem.read) == ("人事.csv:3", "5")


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("1," + "名" * 101 + ",d-03,,,\n", "氏名"),
        ("7" * 151 + ",秋田 花子,d-03,,,\n", "職員番号"),
        ("1,秋田 花子,d-03," + "職" * 65 + ",,\n", "職"),
        ("1,秋田 花子,d-03,,,not a mail\n", "メール"),
        ("1,秋田 花子,d-03,,," + "a" * 250 + "@example.jp\n", "メール"),
        ('1,秋田 花子,d-03,,,"a@example.jp\nBcc: x@example.jp"\n', "メール"),
        ('1,"秋田\n花子",d-03,,,\n', "氏名"),
        ('1,秋田 花子,d-03,"主\t査",,\n', "職"),
    ],
)
def test_what_the_register_cannot_keep_is_told_with_row_and_column(hall: Hall, line: str, column: str) -> None:
    (problem,) = problems_of("2,土崎 次郎,d-03,,,\n" + line)
    assert problem.place == "人事.csv:3"
    assert f"「{column}」" in render(problem.why, "ja")


def test_as_much_as_the_register_can_keep_is_taken_over(hall: Hall, administrator: Person) -> None:
    taken_over("7" * 150 + "," + "名" * 100 + ",d-03," + "職" * 64 + ",,\n", administrator)
    assert Staff.objects.get(username="7" * 150).postings.get().post == "職" * 64


def test_a_cell_of_a_workbook_that_holds_a_line_break_is_told(hall: Hall) -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["職員番号", "氏名", "所属コード"])
    sheet.write_row(1, 0, ["000123", "秋田\n花子", "d-03"])
    book.close()
    with pytest.raises(InvalidInput) as caught:
        read_staff(stream.getvalue(), "人事.xlsx", APRIL)
    assert "「氏名」" in render(caught.value.problems[0].why, "ja")


@pytest.mark.parametrize(
    "line",
    [
        "d-90," + "課" * 101 + ",\n",
        "01/02,斜線課,\n",
        "new,新設課,\n",
        "k" * 65 + ",新設課,\n",
        'd-90,"新\n設課",\n',
    ],
)
def test_a_department_that_the_register_cannot_keep_is_told_with_its_row(hall: Hall, line: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_departments((DEPARTMENTS + line).encode(), "組織.csv", APRIL)
    assert [problem.place for problem in caught.value.problems] == ["組織.csv:2"]


def test_a_department_is_not_put_under_one_that_is_gone_nor_under_itself(hall: Hall) -> None:
    Department.objects.filter(pk="d-04").update(valid_to=APRIL - timedelta(1))
    text = (
        DEPARTMENTS + "d-90,新設課,d-04\nd-91,自分課,d-91\nd-92,甲課,d-93\nd-93,乙課,d-92\nd-05,環境都市推進課,d-04\n"
    )
    with pytest.raises(InvalidInput) as caught:
        read_departments(text.encode(), "組織.csv", APRIL)
    assert [problem.place for problem in caught.value.problems] == [f"組織.csv:{at}" for at in (2, 3, 4, 5)]


@pytest.mark.parametrize("kind", ["people", "departments"])
@pytest.mark.parametrize("since", ["0001-01-01", "1899-12-31", "3000-01-01", "9999-12-31"])
def test_a_day_that_no_list_is_of_is_refused(hall: Hall, at_desk: Client, kind: str, since: str) -> None:
    text = HEAD + "1,秋田 花子,d-03,,,\n" if kind == "people" else DEPARTMENTS + "d-90,新設課,\n"
    assert handed_in(at_desk, text, kind=kind, since=since).status_code == 422
    assert PendingImport.objects.count() == 0


def test_a_list_that_became_wrong_while_it_waited_is_told_so(hall: Hall, at_desk: Client) -> None:
    seen = handed_in(at_desk, HEAD + "000300,男鹿 三郎,d-03,,,\n")
    Department.objects.filter(pk="d-03").update(valid_to=APRIL - timedelta(1))
    address, sent = seen.redirect_chain[-1][0], {"seen": field(seen, "seen")}
    for answer in (at_desk.get(address), at_desk.post(address, sent)):
        assert answer.status_code == 422
        assert "一覧.csv:2" in text_of(answer)
    assert not Staff.objects.filter(username="000300").exists()


def test_a_list_that_waited_for_more_than_a_day_is_not_there_any_more(hall: Hall, at_desk: Client) -> None:
    address = handed_in(at_desk, HEAD + "000300,男鹿 三郎,d-03,,,\n").redirect_chain[-1][0]
    PendingImport.objects.update(made_at=timezone.now() - timedelta(days=1, minutes=1))
    assert [at_desk.get(address).status_code, at_desk.post(address).status_code] == [404, 404]
    assert not Staff.objects.filter(username="000300").exists()


@pytest.mark.django_db(transaction=True)
def test_the_worker_forgets_lists_that_were_not_taken_over_within_a_day(settings: Any, tmp_path: Path) -> None:
    settings.INSTALLATION = settings.INSTALLATION.model_copy(update={"home": tmp_path, "backup_at": ""})
    now = timezone.now()
    told = {"kind": "staff", "file_name": "人事.csv", "content": b"", "since": APRIL, "made_by": 1}
    for made_at in (now - timedelta(days=1, minutes=1), now - timedelta(hours=23)):
        PendingImport.objects.create(**told, made_at=made_at)
    tick(now)
    assert [row.made_at for row in PendingImport.objects.all()] == [now - timedelta(hours=23)]
