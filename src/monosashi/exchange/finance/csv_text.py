"""Bytes of a CSV: which encoding, then records, each with the line on which it begins."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from monosashi.core.messages import InvalidInput, Message, Problem, message
from monosashi.exchange.file_bytes import EUC_JP, JIS, UTF_16, bytes_of, encoding_without_mark, familiar_encoding

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_NAMES_A_PLAN, _TOO_LARGE = "file.name_a_plan", "file.too_large"


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a CSV. `line` is the line of the file on which it begins, from 1."""

    line: int
    fields: tuple[str, ...]

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in any field."""
        return not any(field.strip() for field in self.fields)


def csv_bytes(source: Path | str | bytes) -> bytes:
    """The contents of the CSV. Raises InvalidInput for what is missing, no file, too large or empty."""
    try:
        raw = bytes_of(source)
    except InvalidInput as error:
        raise InvalidInput(tuple(_about_a_csv(problem) for problem in error.problems)) from None
    if not raw.strip():
        raise InvalidInput((_problem("finance.empty"),))
    return raw


def _about_a_csv(problem: Problem) -> Problem:
    if problem.why.id == _TOO_LARGE:
        problem = replace(problem, why=Message("finance.too_large", problem.why.params))
    return replace(problem, remedy=message("finance.name_a_csv")) if problem.remedy.id == _NAMES_A_PLAN else problem


def decoded(raw: bytes, encoding: str) -> str:
    """The text, without byte order mark. `encoding`: utf-8, cp932 or auto. Raises InvalidInput that names the first wrong byte."""
    if raw.startswith((_ZIP, _OLD_EXCEL)):
        raise InvalidInput((_problem("finance.is_workbook"),))
    unmarked = encoding_without_mark(raw)
    if raw.startswith(_UTF16) or unmarked == UTF_16:
        raise InvalidInput((_problem("finance.utf16"),))
    if unmarked == JIS:
        raise InvalidInput((_problem("finance.jis"),))
    has_mark = raw.startswith(codecs.BOM_UTF8)
    if has_mark and encoding == "cp932":
        raise InvalidInput((_problem("finance.marked_utf8"),))
    tried = ("utf-8",) if has_mark or encoding == "utf-8" else ("cp932",) if encoding == "cp932" else ("utf-8", "cp932")
    if not has_mark and _is_euc(raw, tried):
        raise InvalidInput((_problem("finance.euc"),))
    text = _first_that_fits(raw.removeprefix(codecs.BOM_UTF8), tried)
    if "\0" in text:
        raise InvalidInput((_problem("finance.not_text", line=text.count("\n", 0, text.index("\0")) + 1),))
    return text


def _is_euc(raw: bytes, tried: tuple[str, ...]) -> bool:
    """Whether it is EUC-JP, much of which can be read as Shift_JIS, too. What the mapping states and fits is believed."""
    return not any(_fits(raw, encoding) for encoding in tried[:1]) and familiar_encoding(raw) == EUC_JP


def _fits(raw: bytes, encoding: str) -> bool:
    try:
        raw.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _first_that_fits(raw: bytes, encodings: tuple[str, ...]) -> str:
    problems = []
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            why = message("finance.not_in_encoding", encoding=encoding, byte=f"0x{raw[error.start]:02X}")
            problems.append(Problem("", None, why, message("finance.not_in_encoding.remedy"), line))
    raise InvalidInput(tuple(problems))


def records(text: str, delimiter: str) -> tuple[tuple[Record, ...], tuple[Problem, ...]]:
    """The records, and what is broken in the lines of others."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found: list[Record] = []
    problems: list[Problem] = []
    while True:
        line = reader.line_num + 1
        try:
            found.append(Record(line, tuple(next(reader))))
        except StopIteration:
            return tuple(found), tuple(problems)
        except csv.Error:
            problems.append(_problem("finance.broken_line", line=line))


def uneven(found: tuple[Record, ...], width: int) -> Iterator[Problem]:
    """Records that have not as many fields as the heading. Blank fields beyond its end do no harm."""
    for record in found:
        beyond = any(field.strip() for field in record.fields[width:])
        if not record.is_blank and (len(record.fields) < width or beyond):
            why = message("finance.uneven", count=len(record.fields), width=width)
            yield Problem("", None, why, message("finance.uneven.remedy"), record.line)


def _problem(why: str, line: int | None = None) -> Problem:
    return Problem("", None, message(why), message(f"{why}.remedy"), line)
