"""What a form asks for, read of its file once in a process: under a hash stands the same file for ever."""

from monosashi.exchange.forms.form import Form, read_form
from monosashi.office.forms.models import CityForm
from monosashi.office.plans.kept.kept_once import kept_once


class NoSuchForm(LookupError):
    """The plan has no form with this key, or the form has another file now."""


def form_of(row: CityForm) -> Form:
    """What a form asks for. One query where this process has not read its file yet. Raises NoSuchForm."""
    return _read(row.pk, row.sha256, row.file_name)


def content_of(row: CityForm) -> bytes:
    """The file, as it was brought in. One query. Raises NoSuchForm."""
    found = CityForm.objects.filter(pk=row.pk, sha256=row.sha256).values_list("content", flat=True).first()
    if found is None:
        raise NoSuchForm(row.pk)
    return bytes(found)


@kept_once(64)
def _read(pk: int, sha256: str, file_name: str) -> Form:
    return read_form(content_of(CityForm(pk=pk, sha256=sha256)), file_name)
