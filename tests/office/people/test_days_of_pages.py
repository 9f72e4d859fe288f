"""What pages of departments and people say on the day before, on the day itself, and ahead."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from monosashi.office.accounts.actions import NewDepartment
from monosashi.office.accounts.actions_staff import PostingWanted
from monosashi.office.accounts.models import Department, Staff
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person
from monosashi.office.people.reorganising.carrying_out import carry_out, preview
from monosashi.office.people.reorganising.values import Reorganisation, ReorganisationKind
from monosashi.office.people.transfers.actions import TransferWanted, call_off, enter_transfer

TODAY = date(2026, 3, 10)
APRIL = date(2026, 4, 1)
Hall = dict[str, Department]
Someone = Callable[..., Staff]
MERGED = Reorganisation(ReorganisationKind.MERGE, APRIL, ("d-03", "d-09"), (NewDepartment("企画情報課", "d-02"),))


def text(client: Client, address: str) -> str:
    """Of the main part, without what the browser does not show."""
    main = client.get(address).content.decode().partition("<main")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


@pytest.fixture
def reader(someone: Someone, today: date) -> Client:
    """Any employee's browser."""
    client = Client()
    client.force_login(someone())
    return client


@pytest.fixture
def merged(hall: Hall, someone: Someone, administrator: Person) -> str:
    """The code of the department that begins in April with whoever works in the two sections."""
    staff = someone(Role.DEPARTMENT_EDITOR, department="d-03", name="秋田 花子")
    staff.postings.create(department=hall["info"], post="主査")
    return carry_out(MERGED, state=preview(MERGED).state, by=administrator)[0]


def test_a_department_to_come_is_shown_as_on_its_first_day(merged: str, at_desk: Client, reader: Client) -> None:
    page = text(at_desk, f"/departments/{merged}/")
    assert "令和8年4月1日現在、1人が配属されています" in page
    assert "秋田 花子" in page
    assert "存在しません" not in page
    assert "秋田 花子" not in text(reader, f"/departments/{merged}/")


@pytest.mark.parametrize("address", ["/departments/d-03/?day=2026-04-01", "/departments/{merged}/?day=2026-03-31"])
def test_where_a_department_is_not_there_nobody_is_asked_to_post_people(
    merged: str, at_desk: Client, address: str
) -> None:
    page = text(at_desk, address.format(merged=merged))
    assert "配属を登録します" not in page
    assert "役割を付けます" not in page


@pytest.mark.parametrize(
    ("today_is", "told"), [(TODAY, "企画情報課に統合されます"), (APRIL, "企画情報課に統合されています")]
)
def test_what_is_still_to_come_is_told_as_to_come(
    merged: str, at_desk: Client, monkeypatch: pytest.MonkeyPatch, today_is: date, told: str
) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: today_is)
    assert told in text(at_desk, "/departments/d-03/")


def test_the_preview_of_a_merger_says_from_which_department_each_thing_moves(
    hall: Hall, someone: Someone, at_desk: Client
) -> None:
    for code, name in (("d-03", "秋田 花子"), ("d-09", "能代 太郎")):
        someone(Role.CONFIRMER, department=code, name=name)
    typed = {"since": "2026-04-01", "others": ["d-09"], "name": "企画情報課", "why": ""}
    page = at_desk.post("/departments/d-03/reorganise/merge/", typed).content.decode()
    told = " ".join(re.sub(r"<[^>]+>", " ", page.partition("<main")[2]).split())
    assert re.search(r"秋田 花子 *確認者 *情報統計課", told)
    assert re.search(r"能代 太郎 *確認者 *企画調整課", told)


def test_the_list_of_staff_of_another_day_has_the_departments_posts_and_people_of_that_day(
    merged: str, hall: Hall, someone: Someone, at_desk: Client, reader: Client, administrator: Person
) -> None:
    leaver = someone(name="大館 次郎")
    leaver.postings.create(department=hall["city"], post="課長")
    enter_transfer(leaver, TransferWanted(APRIL), by=administrator, today=TODAY)
    ahead = text(at_desk, "/people/?day=2026-04-01")
    assert "令和8年4月1日現在" in ahead
    assert "企画財政部 企画情報課 主査" in ahead
    assert "大館 次郎" not in ahead
    today = text(at_desk, "/people/")
    assert "企画財政部 情報統計課 主査" in today
    assert "大館 次郎" in today
    monday = text(reader, "/people/?day=2026-04-01")
    assert "先の日付の職員の一覧は、システム管理者だけが見られます" in monday
    assert "企画財政部 情報統計課 主査" in monday
    assert "企画情報課" not in monday.partition("職員の一覧")[2]


def test_the_file_and_the_filters_of_the_list_are_of_the_day_that_it_shows(
    merged: str, at_desk: Client, reader: Client
) -> None:
    page = at_desk.get("/people/?day=2026-04-01").content.decode()
    assert re.search(r'href="[^"]*day=2026-04-01[^"]*format=csv|href="[^"]*format=csv[^"]*day=2026-04-01', page)
    assert re.search(r'type="hidden" name="day" value="2026-04-01"', page)
    found = at_desk.get(f"/people/?day=2026-04-01&department={merged}&format=csv").content.decode("utf-8-sig")
    assert "企画情報課" in found
    assert "企画情報課" not in reader.get("/people/?day=2026-04-01&format=csv").content.decode("utf-8-sig")


def test_a_successor_who_has_the_role_already_does_not_get_it_twice(
    hall: Hall, someone: Someone, administrator: Person
) -> None:
    staff, successor = (someone(Role.DEPARTMENT_EDITOR, department="d-03") for _ in range(2))
    wanted = TransferWanted(
        APRIL,
        gives_up=(staff.roles.get().pk,),
        place=PostingWanted("d-05", "主査"),
        successor=successor,
    )
    transfer = enter_transfer(staff, wanted, by=administrator, today=TODAY)
    assert successor.roles.count() == 1
    assert transfer.hand_overs.get().successor == successor
    call_off(transfer, by=administrator, today=TODAY)
    assert successor.roles.get().valid_to is None


def test_a_successor_whose_own_role_ends_earlier_gets_it(hall: Hall, someone: Someone, administrator: Person) -> None:
    staff, successor = (someone(Role.DEPARTMENT_EDITOR, department="d-03") for _ in range(2))
    successor.roles.update(valid_to=date(2026, 6, 30))
    wanted = TransferWanted(APRIL, gives_up=(staff.roles.get().pk,), successor=successor)
    enter_transfer(staff, wanted, by=administrator, today=TODAY)
    assert sorted(role.valid_to is None for role in successor.roles.all()) == [False, True]
