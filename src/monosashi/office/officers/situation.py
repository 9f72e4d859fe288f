"""Who holds what in which department as of a day, and what is to be looked at: the lines of the list. Six queries however many there are."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Q

from monosashi.office.accounts.models import Posting
from monosashi.office.accounts.organisation import Tree, in_force_on
from monosashi.office.accounts.register import tree_on
from monosashi.office.officers.models import Appointment, LeftOut, OfficerKind
from monosashi.office.officers.queries import served_on
from monosashi.office.officers.states import (
    NEEDS_ONE,
    HowMany,
    OfficerNotice,
    OfficerOutcome,
    OfficerState,
)
from monosashi.office.officers.years import ENDS_WITHIN, year_running

Dates = tuple[date | None, date | None]
Postings = Mapping[int, Mapping[str, tuple[Dates, ...]]]
"""By account and code of the department the days of the postings there."""


@dataclass(frozen=True, slots=True)
class Line:
    """One officer of a department as of a day, or that there is none. `department` is a code of that day.

    `row` is the appointment: None where the state is `vacant` or `left_out`. `first` is the day since which they have held it without a
    break, `year` which fiscal year of that it is (0 for nobody). `moved` is the first day on which they worked elsewhere: in the
    past with `moved_away` (None: the register never knew them there), still to come with `moves`.
    """

    kind: OfficerKind
    department: str
    state: OfficerState
    row: Appointment | None = None
    first: date | None = None
    year: int = 0
    moved: date | None = None
    notices: tuple[OfficerNotice, ...] = ()
    left_out: LeftOut | None = None

    @property
    def needs_something(self) -> bool:
        """Whether somebody should do something about it."""
        return self.state in {OfficerState.VACANT, OfficerState.OVER} or bool(self.notices)


@dataclass(frozen=True, slots=True)
class Total:
    """How it stands with a kind: `officers` are persons, each counted once, `appointments` may be more of one person.

    `departments` have at least one, `vacant` have none though they should, `left_out` place none.
    """

    kind: OfficerKind
    officers: int
    appointments: int
    departments: int
    vacant: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Situation:
    """The lines of a day in the order of the register, with the tree by whose codes they are told."""

    day: date
    tree: Tree
    kinds: tuple[OfficerKind, ...]
    lines: tuple[Line, ...]

    def of(self, codes: frozenset[str]) -> tuple[Line, ...]:
        """The lines of these departments."""
        return tuple(line for line in self.lines if line.department in codes)

    @property
    def totals(self) -> tuple[Total, ...]:
        """How it stands with each kind."""
        return tuple(_total(kind, [line for line in self.lines if line.kind == kind]) for kind in self.kinds)


def situation_on(day: date, today: date, *, ahead: bool = False) -> Situation:
    """How it stands on a day. `ahead`: whoever asks sees transfers before their day. Six queries, seven where a department was split."""
    kinds = tuple(each for each in OfficerKind.objects.select_related("stands_in_for") if _in_use(each, day))
    rows = _of_kinds(Appointment.objects.filter(since__lte=day).select_related("staff"), kinds)
    left = list(LeftOut.objects.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day))
    tree = tree_on(day)
    told = [row for row in rows if _holds(row, day) or _is_over(row, day)]
    codes = {(row.staff_id, row.department) for row in rows} | {(None, each.department) for each in left}
    serves = served_on(codes | {(row.staff_id, row.shared_with) for row in told if row.shared_with}, day)
    reading = _Reading(day, today, tree, _postings(told), serves, ahead=ahead)
    of_one = _by_person(rows)
    held = [line for row in told for line in reading.lines(row, of_one[_who(row)])]
    return Situation(day, tree, kinds, tuple(_in_order(kinds, tree, _counted(held), _placed_none(left, serves))))


class _Reading:
    """Appointments being read as of a day."""

    def __init__(
        self,
        day: date,
        today: date,
        tree: Tree,
        postings: Postings,
        serves: Mapping[tuple[int | None, str], tuple[str, ...]],
        *,
        ahead: bool,
    ) -> None:
        self._day, self._today, self._tree, self._ahead = day, today, tree, ahead
        self._postings, self._serves = postings, serves

    def lines(self, row: Appointment, rows: Iterable[Appointment]) -> Iterator[Line]:
        """An appointment in each department that it serves. `rows` are all of this person in this kind."""
        for code in self._serves[row.staff_id, row.department]:
            if not _holds(row, self._day):
                yield Line(row.kind, code, OfficerState.OVER, row)
                continue
            earlier = [each for each in rows if code in self._serves[each.staff_id, each.department]]
            first = unbroken_since(row, earlier)
            line = Line(row.kind, code, OfficerState.IN_OFFICE, row, first, year_running(first, self._day))
            yield replace(line, notices=tuple(self._notices(line)), moved=self._moved(line))

    def _notices(self, line: Line) -> Iterator[OfficerNotice]:
        row, most = line.row, line.kind.most_years
        if row is None:
            return
        away = self._away(line)
        if away is not None:
            yield away
        ends = row.until is not None and row.outcome == OfficerOutcome.OPEN and row.until <= self._day + ENDS_WITHIN
        if most is not None and line.year > most:
            yield OfficerNotice.OVER_LIMIT
        if ends:
            yield OfficerNotice.LAST_YEAR if line.year == most else OfficerNotice.ENDS_SOON

    def _away(self, line: Line) -> OfficerNotice | None:
        """Whether the register says that they work elsewhere. Nobody knows of whoever it knows no posting of."""
        row = line.row
        if row is None or row.staff is None:
            return None
        if row.staff.last_day is not None and row.staff.last_day < self._day:
            return OfficerNotice.MOVED_AWAY
        if not row.staff.is_active and self._day >= self._today:
            return OfficerNotice.MOVED_AWAY
        if not self._postings.get(row.staff.pk):
            return None
        here = self._here(line)
        if not any(in_force_on(*dates, self._day) for dates in here):
            return OfficerNotice.MOVED_AWAY
        return OfficerNotice.MOVES if self._ahead and self._leaves(here) else None

    def _moved(self, line: Line) -> date | None:
        """The first day on which they worked elsewhere; None where it is not known or has not come."""
        away = self._away(line)
        if away is None or line.row is None:
            return None
        staff, here = line.row.staff, self._here(line)
        if away is OfficerNotice.MOVES:
            return self._leaves(here)
        past = [until for _, until in here if until is not None and until < self._day]
        last = max(past, default=None) or (staff.last_day if staff else None)
        return last + timedelta(days=1) if last else None

    def _here(self, line: Line) -> tuple[Dates, ...]:
        """The days of their postings where they work: in the department or below it, for a shared officer in the other one too."""
        row = line.row
        if row is None or row.staff_id is None:
            return ()
        codes = {line.department, row.department}
        if row.shared_with:
            codes |= {row.shared_with, *self._serves[row.staff_id, row.shared_with]}
        below = frozenset().union(*(self._tree.with_all_below(code) for code in codes))
        known = self._postings.get(row.staff_id, {})
        return tuple(dates for code in below for dates in known.get(code, ()))

    def _leaves(self, here: tuple[Dates, ...]) -> date | None:
        """The first day to come on which no posting holds them here, None where none comes."""
        ends = sorted(until for since, until in here if until is not None and until >= self._day)
        for last in ends:
            after = last + timedelta(days=1)
            if not any(in_force_on(*dates, after) for dates in here):
                return after
        return None


def unbroken_since(row: Appointment, others: Iterable[Appointment]) -> date:
    """The day since which somebody has held it without a break, as far as what is told reaches."""
    first = row.since
    for each in sorted(others, key=lambda one: one.since, reverse=True):
        if each.since < first and each.until is not None and each.until + timedelta(days=1) >= first:
            first = each.since
    return first


def _of_kinds(rows: Iterable[Appointment], kinds: tuple[OfficerKind, ...]) -> list[Appointment]:
    """The appointments of these kinds, each with its kind."""
    known, found = {kind.pk: kind for kind in kinds}, []
    for row in rows:
        if row.kind_id in known:
            row.kind = known[row.kind_id]
            found.append(row)
    return found


def _who(row: Appointment) -> tuple[int, int | None, str]:
    """One person in one kind. Who is not in the register is known by the name that was typed."""
    return row.kind_id, row.staff_id, row.name


def _by_person(rows: Iterable[Appointment]) -> Mapping[tuple[int, int | None, str], list[Appointment]]:
    found: dict[tuple[int, int | None, str], list[Appointment]] = {}
    for row in rows:
        found.setdefault(_who(row), []).append(row)
    return found


def _in_use(kind: OfficerKind, day: date) -> bool:
    return kind.out_of_use_since is None or kind.out_of_use_since > day


def _holds(row: Appointment, day: date) -> bool:
    return in_force_on(row.since, row.until, day)


def _is_over(row: Appointment, day: date) -> bool:
    return row.until is not None and row.until < day and row.outcome == OfficerOutcome.OPEN


def _postings(rows: Iterable[Appointment]) -> Postings:
    staff = {row.staff_id for row in rows if row.staff_id is not None}
    found: dict[int, dict[str, tuple[Dates, ...]]] = {}
    told = Posting.objects.filter(staff__in=staff).order_by()
    for one, code, since, until in told.values_list("staff_id", "department_id", "valid_from", "valid_to"):
        of = found.setdefault(one, {})
        of[code] = (*of.get(code, ()), (since, until))
    return found


def _counted(lines: list[Line]) -> list[Line]:
    """The lines, those told that are more than their kind allows."""
    here = Counter((line.kind.pk, line.department) for line in lines if line.state is OfficerState.IN_OFFICE)

    def too_many(line: Line) -> bool:
        return (
            line.state is OfficerState.IN_OFFICE
            and line.kind.how_many == HowMany.EXACTLY_ONE
            and here[line.kind.pk, line.department] > 1
        )

    return [
        replace(line, notices=(*line.notices, OfficerNotice.TOO_MANY)) if too_many(line) else line for line in lines
    ]


def _placed_none(
    rows: Iterable[LeftOut], serves: Mapping[tuple[int | None, str], tuple[str, ...]]
) -> dict[tuple[int, str], LeftOut]:
    return {(row.kind_id, code): row for row in rows for code in serves[None, row.department]}


def _in_order(
    kinds: Iterable[OfficerKind], tree: Tree, held: list[Line], left: Mapping[tuple[int, str], LeftOut]
) -> Iterator[Line]:
    """Bureau by bureau, department by department, kind by kind; one that should have an officer and has none says so."""
    by: dict[tuple[int, str], list[Line]] = {}
    for line in held:
        by.setdefault((line.kind.pk, line.department), []).append(line)
    expected = {unit.code for unit in tree.standing if has_officers(unit.code, tree)}
    standing = list(_from_the_top(tree))
    gone = sorted({line.department for line in held} - set(standing))
    for code in (*standing, *gone):
        for kind in kinds:
            lines = by.get((kind.pk, code), [])
            row = left.get((kind.pk, code))
            if not any(line.state is OfficerState.IN_OFFICE for line in lines):
                if row is not None:
                    yield Line(kind, code, OfficerState.LEFT_OUT, left_out=row)
                elif code in expected and kind.how_many in NEEDS_ONE:
                    yield Line(kind, code, OfficerState.VACANT)
            yield from lines


def _from_the_top(tree: Tree, above: str | None = None) -> Iterator[str]:
    """The departments of the day, those of a bureau together."""
    for unit in tree.children.get(above, ()):
        yield unit.code
        yield from _from_the_top(tree, unit.code)


def has_officers(code: str, tree: Tree) -> bool:
    """Whether a department is expected to have officers: one without others below it that is no group (課所室)."""
    return not tree.units[code].is_group and not tree.children.get(code)


def _person(row: Appointment) -> tuple[int | None, str, str]:
    """By what a person is counted once: the account; a typed name only within the department in which they work."""
    return row.staff_id, row.name, "" if row.staff_id else row.shared_with or row.department


def _total(kind: OfficerKind, lines: list[Line]) -> Total:
    held = [line for line in lines if line.state is OfficerState.IN_OFFICE and line.row is not None]
    who = {_person(line.row) for line in held if line.row}
    return Total(
        kind,
        officers=len(who),
        appointments=len({line.row.pk for line in held if line.row}),
        departments=len({line.department for line in held}),
        vacant=sum(line.state is OfficerState.VACANT for line in lines),
        left_out=sum(line.state is OfficerState.LEFT_OUT for line in lines),
    )
