"""What every act on officers begins with: who may, the rows locked from the kind down, and whether what is told fits the others."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.office.accounts.bearers import bearers
from monosashi.office.accounts.models import Staff
from monosashi.office.accounts.permissions import EVERYWHERE, Permission, Place, check
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.register import tree_on
from monosashi.office.accounts.staff_details import holder_of, plain_number
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.acting import still_there
from monosashi.office.events.locking import locked
from monosashi.office.officers.models import Appointment, OfficerKind
from monosashi.office.officers.queries import served_on
from monosashi.office.officers.rows import called
from monosashi.office.officers.situation import unbroken_since
from monosashi.office.officers.states import HowMany
from monosashi.office.officers.told import OfficerTold
from monosashi.office.officers.years import year_running
from monosashi.office.ui.dates import day_text


class Unfit(StateForbids):
    """What was told does not fit what stands there, or what the kind allows."""


def lock_kind(pk: int) -> OfficerKind:
    """A kind, locked: whoever tells of officers of this kind waits. Raises GoneMeanwhile."""
    return still_there(locked(OfficerKind.objects.filter(pk=pk)).first())


def lock_appointment(pk: int, by: Person) -> Appointment:
    """An appointment behind the lock of its kind, for whoever tells of its department today. Raises NotAllowed, GoneMeanwhile."""
    kind = Appointment.objects.filter(pk=pk).values_list("kind_id", flat=True).first()
    held = lock_kind(kind) if kind is not None else None
    row = still_there(locked(Appointment.objects.filter(pk=pk)).first())
    check(by.standing, Permission.NOTIFY_OFFICERS, place_of(row.department))
    if held is not None:
        row.kind = held
    return row


def place_of(department: str) -> Place:
    """Whose the officers of a department are: of whoever goes on with its work today."""
    return Place(departments=bearers((department,), timezone.localdate()))


def check_keeping(by: Person) -> None:
    """Raises NotAllowed for whoever does not keep the officers of the whole city."""
    check(by.standing, Permission.KEEP_OFFICERS, EVERYWHERE)


def check_notifying(department: str, by: Person) -> None:
    """Raises NotAllowed for whoever does not tell of this department's officers, Unfit where there never was such a department."""
    check(by.standing, Permission.NOTIFY_OFFICERS, place_of(department))
    if department not in tree_on(timezone.localdate()).units:
        raise Unfit(message("officers.no_such_department", code=department))


def fill(row: Appointment, told: OfficerTold) -> Appointment:
    """Put what was told into a row, not saved yet. Raises Unfit where it is nobody, or not the one whom it was."""
    staff = _account(told)
    if row.staff_id is not None and (staff is None or staff.pk != row.staff_id):
        raise Unfit(message("officers.another_person"))
    if row.pk is not None and told.until != row.until:
        row.outcome, row.outcome_note = "open", ""
    row.staff, row.name = staff, "" if staff else told.name
    row.post, row.since, row.until = told.post, told.since, told.until
    row.chosen_by, row.shared_with, row.note = told.chosen_by, told.shared_with, told.note
    return row


def fits(row: Appointment) -> None:
    """Whether a row that was filled fits its kind, its days and those who are there already. Raises Unfit with the first reason."""
    for why in misfits(row, tuple(others_of(row))):
        raise Unfit(why)


def misfits(row: Appointment, beside: tuple[Appointment, ...]) -> Iterator[Message]:
    """Why a row that was filled does not fit. `beside` are the others of its kind in its department."""
    if row.until is not None and row.until < row.since:
        yield message("officers.until_before_since")
    if row.staff is not None and row.staff.last_day is not None and row.staff.last_day < row.since:
        yield message("officers.has_left", who=called(row), day=day_text(row.staff.last_day))
    if row.kind.out_of_use_since is not None and row.kind.out_of_use_since <= row.since:
        yield message("officers.kind_out_of_use", kind=row.kind.name, day=day_text(row.kind.out_of_use_since))
    if row.shared_with:
        yield from _shared(row)
    yield from _doubled(row, beside)
    yield from _beyond_limit(row, beside)


def others_of(row: Appointment) -> Iterator[Appointment]:
    """The other appointments of the same kind in the department, as the work went on until today. Three queries."""
    today = timezone.localdate()
    own = bearers((row.department,), today)
    rows = list(Appointment.objects.filter(kind=row.kind_id).exclude(pk=row.pk).select_related("staff"))
    serves = served_on(((each.staff_id, each.department) for each in rows), today)
    return (each for each in rows if own & {*serves[each.staff_id, each.department]})


def _doubled(row: Appointment, beside: tuple[Appointment, ...]) -> Iterator[Message]:
    for each in beside:
        if not _overlap(row, each):
            continue
        if (each.staff_id, each.name) == (row.staff_id, row.name):
            yield message("officers.same_twice", who=called(each), since=day_text(each.since))
        elif row.kind.how_many == HowMany.EXACTLY_ONE:
            yield message("officers.one_already", kind=row.kind.name, who=called(each), since=day_text(each.since))


def _beyond_limit(row: Appointment, beside: tuple[Appointment, ...]) -> Iterator[Message]:
    most = row.kind.most_years
    if most is None or row.note:
        return
    own = [each for each in beside if (each.staff_id, each.name) == (row.staff_id, row.name)]
    year = year_running(unbroken_since(row, own), row.since)
    if year > most:
        yield message("officers.beyond_limit", who=called(row), nth=year, most=most)


def _shared(row: Appointment) -> Iterator[Message]:
    if row.shared_with == row.department:
        yield message("officers.shared_with_itself")
        return
    here, there = _bureau(row.department), _bureau(row.shared_with)
    if here is not None and there is not None and here != there:
        yield message("officers.of_another_bureau")


def _bureau(code: str) -> str | None:
    """The topmost department above one today, None where none is above it: a flat register does not tell."""
    above = tree_on(timezone.localdate()).above(code)
    return above[-1].code if above else None


def _overlap(one: Appointment, other: Appointment) -> bool:
    return one.since <= (other.until or date.max) and other.since <= (one.until or date.max)


def _account(told: OfficerTold) -> Staff | None:
    if bool(told.account) == bool(told.name):
        raise Unfit(message("officers.one_of_both"))
    if told.name:
        return None
    staff = holder_of(plain_number(told.account))
    if staff is None:
        raise Unfit(message("officers.no_such_account", account=told.account))
    return staff


def in_force(day: date) -> Q:
    """Rows whose days hold a day."""
    return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))
