"""Bodies and their members: entered, changed, taken out of use. Nothing that met is deleted."""

from dataclasses import asdict

from django.db import IntegrityError, transaction
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.models import Staff
from monosashi.office.accounts.permissions import EVERYWHERE, Permission, check
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.acting import GoneMeanwhile, sign
from monosashi.office.entering.told import is_news
from monosashi.office.events.locking import locked
from monosashi.office.events.recording import record
from monosashi.office.meetings.acting import lock_body
from monosashi.office.meetings.models import Body, Member
from monosashi.office.meetings.rows import recorded_body, recorded_member, subject_of_body, told_of_body, told_of_member
from monosashi.office.meetings.told import BodyTold, MemberTold


class NameTaken(StateForbids):
    """Another body is called so."""

    def __init__(self, name: str) -> None:
        super().__init__(message("meetings.body_name_taken", name=name))


class Unfit(StateForbids):
    """What was told of a body or a seat does not fit the others."""


@transaction.atomic
def make_body(told: BodyTold, *, token: str, by: Person) -> Body:
    """Enter a body. Sent twice, it is entered once. Raises NotAllowed, NameTaken, Unfit."""
    check(by.standing, Permission.KEEP_MEETINGS, EVERYWHERE)
    made = Body.objects.filter(token=token).first()
    if made is not None:
        return made
    _fits(told, None)
    row = _kept(Body(token=token), told, by)
    record("meeting_body.made", subject_of_body(row), by=by.actor, after=recorded_body(told))
    return row


@transaction.atomic
def change_body(pk: int, told: BodyTold, *, based_on: str, by: Person) -> Body:
    """Change a body. Raises NotAllowed, GoneMeanwhile, ChangedSince, NameTaken, Unfit."""
    row = lock_body(pk, by)
    now = told_of_body(row)
    if is_news(now, told, based_on, row.changed_by_label):
        _fits(told, pk)
        _kept(row, told, by)
        record(
            "meeting_body.changed",
            subject_of_body(row),
            by=by.actor,
            before=recorded_body(now),
            after=recorded_body(told),
        )
    return row


@transaction.atomic
def set_use(pk: int, *, in_use: bool, by: Person) -> Body:
    """Take a body out of use, or back into use; where it is so already nothing happens. Raises NotAllowed, GoneMeanwhile."""
    row = lock_body(pk, by)
    if (row.out_of_use_since is None) is in_use:
        return row
    row.out_of_use_since = None if in_use else timezone.localdate()
    sign(row, by)
    row.save()
    record("meeting_body.in_use" if in_use else "meeting_body.out_of_use", subject_of_body(row), by=by.actor)
    return row


@transaction.atomic
def add_member(body: int, told: MemberTold, *, token: str, by: Person) -> Member:
    """Enter a seat. Sent twice, it is entered once. Raises NotAllowed, GoneMeanwhile, Unfit."""
    of = lock_body(body, by)
    made = Member.objects.filter(token=token).first()
    if made is not None:
        return made
    row = _seated(Member(token=token, body=of), told, by)
    record("meeting_body.member_added", subject_of_body(of), by=by.actor, after=recorded_member(told))
    return row


@transaction.atomic
def change_member(body: int, pk: int, told: MemberTold, *, based_on: str, by: Person) -> Member:
    """Change a seat, or end it by its last day. Raises NotAllowed, GoneMeanwhile, ChangedSince, Unfit."""
    of = lock_body(body, by)
    row = _member(of, pk)
    now = told_of_member(row)
    if is_news(now, told, based_on, row.changed_by_label):
        _seated(row, told, by)
        before, after = recorded_member(now), recorded_member(told)
        record("meeting_body.member_changed", subject_of_body(of), by=by.actor, before=before, after=after)
    return row


@transaction.atomic
def remove_member(body: int, pk: int, *, by: Person) -> None:
    """Take away a seat that was entered wrongly. Raises NotAllowed, GoneMeanwhile, Unfit where it took part in a meeting."""
    of = lock_body(body, by)
    row = _member(of, pk)
    if row.attendance.exists():
        raise Unfit(message("meetings.member_took_part", who=row.who))
    record("meeting_body.member_removed", subject_of_body(of), by=by.actor, before=recorded_member(told_of_member(row)))
    row.delete()


def _fits(told: BodyTold, own: int | None) -> None:
    if told.part_of is not None and told.part_of == own:
        raise Unfit(message("meetings.part_of_itself"))
    others = Body.objects.filter(name=told.name)
    if (others.exclude(pk=own) if own is not None else others).exists():
        raise NameTaken(told.name)


def _kept(row: Body, told: BodyTold, by: Person) -> Body:
    values = asdict(told)
    row.part_of_id = values.pop("part_of")
    for name, value in values.items():
        setattr(row, name, value)
    sign(row, by)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise NameTaken(told.name) from None
    return row


def _seated(row: Member, told: MemberTold, by: Person) -> Member:
    if told.since and told.until and told.until < told.since:
        raise Unfit(message("meetings.until_before_since"))
    staff = Staff.objects.filter(username=told.account).first() if told.account else None
    if told.account and staff is None:
        raise Unfit(message("meetings.no_such_account", account=told.account))
    row.role, row.who, row.staff, row.since, row.until = told.role, told.who, staff, told.since, told.until
    sign(row, by)
    row.save()
    return row


def _member(of: Body, pk: int) -> Member:
    row = locked(Member.objects.filter(body=of, pk=pk)).first()
    if row is None:
        raise GoneMeanwhile
    return row


def _sign(row: Body | Member, by: Person) -> None:
    sign(row, by)
