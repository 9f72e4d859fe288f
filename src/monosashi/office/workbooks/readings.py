"""What was read of a workbook, kept beside its bytes: a heavy file is opened once, by whoever may take long."""

import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from monosashi.core.messages import InvalidInput, Problem
from monosashi.exchange.answer_sheets.identity import Head
from monosashi.exchange.answer_sheets.returned import AnswerCell, Returned, read_returned
from monosashi.exchange.spreadsheets.faults import Fault
from monosashi.exchange.typed_cells import Cell, CellValue, ErrorValue
from monosashi.office.findings.identity import message_of, plain


@dataclass(frozen=True, slots=True)
class Read:
    """A file as it was read: the workbook, or why it is none of ours."""

    returned: Returned | None
    problems: tuple[Problem, ...] = ()


def read_bytes(name: str, raw: bytes) -> Read:
    """The workbook. Its path is its name alone."""
    try:
        return Read(read_returned(Path(name), raw))
    except InvalidInput as error:
        return Read(None, error.problems)


def packed(read: Read) -> bytes:
    """The reading as it is kept."""
    found = read.returned
    document: dict[str, Any] = {"problems": [_problem(each) for each in read.problems]}
    if found is not None:
        document |= {
            "name": found.name,
            "digest": found.digest,
            "head": _row(found.head),
            "cells": [[c.node, c.slot, c.issued, c.covered, *_cell(c.cell)] for c in found.cells],
            "faults": [[f.sheet, f.address, _problem(f.problem), f.is_question] for f in found.faults],
            "notes": [plain(note) for note in found.notes],
        }
    return zlib.compress(json.dumps(document, ensure_ascii=False).encode(), level=1)


def unpacked(raw: bytes) -> Read:
    """What `packed` kept."""
    document = json.loads(zlib.decompress(raw))
    problems = _problems(document["problems"])
    if "head" not in document:
        return Read(None, problems)
    cells = tuple(
        AnswerCell(node, slot, _cell_of(cell), issued, covered)
        for node, slot, issued, covered, *cell in document["cells"]
    )
    faults = tuple(
        Fault(sheet, address, _problems([problem])[0], asked) for sheet, address, problem, asked in document["faults"]
    )
    notes = tuple(message_of(each) for each in document["notes"])
    head = Head(*document["head"])
    return Read(Returned(Path(document["name"]), document["digest"], head, cells, faults, notes), problems)


def _row(value: Head | Cell) -> list[Any]:
    return [getattr(value, each.name) for each in fields(value)]


def _cell(cell: Cell) -> list[Any]:
    return [_value(cell.value), *_row(cell)[1:]]


def _cell_of(row: list[Any]) -> Cell:
    return Cell(_value_of(row[0]), *row[1:])


def _value(value: CellValue) -> Any:  # noqa: ANN401 -- what JSON can hold
    match value:
        case None | bool() | str():
            return value
        case Decimal():
            return {"number": str(value)}
        case datetime():
            return {"moment": value.isoformat()}
        case time():
            return {"time": value.isoformat()}
        case timedelta():
            return {"seconds": str(Decimal(value // timedelta(microseconds=1)) / 1_000_000)}
        case ErrorValue():
            return {"error": value.text}


def _value_of(held: Any) -> CellValue:  # noqa: ANN401 -- what JSON can hold
    if not isinstance(held, dict):
        return held  # type: ignore[no-any-return]
    [(kind, text)] = held.items()
    match kind:
        case "number":
            return Decimal(text)
        case "moment":
            return datetime.fromisoformat(text)
        case "time":
            return time.fromisoformat(text)
        case "seconds":
            return timedelta(microseconds=int(Decimal(text) * 1_000_000))
    return ErrorValue(text)


def _problem(problem: Problem) -> list[Any]:
    return [problem.place, problem.read, plain(problem.why), plain(problem.remedy)]


def _problems(rows: Iterable[list[Any]]) -> tuple[Problem, ...]:
    return tuple(Problem(place, read, message_of(why), message_of(remedy)) for place, read, why, remedy in rows)
