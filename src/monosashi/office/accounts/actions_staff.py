"""What can be done to accounts, postings, roles and acting confirmers. Each checks who may and records its event."""

from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.models import ActingFor, Department, Posting, RoleAssignment, Staff
from monosashi.office.accounts.permissions import Permission, Role, check
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.standing import Person, in_force
from monosashi.office.events.recording import record
from monosashi.office.events.values import Subject


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
    """An account without a password: the log-in pages or the directory see to that. Raises NotAllowed, StateForbids."""
    check(by.standing, Permission.MANAGE_PEOPLE)
    if Staff.objects.filter(username=details.username).exists():
        raise StateForbids(message("people.number_taken", number=details.username))
    staff = Staff.objects.create_user(details.username, None, name=details.name, email=details.email)
    record("staff.created", subject_of(staff), by=by.actor, after=asdict(details), why=why)
    return staff


@transaction.atomic
def change_staff(staff: Staff, details: StaffDetails, *, by: Person, today: date, why: str = "") -> None:
    """Change name, address or whether the account is on. Raises NotAllowed, StateForbids for the last administrator."""
    check(by.standing, Permission.MANAGE_PEOPLE)
    before = StaffDetails(staff.username, staff.name, staff.email, staff.is_active)
    after = replace(details, username=staff.username)
    if before == after:
        return
    staff.name, staff.email, staff.is_active = after.name, after.email, after.is_active
    staff.save(update_fields=["name", "email", "is_active"])
    if before.is_active and not after.is_active:
        somebody_administers(today)
    record("staff.changed", subject_of(staff), by=by.actor, before=asdict(before), after=asdict(after), why=why)


@transaction.atomic
def give_role(staff: Staff, wanted: RoleWanted, *, by: Person, why: str = "") -> RoleAssignment:
    """Give a role. The same one that is there already stays once. Raises NotAllowed, StateForbids."""
    check(by.standing, Permission.MANAGE_PEOPLE)
    _ordered(wanted.valid_from, wanted.valid_to)
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

    Raises NotAllowed, StateForbids where nobody would be left to administer.
    """
    check(by.standing, Permission.MANAGE_PEOPLE)
    before = told_role(role)
    yesterday = today - timedelta(days=1)
    if role.valid_from is not None and role.valid_from > yesterday:
        role.delete()
    else:
        role.valid_to = yesterday
        role.save(update_fields=["valid_to"])
    somebody_administers(today)
    record("staff.role_removed", subject_of(role.staff), by=by.actor, before=before, why=why)


@transaction.atomic
def post(staff: Staff, wanted: PostingWanted, *, by: Person, why: str = "") -> Posting:
    """Enter where somebody works. Raises NotAllowed, StateForbids."""
    check(by.standing, Permission.MANAGE_PEOPLE)
    _ordered(wanted.valid_from, wanted.valid_to)
    posting = staff.postings.create(
        department_id=_existing(wanted.department),
        post=wanted.post,
        concurrent=wanted.concurrent,
        valid_from=wanted.valid_from,
        valid_to=wanted.valid_to,
    )
    record("staff.posted", subject_of(staff), by=by.actor, after=told_posting(posting), why=why)
    return posting


@transaction.atomic
def end_posting(posting: Posting, *, last_day: date, by: Person, why: str = "") -> None:
    """Say on which day somebody stops working there. Raises NotAllowed, StateForbids."""
    check(by.standing, Permission.MANAGE_PEOPLE)
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
def let_act(staff: Staff, wanted: ActingWanted, *, by: Person, why: str = "") -> ActingFor:
    """Let somebody confirm in another's place. Raises NotAllowed, StateForbids: for oneself, dates the wrong way round."""
    check(by.standing, Permission.MANAGE_PEOPLE)
    _ordered(wanted.valid_from, wanted.valid_to)
    if wanted.absent == staff.pk:
        raise StateForbids(message("people.acts_for_oneself"))
    if (wanted.absent is None) == (wanted.department is None):
        raise StateForbids(message("people.acting_for_one"))
    acting = staff.acting.create(
        absent_id=wanted.absent,
        department_id=wanted.department,
        post=wanted.post,
        valid_from=wanted.valid_from,
        valid_to=wanted.valid_to,
        given_by_label=by.actor.label,
    )
    record("staff.acting_given", subject_of(staff), by=by.actor, after=told_acting(acting), why=why)
    return acting


@transaction.atomic
def stop_acting(acting: ActingFor, *, by: Person, today: date, why: str = "") -> None:
    """End it at once. Raises NotAllowed."""
    check(by.standing, Permission.MANAGE_PEOPLE)
    before, yesterday = told_acting(acting), today - timedelta(days=1)
    if acting.valid_from > yesterday:
        acting.delete()
    else:
        acting.valid_to = yesterday
        acting.save(update_fields=["valid_to"])
    record("staff.acting_ended", subject_of(acting.staff), by=by.actor, before=before, why=why)


def somebody_administers(today: date) -> None:
    """Raises StateForbids where no switched-on account administers without end from today on."""
    rows = RoleAssignment.objects.filter(role=Role.ADMINISTRATOR, staff__is_active=True, department=None, plan="")
    if not in_force(rows, today).filter(valid_to=None).exists():
        raise StateForbids(message("people.last_administrator"))


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


def _existing(code: str) -> str:
    if not Department.objects.filter(pk=code).exists():
        raise StateForbids(message("people.no_such_department", code=code))
    return code


def _ordered(first: date | None, last: date | None) -> None:
    if first is not None and last is not None and last < first:
        raise StateForbids(message("people.ends_before_it_begins", first=first.isoformat(), last=last.isoformat()))
