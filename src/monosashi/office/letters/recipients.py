"""Who is written to for a department: those who answer for it."""

from dataclasses import dataclass
from datetime import date

from monosashi.office.accounts.models import RoleAssignment, Staff
from monosashi.office.accounts.permissions import Given, Permission, Place, Role, Standing, may
from monosashi.office.accounts.register import tree_on
from monosashi.office.accounts.standing import employed, in_force


@dataclass(frozen=True, slots=True)
class Editors:
    """The editors of departments on a day, each with one role."""

    given: tuple[tuple[Staff, Given], ...]

    def who_may(self, permission: Permission, place: Place) -> tuple[Staff, ...]:
        """Those whom this role lets do it there, each once."""
        found = {who.pk: who for who, given in self.given if may(Standing(given=(given,)), permission, place)}
        return tuple(found.values())

    def keys(self, permission: Permission, place: Place) -> tuple[int, ...]:
        """Their accounts."""
        return tuple(who.pk for who in self.who_may(permission, place))


def editors_on(day: date) -> Editors:
    """Whoever is an editor of a department on a day and employed. Two queries."""
    rows = RoleAssignment.objects.filter(role=Role.DEPARTMENT_EDITOR, department__isnull=False)
    rows = in_force(rows, day).filter(staff__in=Staff.objects.filter(employed(day))).select_related("staff")
    tree = tree_on(day)
    return Editors(
        tuple(
            (row.staff, Given(Role.DEPARTMENT_EDITOR, tree.with_all_below(row.department_id or ""), row.plan))
            for row in rows
        )
    )
