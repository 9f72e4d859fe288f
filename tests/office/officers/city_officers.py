"""A small city with officers, made by the acts themselves: a bureau with two departments, another one with one, and two kinds."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from monosashi.office.accounts.models import Department, Posting, Staff
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.told import new_token
from monosashi.office.officers.actions_kinds import make_kind
from monosashi.office.officers.actions_officers import notify
from monosashi.office.officers.models import Appointment, OfficerKind
from monosashi.office.officers.told import KindTold, OfficerTold
from office.laid import account

APRIL, MARCH, JULY = date(2025, 4, 1), date(2026, 3, 31), date(2025, 7, 1)
"""The first and the last day of a term, and a day between."""
BUREAU, OWN, SISTER, ELSEWHERE = "b-1", "o-1", "o-2", "o-3"
"""企画部 with 情報課 and 広報課, and 市民課 of another bureau."""


@dataclass
class Officers:
    """A kind of which each department has one officer, one of which it may have any, and who keeps both."""

    office: Person
    lead: OfficerKind
    deputy: OfficerKind

    def told(self, staff: Staff | None = None, **more: Any) -> OfficerTold:
        """What is told of a lead officer of the year."""
        days = {"since": APRIL, "until": MARCH, **more}
        return OfficerTold(kind=days.pop("kind", self.lead.pk), account=staff.username if staff else "", **days)

    def notified(self, staff: Staff | None = None, department: str = OWN, **more: Any) -> Appointment:
        """A lead officer of a department, notified."""
        return notify(department, self.told(staff, **more), token=new_token(), by=self.office)


def departments() -> None:
    """The register."""
    for code, name, above in (
        (BUREAU, "企画部", None),
        (OWN, "情報課", BUREAU),
        (SISTER, "広報課", BUREAU),
        ("b-2", "市民部", None),
        (ELSEWHERE, "市民課", "b-2"),
    ):
        Department.objects.create(code=code, name=name, parent_id=above)


def the_kinds(office: Person) -> Officers:
    """推進主任, one for each department, a year, five years at most; 推進員, who stand in for them."""
    lead = make_kind(
        KindTold("推進主任", "exactly_one", term_years=1, most_years=5, rests_on="設置要綱", position=1),
        token=new_token(),
        by=office,
    )
    told = KindTold("推進員", "at_least_one", stands_in_for=lead.pk, may_be_left_out=True, position=2)
    return Officers(office, lead, make_kind(told, token=new_token(), by=office))


def employee(department: str = OWN, name: str = "堀 望", since: date | None = None, until: date | None = None) -> Staff:
    """Somebody who works in a department."""
    staff = account(name=name)
    Posting.objects.create(staff=staff, department_id=department, post="主査", valid_from=since, valid_to=until)
    return staff
