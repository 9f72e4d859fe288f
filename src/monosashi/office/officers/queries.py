"""Who the officers are on a day, as other rooms ask it. Pages of this room ask `situation.py`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from monosashi.office.accounts.models import Posting
from monosashi.office.accounts.register import successors_of, tree_on
from monosashi.office.accounts.standing import in_force
from monosashi.office.officers.models import Appointment, OfficerKind


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of officers by its key. The name is the city's."""

    pk: int
    name: str


@dataclass(frozen=True, slots=True)
class InOffice:
    """Somebody who is an officer on a day: keys of kind and account, the department by its code of that day.

    `since` and `until` are the first and the last day of the appointment; `until` None: no last day was told.
    """

    kind: int
    staff: int
    department: str
    since: date
    until: date | None


def kinds() -> tuple[Kind, ...]:
    """All kinds that there are, in the order in which the city keeps them, also those out of use. One query."""
    return tuple(Kind(pk, name) for pk, name in OfficerKind.objects.values_list("pk", "name"))


def in_office(on: date, kinds: frozenset[int] = frozenset()) -> tuple[InOffice, ...]:
    """Who is an officer on a day, of these kinds; none named: of all kinds. Three queries, four where a department was split.

    An account stands as often as it is appointed: for several departments or kinds. Who is not in the register is not told here.
    Where the department of then was split, somebody who works in one of the parts that day serves that one, else each of them.
    """
    rows = appointed_on(on).filter(staff__isnull=False).order_by("kind__position", "kind_id", "pk")
    if kinds:
        rows = rows.filter(kind__in=kinds)
    found = list(rows.values_list("kind_id", "staff_id", "department", "since", "until"))
    serves = served_on(((staff, code) for _, staff, code, *_ in found), on)
    return tuple(
        InOffice(kind, staff, code, since, until)
        for kind, staff, then, since, until in found
        for code in serves[staff, then]
    )


@dataclass(frozen=True, slots=True)
class Held:
    """Of what somebody is or was an officer. `kind` is its name, `department` the code of the day on which it was told.

    `until` None: no last day was told.
    """

    kind: str
    department: str
    since: date
    until: date | None


def held_by(staff: int, today: date) -> tuple[Held, ...]:
    """Of what somebody is an officer or was, as far as it has begun, the newest first. One query."""
    rows = Appointment.objects.filter(staff=staff, since__lte=today).order_by("-since", "kind__position", "pk")
    return tuple(Held(*row) for row in rows.values_list("kind__name", "department", "since", "until"))


def appointed_on(day: date) -> "QuerySet[Appointment]":
    """The appointments that hold a day."""
    return Appointment.objects.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)


def served_on(pairs: Iterable[tuple[int | None, str]], day: date) -> dict[tuple[int | None, str], tuple[str, ...]]:
    """Whom an account (None: not in the register) appointed for a department of some day serves on this day, as codes of this day."""
    wanted = dict.fromkeys(pairs)
    codes = {code for _, code in wanted}
    standing = [unit.code for unit in tree_on(day).standing]
    ways = successors_of(codes, day) if codes else {}
    heirs = {code: tuple(each for each in standing if each in ways[code]) or (code,) for code in codes}
    split = {(staff, code) for staff, code in wanted if staff is not None and len(heirs[code]) > 1}
    works = _works((staff for staff, _ in split), day) if split else {}
    return {pair: _own(heirs[pair[1]], works.get(pair[0], frozenset())) for pair in wanted}


def _own(heirs: tuple[str, ...], works: frozenset[str]) -> tuple[str, ...]:
    return tuple(code for code in heirs if code in works) or heirs


def _works(staff: Iterator[int | None], day: date) -> dict[int | None, frozenset[str]]:
    found: dict[int | None, frozenset[str]] = {}
    for one, code in in_force(Posting.objects.filter(staff__in=set(staff)), day).values_list(
        "staff_id", "department_id"
    ):
        found[one] = found.get(one, frozenset()) | {code}
    return found
