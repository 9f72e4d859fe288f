"""A list of departments compared with the register. New ones and moves can be taken over; names and ends are decided by people.

A list says neither who goes on with the work of a department that is gone nor whether another name is a new department: those are
led to the page of the department, where it is renamed, merged or ended with its work.

A department that began here under a code of ours stands in the lists of the personnel system under another one. It is recognised by
its name where it stands in the same place, and is not registered a second time.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from monosashi.core.messages import InvalidInput, Problem, message
from monosashi.office.accounts.codes import why_not_a_code
from monosashi.office.accounts.models import Department
from monosashi.office.accounts.organisation import Tree, Unit
from monosashi.office.accounts.register import tree_on
from monosashi.office.people.imports.cells import Kept, unfit_cells
from monosashi.office.people.imports.table import Line, lines_of
from monosashi.office.ui.lists import folded

_KEPT: Kept = {"name": (Department, "name")}


@dataclass(frozen=True, slots=True)
class ToldDepartment:
    """A department as a file tells of it. `parent` None: at the top, or the file does not say (`says_parent`).

    `listed_as` is the code that the file has where the register has it under another (`code`); else "".
    """

    code: str
    name: str
    parent: str | None
    says_parent: bool
    listed_as: str = ""


@dataclass(frozen=True, slots=True)
class DepartmentDifference:
    """What a list of departments would change, and what it leaves to people (`renamed`, `gone`).

    `recognised` are those that the file has under another code than the register, with that code; nothing becomes of it.
    """

    comes: tuple[ToldDepartment, ...] = ()
    moves: tuple[tuple[Unit, str | None], ...] = ()
    renamed: tuple[tuple[Unit, str], ...] = ()
    gone: tuple[Unit, ...] = ()
    recognised: tuple[tuple[Unit, str], ...] = ()
    unchanged: int = 0

    def __bool__(self) -> bool:
        return bool(self.comes or self.moves)


def read_departments(raw: bytes, file_name: str, since: date) -> tuple[ToldDepartment, ...]:
    """The departments of a file, those above before those below. Raises InvalidInput with everything that is wrong in it."""
    lines = lines_of(raw, file_name, "departments")
    tree = tree_on(since)
    problems = tuple(problem for line in lines for problem in _wrong(line, lines, tree))
    if problems:
        raise InvalidInput(problems)
    told = [ToldDepartment(x["code"], x["name"], x["parent"] or None, "parent" in x.texts) for x in lines]
    return _recognised(_from_the_top(told), tree)


def compare_departments(told: tuple[ToldDepartment, ...], since: date, *, everybody: bool) -> DepartmentDifference:
    """What the file would change on a day. `everybody`: the file has all departments, so that others are gone."""
    tree = tree_on(since)
    known = {one.code: tree.units[one.code] for one in told if one.code in tree.units}
    moves = tuple(
        (known[one.code], one.parent)
        for one in told
        if one.code in known and one.says_parent and known[one.code].parent_on(since) != one.parent
    )
    renamed = tuple(
        (known[one.code], one.name) for one in told if one.code in known and known[one.code].name != one.name
    )
    listed = {one.code for one in told}
    gone = tuple(unit for unit in tree.standing if everybody and unit.code not in listed and not unit.is_group)
    changed = {unit.code for unit, _ in (*moves, *renamed)}
    comes = tuple(one for one in told if one.code not in known)
    recognised = tuple((known[one.code], one.listed_as) for one in told if one.listed_as)
    return DepartmentDifference(comes, moves, renamed, gone, recognised, len(known) - len(changed))


def _recognised(told: tuple[ToldDepartment, ...], tree: Tree) -> tuple[ToldDepartment, ...]:
    """The same, those of another code by the register's. From the top, so that what stands below is found under it."""
    listed, names = {one.code for one in told}, Counter(_bare(one.name) for one in told)
    codes, found = dict[str, str](), list[ToldDepartment]()
    for one in told:
        here = replace(one, parent=codes.get(one.parent or "", one.parent))
        alike = [unit for unit in _of_name(here, tree) if unit.code not in listed and names[_bare(one.name)] == 1]
        if one.code not in tree.units and len(alike) == 1:
            codes[one.code] = alike[0].code
            here = replace(here, code=alike[0].code, listed_as=one.code)
        found.append(here)
    return tuple(found)


def _of_name(one: ToldDepartment, tree: Tree) -> Iterator[Unit]:
    """The departments of the day that have this name, and stand where the file says that it stands, if it does."""
    for unit in tree.standing:
        in_place = not one.says_parent or unit.parent_on(tree.day) == one.parent
        if in_place and not unit.is_group and _bare(unit.name) == _bare(one.name):
            yield unit


def _bare(name: str) -> str:
    return "".join(folded(name).split())


def _wrong(line: Line, lines: tuple[Line, ...], tree: Tree) -> tuple[Problem, ...]:
    found = [*_wrong_code(line, lines, tree), *unfit_cells(line, "departments", _KEPT)]
    if not line["name"]:
        found.append(_problem(line, None, "no_department_name"))
    if (why := _wrong_parent(line, lines, tree)) is not None:
        found.append(_problem(line, line["parent"], why))
    return tuple(found)


def _wrong_code(line: Line, lines: tuple[Line, ...], tree: Tree) -> Iterator[Problem]:
    code, unit = line["code"], tree.units.get(line["code"])
    if not code:
        yield _problem(line, None, "no_code")
    elif sum(each["code"] == code for each in lines) > 1:
        yield _problem(line, code, "code_twice")
    elif unit is not None and not unit.stands_on(tree.day):
        yield _problem(line, code, "code_of_ended")
    elif unit is None and (why := why_not_a_code(code)) is not None:
        yield Problem(line.place, None, why, message("people.import_department.unusable_code.remedy"))


def _wrong_parent(line: Line, lines: tuple[Line, ...], tree: Tree) -> str | None:
    """Why a department cannot stand under the one that its row names; None where it can, or where it does already."""
    code, parent = line["code"], line["parent"]
    unit, over = tree.units.get(code), tree.units.get(parent)
    if not parent or (unit is not None and unit.parent_on(tree.day) == parent):
        return None
    parents = {each["code"]: each["parent"] for each in lines}
    if _stands_in_a_circle(code, parents):
        return "circle"
    there = parent in parents if over is None else over.stands_on(tree.day)
    return None if there else "no_department"


def _stands_in_a_circle(code: str, parents: Mapping[str, str]) -> bool:
    """Whether the way up from a department comes back to it, by what the file says."""
    at, passed = parents.get(code, ""), set[str]()
    while at and at != code and at not in passed:
        passed.add(at)
        at = parents.get(at, "")
    return at == code


def _problem(line: Line, read: str | None, why: str) -> Problem:
    return Problem(
        line.place, read, message(f"people.import_department.{why}"), message(f"people.import_department.{why}.remedy")
    )


def _from_the_top(told: list[ToldDepartment]) -> tuple[ToldDepartment, ...]:
    """Those above first. What stands in a circle comes last, as it is."""
    waiting, found = list(told), list[ToldDepartment]()
    codes = {one.code for one in told}
    while ready := [one for one in waiting if one.parent not in codes or one.parent in {each.code for each in found}]:
        found += ready
        waiting = [one for one in waiting if one not in ready]
    return (*found, *waiting)
