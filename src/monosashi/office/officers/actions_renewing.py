"""The yearly renewal: of every officer of a department it is told whether they go on, somebody follows, or it ends. Nothing is silent."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.bearers import bearers
from monosashi.office.accounts.refusals import ChangedMeanwhile
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.told import seen
from monosashi.office.events.locking import locked
from monosashi.office.officers.acting import Unfit, check_notifying
from monosashi.office.officers.actions_officers import appoint, conclude
from monosashi.office.officers.models import Appointment, OfficerKind
from monosashi.office.officers.queries import served_on
from monosashi.office.officers.rows import told_of_officer
from monosashi.office.officers.states import OfficerOutcome
from monosashi.office.officers.told import OfficerTold, RenewalTold, Renewed


def to_renew(department: str, since: date) -> tuple[Appointment, ...]:
    """The appointments of a department of which nothing was said yet and that began before a day, kind by kind. Four queries."""
    today = timezone.localdate()
    own = bearers((department,), today)
    rows = Appointment.objects.filter(outcome=OfficerOutcome.OPEN, since__lt=since).select_related("kind", "staff")
    found = list(rows)
    serves = served_on(((each.staff_id, each.department) for each in found), today)
    return tuple(each for each in found if own & {*serves[each.staff_id, each.department]})


def seen_of_renewal(rows: tuple[Appointment, ...]) -> str:
    """What the form of a renewal carries of what it showed."""
    return seen({str(row.pk): told_of_officer(row).plain for row in rows})


@transaction.atomic
def renew(department: str, told: RenewalTold, *, based_on: str, token: str, by: Person) -> int:
    """Keep what becomes of each. How many are in office in the new term. Sent twice, it is done once.

    Raises NotAllowed, ChangedMeanwhile where somebody told of one of them meanwhile, Unfit where one is not told of or does not fit;
    then nothing is kept.
    """
    check_notifying(department, by)
    list(locked(OfficerKind.objects.all()))
    if _is_done(told, token):
        return _continuing(told)
    rows = to_renew(department, told.since)
    if seen_of_renewal(rows) != based_on:
        raise ChangedMeanwhile(message("officers.renewal_changed"))
    wanted = {each.appointment: each for each in told.each}
    if {row.pk for row in rows} != set(wanted):
        raise Unfit(message("officers.renewal_lacks"))
    _conclude(rows, wanted, told, by)
    for row in rows:
        _follow(row, wanted[row.pk], department, told, token, by)
    return _continuing(told)


def _conclude(rows: tuple[Appointment, ...], wanted: Mapping[int, Renewed], told: RenewalTold, by: Person) -> None:
    """All of them end first, so that whoever takes over from another finds the place free."""
    last = told.since - timedelta(days=1)
    for row in rows:
        until = last if row.until is None or row.until > last else None
        one = wanted[row.pk]
        conclude(row, OfficerOutcome(one.outcome), until=until, note=one.note, by=by)


def _follow(row: Appointment, one: Renewed, department: str, told: RenewalTold, token: str, by: Person) -> None:
    next_one = _next(row, one, told)
    if next_one is not None:
        made = Appointment(
            token=_token(token, row.pk), kind=row.kind, department=department, told_on=timezone.localdate()
        )
        appoint(made, next_one, by)


def _next(row: Appointment, one: Renewed, told: RenewalTold) -> OfficerTold | None:
    """Who holds it in the new term, None for nobody. Raises Unfit where nobody was named who follows."""
    if one.outcome == OfficerOutcome.CONTINUED:
        return replace(told_of_officer(row), since=told.since, until=told.until, note=one.note)
    if one.outcome != OfficerOutcome.REPLACED:
        return None
    if one.follows is None:
        raise Unfit(message("officers.nobody_follows"))
    return replace(one.follows, kind=row.kind_id, since=told.since, until=told.until)


def _is_done(told: RenewalTold, token: str) -> bool:
    going_on = [each for each in told.each if each.outcome != OfficerOutcome.ENDED]
    if going_on:
        return Appointment.objects.filter(token=_token(token, going_on[0].appointment)).exists()
    ended = {each.appointment: each.note for each in told.each}
    rows = Appointment.objects.filter(pk__in=ended, outcome=OfficerOutcome.ENDED)
    return bool(ended) and {row.pk: row.outcome_note for row in rows} == ended


def _token(token: str, pk: int) -> str:
    return f"{token[:40]}-{pk}"


def _continuing(told: RenewalTold) -> int:
    return sum(each.outcome != OfficerOutcome.ENDED for each in told.each)
