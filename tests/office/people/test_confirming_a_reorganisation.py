"""What is carried out is what was shown: a reorganisation that was typed over after its preview is shown again first."""

import re
from datetime import date

import pytest
from django.test import Client

from monosashi.office.accounts.models import Department
from monosashi.office.accounts.permissions import Role

Hall = dict[str, Department]

SPLIT = {"since": "2026-04-01", "into_names": "甲課\n乙課\n丙課", "why": ""}
ADDRESS = "/departments/d-03/reorganise/split/"


def state_of(page: str) -> str:
    found = re.search(r'name="state" value="([^"]+)"', page)
    assert found
    return found[1]


def confirm(client: Client, address: str, first: dict[str, str], then: dict[str, str]) -> tuple[int, str]:
    """Preview one thing, confirm another: status and text of the answer."""
    seen = client.post(address, first)
    assert seen.status_code == 200
    page = client.post(address, {**first, **then, "state": state_of(seen.content.decode()), "confirm": "1"})
    return page.status_code, page.content.decode()


def ended() -> bool:
    return Department.objects.filter(valid_to__isnull=False).exists()


def test_a_split_whose_names_were_cut_after_the_preview_is_shown_again(
    hall: Hall, someone: object, at_desk: Client
) -> None:
    role = someone(Role.CONFIRMER, department="d-03").roles.get()  # type: ignore[operator]
    share = {f"share:role/{role.pk}": "2"}
    status, text = confirm(at_desk, ADDRESS, SPLIT | share, {"into_names": "甲課\n乙課"})
    assert (status, ended()) == (409, False)
    assert "日付や内容の入力が変わっています" in text


@pytest.mark.parametrize(
    ("address", "first", "then"),
    [
        (ADDRESS, SPLIT, {"since": "2026-05-01"}),
        (ADDRESS, SPLIT, {"into_names": "丁課\n戊課\n己課"}),
        ("/departments/d-03/reorganise/end/", {"since": "2026-04-01", "into": "d-09"}, {"into": "d-05"}),
        ("/departments/d-03/reorganise/move/", {"since": "2026-04-01", "under": "d-04"}, {"under": "d-09"}),
    ],
)
def test_another_date_name_or_heir_than_previewed_is_shown_again_before_it_is_done(
    hall: Hall, at_desk: Client, address: str, first: dict[str, str], then: dict[str, str]
) -> None:
    status, text = confirm(at_desk, address, first, then)
    assert (status, ended()) == (409, False)
    assert "日付や内容の入力が変わっています" in text
    assert not Department.objects.get(pk="d-03").moves.exists()


def test_where_each_piece_goes_is_chosen_beside_the_preview(hall: Hall, someone: object, at_desk: Client) -> None:
    role = someone(Role.CONFIRMER, department="d-03").roles.get()  # type: ignore[operator]
    status, _ = confirm(at_desk, ADDRESS, SPLIT, {f"share:role/{role.pk}": "2"})
    assert status == 302
    assert role.staff.roles.get(valid_from=date(2026, 4, 1)).department.name == "丙課"


@pytest.mark.parametrize("share", ["9" * 5000, "7", "-1", "一"])
def test_a_share_that_is_no_place_of_the_list_goes_to_the_first(
    hall: Hall, someone: object, at_desk: Client, share: str
) -> None:
    role = someone(Role.CONFIRMER, department="d-03").roles.get()  # type: ignore[operator]
    status, _ = confirm(at_desk, ADDRESS, SPLIT, {f"share:role/{role.pk}": share})
    assert status == 302
    assert role.staff.roles.get(valid_from=date(2026, 4, 1)).department.name == "甲課"


@pytest.mark.parametrize("since", ["0001-01-01", "1899-12-31", "3000-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    ("kind", "more"), [("rename", {"name": "新課"}), ("end", {}), ("move", {"under": "d-04"}), ("split", SPLIT)]
)
def test_a_reorganisation_is_of_a_day_that_can_be_meant(
    hall: Hall, at_desk: Client, since: str, kind: str, more: dict[str, str]
) -> None:
    page = at_desk.post(f"/departments/d-03/reorganise/{kind}/", {**more, "since": since})
    assert page.status_code == 422
    assert "1900年から2999年まで" in page.content.decode()


def test_a_name_of_a_split_that_is_too_long_is_told_with_its_line(hall: Hall, at_desk: Client) -> None:
    page = at_desk.post(ADDRESS, SPLIT | {"into_names": "甲課\n" + "乙" * 101})
    assert page.status_code == 422
    assert "2行目の名称は101字あります" in page.content.decode()
    assert at_desk.post(ADDRESS, SPLIT | {"into_names": "甲課\n" + "乙" * 100}).status_code == 200
