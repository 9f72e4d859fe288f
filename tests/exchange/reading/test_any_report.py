"""Whatever a converter makes of a report, reading it ends with a plan and doubts, and never falls."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from exchange.reading.a_report import SHEET, layout_of, lines_of
from monosashi.exchange.plan_file import read_plan, write_plan
from monosashi.exchange.reading.document_sheets import read_sheets
from monosashi.exchange.reading.drafting import draft
from monosashi.exchange.reading.layout import Layout

PIECES = sorted({cell for line in SHEET.splitlines() for cell in line.split("\t")} | {"", "-", "(400)", "XV", "ivx 1"})
LINES = st.lists(st.one_of(st.sampled_from(PIECES), st.text("0123456789()【】累計年%※,. ア", max_size=8)), max_size=6)


@cache
def layout() -> Layout:
    with TemporaryDirectory() as folder:
        return layout_of(Path(folder))


@given(st.lists(LINES, max_size=25))
def test_every_line_is_read_or_listed_and_the_draft_is_a_plan(rows: list[list[str]]) -> None:
    text = "\n".join("\t".join(cells) for cells in [["事業名", "電子申請"], *rows])
    lines = lines_of(text)
    read = read_sheets(lines, layout())
    found = draft(read, layout())
    assert read_plan(write_plan(found.plan)) == found.plan
    assert {line.number for line in read.unread} <= {line.number for line in lines}
