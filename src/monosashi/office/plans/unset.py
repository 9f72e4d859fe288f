"""What an administrator still has to set up before the office can work."""

from monosashi.core.messages import Message, message
from monosashi.office.accounts.models import Department, RoleAssignment, Staff
from monosashi.office.accounts.permissions import Role
from monosashi.office.plans.models import PlanRow


def unset() -> tuple[Message, ...]:
    """What is missing, in the order in which it is best set up. Four queries."""
    nowhere = Staff.objects.filter(is_active=True, postings__isnull=True, roles__isnull=True).count()
    found = (
        (not Department.objects.exists(), message("plans.unset.departments")),
        (nowhere > 0, message("plans.unset.staff", count=nowhere)),
        (
            not RoleAssignment.objects.filter(role=Role.COORDINATING_OFFICE).exists(),
            message("plans.unset.coordinating_office"),
        ),
        (not PlanRow.objects.exists(), message("plans.unset.plan")),
    )
    return tuple(sentence for missing, sentence in found if missing)
