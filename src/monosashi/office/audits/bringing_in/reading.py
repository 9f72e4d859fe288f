"""The rows of a file -> results, with everything that is wrong in it told by line."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from monosashi.core.messages import InvalidInput, Message, Problem, message
from monosashi.core.plan import Plan
from monosashi.exchange.finance.words import fold
from monosashi.office.accounts.kept_text import longest, repeated
from monosashi.office.accounts.register import tree_on
from monosashi.office.audits.actions_results import ResultTold
from monosashi.office.audits.models import AuditResult
from monosashi.office.audits.states import AuditResultKind
from monosashi.office.people.imports.table import Line, lines_with
from monosashi.office.ui.lists import folded

_BETWEEN_SURELY, _BETWEEN = re.compile(r"[\n;；]+"), re.compile(r"[\n;；、,，]+")
_KEPT = ("number", "page", "title")


@cache
def layout() -> Mapping[str, Any]:
    """The headings that are recognised, and the words."""
    text = resources.files("monosashi.office.audits.bringing_in").joinpath("columns.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@dataclass(frozen=True, slots=True)
class ToldInFile:
    """A result as a file tells of it. `columns` are those that the file has: of what it lacks it says nothing."""

    told: ResultTold
    columns: frozenset[str]

    @property
    def key(self) -> tuple[str, str]:
        """Kind and number."""
        return self.told.kind, self.told.number


def read_results(raw: bytes, file_name: str, plan: Plan, day: date) -> tuple[ToldInFile, ...]:
    """The results of a file. Raises InvalidInput with everything that is wrong in it."""
    lines = lines_with(raw, file_name, layout()["results"])
    reading = _Reading(plan, day)
    told = tuple(ToldInFile(reading.result(line), frozenset(line.texts)) for line in lines)
    reading.refuse_twice(lines)
    if reading.problems:
        raise InvalidInput(tuple(reading.problems))
    return told


class _Reading:
    """One file being read against the plan and the register of a day."""

    def __init__(self, plan: Plan, day: date) -> None:
        self.problems: list[Problem] = []
        self._measures = _by_words(
            (node.id, (node.id, node.number, node.name, node.label)) for node in plan.index.measures
        )
        self._departments = _by_words((unit.code, (unit.code, unit.name)) for unit in tree_on(day).standing)

    def result(self, line: Line) -> ResultTold:
        """What a line says. What is wrong in it stands in `problems`."""
        for name in ("number", "title"):
            if not line[name]:
                self._say(line, None, f"no_{name}")
        for name in _KEPT:
            if len(line[name]) > (limit := longest(AuditResult, name)):
                column = layout()["results"][name][0]
                self._tell(line, line[name], message("audits.longer_than", column=column, limit=limit))
        return ResultTold(
            self._kind(line),
            line["number"],
            line["title"],
            line["page"],
            line["text"],
            tuple(self._named(line, "measures", self._measures)),
            tuple(self._named(line, "departments", self._departments)),
        )

    def refuse_twice(self, lines: Iterable[Line]) -> None:
        """A kind and number stand once."""
        seen: set[tuple[str, str]] = set()
        for line in lines:
            key = (fold(line["kind"]), line["number"])
            if line["number"] and key in seen:
                self._say(line, line["number"], "twice")
            seen.add(key)

    def _kind(self, line: Line) -> str:
        for kind in AuditResultKind:
            if fold(line["kind"]) in {fold(word) for word in layout()["words"][kind.value]}:
                return kind.value
        self._say(line, line["kind"] or None, "no_kind")
        return ""

    def _named(self, line: Line, column: str, known: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
        found: list[str] = []
        for piece in _pieces(line[column], known):
            keys = known.get(folded(piece), ())
            if len(keys) == 1:
                found.append(keys[0])
            else:
                self._say(line, piece, f"{column}_twice" if keys else f"no_{column}")
        yield from dict.fromkeys(found)

    def _say(self, line: Line, read: str | None, why: str) -> None:
        self._tell(line, read, message(f"audits.line.{why}"), message(f"audits.line.{why}.remedy"))

    def _tell(self, line: Line, read: str | None, why: Message, remedy: Message | None = None) -> None:
        shown = repeated(read) if read else None
        self.problems.append(Problem(line.place, shown, why, remedy or message("audits.longer_than.remedy")))


def _pieces(text: str, known: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The names in a cell. A name may hold a comma itself: what is known as a whole is one."""
    for piece in filter(None, map(str.strip, _BETWEEN_SURELY.split(text))):
        if folded(piece) in known:
            yield piece
        else:
            yield from filter(None, map(str.strip, _BETWEEN.split(piece)))


def _by_words(things: Iterable[tuple[str, Iterable[str | None]]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for key, words in things:
        for word in {folded(each) for each in words if each}:
            found.setdefault(word, []).append(key)
    return {word: tuple(keys) for word, keys in found.items()}
