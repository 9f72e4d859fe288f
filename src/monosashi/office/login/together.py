"""First passwords for many at once: for those who have none of their own yet, each as if it were made alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction
from django.db.models import Q
from django.utils.crypto import salted_hmac

from monosashi.core.messages import message
from monosashi.office.accounts.models import Posting, Staff
from monosashi.office.accounts.permissions import Permission, check
from monosashi.office.accounts.refusals import ChangedMeanwhile, StateForbids
from monosashi.office.accounts.standing import Person, employed
from monosashi.office.accounts.ways_in import passwords_are_ours
from monosashi.office.events.locking import locked
from monosashi.office.login.reopening import MadeByChance, Temporary, is_over, opened
from monosashi.office.people.queries import PersonRow

MOST = 300
"""Passwords that are made at once: what one person hands out, and what a page holds."""


class OwnPassword(StrEnum):
    """How far somebody who has no password of their own is."""

    NONE = "none"
    TEMPORARY = "temporary"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Chosen:
    """Somebody who is to get a password. `state` is that of the password they had when the page was shown."""

    staff: int
    state: str


def without_own(by: Person, today: date) -> list[PersonRow]:
    """Everybody else who works here and never set a password, with where they work today or will. Two queries."""
    waiting = Q(password="") | Q(password__startswith=UNUSABLE_PASSWORD_PREFIX) | Q(password_is_temporary=True)
    staff = list(Staff.objects.filter(employed(today) & waiting).exclude(pk=by.staff.pk))
    return rows_of(staff, today)


def rows_of(staff: Sequence[Staff], today: date) -> list[PersonRow]:
    """People with where they work today or will, without their roles. One query."""
    going_on = Q(valid_to__isnull=True) | Q(valid_to__gte=today)
    posted: dict[int, list[Posting]] = {}
    for posting in Posting.objects.filter(going_on, staff__in=[one.pk for one in staff]):
        posted.setdefault(posting.staff_id, []).append(posting)
    return [PersonRow(one, tuple(posted.get(one.pk, ())), ()) for one in staff]


def how_far(staff: Staff, today: date) -> OwnPassword:
    """How far somebody is who has no password of their own."""
    if not staff.password_is_temporary:
        return OwnPassword.NONE
    return OwnPassword.OVER if is_over(staff, today) else OwnPassword.TEMPORARY


def state_of(staff: Staff) -> str:
    """Another one with each password that somebody gets. It tells nothing of it."""
    kept = f"{staff.pk} {staff.password} {staff.password_is_temporary} {staff.password_until}"
    return salted_hmac("first passwords", kept).hexdigest()[:32]


def make_together(chosen: Sequence[Chosen], *, by: Person, today: date) -> tuple[Temporary, ...]:
    """A temporary password for each of them, in this order, each with its event; for all or for none.

    Raises NotAllowed, StateForbids: nobody or too many are chosen, passwords are not ours; ChangedMeanwhile where one of them got a
    password since the page was shown, or set one.
    """
    check(by.standing, Permission.MANAGE_PEOPLE)
    if not passwords_are_ours():
        raise StateForbids(message("login.together.not_ours"))
    wanted = {one.staff: one.state for one in chosen}
    if not 0 < len(wanted) <= MOST:
        raise StateForbids(message("login.together.too_many" if wanted else "login.together.nobody", most=MOST))
    made = [MadeByChance.now() for _ in wanted]
    with transaction.atomic():
        rows = {row.pk: row for row in locked(Staff.objects.filter(pk__in=wanted))}
        _as_shown(wanted, rows.values())
        return tuple(opened(rows[pk], each, by=by, today=today) for pk, each in zip(wanted, made, strict=True))


def _as_shown(wanted: dict[int, str], rows: Iterable[Staff]) -> None:
    """Raises ChangedMeanwhile where one of them has another password than when the page was shown, or is gone."""
    same = {row.pk for row in rows if state_of(row) == wanted[row.pk]}
    other = wanted.keys() - same
    if other:
        names = tuple(Staff.objects.filter(pk__in=other).values_list("name", flat=True)[:_NAMED])
        raise ChangedMeanwhile(message("login.together.changed", names=names, count=len(other)))


_NAMED = 5
