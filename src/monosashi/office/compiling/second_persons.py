"""Who else of the coordinating office is there to accept the sheets that one may not accept oneself."""

from collections.abc import Iterable
from datetime import date

from monosashi.office.accounts.models import Posting, RoleAssignment, Staff
from monosashi.office.accounts.permissions import TABLE, Given, Permission, Place, Role, Standing, may
from monosashi.office.accounts.register import tree_on
from monosashi.office.accounts.standing import Person, employed, in_force
from monosashi.office.rounds.acting import own_departments


def others_who_accept(plan: str, by: Person, today: date) -> tuple[Person, ...]:
    """Everybody else who accepts sheets of this plan today, those whom they are acting for left aside. Four queries."""
    roles = in_force(RoleAssignment.objects.filter(staff__in=Staff.objects.filter(employed(today))), today)
    accepting = roles.filter(role__in=TABLE[Permission.ACCEPT_SHEET], plan__in=("", plan)).exclude(staff=by.staff.pk)
    people = Staff.objects.in_bulk(set(accepting.values_list("staff", flat=True)))
    if not people:
        return ()
    tree = tree_on(today)
    given: dict[int, list[Given]] = {staff: [] for staff in people}
    for staff, role, department, of_plan in roles.filter(staff__in=people).values_list(
        "staff", "role", "department", "plan"
    ):
        reach = None if department is None else tree.with_all_below(department)
        given[staff].append(Given(Role(role), reach, of_plan))
    posted = in_force(Posting.objects.filter(staff__in=people), today).values_list("staff", "department")
    places = {staff: frozenset(code for who, code in posted if who == staff) for staff in people}
    return tuple(Person(each, Standing(staff, tuple(given[staff]), places[staff])) for staff, each in people.items())


def somebody_accepts(others: Iterable[Person], plan: str, departments: frozenset[str], submitter: int | None) -> bool:
    """Whether one of these may accept a sheet of these departments that `submitter` (None: nobody yet) handed on."""
    place = Place(plan, departments)
    return any(
        may(each.standing, Permission.ACCEPT_SHEET, place)
        and not own_departments(each) & departments
        and each.staff.pk != submitter
        for each in others
    )
