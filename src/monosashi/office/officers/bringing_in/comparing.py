"""What a list of officers would change, and what in it does not fit: worked out for all lines at once."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from monosashi.core.messages import InvalidInput, Problem, message
from monosashi.office.accounts.register import names_of
from monosashi.office.entering.waiting import ChangedField
from monosashi.office.officers.acting import misfits
from monosashi.office.officers.bringing_in.reading import InFile, read_officers
from monosashi.office.officers.models import Appointment, PendingOfficers
from monosashi.office.officers.queries import served_on
from monosashi.office.officers.states import ChosenBy, OfficerOutcome
from monosashi.office.ui.dates import day_text
from monosashi.office.ui.language import spoken
from monosashi.wording import word

Place = tuple[int, str]
"""A kind and a department's code of today."""

FIELDS = ("post", "since", "until", "chosen_by", "shared_with", "note")


@dataclass(frozen=True, slots=True)
class ChangedOfficer:
    """An appointment of which the list says something else."""

    row: Appointment
    told: InFile
    fields: tuple[ChangedField, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The fields that differ."""
        return tuple(name for name in FIELDS if name in self.told.says and _differs(self.row, self.told, name))


@dataclass(frozen=True, slots=True)
class OfficersDifference:
    """What a list would change.

    `continued` are earlier appointments of whoever goes on. `over` are those of the list's departments and kinds whose term ends before
    what the list tells begins, and of whom it says nothing: they may be ended. `left` are the others that it does not name: they stay.
    """

    comes: tuple[InFile, ...]
    changed: tuple[ChangedOfficer, ...]
    unchanged: int
    continued: tuple[Appointment, ...]
    over: tuple[Appointment, ...]
    left: tuple[Appointment, ...]
    state: str

    def __bool__(self) -> bool:
        return bool(self.comes or self.changed)


def officers_compared(pending: PendingOfficers, day: date) -> OfficersDifference:
    """The difference of a waiting list. Raises InvalidInput with everything that does not fit. Seven queries, one more after a split."""
    told = read_officers(bytes(pending.content), pending.file_name, day)
    rows = tuple(Appointment.objects.select_related("kind", "staff"))
    there = _by_place(rows, day)
    matched = {each.place: row for each in told if (row := _match(each, there)) is not None}
    _refuse(told, there, matched)
    pairs = [(matched[each.place], each) for each in told if each.place in matched]
    changed = tuple(each for each in (_changed(row, one) for row, one in pairs) if each.fields)
    named = {row.pk for row in matched.values()}
    open_ones = [
        row for place in {_place(each) for each in told} for row in there.get(place, ()) if row.pk not in named
    ]
    comes = tuple(each for each in told if each.place not in matched)
    continued = tuple(row for row in open_ones if any(_goes_on(row, each) for each in comes))
    still = [row for row in open_ones if row.outcome == OfficerOutcome.OPEN and row not in continued]
    first = _first_days(told)
    over = tuple(row for row in still if row.until is not None and row.until < first[row.kind_id])
    return OfficersDifference(
        comes,
        changed,
        len(pairs) - len(changed),
        continued,
        over,
        tuple(row for row in still if row not in over),
        _state(rows),
    )


def _by_place(rows: Iterable[Appointment], day: date) -> Mapping[Place, list[Appointment]]:
    every = list(rows)
    serves = served_on(((row.staff_id, row.department) for row in every), day)
    found: dict[Place, list[Appointment]] = {}
    for row in every:
        for code in serves[row.staff_id, row.department]:
            found.setdefault((row.kind_id, code), []).append(row)
    return found


def _place(told: InFile) -> Place:
    return told.row.kind_id, told.row.department


def _match(told: InFile, there: Mapping[Place, list[Appointment]]) -> Appointment | None:
    """The appointment that a line means: of the same person, beginning on that day, or else going on then."""
    own = [row for row in there.get(_place(told), ()) if _is_same(row, told.row)]
    same = [row for row in own if row.since == told.row.since]
    going_on = [row for row in own if row.since < told.row.since and (row.until is None or row.until >= told.row.since)]
    return next(iter((*same, *going_on)), None)


def _is_same(row: Appointment, told: Appointment) -> bool:
    return (row.staff_id, row.name) == (told.staff_id, told.name)


def _refuse(
    told: tuple[InFile, ...], there: Mapping[Place, list[Appointment]], matched: Mapping[str, Appointment]
) -> None:
    """Everything that would not fit, by line: twice the same, two where one is allowed, a year beyond the limit without a reason."""
    replaced = {row.pk for row in matched.values()}
    by_place: dict[Place, list[InFile]] = {}
    for each in told:
        by_place.setdefault(_place(each), []).append(each)
    problems = [
        problem
        for place, lines in by_place.items()
        for at, each in enumerate(lines)
        for problem in _misfits(
            each,
            matched.get(each.place),
            [row for row in there.get(place, ()) if row.pk not in replaced],
            [one.row for one in lines[:at]],
        )
    ]
    if problems:
        raise InvalidInput(tuple(problems))


def _misfits(
    told: InFile, row: Appointment | None, others: Iterable[Appointment], before: Iterable[Appointment]
) -> Iterator[Problem]:
    wanted = told.row if row is None else merged(row, told)
    for why in misfits(wanted, (*others, *before)):
        yield Problem(told.place, told.row.name or None, why, message("officers.line.unfit.remedy"))


def merged(row: Appointment, told: InFile) -> Appointment:
    """A copy of an appointment as it would be with what a line says."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}  # noqa: SLF001 -- Django's documented name
    made = Appointment(**values)
    made.kind, made.staff = row.kind, row.staff
    for name in told.says:
        setattr(made, name, getattr(told.row, name))
    return made


def _changed(row: Appointment, told: InFile) -> ChangedOfficer:
    fields = tuple(
        ChangedField(
            message(f"officers.form.{name}"), _words(name, getattr(row, name)), _words(name, getattr(told.row, name))
        )
        for name in FIELDS
        if name in told.says and _differs(row, told, name)
    )
    return ChangedOfficer(row, told, fields)


def _differs(row: Appointment, told: InFile, name: str) -> bool:
    return bool(getattr(row, name) != getattr(told.row, name))


def _words(name: str, value: date | str | None) -> str:
    if isinstance(value, date):
        return day_text(value)
    if name == "chosen_by" and value:
        return spoken(word(ChosenBy(value)))
    if name == "shared_with" and value:
        return names_of((value,)).get(value, value)
    return value or ""


def _goes_on(row: Appointment, told: InFile) -> bool:
    """Whether an appointment about which nothing was said goes on with what a line tells, with no day between."""
    ends = (
        row.outcome == OfficerOutcome.OPEN and row.until is not None and row.until + timedelta(days=1) == told.row.since
    )
    return ends and _is_same(row, told.row) and row.kind_id == told.row.kind_id


def _first_days(told: Iterable[InFile]) -> Mapping[int, date]:
    """The earliest day that the list tells of a kind."""
    found: dict[int, date] = {}
    for each in told:
        found[each.row.kind_id] = min(found.get(each.row.kind_id, each.row.since), each.row.since)
    return found


def _state(rows: Iterable[Appointment]) -> str:
    """The hash of everything that a difference is worked out from."""
    told = [(row.pk, row.changed_at.isoformat(), row.kind.changed_at.isoformat()) for row in rows]
    return hashlib.sha256(repr(sorted(told)).encode()).hexdigest()
