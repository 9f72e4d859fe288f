"""Rows of forms, without their files."""

from django.db.models import QuerySet

from monosashi.office.accounts.written_once import Parameter
from monosashi.office.forms.models import CityForm
from monosashi.office.forms.reading import NoSuchForm


def forms_of(plan_id: str | Parameter) -> "QuerySet[CityForm]":
    """The forms of a plan by name, without their files. One query when it is read."""
    return CityForm.objects.filter(plan=plan_id).defer("content")


def one_form(plan_id: str, pk: int) -> CityForm:
    """One form, without its file. One query. Raises NoSuchForm."""
    row = forms_of(plan_id).filter(pk=pk).first()
    if row is None:
        raise NoSuchForm(pk)
    return row
