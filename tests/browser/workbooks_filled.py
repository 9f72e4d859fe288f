"""A department's workbook as somebody fills it in, and what the office marked in it."""

from collections.abc import Mapping
from pathlib import Path

from openpyxl import load_workbook

from browser.conftest import Desk
from browser.three_days import HEALTH
from office.workbooks.post import edited, published, typed
from year_on_one_pc.year_papers import fill, page

GRADE = "rating/progress/grade"


def filled_in(issued: Path, to: Path, words: Mapping[str, str]) -> Path:
    """The workbook with what the city published, and other words in some cells of the health department's sheet."""
    edits = [typed(slot, text, HEALTH) for slot, text in words.items()]
    file = edited(issued.name, issued.read_bytes(), lambda book: fill(book, published()), *edits)
    to.write_bytes(file.raw)
    return to


def comments_of(workbook: Path) -> list[str]:
    """What the office wrote at cells of the health department's sheet."""
    rows = page(load_workbook(workbook), HEALTH).iter_rows()
    return [each.comment.text for row in rows for each in row if each.comment]


def handed_in(desk: Desk, file: Path) -> None:
    """Choose the file on the page of answering by Excel; then the difference is shown."""
    desk.page.locator("input[type=file]").set_input_files(file)
    desk.follow(desk.page.get_by_role("button", name="読み込んで差分を見る"))
