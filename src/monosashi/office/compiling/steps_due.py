"""The confirmations that the sheets of a round wait for, and who holds them today. Eight queries, however many sheets."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import F

from monosashi.office.accounts.models import ActingFor
from monosashi.office.accounts.standing import in_force
from monosashi.office.rounds.holders import Holder, holders, only_answered
from monosashi.office.rounds.models import Confirmation, Round


@dataclass(frozen=True, slots=True)
class Absent:
    """Somebody who holds a step and is away. `until` None: without end. `acting` are those who act for them."""

    name: str
    until: date | None
    acting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """A step that is due. `post` "": any confirmer of the department. `present` hold it and are there.

    `own_only`: whoever holds it answered the sheet, and so cannot confirm it.
    """

    department: str
    department_name: str
    post: str
    present: tuple[str, ...]
    absent: tuple[Absent, ...]
    staff: frozenset[int]
    own_only: bool = False

    @property
    def is_vacant(self) -> bool:
        """Whether nobody holds it today."""
        return not self.staff

    @property
    def is_stuck(self) -> bool:
        """Whether nobody can do it today."""
        return self.is_vacant or self.own_only


def due_steps(held: Round, today: date) -> Mapping[int, Due]:
    """The step that each sheet waits for, by the sheet's row."""
    due = Confirmation.objects.filter(sheet__round=held, nth_pass=F("sheet__passes"), position=F("sheet__step"))
    told = due.order_by().values_list("sheet_id", "department_id", "department__name", "post", *_ANSWERED_BY)
    answered: dict[int, set[int]] = {}
    rows = {}
    for sheet, department, name, post, *who in told.distinct():
        rows[sheet] = department, name, post
        answered.setdefault(sheet, set()).update(each for each in who if each is not None)
    found = holders(((department, post) for department, _, post in rows.values()), held.plan_id, today)
    absences = in_force(ActingFor.objects.filter(absent__isnull=False), today).values_list("absent_id", "valid_to")
    away = {absent: until for absent, until in absences if absent is not None}
    steps = {(d, name, post): _due(d, name, post, found[d, post], away) for d, name, post in rows.values()}
    return {
        sheet: replace(steps[row], own_only=only_answered(found[row[0], row[2]], frozenset(answered[sheet])))
        for sheet, row in rows.items()
    }


_ANSWERED_BY = ("sheet__submitted_by", "sheet__answers__changed_by")
"""As `rounds.acting.answerers_of`: who handed the sheet on, and who typed on it."""


def _due(department: str, name: str, post: str, found: tuple[Holder, ...], away: Mapping[int, date | None]) -> Due:
    direct = [each for each in found if not each.acts]
    acting = [each for each in found if each.acts]
    absent = tuple(
        Absent(each.name, away[each.staff], tuple(a.name for a in acting if a.acting_for == each.staff))
        for each in direct
        if each.staff in away
    )
    present = [each.name for each in direct if each.staff not in away]
    present += [each.name for each in acting if each.acting_for is None]
    return Due(department, name, post, tuple(dict.fromkeys(present)), absent, frozenset(h.staff for h in found))
