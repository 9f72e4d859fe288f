"""Who holds the steps of routes on a day, and who acts for them. Five queries, however many steps."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from monosashi.office.accounts.models import ActingFor, Posting, RoleAssignment
from monosashi.office.accounts.organisation import in_force_on
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.reading_once import read_once
from monosashi.office.accounts.register import successors_of, tree_on
from monosashi.office.accounts.standing import in_force
from monosashi.office.accounts.written_once import Columns, Parameter, Row

Step = tuple[str, str]
"""A department's code and a post in it; the post is "" for any confirmer of the department."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who may do a step. `acting_for` is the absent one's account and name; the account is None for a vacant post."""

    staff: int
    name: str
    acting_for: int | None = None
    acting_for_name: str = ""
    acts: bool = False


@dataclass(frozen=True, slots=True)
class _Acting:
    """Somebody who acts: for an absent one, or, where there is none, for a vacant post of a department."""

    staff: int
    name: str
    absent: int | None
    absent_name: str | None
    department: str | None
    post: str


def holders(steps: Iterable[Step], plan_id: str, day: date) -> Mapping[Step, tuple[Holder, ...]]:
    """Who may do each step on a day: those who hold it first, then those who act for them. Nobody: an empty tuple."""
    wanted = tuple(dict.fromkeys(steps))
    known, now = _known(plan_id, day), successors_of({department for department, _ in wanted}, day)
    return {step: tuple(known.of(step, now[step[0]])) for step in wanted}


def only_answered(who: Iterable[Holder], answered: frozenset[int]) -> bool:
    """Whether a step is held by nobody but accounts that answered the sheet, which nobody confirms themselves."""
    staff = frozenset(holder.staff for holder in who)
    return bool(staff) and staff <= answered


@read_once
def _known(plan_id: str, day: date) -> "_Known":
    return _Known(plan_id, day)


class _Known:
    """What the tables say of a day."""

    def __init__(self, plan_id: str, day: date) -> None:
        tree = tree_on(day)
        self._names: dict[int, str] = {}
        self._reach: dict[int, list[frozenset[str] | None]] = {}
        for staff, name, department in _of_day(_CONFIRMERS(day=day, plan=plan_id), day):
            self._names[staff] = name
            below = None if department is None else tree.with_all_below(department)
            self._reach.setdefault(staff, []).append(below)
        postings = in_force(Posting.objects.filter(staff__in=self._reach), day)
        self._posts = set(postings.values_list("staff_id", "department_id", "post"))
        self._acting = [_Acting(*told) for told in _of_day(_ACTING(day=day), day)]

    def of(self, step: Step, places: frozenset[str]) -> Iterable[Holder]:
        """Who may do one step. `places` are its department and all that go on with its work."""
        direct = [staff for staff in self._reach if self._holds(staff, step[1], places)]
        yield from (Holder(staff, self._names[staff]) for staff in direct)
        for acting in self._acting:
            if acting.absent is not None and acting.absent in direct:
                yield Holder(acting.staff, acting.name, acting.absent, acting.absent_name or "", acts=True)
            elif acting.department in places and step[1] in {"", acting.post}:
                yield Holder(acting.staff, acting.name, None, acting.post, acts=True)

    def _holds(self, staff: int, post: str, places: frozenset[str]) -> bool:
        reaches = any(below is None or below & places for below in self._reach[staff])
        return reaches and (not post or any((staff, place, post) in self._posts for place in places))


def _not_over(rows: Callable[[], QuerySet[Row]], *columns: str) -> Columns:
    """The columns of rows that are not over on a day, after their dates and those of their account."""
    going_on = Q(valid_to__isnull=True) | Q(valid_to__gte=Parameter("day"))
    dates = ("valid_from", "valid_to", "staff__is_active", "staff__last_day")
    return Columns(lambda: rows().filter(going_on).values_list(*dates, *columns))


_CONFIRMERS = _not_over(
    lambda: RoleAssignment.objects.filter(role=Role.CONFIRMER, plan__in=("", Parameter("plan"))),
    *("staff_id", "staff__name", "department_id"),
)
_ACTING = _not_over(
    ActingFor.objects.all, *("staff_id", "staff__name", "absent_id", "absent__name", "department_id", "post")
)


def _of_day(rows: Iterable[tuple[Any, ...]], day: date) -> Iterator[tuple[Any, ...]]:
    """Of such rows what comes after the dates, where they hold the day and the account is somebody's then.

    They are the few of an office: the database leaves out what is over, the rest is looked at here, which is the shortest way.
    """
    for since, until, active, last_day, *told in rows:
        if active and in_force_on(since, until, day) and in_force_on(None, last_day, day):
            yield tuple(told)
