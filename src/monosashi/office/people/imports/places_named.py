"""Departments as a list names them, by code or by name -> codes of the register on a day, and what the register does not have."""

import unicodedata
from collections.abc import Iterator

from monosashi.core.messages import Problem, message
from monosashi.office.accounts.organisation import Tree
from monosashi.office.people.forms import full_name
from monosashi.office.people.imports.table import Line
from monosashi.office.people.imports.told_alike import Alike
from monosashi.office.ui.lists import folded

NO_DEPARTMENTS = "people.import_person.no_departments"
"""The id of the sentence that the register lacks departments of a list."""


class PlacesNamed:
    """The departments of a day by what a file calls them, gathering what cannot be found."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._missing, self._foreign, self._twice = Alike(), Alike(), Alike()
        self._names: dict[str, list[str]] = {}
        for unit in tree.standing:
            for name in {unit.name, full_name(unit, tree)}:
                self._names.setdefault(_bare(name), []).append(unit.code)

    def where_posted(self, line: Line) -> str | None:
        """The department of a row, None where it names none, or none that can be found."""
        code, name = line["department_code"], line["department"]
        if not code:
            return self._by_name(line, name) if name else None
        if self._stands(code):
            return code
        self._add_code(line, code, name)
        return None

    def where_in_role(self, line: Line) -> str | None:
        """The department that a row names for its roles, by code or name; None where it cannot be found."""
        told = line["role_in"]
        code = unicodedata.normalize("NFKC", told)
        return code if self._stands(code) else self._by_name(line, told)

    def problems(self, file_name: str) -> Iterator[Problem]:
        """Everything that cannot be found. What many lines lack alike is one problem of the file."""
        yield from self._twice.each_once()
        yield from self._foreign.at_once(file_name, "people.import_person.codes_of_another_system")
        yield from self._missing.at_once(file_name, NO_DEPARTMENTS)

    def _stands(self, code: str) -> bool:
        unit = self._tree.units.get(code)
        return unit is not None and unit.stands_on(self._tree.day)

    def _by_name(self, line: Line, name: str) -> str | None:
        codes = self._names.get(_bare(name), [])
        if len(codes) == 1:
            return codes[0]
        kind, why = (self._twice, "department_twice") if codes else (self._missing, "no_department")
        kind.add(name, _problem(line, name, why))
        return None

    def _add_code(self, line: Line, code: str, name: str) -> None:
        """A code that no department ever had, beside the name of one, is most likely that of the personnel system."""
        told = f"{code} {name}".strip()
        if code not in self._tree.units and self._names.get(_bare(name)):
            self._foreign.add(told, _problem(line, code, "code_of_another_system", name=name))
        else:
            self._missing.add(told, _problem(line, code, "no_department"))


def _problem(line: Line, read: str, why: str, **params: str) -> Problem:
    told = message(f"people.import_person.{why}", **params)
    return Problem(line.place, read, told, message(f"people.import_person.{why}.remedy"))


def _bare(name: str) -> str:
    return "".join(folded(name).split())
