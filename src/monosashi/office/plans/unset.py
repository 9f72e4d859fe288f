"""What an administrator still has to set up before the office can work."""

from dataclasses import dataclass

from django.urls import reverse

from monosashi.core.messages import Message, message
from monosashi.office.accounts.models import Department, RoleAssignment, Staff
from monosashi.office.accounts.permissions import Role
from monosashi.office.plans.models import PlanRow


@dataclass(frozen=True, slots=True)
class Unset:
    """What is missing. `address` is where whoever administers mends it, "" where somebody else does; `button` leads there."""

    says: Message
    address: str = ""
    button: Message | None = None


def unset() -> tuple[Unset, ...]:
    """What is missing, in the order in which it is best set up. Four queries."""
    nowhere = Staff.objects.filter(is_active=True, postings__isnull=True, roles__isnull=True).count()
    coordinates = RoleAssignment.objects.filter(role=Role.COORDINATING_OFFICE).exists()
    marks = set(Department.objects.order_by().values_list("coordinating_office", flat=True).distinct())
    found = (
        (not marks, _led("departments", "departments:import")),
        (nowhere > 0, _led("staff", "people:list", count=nowhere)),
        (not coordinates, _led("coordinating_office", "people:list")),
        (marks == {False}, _led("marked_office", "departments:tree")),
        (not PlanRow.objects.exists(), Unset(message("plans.unset.plan"))),
    )
    return tuple(each for missing, each in found if missing)


def _led(key: str, address: str, **told: int) -> Unset:
    return Unset(message(f"plans.unset.{key}", **told), reverse(address), message(f"plans.unset.{key}.button"))
