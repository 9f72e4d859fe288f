"""What a list of staff leaves alone, what it says of each person, and who comes back with it."""

import re

import pytest
from django.test import Client

from monosashi.office.accounts.actions_staff import PostingWanted
from monosashi.office.accounts.models import ActingFor, RoleAssignment, Staff, Transfer
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.standing import Person, standing_of
from monosashi.office.events.models import EventContent
from monosashi.office.people.models import PendingImport
from monosashi.office.people.transfers.actions import TransferWanted, call_off, enter_transfer
from office.desk import field
from office.people.a_list import (
    APRIL,
    HEAD,
    JULY,
    JUNE_30,
    MARCH_10,
    MARCH_31,
    Hall,
    Someone,
    handed_in,
    taken_over,
    text_of,
)


@pytest.fixture
def hanako(hall: Hall, someone: Someone) -> Staff:
    """000123 秋田 花子, 主査 of 情報統計課, who edits for it."""
    staff = someone(Role.DEPARTMENT_EDITOR, department="d-03", name="秋田 花子")
    staff.postings.create(department=hall["info"], post="主査")
    Staff.objects.filter(pk=staff.pk).update(username="000123")
    return Staff.objects.get(pk=staff.pk)


@pytest.fixture
def in_july(hanako: Staff, administrator: Person) -> Transfer:
    """From 1 July she is 課長 of 環境都市推進課 and confirms for it."""
    wanted = TransferWanted(
        JULY,
        tuple(row.pk for row in hanako.postings.all()),
        tuple(row.pk for row in hanako.roles.all()),
        PostingWanted("d-05", "課長"),
        (Role.CONFIRMER,),
    )
    return enter_transfer(hanako, wanted, by=administrator, today=MARCH_10)


def rows_of(staff: Staff) -> list[tuple[object, ...]]:
    dates = ("valid_from", "valid_to", "department_id")
    return [*staff.postings.order_by("pk").values_list(*dates), *staff.roles.order_by("pk").values_list(*dates)]


@pytest.mark.parametrize("since", [APRIL, JUNE_30])
def test_a_transfer_entered_ahead_stays_beside_a_list_that_says_where_somebody_is_until_then(
    hanako: Staff, in_july: Transfer, administrator: Person, since: object
) -> None:
    before = rows_of(hanako)
    taken_over("000123,秋田 花子,d-03,主査,,\n", administrator, since=since, everybody=True)  # type: ignore[arg-type]
    assert rows_of(hanako) == before
    assert [standing_of(hanako, day).departments for day in (JUNE_30, JULY)] == [{"d-03"}, {"d-05"}]


def test_a_list_of_the_day_of_a_transfer_that_says_the_same_changes_nothing(
    hanako: Staff, in_july: Transfer, administrator: Person
) -> None:
    before = rows_of(hanako)
    taken_over("000123,秋田 花子,d-05,課長,,\n", administrator, since=JULY, everybody=True)
    assert rows_of(hanako) == before


@pytest.mark.parametrize(
    ("line", "since"),
    [("000123,能代 花子,d-09,主査,,\n", "2026-04-01"), ("000123,能代 花子,d-09,主査,,\n", "2026-07-01")],
)
def test_whoever_a_list_moves_against_a_transfer_entered_ahead_stays_and_the_page_says_so(
    hanako: Staff, in_july: Transfer, administrator: Person, at_desk: Client, line: str, since: str
) -> None:
    before = rows_of(hanako)
    seen = handed_in(at_desk, HEAD + line, since=since)
    section = text_of(seen).partition('id="h-clashes"')[2].partition("</section>")[0]
    assert "秋田 花子" in section
    assert "令和8年7月1日" in section
    assert f"/people/transfers/{in_july.pk}/" in section
    told = text_of(at_desk.post(seen.redirect_chain[-1][0], {"seen": field(seen, "seen")}, follow=True))
    assert "登録済みの異動と重なる1人の配属と役割は、登録済みのままです。" in told
    assert rows_of(hanako) == before
    assert Staff.objects.get(pk=hanako.pk).name == "能代 花子"
    call_off(in_july, by=administrator, today=MARCH_10)
    assert [standing_of(hanako, day).departments for day in (APRIL, JULY)] == [{"d-03"}, {"d-03"}]


def test_whoever_a_list_of_everybody_leaves_out_stays_while_a_transfer_is_entered_ahead(
    hanako: Staff, in_july: Transfer, administrator: Person
) -> None:
    before = rows_of(hanako)
    taken_over("000300,男鹿 三郎,d-03,,,\n", administrator, everybody=True)
    assert rows_of(hanako) == before
    assert Staff.objects.get(pk=hanako.pk).last_day is None


def test_a_posting_entered_ahead_by_itself_counts_as_a_transfer_does(
    hanako: Staff, hall: Hall, administrator: Person, at_desk: Client
) -> None:
    hanako.postings.create(department=hall["city"], post="課長", valid_from=JULY)
    before = rows_of(hanako)
    seen = handed_in(at_desk, HEAD + "000123,秋田 花子,d-09,主査,,\n")
    assert "令和8年7月1日" in text_of(seen)
    assert at_desk.post(seen.redirect_chain[-1][0], {"seen": PendingImport.objects.get().state}).status_code == 302
    assert rows_of(hanako) == before


def test_the_role_that_a_successor_takes_over_later_stays_when_a_list_moves_the_successor(
    hanako: Staff, hall: Hall, someone: Someone, administrator: Person
) -> None:
    jiro = someone(name="土崎 次郎")
    Staff.objects.filter(pk=jiro.pk).update(username="000200")
    jiro.postings.create(department=hall["city"])
    wanted = TransferWanted(JULY, gives_up=(hanako.roles.get().pk,), place=PostingWanted("d-09"), successor=jiro)
    enter_transfer(hanako, wanted, by=administrator, today=MARCH_10)
    taken_over("000200,土崎 次郎,d-09,,,\n", administrator)
    assert [(row.department_id, row.valid_from) for row in jiro.roles.all()] == [("d-03", JULY)]


def test_the_difference_says_from_where_to_where_and_from_which_day(hanako: Staff, hall: Hall, at_desk: Client) -> None:
    hanako.postings.create(department=hall["plan"], concurrent=True, valid_to=JUNE_30)
    text = text_of(handed_in(at_desk, HEAD + "000123,秋田 花子,d-05,係長,,\n000123,秋田 花子,d-09,,兼,\n"))
    section = text.partition('id="h-moves"')[2].partition("</section>")[0]
    row = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", section))
    assert "企画財政部 情報統計課 主査 令和8年3月31日まで" in row
    assert "環境部 環境都市推進課 係長 令和8年4月1日から" in row
    assert "企画財政部 企画調整課 兼任 令和8年6月30日まで" in row


def test_what_stays_after_a_move_is_named(hanako: Staff, hall: Hall, someone: Someone, at_desk: Client) -> None:
    RoleAssignment.objects.create(staff=hanako, role=Role.COORDINATING_OFFICE)
    ActingFor.objects.create(staff=hanako, department=hall["info"], post="課長", valid_from=MARCH_10)
    ActingFor.objects.create(staff=hanako, absent=someone(name="不在 五郎"), valid_from=MARCH_10)
    ActingFor.objects.create(staff=someone(name="代理 六郎"), absent=hanako, valid_from=MARCH_10)
    text = text_of(handed_in(at_desk, HEAD + "000123,秋田 花子,d-05,係長,,\n"))
    section = text.partition('id="h-moves"')[2].partition("</section>")[0]
    stays = section.partition("残る役割")[2]
    for told in ("事務局", "全庁", "情報統計課の空席の職（課長）", "不在 五郎の確認", "代理 六郎が秋田 花子"):
        assert told in stays, told
    ends = section.partition("終わる役割")[2].partition("残る役割")[0]
    assert "所属の担当者 企画財政部 情報統計課" in ends


@pytest.fixture
def switched_off(hanako: Staff) -> Staff:
    RoleAssignment.objects.create(staff=hanako, role=Role.ADMINISTRATOR)
    Staff.objects.filter(pk=hanako.pk).update(is_active=False, email="old@example.jp")
    return Staff.objects.get(pk=hanako.pk)


def test_an_account_that_was_switched_off_comes_back_in_a_section_of_its_own_with_its_roles(
    switched_off: Staff, at_desk: Client
) -> None:
    text = text_of(handed_in(at_desk, HEAD + "000123,秋田 花子,d-05,係長,,new@example.jp\n"))
    section = text.partition('id="h-returns"')[2].partition("</section>")[0]
    assert "000123 秋田 花子" in section
    assert "システム管理者" in section
    assert "新しく登録する職員" not in text


def test_an_account_that_comes_back_has_its_new_address_and_an_event_of_its_own(
    switched_off: Staff, administrator: Person
) -> None:
    taken_over("000123,秋田 花子,d-05,係長,,new@example.jp\n", administrator)
    staff = Staff.objects.get(pk=switched_off.pk)
    assert (staff.is_active, staff.email, staff.last_day) == (True, "new@example.jp", None)
    (body,) = EventContent.objects.filter(event__action="staff.reinstated").values_list("body", flat=True)
    for told in ("administrator", "new@example.jp", "old@example.jp", "秋田 花子"):
        assert told in body
    assert [standing_of(staff, day).departments for day in (MARCH_31, APRIL)] == [{"d-03"}, {"d-05"}]


def test_whoever_left_comes_back_to_one_place_alone(hanako: Staff, administrator: Person) -> None:
    hanako.postings.update(valid_to=MARCH_10)
    Staff.objects.filter(pk=hanako.pk).update(last_day=MARCH_10)
    taken_over("000123,秋田 花子,d-03,係長,,\n", administrator)
    assert standing_of(Staff.objects.get(pk=hanako.pk), APRIL).departments == {"d-03"}
    assert hanako.postings.filter(valid_to=None).count() == 1


def test_the_roles_of_whoever_goes_are_named(hanako: Staff, at_desk: Client) -> None:
    text = text_of(handed_in(at_desk, HEAD + "000300,男鹿 三郎,d-03,,,\n", everybody=True))
    assert "情報統計課" in text.partition('id="h-goes"')[2].partition("</section>")[0]


@pytest.mark.parametrize(("since", "told"), [("2026-04-01", True), ("2026-03-10", False)])
def test_what_a_list_of_a_day_to_come_shows_at_once_is_said_before_it_is_taken_over(
    hanako: Staff, at_desk: Client, since: str, *, told: bool
) -> None:
    lines = ("000123,能代 花子,d-03,主査,,\n", "000300,男鹿 三郎,d-03,,,\n")
    for line in lines:
        assert ("取り込むとすぐに" in text_of(handed_in(at_desk, HEAD + line, since=since))) is told
    assert "取り込むとすぐに" not in text_of(handed_in(at_desk, HEAD + "000123,秋田 花子,d-09,主査,,\n"))


def test_a_list_without_the_last_administrator_is_refused_whole_and_one_that_concerns_others_is_not(
    hanako: Staff, hall: Hall, administrator: Person, someone: Someone
) -> None:
    administrator.staff.postings.create(department=hall["info"])
    with pytest.raises(StateForbids):
        taken_over("000123,秋田 花子,d-09,主査,,\n", administrator, everybody=True)
    assert standing_of(hanako, APRIL).departments == {"d-03"}
    Staff.objects.filter(pk=administrator.staff.pk).update(last_day=JULY)
    taken_over("000123,秋田 花子,d-09,主査,,\n", administrator)
    assert standing_of(hanako, APRIL).departments == {"d-09"}
