"""What can be done to accounts, postings, roles and acting confirmers. Each checks who may and records its event."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.office.accounts.models import ActingFor, Department, Posting, RoleAssignment, Staff
from monosashi.office.accounts.organisation import in_force_on
from monosashi.office.accounts.permissions import OF_THE_CITY, Permission, Role, check
from monosashi.office.accounts.refusals import ChangedMeanwhile, StateForbids
from monosashi.office.accounts.staff_details import check_details, holder_of, plain_number
from monosashi.office.accounts.standing import Person, in_force
from monosashi.office.events.locking import locked
from monosashi.office.events.recording import record
from monosashi.office.events.values import Subject
from monosashi.office.ui.dates import day_text
from monosashi.wording import word


@dataclass(frozen=True, slots=True)
class StaffDetails:
    """What is kept of a person: 職員番号, name, address for mail, whether the account is switched on."""

    username: str
    name: str
    email: str = ""
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class RoleWanted:
    """A role to give. `department` None: in the whole city; `plan` "": in every plan; dates include both days."""

    role: Role
    department: str | None = None
    plan: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class PostingWanted:
    """Where somebody works from a day on. `concurrent`: besides another post (兼任)."""

    department: str
    post: str = ""
    concurrent: bool = False
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class ActingWanted:
    """For whom somebody confirms: an absent person's account id, or a vacant post of a department."""

    valid_from: date
    valid_to: date | None
    absent: int | None = None
    department: str | None = None
    post: str = ""


@transaction.atomic
def create_staff(details: StaffDetails, *, by: Person, why: str = "") -> Staff:
    """An account without a password: the log-in pages or the directory see to that. The number is kept in plain letters.

    Raises NotAllowed, InvalidInput, StateForbids where somebody has the number, however it is spelt.
    """
    check(by.standing, Permission.MANAGE_PEOPLE)
    details = replace(details, username=plain_number(details.username))
    check_details(Staff(username=details.username, name=details.name, email=details.email))
    if holder_of(details.username) is not None:
        raise StateForbids(_taken(details.username))
    try:
        with transaction.atomic():
            kept = {"name": details.name, "email": details.email, "is_active": details.is_active}
            staff = Staff.objects.create_user(details.username, None, **kept)
    except IntegrityError as error:  # somebody else entered the number in the same moment
        raise StateForbids(_taken(details.username)) from error
    record("staff.created", subject_of(staff), by=by.actor, after=asdict(details), why=why)
    return staff


@transaction.atomic
def change_staff(
    staff: Staff, details: StaffDetails, *, by: Person, today: date, seen: StaffDetails | None = None, why: str = ""
) -> None:
    """Change name, address or whether the account is on. `seen` is what the page showed, None where none was looked at.

    Raises NotAllowed, InvalidInput, StateForbids for the last administrator, ChangedMeanwhile with what stands there now.
    """
    check(by.standing, Permission.MANAGE_PEOPLE)
    lock_people(staff)
    _read_again(staff)
    before = details_of(staff)
    if seen is not None and replace(seen, username=staff.username) != before:
        raise ChangedMeanwhile(_differs(before, seen))
    after = replace(details, username=staff.username)
    if before == after:
        return
    changed = [name for name in ("name", "email") if getattr(before, name) != getattr(after, name)]
    check_details(Staff(username=after.username, name=after.name, email=after.email), changed)
    staff.name, staff.email, staff.is_active = after.name, after.email, after.is_active
    staff.save(update_fields=["name", "email", "is_active"])
    if before.is_active and not after.is_active and administers(staff):
        somebody_administers(today)
    record("staff.changed", subject_of(staff), by=by.actor, before=asdict(before), after=asdict(after), why=why)


@transaction.atomic
def give_role(staff: Staff, wanted: RoleWanted, *, by: Person, why: str = "") -> RoleAssignment:
    """Give a role. The same one that is there already stays once. Raises NotAllowed, StateForbids."""
    check(by.standing, Permission.MANAGE_PEOPLE)
    _ordered(wanted.valid_from, wanted.valid_to)
    if wanted.department is not None and wanted.role in OF_THE_CITY:
        raise StateForbids(message("people.role_of_the_city", role=word(wanted.role)))
    lock_people(staff, places=(wanted.department,))
    here_on(staff, wanted.valid_from)
    same = staff.roles.filter(**_where(wanted)).first()
    if same is not None:
        return same
    given = staff.roles.create(
        **_where(wanted), given_by=by.actor.id, given_by_label=by.actor.label, given_at=timezone.now()
    )
    record("staff.role_given", subject_of(staff), by=by.actor, after=told_role(given), why=why)
    return given


@transaction.atomic
def remove_role(role: RoleAssignment, *, by: Person, today: date, why: str = "") -> None:
    """End a role at once: from now on nothing is allowed by it. It stays on record up to yesterday.

    Raises NotAllowed, StateForbids where nobody would be left to administer, ChangedMeanwhile where it is gone.
    """
    check(by.standing, Permission.MANAGE_PEOPLE)
    lock_people(role.staff)
    _read_again(role)
    staff, before = role.staff, told_role(role)
    if _stop(role, today):
        if role.role == Role.ADMINISTRATOR:
            somebody_administers(today)
        record("staff.role_removed", subject_of(staff), by=by.actor, before=before, why=why)


@transaction.atomic
def post(staff: Staff, wanted: PostingWanted, *, by: Person, why: str = "") -> Posting:
    """Enter where somebody works. The same posting that is there already stays once.

    Raises NotAllowed, StateForbids: the department does not exist on these days, the person has left by then.
    """
    check(by.standing, Permission.MANAGE_PEOPLE)
    _ordered(wanted.valid_from, wanted.valid_to)
    lock_people(staff, places=(wanted.department,))
    here_on(staff, wanted.valid_from)
    _exists_then(wanted)
    same = staff.postings.filter(department=wanted.department, **_posted(wanted)).first()
    if same is not None:
        return same
    posting = staff.postings.create(department_id=wanted.department, **_posted(wanted))
    record("staff.posted", subject_of(staff), by=by.actor, after=told_posting(posting), why=why)
    return posting


@transaction.atomic
def end_posting(posting: Posting, *, last_day: date, by: Person, why: str = "") -> None:
    """Say on which day somebody stops working there. Raises NotAllowed, StateForbids, ChangedMeanwhile where it is gone."""
    check(by.standing, Permission.MANAGE_PEOPLE)
    lock_people(posting.staff)
    _read_again(posting)
    before = told_posting(posting)
    _ordered(posting.valid_from, last_day)
    posting.valid_to = last_day
    posting.save(update_fields=["valid_to"])
    record(
        "staff.posting_ended",
        subject_of(posting.staff),
        by=by.actor,
        before=before,
        after=told_posting(posting),
        why=why,
    )


@transaction.atomic
def remove_posting(posting: Posting, *, by: Person, today: date, why: str = "") -> None:
    """Take back a posting that begins today or later. Of one that a transfer will begin the event tells no more than that.

    Raises NotAllowed, StateForbids where it has begun before, ChangedMeanwhile where it is gone.
    """
    check(by.standing, Permission.MANAGE_PEOPLE)
    lock_people(posting.staff)
    _read_again(posting)
    if posting.valid_from is None or posting.valid_from < today:
        raise StateForbids(message("people.posting_has_begun"))
    ahead = posting.begun_by is not None and posting.begun_by.day > today
    staff, before = posting.staff, None if ahead else told_posting(posting)
    posting.delete()
    record("staff.posting_removed", subject_of(staff), by=by.actor, before=before, why=why)


@transaction.atomic
def let_act(staff: Staff, wanted: ActingWanted, *, by: Person, why: str = "") -> ActingFor:
    """Let somebody confirm in another's place. The same that is there already stays once.

    Raises NotAllowed, StateForbids: for oneself, dates the wrong way round, for or by somebody who has left by then.
    """
    check(by.standing, Permission.MANAGE_PEOPLE)
    _ordered(wanted.valid_from, wanted.valid_to)
    if wanted.absent == staff.pk:
        raise StateForbids(message("people.acts_for_oneself"))
    if (wanted.absent is None) == (wanted.department is None):
        raise StateForbids(message("people.acting_for_one"))
    lock_people(staff, places=(wanted.department,))
    for one in Staff.objects.filter(pk__in=(staff.pk, wanted.absent or staff.pk)):
        here_on(one, wanted.valid_from)
    whom = {"absent_id": wanted.absent, "department_id": wanted.department, "post": wanted.post}
    days = {"valid_from": wanted.valid_from, "valid_to": wanted.valid_to}
    same = staff.acting.filter(**whom, **days).first()
    if same is not None:
        return same
    acting = staff.acting.create(**whom, **days, given_by_label=by.actor.label)
    record("staff.acting_given", subject_of(staff), by=by.actor, after=told_acting(acting), why=why)
    return acting


@transaction.atomic
def stop_acting(acting: ActingFor, *, by: Person, today: date, why: str = "") -> None:
    """End it at once. Raises NotAllowed, ChangedMeanwhile where it is gone."""
    check(by.standing, Permission.MANAGE_PEOPLE)
    lock_people(acting.staff)
    _read_again(acting)
    staff, before = acting.staff, told_acting(acting)
    if _stop(acting, today):
        record("staff.acting_ended", subject_of(staff), by=by.actor, before=before, why=why)


def lock_people(*people: Staff | None, places: Iterable[str | None] = ()) -> None:
    """Lock the departments in which rows are to begin, then people, then who administers, until the transaction ends.

    Whoever ends one administrator waits for whoever ends another. In this order, as whoever reorganises departments begins with
    these and whoever takes over a list of staff with people.
    """
    codes = {code for code in places if code is not None}
    if codes:
        list(locked(Department.objects.filter(pk__in=codes)).values_list("pk"))
    list(locked(Staff.objects.filter(pk__in=[one.pk for one in people if one is not None])).values_list("pk"))
    list(locked(RoleAssignment.objects.filter(role=Role.ADMINISTRATOR)).values_list("pk"))


def administers(staff: Staff) -> bool:
    """Whether somebody has the role of an administrator in the whole city, or will have it or had it."""
    return staff.roles.filter(role=Role.ADMINISTRATOR, department=None, plan="").exists()


def somebody_administers(today: date) -> None:
    """Raises StateForbids where nobody who stays administers without end from today on."""
    rows = RoleAssignment.objects.filter(role=Role.ADMINISTRATOR, department=None, plan="", valid_to=None)
    if not in_force(rows, today).filter(staff__is_active=True, staff__last_day=None).exists():
        raise StateForbids(message("people.last_administrator"))


def here_on(staff: Staff, day: date | None) -> None:
    """Raises StateForbids where somebody has left by a day, None: by today."""
    if staff.last_day is not None and staff.last_day < (day or timezone.localdate()):
        raise StateForbids(message("people.left_by_then", name=staff.name, last_day=day_text(staff.last_day)))


def details_of(staff: Staff) -> StaffDetails:
    """What is kept of a person."""
    return StaffDetails(staff.username, staff.name, staff.email, staff.is_active)


def subject_of(staff: Staff) -> Subject:
    """How events name a person."""
    return Subject("staff", str(staff.pk), staff.name)


def told_role(role: RoleAssignment) -> dict[str, Any]:
    """A role as events keep it."""
    return {"role": role.role, "department": role.department_id, "plan": role.plan, **_told_dates(role)}


def told_posting(posting: Posting) -> dict[str, Any]:
    """A posting as events keep it."""
    what = {"department": posting.department_id, "post": posting.post, "concurrent": posting.concurrent}
    return {**what, **_told_dates(posting)}


def told_acting(acting: ActingFor) -> dict[str, Any]:
    """An acting confirmer as events keep it."""
    what = {"absent": acting.absent_id, "department": acting.department_id, "post": acting.post}
    return {**what, **_told_dates(acting)}


def _told_dates(row: RoleAssignment | Posting | ActingFor) -> dict[str, str | None]:
    days = {"valid_from": row.valid_from, "valid_to": row.valid_to}
    return {name: day.isoformat() if day else None for name, day in days.items()}


def _where(wanted: RoleWanted) -> dict[str, Any]:
    department = None if wanted.department is None else _existing(wanted.department)
    return {
        "role": wanted.role,
        "department_id": department,
        "plan": wanted.plan,
        "valid_from": wanted.valid_from,
        "valid_to": wanted.valid_to,
    }


def _posted(wanted: PostingWanted) -> dict[str, Any]:
    what = {"post": wanted.post, "concurrent": wanted.concurrent}
    return {**what, "valid_from": wanted.valid_from, "valid_to": wanted.valid_to}


def _exists_then(wanted: PostingWanted) -> None:
    """Raises StateForbids where the department has not begun by the first day, today where none is told, or ends before the last."""
    unit = Department.objects.get(pk=_existing(wanted.department))
    first = wanted.valid_from or timezone.localdate()
    if not in_force_on(unit.valid_from, unit.valid_to, first):
        raise StateForbids(message("people.not_there_that_day", name=unit.name, day=day_text(first)))
    if unit.valid_to is not None and (wanted.valid_to is None or wanted.valid_to > unit.valid_to):
        raise StateForbids(message("people.ends_before_posting", name=unit.name, last_day=day_text(unit.valid_to)))


def _stop(row: RoleAssignment | ActingFor, today: date) -> bool:
    """End a row with yesterday; one that would begin later goes. False where it is over already: that is left as it was."""
    yesterday = today - timedelta(days=1)
    if row.valid_to is not None and row.valid_to <= yesterday:
        return False
    if row.valid_from is not None and row.valid_from > yesterday:
        row.delete()
    else:
        row.valid_to = yesterday
        row.save(update_fields=["valid_to"])
    return True


def _read_again(row: Staff | RoleAssignment | Posting | ActingFor) -> None:
    """The row as it stands now that it is locked. Raises ChangedMeanwhile where somebody took it away."""
    try:
        row.refresh_from_db()
    except ObjectDoesNotExist as error:
        raise ChangedMeanwhile(message("people.gone_meanwhile")) from error


def _taken(number: str) -> Message:
    holder = holder_of(number)
    return message("people.number_taken", number=number, name=holder.name if holder else "")


def _differs(now: StaffDetails, seen: StaffDetails) -> Message:
    """What somebody else changed, as it stands now."""
    told = []
    if now.name != seen.name:
        told.append(message("people.now_is.name", now=now.name))
    if now.email != seen.email:
        told.append(message("people.now_is.email", now=now.email or None))
    if now.is_active != seen.is_active:
        told.append(message("people.now_is.on") if now.is_active else message("people.now_is.off"))
    return message("people.changed_since_seen", name=now.name, what=tuple(told))


def _existing(code: str) -> str:
    if not Department.objects.filter(pk=code).exists():
        raise StateForbids(message("people.no_such_department", code=code))
    return code


def _ordered(first: date | None, last: date | None) -> None:
    if first is not None and last is not None and last < first:
        raise StateForbids(message("people.ends_before_it_begins", first=first.isoformat(), last=last.isoformat()))
