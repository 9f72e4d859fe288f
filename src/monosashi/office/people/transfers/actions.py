"""Transfers entered ahead: rows that end and begin on a day, and the work that is handed over with them.

A transfer takes effect by the dates of its rows; nothing has to run on the day. Until the day only whoever manages people sees it,
the person concerned included: the personnel section tells them, not this system.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.actions_staff import (
    PostingWanted,
    RoleWanted,
    administers,
    here_on,
    lock_people,
    somebody_administers,
)
from monosashi.office.accounts.models import ActingFor, Posting, RoleAssignment, Staff, Transfer
from monosashi.office.accounts.permissions import Permission, Role, check
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.register import tree_on
from monosashi.office.accounts.standing import Person, in_force
from monosashi.office.events.recording import record
from monosashi.office.events.values import Subject
from monosashi.office.people.days import day_of
from monosashi.office.people.reorganising.work_moved import going_on
from monosashi.office.people.transfers.queries import work_items
from monosashi.office.people.transfers.taking_back import give_back, places_of, undo_begun

Row = TypeVar("Row", Posting, RoleAssignment, ActingFor)


@dataclass(frozen=True, slots=True)
class TransferWanted:
    """A transfer to enter. `day` is the first day in the new place.

    `leaves` are the postings that end the day before and `gives_up` the roles, by their ids; `place` is where the person goes, None
    for somebody who leaves: then every posting and role ends. `roles` are those they get there. `successor` takes over the roles
    that are given up. `stops` are the ids of rows by which somebody acts for another, as one of the two.
    """

    day: date
    leaves: tuple[int, ...] = ()
    gives_up: tuple[int, ...] = ()
    place: PostingWanted | None = None
    roles: tuple[Role, ...] = ()
    successor: Staff | None = None
    note: str = ""
    stops: tuple[int, ...] = ()


class EnteredAlready(StateForbids):
    """The same transfer is there: a form was sent twice."""

    def __init__(self, transfer: Transfer) -> None:
        super().__init__(message("people.transfer.again", name=transfer.staff.name, day=day_of(transfer.day)))
        self.transfer = transfer


@transaction.atomic
def enter_transfer(staff: Staff, wanted: TransferWanted, *, by: Person, today: date, why: str = "") -> Transfer:
    """Enter a transfer. Its event names the transfer by number alone, so that nothing is told before the day.

    Raises NotAllowed, EnteredAlready, StateForbids: the day is past, the department is not there that day, nobody would
    administer, the person goes somewhere else on that day already, somebody has left by then.
    """
    check(by.standing, Permission.MANAGE_PEOPLE)
    there = (wanted.place.department,) if wanted.place is not None else ()
    taken_over = staff.roles.filter(pk__in=wanted.gives_up).values_list("department_id", flat=True)
    lock_people(staff, wanted.successor, places=(*there, *taken_over))
    staff.refresh_from_db()
    _once(staff, wanted)
    _possible(staff, wanted, today)
    transfer = Transfer.objects.create(
        staff=staff,
        day=wanted.day,
        entered_by=by.actor.id,
        entered_by_label=by.actor.label,
        entered_at=timezone.now(),
    )
    given_up = _end(transfer, wanted)
    _begin(transfer, wanted, by)
    _hand_over(transfer, wanted, given_up, by)
    if administers(staff):
        somebody_administers(max(today, wanted.day))
    record("transfer.entered", _subject(transfer), by=by.actor, after={"day": wanted.day.isoformat()}, why=why)
    return transfer


@transaction.atomic
def call_off(transfer: Transfer, *, by: Person, today: date, why: str = "") -> None:
    """Take a transfer back before its day, or that somebody left at any time: everything is as before.

    What it ended goes on with the departments that have gone on since. Raises NotAllowed, StateForbids: the day has come, the rows
    have changed since, nobody would administer.
    """
    check(by.standing, Permission.MANAGE_PEOPLE)
    lock_people(transfer.staff, places=places_of(transfer))
    transfer.refresh_from_db()
    if not may_be_called_off(transfer, today):
        raise StateForbids(message("people.transfer.too_late", day=day_of(transfer.day)))
    gave_administrator = transfer.roles_begun.filter(role=Role.ADMINISTRATOR).exists()
    undo_begun(transfer, today)
    give_back(transfer, by)
    if gave_administrator:
        somebody_administers(max(today, transfer.day))
    transfer.hand_overs.all().delete()
    transfer.called_off_at = timezone.now()
    transfer.save(update_fields=["called_off_at"])
    record("transfer.called_off", _subject(transfer), by=by.actor, why=why)


def may_be_called_off(transfer: Transfer, today: date) -> bool:
    """Whether it still may: its day is to come, or somebody left by it, which can be a mistake that shows on the day."""
    return transfer.called_off_at is None and (transfer.day > today or bool(transfer.restore.get("leaves")))


def _once(staff: Staff, wanted: TransferWanted) -> None:
    """Raises EnteredAlready, StateForbids where another transfer of that day is entered."""
    entered = Transfer.objects.filter(staff=staff, day=wanted.day, called_off_at=None).last()
    if entered is None:
        return
    if entered.restore.get("wanted") == _fingerprint(wanted):
        raise EnteredAlready(entered)
    raise StateForbids(message("people.transfer.same_day", name=staff.name, day=day_of(wanted.day)))


def _fingerprint(wanted: TransferWanted) -> str:
    """The same for the same transfer. It tells nothing of where somebody goes."""
    ids = (sorted(wanted.leaves), sorted(wanted.gives_up), sorted(wanted.stops), sorted(wanted.roles))
    told = (wanted.day, ids, wanted.place, wanted.successor and wanted.successor.pk, wanted.note)
    return hashlib.sha256(repr(told).encode()).hexdigest()


def _possible(staff: Staff, wanted: TransferWanted, today: date) -> None:
    if wanted.day < today:
        raise StateForbids(message("people.transfer.past", day=day_of(wanted.day)))
    if wanted.successor == staff:
        raise StateForbids(message("people.transfer.to_oneself"))
    if wanted.successor is not None:
        here_on(wanted.successor, wanted.day)
    if wanted.place is None:
        here_on(staff, wanted.day)
    else:
        unit = tree_on(wanted.day).units.get(wanted.place.department)
        if unit is None or not unit.stands_on(wanted.day):
            name = unit.name if unit else wanted.place.department
            raise StateForbids(message("people.not_there_that_day", name=name, day=day_of(wanted.day)))


def _end(transfer: Transfer, wanted: TransferWanted) -> list[RoleAssignment]:
    """End what ends the day before, keeping what it said. The roles that were given up."""
    staff, last_day = transfer.staff, wanted.day - timedelta(days=1)
    acting = ActingFor.objects.filter(Q(staff=staff) | Q(absent=staff))
    postings = _ending(staff.postings.all(), wanted.leaves, wanted)
    roles = _ending(staff.roles.select_related("department"), wanted.gives_up, wanted)
    stopped = _ending(acting, wanted.stops, wanted)
    transfer.restore = {
        "postings": _last_days(postings),
        "roles": _last_days(roles),
        "acting": _last_days(stopped),
        "leaves": wanted.place is None,
        "wanted": _fingerprint(wanted),
        **_employed_until(staff, wanted),
    }
    transfer.save(update_fields=["restore"])
    Posting.objects.filter(pk__in=[row.pk for row in postings]).update(valid_to=last_day)
    RoleAssignment.objects.filter(pk__in=[row.pk for row in roles]).update(valid_to=last_day)
    ActingFor.objects.filter(pk__in=[row.pk for row in stopped]).update(valid_to=last_day)
    return [role for role in roles if role.pk in wanted.gives_up]


def _ending(rows: QuerySet[Row], chosen: tuple[int, ...], wanted: TransferWanted) -> list[Row]:
    """The rows that end: those that were chosen, for somebody who leaves all of them."""
    return list(going_on(rows if wanted.place is None else rows.filter(pk__in=chosen), wanted.day))


def _employed_until(staff: Staff, wanted: TransferWanted) -> dict[str, str | None]:
    """Set the last day of somebody who leaves, and take it from somebody who comes back. What it was before, where it changes."""
    before, last_day = staff.last_day, wanted.day - timedelta(days=1)
    if wanted.place is not None and (before is None or before >= wanted.day):
        return {}
    Staff.objects.filter(pk=staff.pk).update(last_day=last_day if wanted.place is None else None)
    return {"last_day": before.isoformat() if before else None}


def _last_days(rows: list[Row]) -> dict[str, str | None]:
    return {str(row.pk): row.valid_to.isoformat() if row.valid_to else None for row in rows}


def _begin(transfer: Transfer, wanted: TransferWanted, by: Person) -> None:
    place = wanted.place
    if place is None:
        return
    transfer.staff.postings.create(
        department_id=place.department,
        post=place.post,
        concurrent=place.concurrent,
        valid_from=wanted.day,
        begun_by=transfer,
    )
    for role in wanted.roles:
        _give(transfer.staff, RoleWanted(role, place.department, valid_from=wanted.day), transfer, by)


def _hand_over(transfer: Transfer, wanted: TransferWanted, given_up: list[RoleAssignment], by: Person) -> None:
    restore = transfer.restore["roles"]
    if wanted.successor is not None:
        for role in given_up:
            last = restore[str(role.pk)]
            until = date.fromisoformat(last) if last else None
            again = RoleWanted(Role(role.role), role.department_id, role.plan, wanted.day, until)
            if not _has_already(wanted.successor, again):
                _give(wanted.successor, again, transfer, by)
    if wanted.successor is not None or wanted.note or given_up:
        transfer.hand_overs.create(
            leaver=transfer.staff,
            successor=wanted.successor,
            day=wanted.day,
            items=work_items(given_up, wanted.day - timedelta(days=1)),
            note=wanted.note,
        )


def _has_already(staff: Staff, wanted: RoleWanted) -> bool:
    """Whether somebody has the same role from the day on, at least as long."""
    same = staff.roles.filter(role=wanted.role, department=wanted.department, plan=wanted.plan)
    long_enough = Q(valid_to=None) if wanted.valid_to is None else Q(valid_to=None) | Q(valid_to__gte=wanted.valid_to)
    return in_force(same, wanted.valid_from or date.min).filter(long_enough).exists()


def _give(staff: Staff, wanted: RoleWanted, transfer: Transfer, by: Person) -> None:
    staff.roles.create(
        role=wanted.role,
        department_id=wanted.department,
        plan=wanted.plan,
        valid_from=wanted.valid_from,
        valid_to=wanted.valid_to,
        given_by=by.actor.id,
        given_by_label=by.actor.label,
        given_at=timezone.now(),
        begun_by=transfer,
    )


def _subject(transfer: Transfer) -> Subject:
    return Subject("transfer", str(transfer.pk))
