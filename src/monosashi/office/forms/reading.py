"""What a form asks for, read of its file once in a process: under a hash stands the same file for ever."""

from monosashi.core.messages import InvalidInput, Problem
from monosashi.exchange.forms.form import Form, FormKind, read_form
from monosashi.office.forms.models import CityForm
from monosashi.office.plans.kept.kept_once import kept_once


class NoSuchForm(LookupError):
    """The plan has no form with this key, or the form has another file now."""


def form_of(row: CityForm) -> Form:
    """What a form asks for; nothing where it has faults. One query where this process has not read its file yet. Raises NoSuchForm."""
    return _read(row.pk, row.sha256, row.file_name)[0] or Form(FormKind(row.kind), (), row.repeats)


def faults_of(row: CityForm) -> tuple[Problem, ...]:
    """Why no file can be made of it: it was taken by an older version, which asked for less. As `form_of`."""
    return _read(row.pk, row.sha256, row.file_name)[1]


def content_of(row: CityForm) -> bytes:
    """The file, as it was brought in. One query. Raises NoSuchForm."""
    found = CityForm.objects.filter(pk=row.pk, sha256=row.sha256).values_list("content", flat=True).first()
    if found is None:
        raise NoSuchForm(row.pk)
    return bytes(found)


@kept_once(64)
def _read(pk: int, sha256: str, file_name: str) -> tuple[Form | None, tuple[Problem, ...]]:
    try:
        return read_form(content_of(CityForm(pk=pk, sha256=sha256)), file_name), ()
    except InvalidInput as refused:
        return None, refused.problems
