"""A file of staff -> the people that it tells of, or everything that is wrong in it."""

from collections.abc import Iterable
from datetime import date

from monosashi.core.messages import InvalidInput, Message, Problem, message
from monosashi.office.accounts.models import Posting, Staff
from monosashi.office.accounts.organisation import Tree
from monosashi.office.accounts.register import tree_on
from monosashi.office.people.forms import full_name
from monosashi.office.people.imports.cells import Kept, unfit_cells
from monosashi.office.people.imports.known import Place
from monosashi.office.people.imports.numbers import Numbers
from monosashi.office.people.imports.staff import Told
from monosashi.office.people.imports.table import Line, known_word, lines_of
from monosashi.office.ui.lists import folded

_KEPT: Kept = {
    "number": (Staff, "username"),
    "name": (Staff, "name"),
    "post": (Posting, "post"),
    "email": (Staff, "email"),
}


def read_staff(raw: bytes, file_name: str, since: date) -> tuple[Told, ...]:
    """The people of a file. Raises InvalidInput with everything that is wrong in it."""
    numbers = Numbers(Staff.objects.values_list("username", "name"))
    return _Reading(tree_on(since), numbers).people(lines_of(raw, file_name, "staff"))


class _Reading:
    """One file being read, gathering what is wrong."""

    def __init__(self, tree: Tree, numbers: Numbers) -> None:
        self._tree, self._numbers = tree, numbers
        self._problems: list[Problem] = []
        self._names: dict[str, list[str]] = {}
        for unit in tree.standing:
            for name in {unit.name, full_name(unit, tree)}:
                self._names.setdefault(_bare(name), []).append(unit.code)

    def people(self, lines: Iterable[Line]) -> tuple[Told, ...]:
        """Everybody, several rows of one number being several posts."""
        found: dict[str, Told] = {}
        for line in lines:
            number, place = self._number(line), self._place(line)
            if number is None:
                continue
            earlier = found.get(number)
            if earlier is not None and earlier.name != line["name"]:
                self._say(line, line["name"], "number_of_another", number=number, name=earlier.name)
                continue
            places = {*(earlier.places if earlier else ()), *((place,) if place else ())}
            email = line["email"] if "email" in line.texts else None
            found[number] = Told(number, line["name"], (earlier and earlier.email) or email, tuple(sorted(places)))
        if self._problems:
            raise InvalidInput(tuple(self._problems))
        return tuple(found.values())

    def _number(self, line: Line) -> str | None:
        """The number of the register that the row means, None where the row cannot be kept."""
        if not line["number"] or not line["name"]:
            self._say(line, None, "no_number" if not line["number"] else "no_name")
            return None
        wrong = tuple(unfit_cells(line, "staff", _KEPT))
        self._problems += wrong
        if wrong:
            return None
        number = self._numbers.meant(line["number"], line["name"], line.place)
        if isinstance(number, Problem):
            self._problems.append(number)
            return None
        return number

    def _place(self, line: Line) -> Place | None:
        code = self._department(line)
        concurrent = known_word(line["concurrent"], "yes")
        if not concurrent and not known_word(line["concurrent"], "no"):
            self._say(line, line["concurrent"], "concurrent_word")
        return Place(code, line["post"], concurrent) if code else None

    def _department(self, line: Line) -> str | None:
        code, name = line["department_code"], line["department"]
        if code:
            unit = self._tree.units.get(code)
            if unit is not None and unit.stands_on(self._tree.day):
                return code
            self._say_no_department(line, code, name)
            return None
        if not name:
            return None
        codes = self._names.get(_bare(name), [])
        if len(codes) == 1:
            return codes[0]
        self._say(line, name, "department_twice" if codes else "no_department")
        return None

    def _say_no_department(self, line: Line, code: str, name: str) -> None:
        """A code that no department ever had, beside the name of one, is most likely that of the personnel system."""
        if code not in self._tree.units and self._names.get(_bare(name)):
            self._say(line, code, "code_of_another_system", name=name)
        else:
            self._say(line, code, "no_department")

    def _say(self, line: Line, read: str | None, why: str, **params: str) -> None:
        reason: Message = message(f"people.import_person.{why}", **params)
        self._problems.append(Problem(line.place, read, reason, message(f"people.import_person.{why}.remedy")))


def _bare(name: str) -> str:
    return "".join(folded(name).split())
