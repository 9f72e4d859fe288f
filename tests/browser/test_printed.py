"""Pages that people take into a meeting, as the browser prints them."""

import re
from pathlib import Path

import pytest

from browser.conftest import Desks
from browser.looking import on_paper
from monosashi.office.accounts.permissions import Role

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("in the browser, step by step")]
ON_THE_SCREEN_ALONE = ("自分の仕事", "ログインの設定", "Excelで出す")
A3_LANDSCAPE = "1191.12 x 841.92"
"""In points, as the browser rounds them."""


def printed(desks: Desks, address: str, to: Path) -> tuple[int, str, str]:
    """Number of pages, size of each, and all words of what comes out of the printer."""
    desk = desks.of(Role.COORDINATING_OFFICE)
    assert desk.go(address) == 200
    return on_paper(desk, to)


@pytest.mark.parametrize(
    ("page", "pages", "said"),
    [
        ("/plans/akita-digital-2/overview/", 2, "令和6年度の概況"),
        ("/rounds/{number}/papers/", 3, "分野別の評価と事業費"),
    ],
)
def test_what_a_meeting_looks_at_is_a_few_sheets_of_a3_without_what_is_for_the_screen(
    desks: Desks, tmp_path: Path, page: str, pages: int, said: str
) -> None:
    office = desks.of(Role.COORDINATING_OFFICE).office
    count, size, words = printed(desks, page.format(number=office.samples["number"]), tmp_path / "page.pdf")
    assert (count, size) == (pages, A3_LANDSCAPE)
    assert said in words
    assert [each for each in ON_THE_SCREEN_ALONE if each in words] == []


def sheets_of(desks: Desks, address: str, to: Path) -> list[str]:
    """The words of each sheet of paper that comes out of the printer."""
    _, _, words = printed(desks, address, to)
    return [" ".join(each.split()) for each in words.split("\f")]


def test_a_bar_of_grades_stands_on_one_sheet_with_its_name(desks: Desks, tmp_path: Path) -> None:
    sheets = sheets_of(desks, "/plans/akita-digital-2/", tmp_path / "plan.pdf")
    (named,) = [each for each in sheets if re.search(r"A 18 .*B 43", each)]
    assert re.search(r"自己評価 A 18", named)
    assert not any("グラフの数字を表で見る" in each for each in sheets)


def test_the_answers_of_a_measure_are_printed_without_the_way_to_them(desks: Desks, tmp_path: Path) -> None:
    office = desks.of(Role.COORDINATING_OFFICE).office
    address = f"/rounds/{office.samples['number']}/sheets/n-p073/"
    words = " ".join(sheets_of(desks, address, tmp_path / "sheet.pdf"))
    assert "提出期限" in words
    assert "関連するページ" not in words
    assert "残り3" not in words


def test_no_heading_of_the_list_of_sheets_is_one_letter_wide_on_paper(desks: Desks, tmp_path: Path) -> None:
    office = desks.of(Role.COORDINATING_OFFICE).office
    words = " ".join(sheets_of(desks, f"/rounds/{office.samples['number']}/sheets/", tmp_path / "sheets.pdf"))
    assert re.search(r"最後の", words)


def test_the_file_register_lies_across_a4_without_what_is_for_the_screen(desks: Desks, tmp_path: Path) -> None:
    count, size, words = printed(desks, "/records/paper/", tmp_path / "register.pdf")
    assert size.startswith("841.")
    assert count <= 4
    assert words.count("01-01") >= 10
    assert [each for each in (*ON_THE_SCREEN_ALONE, "A4横で印刷します") if each in words] == []
