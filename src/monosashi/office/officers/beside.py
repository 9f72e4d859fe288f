"""What other pages show of officers: a department's page who they are, the first page what is to be told of them."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.utils import timezone

from monosashi.core.fiscal_years import fiscal_year_on
from monosashi.core.messages import message
from monosashi.office.accounts.access import standing_in
from monosashi.office.accounts.models import Posting, Staff
from monosashi.office.accounts.permissions import EVERYWHERE, Permission, Role, Standing, may
from monosashi.office.accounts.register import names_of, tree_on, with_predecessors
from monosashi.office.accounts.written_once import Columns, Parameter
from monosashi.office.answering.beside import Task, Tasks
from monosashi.office.officers.models import Appointment
from monosashi.office.officers.queries import appointed_on, held_by, served_on
from monosashi.office.officers.rows import called
from monosashi.office.officers.shown import LOOKS, PRESSING, look_of, name_in, sentences_of, tag_of, term_of
from monosashi.office.officers.situation import Line, situation_on
from monosashi.office.officers.states import OfficerNotice, OfficerOutcome, OfficerState
from monosashi.office.officers.years import ENDS_WITHIN
from monosashi.office.people.transfers.queries import sees_ahead
from monosashi.office.plans.lists.own_work import departments_of_person
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.language import spoken
from monosashi.wording import word

_FEW = 3
"""Officers of one's own that the first page names one by one."""

_TOLD = (
    OfficerState.OVER,
    OfficerNotice.MOVED_AWAY,
    OfficerNotice.OVER_LIMIT,
    OfficerNotice.LAST_YEAR,
    OfficerNotice.ENDS_SOON,
)
"""What the first page tells of. Who has no officer at all stands in the list."""


def _works_there() -> Exists:
    day = Parameter("day")
    begun, going_on = (
        Q(valid_from__isnull=True) | Q(valid_from__lte=day),
        Q(valid_to__isnull=True) | Q(valid_to__gte=day),
    )
    here = Q(department=OuterRef("department")) | Q(department=OuterRef("shared_with"))
    return Exists(Posting.objects.filter(here & begun & going_on, staff=OuterRef("staff")).order_by())


def _long_ago() -> Exists:
    """Whether the same person began it before the years that the kind allows; asked roughly, by calendar years."""
    same = Q(staff=OuterRef("staff")) | Q(staff__isnull=True, name=OuterRef("name"))
    years = Parameter("day", lambda day: fiscal_year_on(day) + 1) - OuterRef("kind__most_years")
    return Exists(Appointment.objects.filter(same, kind=OuterRef("kind"), since__year__lte=years).order_by())


def _pressing() -> Any:  # noqa: ANN401 -- a query of columns
    """Appointments about which something may have to be told: a little too many rather than one too few."""
    known = Exists(Posting.objects.filter(staff=OuterRef("staff")).order_by())
    away = Q(staff__is_active=False) | Q(staff__last_day__lt=Parameter("day")) | (Q(known) & ~Q(_works_there()))
    ends = Q(until__lte=Parameter("day", lambda day: day + ENDS_WITHIN))
    rows = Appointment.objects.filter(outcome=OfficerOutcome.OPEN, since__lte=Parameter("day"))
    return rows.filter(ends | away | Q(_long_ago())).order_by().values_list("department")


_PRESSING = Columns(_pressing)


def officers_of_department(request: HttpRequest, year: InYear, code: str) -> Mapping[str, Any]:  # noqa: ARG001 -- the page's contract
    """Who the officers of a department are today. One query."""
    if year.past is not None:
        return {}
    today = timezone.localdate()
    codes = with_predecessors((code,), today)
    rows = list(appointed_on(today).filter(department__in=codes).select_related("kind", "staff"))
    serves = served_on(((row.staff_id, row.department) for row in rows), today) if rows else {}
    return {
        "officers_of_department": tuple(
            (row.kind.name, row.post, called(row), term_of(row))
            for row in rows
            if code in serves[row.staff_id, row.department]
        ),
        "officers_address": address_of("officers:department", code),
    }


def offices_of_person(request: HttpRequest, staff: Staff) -> Mapping[str, Any]:
    """Of what one is an officer and was, on one's own page alone. One query there."""
    if standing_in(request).staff != staff.pk:
        return {}
    held = held_by(staff.pk, timezone.localdate())
    names = names_of(each.department for each in held)
    return {
        "offices_of_person": tuple(
            (each.kind, names.get(each.department, each.department), term_of(each)) for each in held
        )
    }


def tasks_of_officers(request: HttpRequest) -> Iterator[Task]:
    """Who moved away, whose term ends, who has been in office too long: for the departments and for whoever keeps officers.

    Nine queries; not asked where nothing is to be told of anybody.
    """
    standing, today = standing_in(request), timezone.localdate()
    keeps = may(standing, Permission.KEEP_OFFICERS, EVERYWHERE)
    own = _own(standing)
    if not keeps and not own:
        return
    pressing = {code for (code,) in _PRESSING(day=today)}
    if not pressing or (not keeps and not pressing & with_predecessors(own, today)):
        return
    lines = situation_on(today, today, ahead=sees_ahead(standing)).lines
    yield from _of_own([line for line in lines if line.department in own and _is_told(line)], today)
    if keeps:
        yield from _of_all([line for line in lines if line.department not in own and _is_told(line)])


def _own(standing: Standing) -> frozenset[str]:
    """The departments that somebody tells of as their editor."""
    if not any(given.role is Role.DEPARTMENT_EDITOR for given in standing.given):
        return frozenset()
    reach = [given.departments or frozenset() for given in standing.given if given.role is Role.DEPARTMENT_EDITOR]
    return departments_of_person(standing) & frozenset().union(*reach)


def _is_told(line: Line) -> bool:
    return line.state in _TOLD or any(notice in _TOLD for notice in line.notices)


def _of_own(lines: list[Line], today: date) -> Iterator[Task]:
    for line in lines if len(lines) <= _FEW else ():
        yield Task(
            look=look_of(line),
            state=tag_of(line),
            name=f"{line.kind.name} {called(line.row) if line.row else ''}",
            address=address_of("officers:department", line.department),
            button=message("officers.task.tell"),
            about=(name_in(line.department, tree_on(today)),),
            says=sentences_of(line),
        )
    if len(lines) > _FEW:
        yield Task(
            look="look",
            state=message("officers.list.heading"),
            name=spoken(message("officers.task.several", count=len(lines))),
            address=f"{address_of('officers:list')}?state=to_do",
            button=message("officers.task.look"),
        )


def _of_all(lines: list[Line]) -> Iterator[Task]:
    """For whoever keeps officers: how many of each, with the way to the list of those."""
    for told in _TOLD:
        found = sum(line.state is told or told in line.notices for line in lines)
        if found:
            yield Task(
                look=PRESSING[told] if isinstance(told, OfficerNotice) else LOOKS[told],
                state=message("officers.list.heading"),
                name=spoken(message("officers.task.counted", what=word(told), count=found)),
                address=f"{address_of('officers:list')}?state={told.value}",
                button=message("officers.task.look"),
            )


ON_HOME = Tasks(tasks_of_officers, asks=_pressing)
