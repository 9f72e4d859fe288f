"""The rows of a file -> who took part, with everything that is wrong in it told by line."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from monosashi.core.messages import InvalidInput, Message, Problem, message
from monosashi.exchange.finance.words import fold
from monosashi.exchange.typed_cells import Cell, Certain
from monosashi.exchange.typed_dates import read_date
from monosashi.office.accounts.kept_text import repeated
from monosashi.office.accounts.models import Staff
from monosashi.office.people.imports.numbers import Numbers
from monosashi.office.people.imports.table import Line, lines_with
from monosashi.office.training.models import TrainingSession
from monosashi.office.training.states import TOOK_PART, TrainingOutcome, can_have_finished
from monosashi.office.ui.dates import day_text
from monosashi.office.ui.lists import folded


@cache
def layout() -> Mapping[str, Any]:
    """The headings that are recognised, and the words."""
    text = resources.files("monosashi.office.training.bringing_in").joinpath("columns.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@dataclass(frozen=True, slots=True)
class CameInFile:
    """One person as a file tells of them. `finished_on` None: no day."""

    staff: int
    name: str
    outcome: TrainingOutcome
    finished_on: date | None


def read_attendance(raw: bytes, file_name: str, session: TrainingSession, today: date) -> tuple[CameInFile, ...]:
    """The people of a file, each once. One query. Raises InvalidInput with everything that is wrong in it."""
    reading = _Reading(session.first_day, today)
    told = tuple(filter(None, map(reading.person, lines_with(raw, file_name, layout()["attendance"]))))
    if reading.problems:
        raise InvalidInput(tuple(reading.problems))
    return told


class _Reading:
    """One file being read against the register, for a session that began on `first` (None: on no day that is known)."""

    def __init__(self, first: date | None, today: date) -> None:
        rows = list(Staff.objects.values_list("username", "name", "pk", "last_day"))
        self.problems: list[Problem] = []
        self._first, self._today = first, today
        self._known = {username: (pk, name) for username, name, pk, _ in rows}
        self._numbers = Numbers((username, name) for username, name, *_ in rows)
        self._left = {pk: last for _, _, pk, last in rows if last is not None}
        self._seen: set[int] = set()

    def person(self, line: Line) -> CameInFile | None:
        """Who a line tells of, None where something is wrong in it."""
        before = len(self.problems)
        found, outcome, day = self._who(line), self._outcome(line), self._day(line)
        self._fits(line, found, outcome, day)
        if found is None or outcome is None or len(self.problems) > before:
            return None
        return CameInFile(*found, outcome, day)

    def _who(self, line: Line) -> tuple[int, str] | None:
        number = self._numbers.meant(line["number"], line["name"], line.place) if line["number"] else ""
        if isinstance(number, Problem):
            self.problems.append(number)
            return None
        if number not in self._known:
            self._say(line, line["number"], "no_person" if number else "no_number")
            return None
        pk, name = self._known[number]
        if line["name"] and _bare(line["name"]) != _bare(name):
            self._say(line, line["name"], "other_name")
        if pk in self._seen:
            self._say(line, line["number"], "twice")
        self._seen.add(pk)
        return pk, name

    def _outcome(self, line: Line) -> TrainingOutcome | None:
        for outcome in TrainingOutcome:
            if fold(line["outcome"]) in {fold(word) for word in layout()["words"][outcome.value]}:
                return outcome
        self._say(line, line["outcome"], "no_outcome" if line["outcome"] else "outcome_blank")
        return None

    def _day(self, line: Line) -> date | None:
        if not line["finished_on"]:
            return None
        reading = read_date(Cell(line["finished_on"], place=line.place))
        if isinstance(reading, Certain):
            return reading.value
        self.problems.append(reading.problem)
        return None

    def _fits(self, line: Line, who: tuple[int, str] | None, outcome: TrainingOutcome | None, day: date | None) -> None:
        """A day belongs to finishing alone, and nobody takes part after having left."""
        if day is not None and outcome is not None and outcome is not TrainingOutcome.FINISHED:
            self._say(line, line["finished_on"], "day_without_finishing")
        elif day is not None and not can_have_finished(day, self._first, self._today):
            self._say(line, line["finished_on"], "day_outside")
        left, since = self._left.get(who[0]) if who else None, day or self._first
        if outcome in TOOK_PART and left is not None and since is not None and left < since:
            told = message("training.line_has_left", day=day_text(left)), message("training.line_has_left.remedy")
            self._tell(line, line["number"], *told)

    def _say(self, line: Line, read: str, why: str) -> None:
        self._tell(line, read, message(f"training.line.{why}"), message(f"training.line.{why}.remedy"))

    def _tell(self, line: Line, read: str, why: Message, remedy: Message) -> None:
        self.problems.append(Problem(line.place, repeated(read) if read else None, why, remedy))


def _bare(name: str) -> str:
    return "".join(folded(name).split())
