"""Where pages of workbooks are, for the table of permissions."""

from django.http import Http404
from django.utils import timezone

from monosashi.exchange.answer_sheets.recipients import NOBODY
from monosashi.office.accounts.permissions import Place
from monosashi.office.rounds.models import Round, SheetDepartment
from monosashi.office.rounds.places import round_or_404
from monosashi.office.rounds.queries import departments_today

WITHOUT_DEPARTMENT = "-"
"""What stands in an address for the workbook of measures without a department."""


def of_departments(number: int, **_rest: object) -> Place:
    """The place of a page for whoever answers anything in a round (`<int:number>`). Raises Http404."""
    return place_of_round(round_or_404(number))


def of_recipient(number: int, code: str, **_rest: object) -> Place:
    """The place of one department's workbook (`<int:number>`, `<str:code>`). Raises Http404."""
    held = round_or_404(number)
    department = department_in(code)
    codes = (department,) if department != NOBODY else ()
    return Place(held.plan_id, departments_today(codes, timezone.localdate()))


def place_of_round(held: Round) -> Place:
    """The departments of all sheets of a round, and whoever goes on with their work today. Two queries."""
    codes = SheetDepartment.objects.filter(sheet__round=held).order_by().values_list("code", flat=True).distinct()
    return Place(held.plan_id, departments_today((code for code in codes if code != NOBODY), timezone.localdate()))


def department_in(code: str) -> str:
    """The department that an address names."""
    if not code:
        raise Http404(code)
    return NOBODY if code == WITHOUT_DEPARTMENT else code
