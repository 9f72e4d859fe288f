"""For whom courses are on a day: everybody who works in the city, or the officers of some kinds. Where people belong that day."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from monosashi.office.accounts.models import Posting, Staff
from monosashi.office.accounts.standing import employed, in_force
from monosashi.office.officers.queries import InOffice, appointed_on, in_office
from monosashi.office.training.figures import Population
from monosashi.office.training.models import Course
from monosashi.office.training.states import TrainingCourseAudience


class Staffed:
    """The people of a day. Two queries for postings and accounts, four of the officers when somebody asks for them."""

    def __init__(self, day: date) -> None:
        self.day = day

    @cached_property
    def everybody(self) -> Population:
        """All who work in the city, with the departments that they are posted to."""
        found: dict[int, set[str]] = {
            pk: set() for pk in Staff.objects.filter(employed(self.day)).values_list("pk", flat=True)
        }
        for staff, department in in_force(Posting.objects.order_by(), self.day).values_list(
            "staff_id", "department_id"
        ):
            if staff in found:
                found[staff].add(department)
        return {pk: frozenset(codes) for pk, codes in found.items()}

    @cached_property
    def _officers(self) -> tuple[InOffice, ...]:
        return in_office(self.day)

    @cached_property
    def _unregistered(self) -> tuple[tuple[int, str], ...]:
        rows = appointed_on(self.day).filter(staff__isnull=True).order_by()
        return tuple(rows.values_list("kind_id", "department"))

    def unknown_of(self, course: Course, within: frozenset[str] | None) -> int:
        """How many officers whom a course is for are not in the register, of the city or `within` some departments."""
        if course.audience != TrainingCourseAudience.OFFICERS:
            return 0
        wanted = frozenset(course.kinds)
        return sum(kind in wanted and (within is None or code in within) for kind, code in self._unregistered)

    def of(self, course: Course) -> Population | None:
        """Whom a course is for. None where departments recommend: then nobody is told beforehand."""
        if course.audience == TrainingCourseAudience.RECOMMENDED:
            return None
        if course.audience == TrainingCourseAudience.EVERYBODY:
            return self.everybody
        wanted = frozenset(course.kinds)
        found: dict[int, set[str]] = {}
        for each in self._officers:
            if each.kind in wanted:
                found.setdefault(each.staff, set()).add(each.department)
        return {pk: frozenset(codes) for pk, codes in found.items()}


def departments_on(staff: Iterable[int], day: date) -> dict[int, str]:
    """The department of each person on a day: that of the main post, "" for whoever has none. One query."""
    wanted = tuple(staff)
    rows = in_force(Posting.objects.filter(staff__in=wanted), day).order_by("-concurrent", "-valid_from", "-pk")
    return {**dict.fromkeys(wanted, ""), **dict(rows.values_list("staff_id", "department_id"))}
