"""Places of departments and officers, for the doors of their pages, and rows that an address names."""

from django.http import Http404
from django.utils import timezone

from monosashi.office.accounts.organisation import Unit
from monosashi.office.accounts.permissions import EVERYWHERE, Place
from monosashi.office.accounts.register import tree_on
from monosashi.office.officers.acting import place_of
from monosashi.office.officers.models import Appointment, LeftOut, OfficerKind


def of_department(code: str, **_rest: object) -> Place:
    """The place of a page whose address names a department (`<str:code>`): whoever goes on with its work today."""
    return place_of(code)


def of_officer(officer: int, **_rest: object) -> Place:
    """The place of a page whose address names an appointment (`<int:officer>`). What is not there is nobody's."""
    code = Appointment.objects.filter(pk=officer).values_list("department", flat=True).first()
    return EVERYWHERE if code is None else place_of(code)


def of_left_out(left_out: int, **_rest: object) -> Place:
    """The place of a page whose address names that none is placed (`<int:left_out>`). What is not there is nobody's."""
    code = LeftOut.objects.filter(pk=left_out).values_list("department", flat=True).first()
    return EVERYWHERE if code is None else place_of(code)


def unit_or_404(code: str) -> Unit:
    """A department, also one that is gone. Raises Http404."""
    unit = tree_on(timezone.localdate()).units.get(code)
    if unit is None:
        raise Http404(code)
    return unit


def officer_or_404(pk: int) -> Appointment:
    """An appointment with its kind and account. Raises Http404."""
    row = Appointment.objects.select_related("kind", "staff").filter(pk=pk).first()
    if row is None:
        raise Http404(pk)
    return row


def kind_or_404(pk: int) -> OfficerKind:
    """A kind. Raises Http404."""
    row = OfficerKind.objects.filter(pk=pk).first()
    if row is None:
        raise Http404(pk)
    return row


def left_out_or_404(pk: int) -> LeftOut:
    """That none is placed. Raises Http404."""
    row = LeftOut.objects.select_related("kind").filter(pk=pk).first()
    if row is None:
        raise Http404(pk)
    return row
