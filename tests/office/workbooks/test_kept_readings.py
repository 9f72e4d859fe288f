"""What was read of a workbook is the same after it was kept."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from monosashi.core.messages import Problem, message
from monosashi.exchange.answer_sheets.identity import Head
from monosashi.exchange.answer_sheets.returned import AnswerCell, Returned
from monosashi.exchange.spreadsheets.faults import Fault
from monosashi.exchange.typed_cells import Cell, CellValue, ErrorValue
from monosashi.office.workbooks.readings import Read, packed, read_bytes, unpacked

PROBLEM = Problem(
    "回答.xlsx「01」シート F12", "約80", message("workbooks.who"), message("workbooks.leave", n=Decimal("1.50"))
)


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        "約80",
        Decimal("84.80"),
        datetime(2025, 5, 3, 12, 30),  # noqa: DTZ001 -- cells know no time zone
        time(8, 15),
        timedelta(hours=30, microseconds=7),
        timedelta(days=-1),
        ErrorValue("#REF!"),
    ],
)
def test_every_value_of_a_cell_comes_back(value: CellValue) -> None:
    cell = Cell(value, "0.0%", is_formula=True, address="F12", sheet="01", place="p", fill="FFF8D8", is_hidden=True)
    head = Head("052019", "akita", 3, 2024, "d-28")
    answer = AnswerCell("n-p146", "actual/i-p146/value", cell, "95.4", covered=True)
    fault = Fault("01", "F12", PROBLEM, is_question=True)
    note = message("workbooks.who", read="x", how=(message("workbooks.leave"), None))
    read = Read(Returned(Path("回答.xlsx"), "digest", head, (answer,), (fault,), (note,)))
    assert unpacked(packed(read)) == read


def test_a_file_that_is_none_of_ours_keeps_its_sentences() -> None:
    read = read_bytes("空.xlsx", b"")
    assert (read.returned, len(read.problems)) == (None, 1)
    assert unpacked(packed(read)) == read
    assert unpacked(packed(Read(None, (PROBLEM,)))).problems == (PROBLEM,)
