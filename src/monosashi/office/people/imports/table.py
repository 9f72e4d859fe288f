"""Bytes of a CSV (UTF-8, Shift_JIS) or an Excel workbook -> rows of named texts, each with its place in the file."""

import csv
import io
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from monosashi.core.messages import InvalidInput, Message, Problem, message
from monosashi.exchange.finance.words import fold
from monosashi.exchange.spreadsheets.neutral import from_csv_field
from monosashi.exchange.spreadsheets.reading import open_workbook
from monosashi.exchange.typed_cells import CellValue

_PACKAGES = (b"PK\x03\x04", bytes.fromhex("D0CF11E0"))
"""How workbooks begin: Excel's own, and old ones or those with a password, of which the reader says what is wrong."""
_HEADINGS_WITHIN = 10
"""Rows with something in them, from the top, among which the headings are looked for."""
_CODES = ("code", "parent", "department_code")
"""Columns whose letters mean the same at either width, as no code has wide ones."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row. `texts` are its trimmed texts by the names of `columns.toml`; a column that the file lacks is "". `place` is told."""

    place: str
    texts: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.texts.get(name, "")


@cache
def layout() -> Mapping[str, Any]:
    """The headings that are recognised, and the words."""
    text = resources.files("monosashi.office.people.imports").joinpath("columns.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def lines_of(raw: bytes, file_name: str, kind: str) -> tuple[Line, ...]:
    """The rows of a file of one kind (`staff`, `departments`). Raises InvalidInput: unreadable, headings missing or standing twice."""
    return tuple(_with_plain_codes(line) for line in lines_with(raw, file_name, layout()[kind]))


def _with_plain_codes(line: Line) -> Line:
    plain = {name: unicodedata.normalize("NFKC", line[name]) for name in _CODES if name in line.texts}
    return Line(line.place, {**line.texts, **plain})


def lines_with(raw: bytes, file_name: str, told: Mapping[str, Any]) -> tuple[Line, ...]:
    """The rows of a file by its headings, which are `told` as `columns.toml` tells those of one kind. Raises InvalidInput as above."""
    rows = _of_workbook(raw, file_name) if raw.startswith(_PACKAGES) else _of_csv(raw, file_name)
    found = [(place, texts) for place, texts in rows if any(texts)]
    if len(found) <= 1:
        raise InvalidInput((_problem(file_name, None, "no_rows"),))
    at = _head_at(found, told)
    (head_place, headings), body = found[at], found[at + 1 :]
    columns = _columns(headings, head_place, told)
    return tuple(Line(place, _named(texts, columns)) for place, texts in body)


def _head_at(found: list[tuple[str, list[str]]], told: Mapping[str, Any]) -> int:
    """Which of the first rows has the headings: most of them; a title may stand above. 0 where no row has any."""
    known = _known(told)
    counts = [len({fold(text) for text in texts} & known.keys()) for _, texts in found[:_HEADINGS_WITHIN]]
    return counts.index(max(counts))


def _known(told: Mapping[str, Any]) -> dict[str, str]:
    return {fold(word): name for name, words in told.items() if name != "required" for word in words}


def _named(texts: list[str], columns: Mapping[str, int]) -> dict[str, str]:
    return {name: texts[at] if at < len(texts) else "" for name, at in columns.items()}


def _columns(headings: list[str], place: str, told: Mapping[str, Any]) -> dict[str, int]:
    known = _known(told)
    found: dict[str, int] = {}
    problems = []
    for at, heading in enumerate(headings):
        name = known.get(fold(heading))
        if name in found:
            problems.append(_problem(place, heading, "heading_twice"))
        elif name is not None:
            found[name] = at
    problems += [_lacks(place, (told[name][0],)) for name in told["required"]["every"] if name not in found]
    choice = told["required"]["one_of"]
    if choice and not any(name in found for name in choice):
        problems.append(_lacks(place, tuple(told[name][0] for name in choice)))
    if problems:
        raise InvalidInput(tuple(problems))
    return found


def _lacks(place: str, names: tuple[str, ...]) -> Problem:
    return Problem(
        place, None, message("people.import.no_heading", names=names), message("people.import.no_heading.remedy")
    )


def _of_csv(raw: bytes, file_name: str) -> Iterator[tuple[str, list[str]]]:
    reader = csv.reader(io.StringIO(_text(raw, file_name), newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error:
            place = _spoken_line(file_name, line)
            raise InvalidInput((_problem(place, None, "broken_line"),)) from None
        yield _spoken_line(file_name, line), [from_csv_field(field).strip() for field in record]


def _spoken_line(file_name: str, line: int) -> str:
    return f"{file_name}:{line}"


def _text(raw: bytes, file_name: str) -> str:
    for encoding in ("utf-8-sig", "cp932"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise InvalidInput((_problem(file_name, None, "not_text"),))


def _of_workbook(raw: bytes, file_name: str) -> Iterator[tuple[str, list[str]]]:
    sheet = open_workbook(raw, file_name).sheets[0]
    for row, cells in sheet.rows():
        width = max(cells, default=0)
        yield sheet.place(f"A{row}"), [_shown(cells[at].value) if at in cells else "" for at in range(1, width + 1)]


def _shown(value: CellValue) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value).strip()


def _problem(place: str, read: str | None, why: str) -> Problem:
    reason: Message = message(f"people.import_file.{why}")
    return Problem(place, read, reason, message(f"people.import_file.{why}.remedy"))


def known_word(text: str, kind: str) -> bool:
    """Whether the text is one of the words of a kind (`yes`, `no`)."""
    words: Iterable[str] = layout()["words"][kind]
    return fold(text) in {fold(word) for word in words}
