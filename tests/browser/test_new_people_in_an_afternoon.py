"""New people of April: brought in with their roles, given first passwords at once, the slips printed."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Error, FilePayload

from browser.conftest import Desk, Desks
from browser.looking import PAPER, on_paper, picture, too_wide
from monosashi.office.accounts.permissions import Role
from seen_by_axe import kept_out

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("in the browser, step by step")]

HEAD = "職員番号,氏名,所属,職名,役割\n"
NEW = 8
A4 = "594.96 x 841.92"
"""In points, as the browser rounds them."""


def chosen(desk: Desk, lines: str) -> None:
    """A list is chosen, and what it would change shown."""
    assert desk.go("/people/import/") == 200
    file: FilePayload = {"name": "新採用.csv", "mimeType": "text/csv", "buffer": (HEAD + lines).encode()}
    desk.page.set_input_files("input[type=file]", file)
    desk.follow("main form .btn--main")


def looked_at(desk: Desk, name: str) -> list[object]:
    found: list[object] = list(kept_out(desk.page))
    for width in PAPER:
        found += filter(None, [too_wide(desk, width)])
        picture(desk, f"administrator/new-people-{name}", width)
    desk.page.set_viewport_size({"width": 1280, "height": 900})
    return found


def test_new_people_get_roles_and_first_passwords_in_a_few_steps(empty_desks: Desks, tmp_path: Path) -> None:
    desk = empty_desks.of(Role.ADMINISTRATOR)
    chosen(desk, "n99,新人 九九,ない課,,\nn98,新人 九八,まだない課,,\n")
    assert "ない課、まだない課" in desk.text
    assert looked_at(desk, "departments-missing") == []
    chosen(
        desk,
        "".join(f"n{at:02},新人 {at},市民課,主事,{'所属の担当者、確認者' if at else '事務局'}\n" for at in range(NEW)),
    )
    assert f"{NEW}人に役割を{2 * NEW - 1}件付けます" in desk.text
    assert looked_at(desk, "difference") == []
    desk.follow("main form .btn--main")
    desk.follow(".head__tools a[href^='/people/passwords/']")
    assert looked_at(desk, "choose") == []
    desk.page.locator("select[name=department]").select_option(label="市民課")
    desk.follow(".filters__go button")
    desk.follow(f"text=一覧の{NEW}人全員を確かめる")
    assert looked_at(desk, "seen") == []
    desk.follow("main form .btn--main")
    assert desk.page.locator(".slip").count() == NEW
    assert looked_at(desk, "slips") == []
    pages, size, words = on_paper(desk, tmp_path / "slips.pdf")
    passwords = re.findall(r"\b(?:[a-z0-9]{4}-){3}[a-z0-9]{4}\b", words)
    assert (pages, size, len(set(passwords))) == (2, A4, NEW)
    assert desk.office.address in words
    assert [each for each in ("自分の仕事", "職員の一覧へ", "印刷し") if each in words] == []
    desk.page.go_back()
    with pytest.raises(Error, match="ERR_CACHE_MISS"):
        desk.page.go_forward()
    assert desk.faults == []
