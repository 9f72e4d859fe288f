"""Pages that people take into a meeting, as the browser prints them."""

import re
import subprocess
from pathlib import Path

import pytest

from browser.conftest import Desks
from monosashi.office.accounts.permissions import Role

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("in the browser, step by step")]
ON_THE_SCREEN_ALONE = ("自分の仕事", "ログインの設定", "Excelで出す")
A3_LANDSCAPE = "1191.12 x 841.92"
"""In points, as the browser rounds them."""


def printed(desks: Desks, address: str, to: Path) -> tuple[int, str, str]:
    """Number of pages, size of each, and all words of what comes out of the printer."""
    desk = desks.of(Role.COORDINATING_OFFICE)
    assert desk.go(address) == 200
    desk.page.pdf(path=to, prefer_css_page_size=True, print_background=True)
    told = subprocess.run(["/usr/bin/pdfinfo", to], check=True, capture_output=True, text=True).stdout
    words = subprocess.run(
        ["/usr/bin/pdftotext", "-layout", to, "-"], check=True, capture_output=True, text=True
    ).stdout
    facts = dict(re.findall(r"^(Pages|Page size):\s+([\d.x ]*\d)", told, re.MULTILINE))
    return int(facts["Pages"]), facts["Page size"], words


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
