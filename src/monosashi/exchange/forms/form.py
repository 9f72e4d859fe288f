"""A form of the city: what it asks for, and the same file with the values in it.

    form = read_form(content, "調書.xlsx")
    filled = fill(content, "調書.xlsx", whole, measures)

Parts of the file in which nothing is filled, moved or worked out anew stay byte for byte.
"""

from collections.abc import Sequence

from monosashi.core.messages import InvalidInput, Problem
from monosashi.exchange.forms.documents import DocumentForm
from monosashi.exchange.forms.found import Form, FormKind, Found
from monosashi.exchange.forms.out_of_reach import refuse_in_charts, refuse_in_sheets
from monosashi.exchange.forms.parts import FormFile, damaged, open_form
from monosashi.exchange.forms.sheets import WorkbookForm
from monosashi.exchange.forms.values import Lookup, nothing
from monosashi.exchange.forms.workbook_filling import fill_workbook
from monosashi.exchange.spreadsheets.packages import UnreadablePart

__all__ = ["FaultyForm", "Form", "FormKind", "Found", "fill", "read_form"]


class FaultyForm(InvalidInput):
    """Braces, marks or places are in fault. `form` is what it asks for beside them, so that all can be told at once."""

    def __init__(self, problems: tuple[Problem, ...], form: Form) -> None:
        super().__init__(problems)
        self.form = form


def read_form(content: bytes, name: str) -> Form:
    """The form. `name` is how problems call it.

    Raises InvalidInput: no Excel or Word file, damaged, and then with all that cannot be repeated; FaultyForm with everything that
    is wrong with its braces and marks, and with placeholders where nothing is filled.
    """
    form = open_form(content, name)
    try:
        opened = _opened(form)
        found = tuple(opened.found())
    except UnreadablePart as fault:
        raise damaged(form.package.name, fault) from fault
    read = Form(form.kind, found, _repeats(opened))
    if problems := form.noted():
        raise FaultyForm(problems, read)
    if read.repeats:
        fill(content, name, nothing, (nothing, nothing))
    return read


def fill(content: bytes, name: str, whole: Lookup, measures: Sequence[Lookup] = ()) -> bytes:
    """The form with its values: by `whole` outside of what is repeated, by each of `measures` within.

    Without measures what is repeated stays once, empty. Raises InvalidInput with everything that is wrong with the form, and
    with values that it cannot hold.
    """
    form = open_form(content, name)
    try:
        opened = _opened(form)
        form.refuse()
        if isinstance(opened, DocumentForm):
            opened.fill(whole, measures)
        else:
            fill_workbook(form, opened, whole, measures)
        form.refuse()
        return form.saved()
    except UnreadablePart as fault:
        raise damaged(form.package.name, fault) from fault


def _opened(form: FormFile) -> WorkbookForm | DocumentForm:
    """The form with its problems noted. Raises UnreadablePart."""
    refuse_in_charts(form)
    if form.kind is FormKind.DOCUMENT:
        return DocumentForm(form)
    workbook = WorkbookForm(form)
    refuse_in_sheets(form, workbook.sheets)
    return workbook


def _repeats(opened: WorkbookForm | DocumentForm) -> bool:
    if isinstance(opened, DocumentForm):
        return bool(opened.blocks)
    return any(sheet.block is not None for sheet in opened.sheets)
