"""The rows of a file -> officers, with everything that is wrong in it told by line."""

import tomllib
from collections.abc import Iterable, Mapping
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
from monosashi.office.accounts.organisation import Tree
from monosashi.office.accounts.register import tree_on
from monosashi.office.officers.models import Appointment, OfficerKind
from monosashi.office.officers.states import ChosenBy
from monosashi.office.people.forms import full_name
from monosashi.office.people.imports.cells import Kept, unfit_under
from monosashi.office.people.imports.numbers import Numbers
from monosashi.office.people.imports.table import Line, lines_with
from monosashi.office.ui.lists import folded

_KEPT: Kept = {"name": (Appointment, "name"), "post": (Appointment, "post")}


@cache
def layout() -> Mapping[str, Any]:
    """The headings that are recognised, and the words."""
    text = resources.files("monosashi.office.officers.bringing_in").joinpath("columns.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@dataclass(frozen=True, slots=True)
class InFile:
    """An officer as a line of a file tells of them: the row as it would be kept, and which fields the line says something about.

    A blank cell says nothing.
    """

    place: str
    row: Appointment
    says: frozenset[str]

    @property
    def who(self) -> tuple[int, str, int | None, str]:
        """Kind, department and person."""
        return self.row.kind_id, self.row.department, self.row.staff_id, self.row.name


def read_officers(raw: bytes, file_name: str, day: date) -> tuple[InFile, ...]:
    """The officers of a file, by the register of a day. Raises InvalidInput with everything that is wrong in it. Three queries."""
    lines = lines_with(raw, file_name, layout()["officers"])
    reading = _Reading(tree_on(day), Staff.objects.all(), OfficerKind.objects.all(), day)
    found = tuple(reading.officer(line) for line in lines)
    if reading.problems:
        raise InvalidInput(tuple(reading.problems))
    return tuple(each for each in found if each is not None)


class _Reading:
    """One file being read against the register of a day, gathering what is wrong."""

    def __init__(self, tree: Tree, staff: Iterable[Staff], kinds: Iterable[OfficerKind], day: date) -> None:
        self.problems: list[Problem] = []
        self._tree, self._day = tree, day
        self._staff = {row.username: row for row in staff}
        self._numbers = Numbers((row.username, row.name) for row in self._staff.values())
        self._kinds = {fold(kind.name): kind for kind in kinds}
        self._names: dict[str, list[str]] = {}
        for unit in tree.standing:
            for name in {unit.name, full_name(unit, tree)}:
                self._names.setdefault(_bare(name), []).append(unit.code)

    def officer(self, line: Line) -> InFile | None:
        """Whom a line tells of, None where something is wrong in it."""
        before = len(self.problems)
        department, kind = self._department(line), self._kind(line)
        staff, since, until = self._person(line), self._day_of(line, "since"), self._day_of(line, "until")
        shared, chosen = self._shared(line), self._chosen_by(line)
        self.problems += unfit_under(line, layout()["officers"], _KEPT)
        if not line["since"]:
            self._say(line, "", "no_since")
        if len(self.problems) > before or kind is None or since is None or chosen is None:
            return None
        row = Appointment(
            kind=kind,
            department=department,
            staff=staff,
            name="" if staff else line["name"],
            post=line["post"],
            since=since,
            until=until,
            chosen_by=chosen.value,
            shared_with=shared,
            note=line["note"],
            told_on=self._day,
        )
        told = ("post", "since", "until", "chosen_by", "shared_with", "note")
        return InFile(line.place, row, frozenset(name for name in told if line[name]))

    def _department(self, line: Line) -> str:
        code = line["department_code"]
        if code:
            unit = self._tree.units.get(code)
            if unit is None or not unit.stands_on(self._tree.day):
                self._say(line, code, "no_department")
            return code
        if not line["department"]:
            self._say(line, "", "department_blank")
            return ""
        return self._named(line, "department")

    def _shared(self, line: Line) -> str:
        return self._named(line, "shared_with") if line["shared_with"] else ""

    def _named(self, line: Line, column: str) -> str:
        codes = self._names.get(_bare(line[column]), [])
        if len(codes) != 1:
            self._say(line, line[column], "department_twice" if codes else "no_department")
            return ""
        return codes[0]

    def _kind(self, line: Line) -> OfficerKind | None:
        kind = self._kinds.get(fold(line["kind"]))
        if kind is None:
            self._say(line, line["kind"], "no_kind" if line["kind"] else "kind_blank")
        return kind

    def _person(self, line: Line) -> Staff | None:
        """The account; None for somebody who is told by name alone. A number that nobody has is never guessed at."""
        if not line["number"]:
            if not line["name"]:
                self._say(line, "", "nobody")
            return None
        number = self._numbers.meant(line["number"], line["name"], line.place)
        if isinstance(number, Problem):
            self.problems.append(number)
            return None
        staff = self._staff.get(number)
        if staff is None:
            self._say(line, line["number"], "no_person")
        elif line["name"] and _bare(line["name"]) != _bare(staff.name):
            why = message("officers.line_of_another", name=staff.name)
            self._tell(line, line["name"], why, message("officers.line_of_another.remedy"))
        return staff

    def _day_of(self, line: Line, column: str) -> date | None:
        if not line[column]:
            return None
        reading = read_date(Cell(line[column], place=line.place))
        if isinstance(reading, Certain):
            return reading.value
        self.problems.append(reading.problem)
        return None

    def _chosen_by(self, line: Line) -> ChosenBy | None:
        for chosen in ChosenBy:
            if fold(line["chosen_by"]) in {fold(word) for word in layout()["words"][chosen.value]}:
                return chosen
        self._say(line, line["chosen_by"], "no_reason")
        return None

    def _say(self, line: Line, read: str, why: str) -> None:
        self._tell(line, read, message(f"officers.line.{why}"), message(f"officers.line.{why}.remedy"))

    def _tell(self, line: Line, read: str, why: Message, remedy: Message) -> None:
        self.problems.append(Problem(line.place, repeated(read) if read else None, why, remedy))


def _bare(name: str) -> str:
    return "".join(folded(name).split())
