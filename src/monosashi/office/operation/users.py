"""Accounts from the console: the first administrator, a forgotten password, an account to close."""

from dataclasses import replace

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from monosashi.core.messages import InvalidInput, message
from monosashi.office.accounts.actions_staff import RoleWanted, StaffDetails, change_staff, create_staff, give_role
from monosashi.office.accounts.models import Department, Staff
from monosashi.office.accounts.permissions import Role
from monosashi.office.login.reopening import give_password, open_again
from monosashi.office.operation.console import console
from monosashi.office.plans.models import PlanRow


@transaction.atomic
def create(username: str, name: str, role: RoleWanted | None = None, *, temporary: bool = True) -> str:
    """Make an account; its password, which is kept nowhere and is `temporary`: changed at the first log-in.

    Raises StateForbids where the name is taken.
    """
    staff = create_staff(StaffDetails(username, name or username), by=console())
    if role is not None:
        _give(staff, role)
    return give_password(staff, temporary=temporary, by=console(), today=timezone.localdate())


def reset_password(username: str) -> str:
    """A temporary password for an account, without its second factors and its lock. Raises InvalidInput, StateForbids."""
    return open_again(account(username), by=console(), today=timezone.localdate()).text


def days_of_temporary_password() -> int:
    """How many days a temporary password opens the door."""
    return int(settings.INSTALLATION.log_in.temporary_password_days)


@transaction.atomic
def disable(username: str) -> None:
    """Nobody logs in with this account any more. Raises InvalidInput, StateForbids for the last administrator."""
    staff = account(username)
    details = StaffDetails(staff.username, staff.name, staff.email, staff.is_active)
    change_staff(staff, replace(details, is_active=False), by=console(), today=timezone.localdate())


@transaction.atomic
def give(username: str, role: RoleWanted) -> None:
    """Give a role. Raises InvalidInput, StateForbids."""
    _give(account(username), role)


def role_named(text: str, department: str, plan: str) -> RoleWanted:
    """The role that is meant. Raises InvalidInput."""
    choices = tuple(role.value for role in Role if role is not Role.EMPLOYEE)
    if text not in choices:
        why, remedy = message("operation.user.no_such_role"), message("operation.user.roles_are", roles=choices)
        raise InvalidInput.of("--role", why, remedy, read=text)
    return RoleWanted(Role(text), department or None, plan)


def anybody() -> bool:
    """Whether anybody has an account."""
    return Staff.objects.exists()


def account(username: str) -> Staff:
    """The account. Raises InvalidInput."""
    staff = Staff.objects.filter(username=username).first()
    if staff is None:
        why, remedy = message("operation.user.no_such_account"), message("operation.user.create_first")
        raise InvalidInput.of("monosashi office user", why, remedy, read=username)
    return staff


def _give(staff: Staff, role: RoleWanted) -> None:
    if role.department is not None and not Department.objects.filter(pk=role.department).exists():
        why, remedy = message("operation.user.no_such_department"), message("operation.user.name_department")
        raise InvalidInput.of("--department", why, remedy, read=role.department)
    if role.plan and not PlanRow.objects.filter(pk=role.plan).exists():
        why, remedy = message("operation.user.no_such_plan"), message("operation.user.name_plan")
        raise InvalidInput.of("--plan", why, remedy, read=role.plan)
    give_role(staff, role, by=console())
