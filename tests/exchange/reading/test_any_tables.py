"""Whatever a converter makes of tables, reading them ends with a plan and doubts, and never falls."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.reading.a_report import layout_of, lines_of
from exchange.reading.a_table_report import SUMMARY, SUMMARY_LAYOUT, YEARS, YEARS_LAYOUT
from monosashi.exchange.plan_file import read_plan, write_plan
from monosashi.exchange.reading.document_sheets import read_sheets
from monosashi.exchange.reading.drafting import draft
from monosashi.exchange.reading.layout import Layout
from monosashi.exchange.reading.printed import plain

PIECES = sorted({cell for line in (SUMMARY + YEARS).splitlines() for cell in line.split("\t")} | {"R20", "0", "(R元)"})
CELLS = st.one_of(st.sampled_from(PIECES), st.text("0123456789()【】●→%★件, iv①R-", max_size=8))
ROWS = st.lists(st.one_of(st.sampled_from((SUMMARY + YEARS).splitlines()), st.lists(CELLS, max_size=8).map("\t".join)))


@cache
def layout(text: str) -> Layout:
    with TemporaryDirectory() as folder:
        return layout_of(Path(folder), text)


@pytest.mark.parametrize("of", [SUMMARY_LAYOUT, YEARS_LAYOUT])
@given(rows=ROWS)
def test_tables_of_any_rows_are_a_plan_and_no_line_comes_from_nowhere(of: str, rows: list[str]) -> None:
    lines = lines_of("\n".join(rows))
    read = read_sheets(lines, layout(of))
    found = draft(read, layout(of))
    assert read_plan(write_plan(found.plan)) == found.plan
    words = {line.number: plain(line.text) for line in lines}
    assert all(line.number in words for line in read.unread)
