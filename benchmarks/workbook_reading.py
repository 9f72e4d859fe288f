"""10,000 rows of 30 columns: read by us, and barely by calamine, in the same run; the memory that reading takes."""

import gc
import io
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import python_calamine
import xlsxwriter

from benchmarks.figures import Figure, best_of
from monosashi.exchange.spreadsheets import open_workbook

ROWS, COLUMNS = 10_000, 30
RUNS = 5

_PEAK = """
import re, sys
from pathlib import Path
{load}
def peak():
    return int(re.search("VmHWM:[^0-9]+([0-9]+)", Path("/proc/self/status").read_text())[1]) / 1024
before = peak()
kept = {read}
print(peak() - before)
"""
_OURS = (
    "from monosashi.exchange.spreadsheets import open_workbook",
    "list(open_workbook(Path(sys.argv[1])).sheets[0].values())",
)
_BARE = (
    "import python_calamine",
    "python_calamine.load_workbook(sys.argv[1]).get_sheet_by_index(0).to_python()",
)


def measure() -> Iterator[Figure]:
    """Milliseconds, best of five; peak megabytes of a fresh process above what its imports take."""
    raw = _workbook()
    bare = best_of(RUNS, lambda: _bare(raw))
    values = best_of(RUNS, lambda: _values(raw))
    cells = best_of(2, lambda: _cells(raw))
    yield Figure("bare values by calamine", bare, "ms")
    yield Figure("values", values, "ms", 2000)
    yield Figure("values, times calamine", values / bare, "x", 5)
    yield Figure("cells with format, formula, colour and place", cells, "ms")
    if Path("/proc/self/status").exists():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "wide.xlsx"
            path.write_bytes(raw)
            note = f"calamine {_peak(_BARE, path):.0f} MB"
            yield Figure("peak memory of the values", _peak(_OURS, path), "MB", note=note)


def _workbook() -> bytes:
    """A third words, all different; two thirds numbers of 16 digits, which are the slowest to read."""
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    sheet = book.add_worksheet("実績")
    for row in range(ROWS):
        for column in range(COLUMNS):
            if column % 3:
                sheet.write_number(row, column, row * column / 7)
            else:
                sheet.write_string(row, column, f"行{row}列{column}")
    book.close()
    gc.collect()
    return written.getvalue()


def _bare(raw: bytes) -> int:
    return len(python_calamine.load_workbook(io.BytesIO(raw)).get_sheet_by_index(0).to_python())


def _values(raw: bytes) -> int:
    return sum(len(cells) for _, cells in open_workbook(raw).sheets[0].values())


def _cells(raw: bytes) -> int:
    return sum(len(cells) for _, cells in open_workbook(raw).sheets[0].rows())


def _peak(how: tuple[str, str], path: Path) -> float:
    script = _PEAK.format(load=how[0], read=how[1])
    done = subprocess.run((sys.executable, "-c", script, str(path)), check=True, capture_output=True, text=True)  # noqa: S603
    return float(done.stdout)
