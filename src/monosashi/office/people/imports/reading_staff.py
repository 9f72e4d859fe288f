"""A file of staff -> the people that it tells of, or everything that is wrong in it."""

from collections.abc import Iterable, Iterator
from datetime import date

from monosashi.core.messages import InvalidInput, Message, Problem, message
from monosashi.office.accounts.models import Posting, Staff
from monosashi.office.accounts.register import tree_on
from monosashi.office.people.imports.cells import Kept, unfit_cells
from monosashi.office.people.imports.known import Place
from monosashi.office.people.imports.numbers import Numbers
from monosashi.office.people.imports.places_named import PlacesNamed
from monosashi.office.people.imports.roles_named import RolesNamed
from monosashi.office.people.imports.staff import Told
from monosashi.office.people.imports.table import Line, known_word, lines_of
from monosashi.office.plans.queries import plans_held

_KEPT: Kept = {
    "number": (Staff, "username"),
    "name": (Staff, "name"),
    "post": (Posting, "post"),
    "email": (Staff, "email"),
}


def read_staff(raw: bytes, file_name: str, since: date) -> tuple[Told, ...]:
    """The people of a file. Raises InvalidInput with everything that is wrong in it."""
    reading = _Reading(since)
    found = reading.people(lines_of(raw, file_name, "staff"))
    problems = tuple(reading.problems(file_name))
    if problems:
        raise InvalidInput(problems)
    return found


class _Reading:
    """One file being read, gathering what is wrong."""

    def __init__(self, since: date) -> None:
        self._numbers = Numbers(Staff.objects.values_list("username", "name"))
        self._places = PlacesNamed(tree_on(since))
        self._roles = RolesNamed(self._places, {plan.pk: plan.name for plan in plans_held()})
        self._problems: list[Problem] = []

    def people(self, lines: Iterable[Line]) -> tuple[Told, ...]:
        """Everybody, several rows of one number being several posts."""
        found: dict[str, Told] = {}
        for line in lines:
            number, place = self._number(line), self._place(line)
            roles = self._roles.told_on(line, place.department if place else None)
            if number is None:
                continue
            earlier = found.get(number)
            if earlier is not None and earlier.name != line["name"]:
                self._say(line, line["name"], "number_of_another", number=number, name=earlier.name)
                continue
            places = {*(earlier.places if earlier else ()), *((place,) if place else ())}
            email = line["email"] if "email" in line.texts else None
            told = dict.fromkeys((*(earlier.roles if earlier else ()), *roles))
            found[number] = Told(
                number, line["name"], (earlier and earlier.email) or email, tuple(sorted(places)), tuple(told)
            )
        return tuple(found.values())

    def problems(self, file_name: str) -> Iterator[Problem]:
        """Everything that is wrong: first what is wrong with the file as a whole, then what is with its lines."""
        yield from self._places.problems(file_name)
        yield from self._roles.problems()
        yield from self._problems

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
        code = self._places.where_posted(line)
        concurrent = known_word(line["concurrent"], "yes")
        if not concurrent and not known_word(line["concurrent"], "no"):
            self._say(line, line["concurrent"], "concurrent_word")
        return Place(code, line["post"], concurrent) if code else None

    def _say(self, line: Line, read: str | None, why: str, **params: str) -> None:
        reason: Message = message(f"people.import_person.{why}", **params)
        self._problems.append(Problem(line.place, read, reason, message(f"people.import_person.{why}.remedy")))
