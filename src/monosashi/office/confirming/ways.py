"""Where pages of confirming are, and whose."""

from django.http import Http404

from monosashi.office.accounts.models import Department
from monosashi.office.accounts.permissions import Place
from monosashi.office.confirming.actions import place_of_department


def of_department(code: str, **_rest: object) -> Place:
    """The place of a page whose address names a department (`<str:code>`)."""
    department_or_404(code)
    return place_of_department(code)


def department_or_404(code: str) -> Department:
    """One department. Raises Http404."""
    found = Department.objects.filter(pk=code).first()
    if found is None:
        raise Http404(code)
    return found
