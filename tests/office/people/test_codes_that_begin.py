"""Codes of departments that begin by a reorganisation, and lists of the personnel system that call them otherwise."""

from datetime import date

import pytest
from django.test import Client

from monosashi.office.accounts.actions import NewDepartment
from monosashi.office.accounts.models import Department
from monosashi.office.accounts.standing import Person
from monosashi.office.people.imports.departments import compare_departments, read_departments
from monosashi.office.people.reorganising.carrying_out import carry_out, preview
from monosashi.office.people.reorganising.values import Reorganisation, ReorganisationKind
from office.people.a_list import APRIL, Hall, handed_in, text_of
from office.people.test_reorganising import state_of

HEAD = "所属コード,所属名,上位コード\n"


def done(client: Client, kind: str, told: dict[str, object]) -> None:
    """Typed, seen and confirmed."""
    address = f"/departments/d-03/reorganise/{kind}/"
    seen = client.post(address, {"since": "2026-04-01", **told})
    assert seen.status_code == 200, seen.content.decode()
    state = state_of(seen.content.decode())
    assert client.post(address, {"since": "2026-04-01", **told, "state": state, "confirm": "1"}).status_code == 302


def renamed(by: Person) -> str:
    """情報統計課 of 企画部, under a new name and a code of ours."""
    wanted = Reorganisation(ReorganisationKind.RENAME, APRIL, ("d-03",), (NewDepartment("デジタル推進課", "d-02"),))
    return carry_out(wanted, state=preview(wanted).state, by=by)[0]


@pytest.mark.parametrize(
    ("kind", "told", "codes"),
    [
        ("rename", {"name": "デジタル推進課", "code": "0310"}, {"0310"}),
        ("merge", {"others": ["d-09"], "name": "企画情報課", "code": "0310"}, {"0310"}),
        ("split", {"into_names": "情報課\n統計課\n調査課", "into_codes": "0310\n\n0312"}, {"0310", "d-10", "0312"}),
    ],
)
def test_what_begins_has_the_code_that_was_typed_and_else_one_of_ours(
    hall: Hall, at_desk: Client, kind: str, told: dict[str, object], codes: set[str]
) -> None:
    there = set(Department.objects.values_list("pk", flat=True))
    done(at_desk, kind, told)
    assert set(Department.objects.values_list("pk", flat=True)) - there == codes


@pytest.mark.parametrize(
    ("kind", "told", "said"),
    [
        ("rename", {"name": "デジタル推進課", "code": "d-09"}, "d-09"),
        ("rename", {"name": "デジタル推進課", "code": "a/b"}, "コード「a/b」は"),
        ("split", {"into_names": "情報課\n統計課", "into_codes": "0310\n0310"}, "0310"),
        ("split", {"into_names": "情報課\n統計課", "into_codes": "1\n2\n3"}, "名称は2行、コードは3行です"),
        ("merge", {"others": ["d-09"], "into": "d-05", "code": "0310"}, "新しくできる所属がありません"),
    ],
)
def test_a_code_that_cannot_be_given_is_refused_before_anything_is_confirmed(
    hall: Hall, at_desk: Client, kind: str, told: dict[str, object], said: str
) -> None:
    page = at_desk.post(f"/departments/d-03/reorganise/{kind}/", {"since": "2026-04-01", **told})
    assert page.status_code in {409, 422}
    assert said in page.content.decode()
    assert 'name="confirm"' not in page.content.decode()


def test_another_code_than_the_one_that_was_seen_is_shown_again_before_it_is_given(hall: Hall, at_desk: Client) -> None:
    address, told = "/departments/d-03/reorganise/rename/", {"since": "2026-04-01", "name": "デジタル推進課"}
    state = state_of(at_desk.post(address, {**told, "code": "0310"}).content.decode())
    again = at_desk.post(address, {**told, "code": "0311", "state": state, "confirm": "1"})
    assert again.status_code == 409
    assert "移るものを確かめた後で、日付や内容の入力が変わっています" in again.content.decode()
    assert not Department.objects.filter(name="デジタル推進課").exists()


def test_a_list_that_has_another_code_for_a_renamed_department_does_not_register_it_twice(
    hall: Hall, administrator: Person
) -> None:
    ours = renamed(administrator)
    text = HEAD + "d-02,企画部,\n0310,デジタル推進課,d-02\n0311,統計係,0310\n"
    told = read_departments(text.encode(), "組織.csv", APRIL)
    found = compare_departments(told, APRIL, everybody=True)
    assert [(unit.code, code) for unit, code in found.recognised] == [(ours, "0310")]
    assert [(one.code, one.parent) for one in found.comes] == [("0311", ours)]
    assert ours not in {unit.code for unit in found.gone}


@pytest.mark.parametrize(
    "text",
    [
        "d-02,企画部,\n0310,デジタル推進課,\n",
        "d-02,企画部,\n0310,デジタル推進課,d-02\n0320,デジタル推進課,d-02\n",
    ],
)
def test_a_department_of_the_same_name_elsewhere_or_twice_in_the_list_is_not_taken_for_ours(
    hall: Hall, administrator: Person, text: str
) -> None:
    renamed(administrator)
    found = compare_departments(read_departments((HEAD + text).encode(), "組織.csv", APRIL), APRIL, everybody=False)
    assert not found.recognised
    assert "0310" in {one.code for one in found.comes}


def test_the_page_says_which_departments_have_another_code_in_the_list(
    hall: Hall, administrator: Person, at_desk: Client
) -> None:
    ours = renamed(administrator)
    text = HEAD + "0310,デジタル推進課,d-02\n"
    page = text_of(handed_in(at_desk, text, kind="departments"))
    assert f"登録のコード {ours}、一覧のコード 0310" in page


@pytest.mark.parametrize(
    ("today", "offered"),
    [(date(2026, 4, 20), "2026-04-01"), (date(2026, 5, 31), "2026-04-01"), (date(2026, 3, 10), "2026-03-10")],
)
@pytest.mark.parametrize("kind", ["people", "departments"])
def test_a_list_that_comes_in_spring_is_offered_the_first_of_april(
    hall: Hall, at_desk: Client, monkeypatch: pytest.MonkeyPatch, kind: str, today: date, offered: str
) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: today)
    assert f'value="{offered}"' in at_desk.get(f"/{kind}/import/").content.decode()
