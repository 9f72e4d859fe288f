"""The workbooks that go back: the very files that came, their wrong and doubtful cells coloured, with a comment on each."""

import io
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path, PurePath

from monosashi.exchange.answer_sheets.intake import Intake as Taken
from monosashi.exchange.answer_sheets.mending import mark_all
from monosashi.office.workbooks.differences import OfFile
from monosashi.office.workbooks.in_office import InOffice
from monosashi.office.workbooks.models import HandedIn, Intake

_EARLIEST = (1980, 1, 1, 0, 0, 0)

_LONGEST_STEM = 50
"""Letters. One takes up to four bytes, and a disk 255 of them."""


def marked(state: InOffice, intake: Intake, files: Iterable[OfFile]) -> dict[str, bytes]:
    """The marked workbooks by name, of those files that have a cell to mark. One query. Raises InvalidInput."""
    faulty = {file.name: file for file in files if file.faults and file.returned is not None}
    rows = HandedIn.objects.filter(intake=intake, taken_at=None, name__in=faulty).values_list("name", "content")
    made: dict[str, bytes] = {}
    for name, content in rows:
        made[name] = _marked(state, faulty[name], bytes(content))
    return made


def _marked(state: InOffice, file: OfFile, raw: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / _on_disk(file.name)
        path.write_bytes(raw)
        assert file.returned is not None  # noqa: S101 -- tells the type checker what `marked` looked for
        returned = replace(file.returned, path=path)
        year, plan = state.basis.fiscal_year, state.plan
        taken = Taken(plan, plan, year, (returned,), faults={path: list(file.faults)})
        [written] = mark_all(taken, Path(folder) / "marked")
        return written.read_bytes()


def _on_disk(name: str) -> str:
    """The name, or of a long one as much as every disk takes."""
    path = PurePath(name)
    return f"{path.stem[:_LONGEST_STEM]}{path.suffix}"


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """The files in one zip, the same bytes for the same files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, raw in files:
            archive.writestr(zipfile.ZipInfo(name, _EARLIEST), raw)
    return stream.getvalue()
