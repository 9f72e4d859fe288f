"""The Akita plan as a workbook: written, read back, and beside a bare script that writes the same cells without looks."""

import io
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import xlsxwriter

from benchmarks.figures import Figure, best_of
from monosashi.exchange.plan_file import read_plan
from monosashi.exchange.plan_workbook import read_plan_workbook, write_plan_workbook
from monosashi.exchange.spreadsheets import open_workbook

AKITA = Path(__file__).parent.parent / "examples" / "akita" / "akita.plan.json"

Cells = dict[str, list[tuple[int, int, object]]]
"""Sheet -> row, column and value of each cell."""


def measure() -> Iterator[Figure]:
    """Milliseconds, best of five, warm; ratios in the same run."""
    plan = read_plan(AKITA)
    raw = write_plan_workbook(plan)
    cells = cells_of(raw)
    count = sum(len(held) for held in cells.values())
    writing = best_of(5, lambda: write_plan_workbook(plan))
    reading = best_of(5, lambda: read_plan_workbook(raw))
    bare_writing = best_of(5, lambda: write_bare(cells))
    bare_reading = best_of(5, lambda: read_bare(raw))
    yield Figure("plan workbook written", writing, "ms", note=f"{count:,} cells, {len(raw) // 1000} kB")
    yield Figure("bare XlsxWriter script, same cells", bare_writing, "ms")
    yield Figure("written, times the bare script", writing / bare_writing, "x")
    yield Figure("plan workbook read", reading, "ms")
    yield Figure("cells alone, read by the same reader", bare_reading, "ms")
    yield Figure("read, times the cells alone", reading / bare_reading, "x")


def cells_of(raw: bytes) -> Cells:
    """The cells with content of a workbook."""
    return {
        sheet.name: [(row, at, value) for row, cells in sheet.values() for at, value in cells.items()]
        for sheet in open_workbook(raw).sheets
    }


def write_bare(cells: Cells) -> bytes:
    """The cells by the plainest use of XlsxWriter."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as workbook:
        for name, held in cells.items():
            sheet = workbook.add_worksheet(name)
            for row, at, value in held:
                if isinstance(value, Decimal):
                    sheet.write_number(row - 1, at - 1, float(value))
                elif isinstance(value, datetime):
                    sheet.write_datetime(row - 1, at - 1, value)
                else:
                    sheet.write_string(row - 1, at - 1, str(value))
    return target.getvalue()


def read_bare(raw: bytes) -> int:
    """The number of cells with content."""
    return sum(len(held) for held in cells_of(raw).values())
