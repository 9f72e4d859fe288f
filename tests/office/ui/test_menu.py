"""The main menu: what people use each week stands in it, everything else in one group, and where one is can be told."""

from collections.abc import Callable

import pytest
from django.test import Client

from monosashi.office.accounts.permissions import Given, Role, Standing
from monosashi.office.ui.language import spoken
from monosashi.office.ui.navigation import ALWAYS, GROUPS, Menu, menu_of

EMPLOYEE = Standing(1, (Given(Role.EMPLOYEE),))
EACH_WEEK = ("自分の仕事", "照会", "計画", "検索")


def menu(path: str, standing: Standing = EMPLOYEE) -> Menu:
    seen = menu_of(path, standing)
    assert seen is not None
    return seen


def names(seen: Menu) -> dict[str, tuple[str, ...]]:
    """The groups with the words of their entries."""
    return {spoken(group.label): tuple(spoken(each.label) for each in group.entries) for group in seen.groups}


def test_what_is_used_each_week_is_one_step_away_and_everything_else_stands_in_one_group() -> None:
    keys = [*ALWAYS, *(key for places in GROUPS.values() for key in places)]
    assert tuple(spoken(entry.label) for entry in menu("/").always) == EACH_WEEK
    assert names(menu("/"))["体制・職員"] == ("推進体制", "研修", "組織", "職員")
    assert len(keys) == len(set(keys)) >= 14


@pytest.mark.parametrize(
    ("path", "always", "group", "entry"),
    [
        ("/", "自分の仕事", None, None),
        ("/plans/akita/measures/", "計画", None, None),
        ("/audits/3/actions/", None, "会議・監査", "監査"),
        ("/officers/training/paper/", None, "体制・職員", "研修"),
        ("/officers/roll/", None, "体制・職員", "推進体制"),
        ("/session/second-factor/", None, None, None),
    ],
)
def test_the_nearest_entry_is_where_one_is_and_its_group_is_the_one_that_is_open(
    path: str, always: str | None, group: str | None, entry: str | None
) -> None:
    seen = menu(path)
    assert [spoken(each.label) for each in seen.always if each.current] == [always] * (always is not None)
    assert [spoken(each.label) for each in seen.groups if each.here] == [group] * (group is not None)
    assert (spoken(seen.here.label) if seen.here else None) == entry


def test_only_an_administrator_sees_how_the_installation_does_and_nobody_sees_nothing() -> None:
    administrator = Standing(1, (Given(Role.ADMINISTRATOR),))
    assert [("運用" in names(menu("/", who))["文書・設定"]) for who in (EMPLOYEE, administrator)] == [False, True]
    assert menu_of("/", Standing()) is None
    assert menu_of("/", None) is None


@pytest.mark.django_db
def test_without_any_script_the_group_of_the_page_stands_open_and_the_others_can_be_opened(
    logged_in: Callable[..., Client],
) -> None:
    page = logged_in().get("/audits/").content.decode()
    header = page.partition("<header")[2].partition("</header>")[0]
    assert header.count('<details name="menu" open>') == 1
    assert header.count('<details name="menu">') == len(GROUPS) - 1
    assert '<summary aria-current="true">会議・監査</summary>' in header
    assert "<script" not in header
