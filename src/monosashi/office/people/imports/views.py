"""Pages of imports: the file, its difference, the decision; template files to fill in."""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any, TypeAlias

import xlsxwriter
from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from monosashi.core.messages import Message, message
from monosashi.exchange.spreadsheets.neutral import WRITER_OPTIONS
from monosashi.office.accounts.access import anywhere, requires
from monosashi.office.accounts.deciding import Deciding, Done, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.register import tree_on
from monosashi.office.accounts.standing import Person
from monosashi.office.accounts.ways_in import passwords_are_ours
from monosashi.office.entering.files import DifferencePage, choosing, taking_over, waiting_or_404
from monosashi.office.entering.forms_of_files import FileForm, SeenForm
from monosashi.office.people.days import day_of, day_of_a_list
from monosashi.office.people.imports.applying import (
    DEPARTMENTS,
    STAFF,
    Compared,
    Difference,
    apply_departments,
    apply_staff,
    departments_compared,
    let_wait,
    staff_compared,
)
from monosashi.office.people.imports.places_named import NO_DEPARTMENTS
from monosashi.office.people.imports.roles_named import role_words
from monosashi.office.people.imports.staff import StaffDifference
from monosashi.office.people.imports.table import layout
from monosashi.office.people.lists import full_of
from monosashi.office.people.models import PendingImport
from monosashi.office.people.pages import department_crumbs, people_crumbs, today
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.downloads import as_download
from monosashi.office.ui.forms import DayField, labels_of

Way: TypeAlias = Callable[..., tuple[Crumb, ...]]
"""The way to a page, over that of all people or departments."""


class UploadForm(FileForm):
    """A file, and from which day it holds."""

    since = DayField(label="people.field.since", help_text="people.field.import_since.help")
    everybody = forms.BooleanField(label="people.field.everybody", required=False)

    def __init__(self, *args: Any, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        self.fields["since"].initial = day_of_a_list(today())


label_of = labels_of(UploadForm, SeenForm, otherwise="entering.import.file")

_SPACES = {STAFF: "people", DEPARTMENTS: "departments"}


@decides(Permission.MANAGE_PEOPLE, anywhere, label_of)
def import_staff(request: HttpRequest) -> Deciding[FileForm]:
    """Choose a list of staff."""
    return _choosing(request, STAFF, people_crumbs)


@decides(Permission.MANAGE_PEOPLE, anywhere, label_of)
def import_departments(request: HttpRequest) -> Deciding[FileForm]:
    """Choose a list of departments."""
    return _choosing(request, DEPARTMENTS, department_crumbs)


@decides(Permission.MANAGE_PEOPLE, anywhere, label_of)
def staff_difference(request: HttpRequest, pk: int) -> Deciding[SeenForm]:
    """What a list of staff would change; take it over. What the list does not say is still to be done: who does whose work."""
    pending = waiting_or_404(request, PendingImport, pk=pk, kind=STAFF)

    def act(_seen: SeenForm, by: Person) -> Done:
        found = apply_staff(pending, by=by, today=today())
        since, clashes = day_of(pending.since), len(found.clashes)
        told = message("people.import_staff.done", since=since)
        if clashes:
            told = message("people.import_staff.done_but", since=since, count=clashes)
        return Done(told, reverse("people:list"), tuple(_left(found)))

    return _taking_over(request, pending, act, lambda: staff_compared(pending), people_crumbs)


@decides(Permission.MANAGE_PEOPLE, anywhere, label_of)
def departments_difference(request: HttpRequest, pk: int) -> Deciding[SeenForm]:
    """What a list of departments would change; take it over."""
    pending = waiting_or_404(request, PendingImport, pk=pk, kind=DEPARTMENTS)

    def act(_seen: SeenForm, by: Person) -> Done:
        apply_departments(pending, by=by)
        told = message("people.import_departments.done", since=day_of(pending.since))
        return Done(told, reverse("departments:tree"))

    return _taking_over(request, pending, act, lambda: departments_compared(pending), department_crumbs)


@requires(Permission.MANAGE_PEOPLE)
def staff_template(request: HttpRequest, form: str) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """A file to fill in with staff."""
    return _template(STAFF, form, "example_staff")


@requires(Permission.MANAGE_PEOPLE)
def departments_template(request: HttpRequest, form: str) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """A file to fill in with departments."""
    return _template(DEPARTMENTS, form, "example_department")


def _choosing(request: HttpRequest, kind: str, crumbs: Way) -> Deciding[FileForm]:
    space, heading = _SPACES[kind], message(f"people.import_{kind}.heading")

    def context() -> dict[str, Any]:
        return {
            "space": space,
            "heading": heading,
            "lead": message(f"people.import_{kind}.lead"),
            "columns": layout()[kind],
            "role_words": role_words() if kind == STAFF else (),
            "no_departments": NO_DEPARTMENTS,
            "back": reverse("people:list" if kind == STAFF else "departments:tree"),
            "crumbs": crumbs(Crumb(heading)),
        }

    return choosing(
        request,
        "people/import.html",
        partial(let_wait, kind),
        form=UploadForm,
        to=lambda pk: reverse(f"{space}:import-difference", args=(pk,)),
        context=context,
    )


def _taking_over(
    request: HttpRequest,
    pending: PendingImport,
    act: Callable[[SeenForm, Person], Done],
    compared: Callable[[], Compared[Difference]],
    crumbs: Way,
) -> Deciding[SeenForm]:
    back, heading = reverse(f"{_SPACES[pending.kind]}:import"), message(f"people.import_{pending.kind}.heading")

    def context(found: Compared[Difference] | None) -> dict[str, Any]:
        tree = tree_on(pending.since)
        return {
            "difference": found.difference if found else None,
            "since": day_of(pending.since),
            "last_day": day_of(pending.since - timedelta(days=1)),
            "is_to_come": pending.since > today(),
            "names": {code: full_of(code, tree) for code in tree.units},
            "back": back,
            "crumbs": crumbs(Crumb(heading, back), Crumb(message(f"people.import_{pending.kind}.difference"))),
        }

    page = DifferencePage(f"people/{pending.kind}_difference.html", compared, context)
    return taking_over(request, pending, page, form=SeenForm, act=act)


def _left(found: StaffDifference) -> Iterator[Message]:
    """What a list does not say: who does the work of new people and of those who left, how new people log in."""
    without_role = sum(not one.roles for one in found.comes)
    if without_role:
        yield message("people.import_staff.to_new", count=without_role)
    if found.comes and passwords_are_ours():
        yield message("people.import_staff.to_passwords", count=len(found.comes))
    if found.ended:
        yield message("people.import_staff.to_successors", count=found.ended)


def _template(kind: str, form: str, example: str) -> HttpResponse:
    headings = [words[0] for name, words in layout()[kind].items() if name != "required"]
    row: list[str] = layout()["words"][example]
    if form == "csv":
        stream = io.StringIO()
        csv.writer(stream).writerows((headings, row))
        raw = stream.getvalue().encode("utf-8-sig")
    elif form == "xlsx":
        raw = _workbook(headings, row)
    else:
        raise Http404(form)
    return as_download(raw, f"{kind}.{form}")


def _workbook(headings: list[str], row: list[str]) -> bytes:
    """Every cell is text, so that 職員番号 keep their zeros."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {**WRITER_OPTIONS, "in_memory": True})
    sheet = book.add_worksheet()
    text = book.add_format({"num_format": "@"})
    bold = book.add_format({"bold": True, "num_format": "@", "bg_color": "#f2f2f2"})
    sheet.set_column(0, len(headings) - 1, 16, text)
    sheet.write_row(0, 0, headings, bold)
    for at, value in enumerate(row):
        sheet.write_string(1, at, value, text)
    sheet.freeze_panes(1, 0)
    book.close()
    return stream.getvalue()
