"""Where pages of cases are, for the table of permissions: the parts of an address -> a place."""

from django.http import Http404
from django.utils import timezone

from monosashi.office.accounts.bearers import bearers
from monosashi.office.accounts.permissions import Place
from monosashi.office.investments.models import Alternative, Case, Condition
from monosashi.office.investments.queries import (
    CaseNow,
    NoSuchInvestment,
    one_case,
    one_condition,
    one_row,
    place_of,
    place_of_condition,
)


def of_department(plan: str, department: str, **_rest: object) -> Place:
    """The place of a page whose address names a department of a plan."""
    return Place(plan, bearers((department,), timezone.localdate()))


def of_case(case: int, **_rest: object) -> Place:
    """The place of a page whose address names a case (`<int:case>`): its department, as it is today."""
    return place_of(row_or_404(case), timezone.localdate())


def of_condition(condition: int, **_rest: object) -> Place:
    """The place of a page whose address names a condition: the department that reports on it."""
    return place_of_condition(condition_or_404(condition), timezone.localdate())


def row_or_404(case: int) -> Case:
    """The row of a case. Raises Http404."""
    try:
        return one_row(case)
    except NoSuchInvestment:
        raise Http404(case) from None


def case_or_404(case: int) -> CaseNow:
    """A case as it stands today. Raises Http404."""
    try:
        return one_case(case, timezone.localdate())
    except NoSuchInvestment:
        raise Http404(case) from None


def condition_or_404(condition: int) -> Condition:
    """The row of a condition. Raises Http404."""
    try:
        return one_condition(condition)
    except NoSuchInvestment:
        raise Http404(condition) from None


def alternative_or_404(case: CaseNow, alternative: int) -> Alternative:
    """An alternative of a case. Raises Http404."""
    found = next((row for row, _ in case.alternatives if row.pk == alternative), None)
    if found is None:
        raise Http404(alternative)
    return found
