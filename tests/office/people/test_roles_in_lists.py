"""Roles that a list of staff tells of: the words of the screens, where they are given, what is left as it is."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from monosashi.core.messages import InvalidInput
from monosashi.core.plan import Plan
from monosashi.office.accounts.models import Department, Posting, RoleAssignment, Staff
from monosashi.office.accounts.permissions import NotAllowed, Role
from monosashi.office.accounts.standing import Person, person
from monosashi.office.events.models import Event
from monosashi.office.events.queries import told
from monosashi.office.people.imports.applying import let_wait
from monosashi.office.people.imports.reading_staff import read_staff
from monosashi.wording import render
from office.desk import field
from office.people.a_list import APRIL, MARCH_31, handed_in, text_of

HEAD = "職員番号,氏名,所属コード,役割,役割の範囲,計画\n"
Hall = dict[str, Department]
Someone = Callable[..., Staff]
What = tuple[str, str | None, str, date | None]


def problems(text: str) -> list[tuple[str, str | None, str]]:
    """Where, what was read, and why, as the page says it."""
    with pytest.raises(InvalidInput) as refused:
        read_staff((HEAD + text).encode(), "人事.csv", APRIL)
    return [(each.place, each.read, render(each.why, "ja")) for each in refused.value.problems]


def taken(client: Client, text: str) -> str:
    """The page after the list, its headings told, was handed in, its difference seen and taken over."""
    shown = handed_in(client, HEAD + text)
    return text_of(client.post(shown.request["PATH_INFO"], {"seen": field(shown, "seen")}, follow=True))


def roles_of(number: str) -> set[What]:
    rows = RoleAssignment.objects.filter(staff__username=number)
    return set(rows.values_list("role", "department", "plan", "valid_from"))


@pytest.mark.slow
def test_a_new_person_gets_the_roles_of_the_list_each_on_record_as_by_hand(
    hall: Hall, administrator: Person, at_desk: Client
) -> None:
    page = taken(at_desk, "1,秋田 花子,d-03,所属の担当者、確認者,,\n2,土崎 次郎,d-05,事務局,,\n3,能代 三郎,d-05,,,\n")
    assert roles_of("1") == {("department_editor", "d-03", "", APRIL), ("confirmer", "d-03", "", APRIL)}
    assert roles_of("2") == {("coordinating_office", None, "", APRIL)}
    assert roles_of("3") == set()
    given = told(Event.objects.filter(action="staff.role_given").order_by("pk"))
    assert [each.label for each in given] == ["秋田 花子", "秋田 花子", "土崎 次郎"]
    assert {each.actor for each in given} == {administrator.staff.name}
    assert "新しい1人には役割がまだありません" in page


@pytest.mark.slow
def test_a_blank_takes_nothing_away_and_a_role_that_somebody_has_is_not_given_again(
    hall: Hall, someone: Someone, at_desk: Client
) -> None:
    staff = someone(Role.DEPARTMENT_EDITOR, department="d-03", name="秋田 花子")
    Posting.objects.create(staff=staff, department=hall["info"])
    before = roles_of(staff.username)
    for cell in ("", "所属の担当者", "Department Editors"):
        shown = text_of(handed_in(at_desk, f"{HEAD}{staff.username},秋田 花子,d-03,{cell},,\n"))
        assert "今の登録と違いはありません" in shown
    taken(at_desk, f"{staff.username},秋田 花子,d-03,確認者,,\n")
    assert roles_of(staff.username) == before | {("confirmer", "d-03", "", APRIL)}


@pytest.mark.slow
def test_who_moves_loses_the_role_of_the_old_place_but_for_one_that_the_list_tells_of(
    hall: Hall, someone: Someone, at_desk: Client
) -> None:
    staff = someone(Role.DEPARTMENT_EDITOR, department="d-03", name="秋田 花子")
    RoleAssignment.objects.create(staff=staff, role=Role.CONFIRMER, department=hall["info"])
    Posting.objects.create(staff=staff, department=hall["info"])
    taken(
        at_desk,
        f"{staff.username},秋田 花子,d-05,所属の担当者,,\n{staff.username},秋田 花子,d-05,確認者,情報統計課,\n",
    )
    there = RoleAssignment.objects.filter(staff=staff, department="d-03").values_list("role", "valid_to")
    assert sorted(there) == [("confirmer", None), ("department_editor", MARCH_31)]
    assert ("department_editor", "d-05", "", APRIL) in roles_of(staff.username)


@pytest.mark.slow
def test_where_and_in_which_plan_can_be_told(kept: Plan, at_desk: Client) -> None:
    taken(
        at_desk,
        f"1,秋田 花子,d-03,所属の担当者,企画財政部,{kept.name}\n2,土崎 次郎,d-05,確認者,全庁,{kept.id}\n",
    )
    assert roles_of("1") == {("department_editor", "d-02", kept.id, APRIL)}
    assert roles_of("2") == {("confirmer", None, kept.id, APRIL)}


def test_words_that_are_no_roles_are_told_once_with_those_that_are(hall: Hall) -> None:
    found = problems("1,秋田,d-03,係長,,\n2,土崎,d-05,係長、確認者,,\n3,能代,d-05,課長,,\n")
    known = "使える言葉は、所属の担当者、確認者、財政担当、会議の構成員、事務局、システム管理者です。"
    assert found == [
        ("人事.csv:2", "係長", f"この役割はありません。{known}同じものが、ほかに1行あります。"),
        ("人事.csv:4", "課長", f"この役割はありません。{known}"),
    ]


@pytest.mark.parametrize(
    ("cells", "read", "why"),
    [
        ("d-03,財政担当,情報統計課,", "情報統計課", "「財政担当」は全庁の役割で、所属を限って付けることはできません。"),
        (",確認者,,", "確認者", "「確認者」をどの所属で付けるのかが書かれていません。"),
        ("d-03,事務局,,第9次計画", "第9次計画", "この計画は登録されていません（登録されている計画：なし）。"),
        ("d-03,確認者,ない課,", "ない課", "この所属は、その日の組織にありません。"),
    ],
)
def test_what_cannot_be_given_is_told_in_the_list(hall: Hall, cells: str, read: str, why: str) -> None:
    assert problems(f"1,秋田 花子,{cells}\n") == [("人事.csv:2", read, why)]


def test_the_list_of_people_may_come_back_where_somebody_only_reads(hall: Hall) -> None:
    (told_of,) = read_staff(f"{HEAD}1,秋田 花子,d-03,閲覧のみ,,\n".encode(), "職員.csv", APRIL)
    assert told_of.roles == ()


def test_whoever_does_not_manage_people_brings_in_no_roles(hall: Hall, someone: Someone) -> None:
    raw = f"{HEAD}1,秋田 花子,d-03,システム管理者,,\n".encode()
    with pytest.raises(NotAllowed):
        let_wait(
            "staff",
            file_name="人事.csv",
            raw=raw,
            since=APRIL,
            everybody=False,
            by=person(someone(Role.COORDINATING_OFFICE)),
        )


@pytest.mark.slow
def test_departments_that_are_not_there_are_told_once_with_the_way_to_their_list(hall: Hall, at_desk: Client) -> None:
    lines = "".join(f"{at},職員 {at},,新{at % 3}課\n" for at in range(1, 8))
    page = text_of(handed_in(at_desk, f"職員番号,氏名,所属コード,所属\n{lines}"))
    assert page.count("その日の組織にありません") == 1
    assert "（7行）。新1課、新2課、新0課。" in page
    assert 'href="/departments/import/"' in page


def test_of_very_many_departments_that_are_not_there_the_first_thirty_are_named(hall: Hall) -> None:
    lines = "".join(f"{at},職員,x-{at},,,\n" for at in range(40))
    ((_, read, why),) = problems(lines)
    assert (read, "x-29、ほか10件" in why, "x-30" in why) == (None, True, False)
