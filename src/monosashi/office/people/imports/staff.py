"""A list of staff compared with the register: who comes, goes, moves, changes name. Nothing is guessed: numbers tell people apart."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from monosashi.core.messages import InvalidInput, Message, Problem, message
from monosashi.office.accounts.models import Posting, RoleAssignment, Staff
from monosashi.office.accounts.organisation import Tree
from monosashi.office.accounts.register import tree_on
from monosashi.office.accounts.standing import employed
from monosashi.office.people.forms import full_name
from monosashi.office.people.imports.table import Line, known_word, lines_of
from monosashi.office.people.work_moved import going_on
from monosashi.office.ui.lists import folded


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where somebody works, as a file or the register says."""

    department: str
    post: str = ""
    concurrent: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A person as a file tells of them. `email` None: the file has no such column."""

    number: str
    name: str
    email: str | None
    places: frozenset[Place]


@dataclass(frozen=True, slots=True)
class Known:
    """A person as the register has them on the day. `roles` are the ids of roles with the departments they were given for."""

    pk: int
    number: str
    name: str
    email: str
    places: frozenset[Place]
    roles: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Somebody who is in both. `ends` are the roles that would be left behind: none of the new places lies within theirs."""

    known: Known
    told: Told
    ends: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class StaffDifference:
    """What a list of staff would change on a day."""

    comes: tuple[Told, ...] = ()
    goes: tuple[Known, ...] = ()
    moves: tuple[Pair, ...] = ()
    renamed: tuple[Pair, ...] = ()
    mailed: tuple[Pair, ...] = ()
    unchanged: int = 0

    @property
    def changed(self) -> tuple[Pair, ...]:
        """Everybody who is in both and not the same, once each."""
        return tuple({pair.known.pk: pair for pair in (*self.renamed, *self.mailed, *self.moves)}.values())

    def __bool__(self) -> bool:
        return bool(self.comes or self.goes or self.changed)


def read_staff(raw: bytes, file_name: str, since: date) -> tuple[Told, ...]:
    """The people of a file. Raises InvalidInput with everything that is wrong in it."""
    return _Reading(tree_on(since)).people(lines_of(raw, file_name, "staff"))


def compare(told: Iterable[Told], since: date, *, everybody: bool) -> StaffDifference:
    """What the file would change on a day. `everybody`: whoever is posted and not in the file goes."""
    tree, known = tree_on(since), known_on(since)
    listed = {one.number: one for one in told}
    pairs = [_pair(known[number], one, tree) for number, one in listed.items() if number in known]
    goes = [one for number, one in known.items() if everybody and number not in listed and one.places]
    moves = tuple(pair for pair in pairs if pair.known.places != pair.told.places)
    renamed = tuple(pair for pair in pairs if pair.known.name != pair.told.name)
    mailed = tuple(pair for pair in pairs if pair.told.email not in {None, pair.known.email})
    same = len(pairs) - len({pair.known.pk for pair in (*moves, *renamed, *mailed)})
    comes = tuple(one for number, one in listed.items() if number not in known)
    return StaffDifference(comes, tuple(goes), moves, renamed, mailed, same)


def known_on(since: date) -> Mapping[str, Known]:
    """Everybody employed on a day, by number, with what is in force then or begins later. Three queries."""
    rows = Staff.objects.filter(employed(since))
    places: dict[int, set[Place]] = {}
    for posting in going_on(Posting.objects.all(), since):
        place = Place(posting.department_id, posting.post, posting.concurrent)
        places.setdefault(posting.staff_id, set()).add(place)
    roles: dict[int, list[tuple[int, str]]] = {}
    given = going_on(RoleAssignment.objects.all(), since).exclude(department=None)
    for staff, role, department in given.values_list("staff_id", "pk", "department_id"):
        roles.setdefault(staff, []).append((role, department or ""))
    return {
        row.username: Known(
            row.pk, row.username, row.name, row.email, frozenset(places.get(row.pk, ())), tuple(roles.get(row.pk, ()))
        )
        for row in rows
    }


def _pair(known: Known, told: Told, tree: Tree) -> Pair:
    if known.places == told.places:
        return Pair(known, told)
    there = {place.department for place in told.places}
    ends = tuple(role for role, department in known.roles if not there & tree.with_all_below(department))
    return Pair(known, told, ends)


class _Reading:
    """One file being read, gathering what is wrong."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._problems: list[Problem] = []
        self._names: dict[str, list[str]] = {}
        for unit in tree.standing:
            for name in {unit.name, full_name(unit, tree)}:
                self._names.setdefault(_bare(name), []).append(unit.code)

    def people(self, lines: Iterable[Line]) -> tuple[Told, ...]:
        """Everybody, several rows of one number being several posts."""
        found: dict[str, Told] = {}
        for line in lines:
            number, place = line["number"], self._place(line)
            if not number or not line["name"]:
                self._say(line, None, "no_number" if not number else "no_name")
                continue
            earlier = found.get(number)
            if earlier is not None and earlier.name != line["name"]:
                self._say(line, line["name"], "number_of_another", number=number, name=earlier.name)
                continue
            places = (earlier.places if earlier else frozenset()) | ({place} if place else frozenset())
            email = line["email"] if "email" in line.texts else None
            found[number] = Told(number, line["name"], (earlier and earlier.email) or email, places)
        if self._problems:
            raise InvalidInput(tuple(self._problems))
        return tuple(found.values())

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
            self._say(line, code, "no_department")
            return None
        if not name:
            return None
        codes = self._names.get(_bare(name), [])
        if len(codes) == 1:
            return codes[0]
        self._say(line, name, "department_twice" if codes else "no_department")
        return None

    def _say(self, line: Line, read: str | None, why: str, **params: str) -> None:
        reason: Message = message(f"people.import_person.{why}", **params)
        self._problems.append(Problem(line.place, read, reason, message(f"people.import_person.{why}.remedy")))


def _bare(name: str) -> str:
    return "".join(folded(name).split())
