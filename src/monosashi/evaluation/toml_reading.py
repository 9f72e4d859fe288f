"""Reads the TOML file of a scheme or life cycle into plain data; `tomllib` says in English alone what broke."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from typing import Any

from monosashi.core.messages import Message, Problem, message
from monosashi.evaluation.table_reading import NotUsable

_LINE = re.compile(r"at line (\d+)")
_LONGEST = 80
_FAULTS = (
    (("Invalid value",), message("evaluation.toml.value"), message("evaluation.toml.value.remedy")),
    (("Expected '='",), message("evaluation.toml.no_equals"), message("evaluation.toml.no_equals.remedy")),
    (
        ("Illegal character '\\n'", "Unterminated", 'Expected "\'"'),
        message("evaluation.toml.open_quote"),
        message("evaluation.toml.open_quote.remedy"),
    ),
    (
        ("Unclosed", "Expected ']"),
        message("evaluation.toml.open_bracket"),
        message("evaluation.toml.open_bracket.remedy"),
    ),
    (
        ("Cannot overwrite", "Cannot declare", "Cannot mutate", "Cannot redefine", "Duplicate inline"),
        message("evaluation.toml.twice"),
        message("evaluation.toml.twice.remedy"),
    ),
    (("Illegal", "Found invalid"), message("evaluation.toml.character"), message("evaluation.toml.character.remedy")),
    (("Expected newline",), message("evaluation.toml.after_value"), message("evaluation.toml.after_value.remedy")),
    (
        ("Unescaped", "Invalid hex", "Escaped"),
        message("evaluation.toml.backslash"),
        message("evaluation.toml.backslash.remedy"),
    ),
    (
        ("Invalid initial", "Invalid statement"),
        message("evaluation.toml.statement"),
        message("evaluation.toml.statement.remedy"),
    ),
)
"""How sentences of `tomllib` begin, why that is wrong, and what to do."""


def read_toml(content: bytes, name: str) -> dict[str, Any]:
    """The plain data of a TOML file, its decimals as words so that none is rounded. Raises NotUsable."""
    text = _text(content, name)
    try:
        return {key: _plain(value) for key, value in tomllib.loads(text, parse_float=Decimal).items()}
    except tomllib.TOMLDecodeError as error:
        raise NotUsable([_broken(name, text, str(error))]) from None
    except RecursionError:
        raise too_deep(name) from None
    except ValueError:  # a whole number longer than Python reads
        raise NotUsable([_too_long(name, text)]) from None


def too_deep(name: str) -> NotUsable:
    """The refusal of a file whose tables stand in each other without end."""
    return NotUsable([Problem(name, None, message("evaluation.data.too_deep"), message("evaluation.data.less_deep"))])


def _text(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        why, remedy = message("evaluation.data.not_utf8"), message("evaluation.data.save_as_utf8")
        raise NotUsable([Problem(name, None, why, remedy, line)]) from None


def _broken(name: str, text: str, fault: str) -> Problem:
    """What stands in the line at which reading broke off, and what is wrong with it."""
    found = _LINE.search(fault)
    why, remedy = _fault(fault)
    if found is None:
        return Problem(name, None, why, remedy)
    line = int(found[1])
    return Problem(name, _line(text, line), why, remedy, line)


def _too_long(name: str, text: str) -> Problem:
    lines = text.splitlines()
    line = next((number for number, each in enumerate(lines, start=1) if re.search(r"[\d_]{4000}", each)), None)
    read = None if line is None else _line(text, line)
    return Problem(
        name, read, message("evaluation.data.too_many_digits"), message("evaluation.data.fewer_digits"), line
    )


def _line(text: str, line: int) -> str | None:
    """The line as it was typed, cut where it is long; None where nothing stands in it."""
    lines = text.replace("\r\n", "\n").split("\n")
    typed = lines[line - 1].strip() if line <= len(lines) else ""
    return (typed if len(typed) <= _LONGEST else f"{typed[:_LONGEST]}…") or None


def _fault(fault: str) -> tuple[Message, Message]:
    """Why, and what to do."""
    for beginnings, why, remedy in _FAULTS:
        if fault.startswith(beginnings):
            return why, remedy
    return message("evaluation.toml.other"), message("evaluation.toml.other.remedy")


def _plain(value: object) -> Any:  # noqa: ANN401 -- data of any shape
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, bool | int | str):
        return value
    return str(value)
