"""The round of one year: 44 answer workbooks of the Akita example written, and read back into the plan."""

import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.figures import Figure, best_of
from benchmarks.plan_workbook import AKITA, Cells, cells_of, write_bare
from monosashi.core.plan import Plan
from monosashi.evaluation.evaluate import shipped_life_cycle, shipped_scheme
from monosashi.exchange.answer_sheets.intake import Intake, take_in
from monosashi.exchange.answer_sheets.issuing import issue
from monosashi.exchange.answer_sheets.judging import Judging
from monosashi.exchange.answer_sheets.page_writing import Round
from monosashi.exchange.answer_sheets.returned import read_returned
from monosashi.exchange.plan_file import read_plan

YEAR = 2024
JUDGING = Judging(shipped_scheme("akita@1"), shipped_life_cycle("akita@1"))


def measure() -> Iterator[Figure]:
    """Seconds, best of three, warm, files on the disk. The answers are those of the example, so that nothing differs."""
    plan = read_plan(AKITA)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        books = written(plan, folder)
        cells = every_cell(books)
        count = sum(len(held) for book in cells for held in book.values())
        writing, bare_writing = seconds(lambda: written(plan, folder)), seconds(lambda: bare(cells, folder))
        reading, bare_reading = seconds(lambda: taken_in(plan, books)), seconds(lambda: every_cell(books))
        yield Figure("answer workbooks written", writing, "s", 10, f"{len(books)} workbooks, {count:,} cells")
        yield Figure("bare XlsxWriter script, same cells", bare_writing, "s")
        yield Figure("written, times the bare script", writing / bare_writing, "x")
        yield Figure("answer workbooks read back and compared", reading, "s", 5)
        yield Figure("cells alone, read by the same reader", bare_reading, "s")
        yield Figure("read back, times the cells alone", reading / bare_reading, "x")
        yield Figure("most memory while they are written", peak(lambda: written(plan, folder)), "MB")
        yield Figure("most memory while they are read back", peak(lambda: taken_in(plan, books)), "MB")


def seconds(work: Callable[[], object]) -> float:
    """The shortest of three runs."""
    return best_of(3, work) / 1000


def written(plan: Plan, folder: Path) -> list[Path]:
    """The answer workbooks of the round, on the disk."""
    files = issue(Round(plan, YEAR, JUDGING.scheme, JUDGING.life_cycle))
    for file in files:
        (folder / file.name).write_bytes(file.raw)
    return [folder / file.name for file in files if file.recipient is not None]


def taken_in(plan: Plan, books: list[Path]) -> Intake:
    """All workbooks held against the plan, cell by cell."""
    return take_in(plan, YEAR, tuple(read_returned(path) for path in books), JUDGING)


def every_cell(books: list[Path]) -> list[Cells]:
    """The cells with content of each workbook."""
    return [cells_of(path.read_bytes()) for path in books]


def bare(books: list[Cells], folder: Path) -> None:
    """The same cells by the plainest use of XlsxWriter: no looks, no locks, no drop-downs."""
    for at, cells in enumerate(books):
        (folder / f"bare-{at}.xlsx").write_bytes(write_bare(cells))


def peak(work: Callable[[], object]) -> float:
    """The most that Python's memory grows during the work. Counting makes it slow, so it is a run of its own."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()
