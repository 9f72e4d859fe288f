"""Pages of imports: the file, its difference, the decision; template files to fill in."""

import csv
import io
from datetime import timedelta
from typing import Any

import xlsxwriter
from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from monosashi.core.messages import InvalidInput, Message, Problem, message
from monosashi.exchange.spreadsheets.neutral import WRITER_OPTIONS
from monosashi.office.accounts.access import person_in, requires
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.register import tree_on
from monosashi.office.people.days import day_of
from monosashi.office.people.imports.applying import (
    Compared,
    apply_departments,
    apply_staff,
    departments_compared,
    staff_compared,
)
from monosashi.office.people.imports.staff import StaffDifference
from monosashi.office.people.imports.table import layout
from monosashi.office.people.imports.waiting import forget_old_lists, waiting_lists
from monosashi.office.people.lists import full_of
from monosashi.office.people.models import PendingImport
from monosashi.office.people.pages import department_crumbs, done, people_crumbs, today
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.downloads import as_download
from monosashi.office.ui.forms import DayField, SayingForm, UploadField
from monosashi.office.ui.language import spoken


class UploadForm(SayingForm):
    """A file, and from which day it holds."""

    file = UploadField(label="people.field.file", help_text="people.field.file.help", kinds=(".csv", ".xlsx"))
    since = DayField(label="people.field.since", help_text="people.field.import_since.help")
    everybody = forms.BooleanField(label="people.field.everybody", required=False)

    def __init__(self, *args: Any, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        self.fields["since"].initial = today()


STAFF, DEPARTMENTS = "staff", "departments"
_SPACES = {STAFF: "people", DEPARTMENTS: "departments"}
_COMPARED = {STAFF: staff_compared, DEPARTMENTS: departments_compared}


@requires(Permission.MANAGE_PEOPLE)
def import_staff(request: HttpRequest) -> HttpResponse:
    """Hand in a list of staff."""
    return _upload(request, STAFF)


@requires(Permission.MANAGE_PEOPLE)
def import_departments(request: HttpRequest) -> HttpResponse:
    """Hand in a list of departments."""
    return _upload(request, DEPARTMENTS)


@requires(Permission.MANAGE_PEOPLE)
def staff_difference(request: HttpRequest, pk: int) -> HttpResponse:
    """What a list of staff would change; take it over."""
    return _difference(request, pk, STAFF)


@requires(Permission.MANAGE_PEOPLE)
def departments_difference(request: HttpRequest, pk: int) -> HttpResponse:
    """What a list of departments would change; take it over."""
    return _difference(request, pk, DEPARTMENTS)


@requires(Permission.MANAGE_PEOPLE)
def staff_template(request: HttpRequest, form: str) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """A file to fill in with staff."""
    return _template(STAFF, form, "example_staff")


@requires(Permission.MANAGE_PEOPLE)
def departments_template(request: HttpRequest, form: str) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """A file to fill in with departments."""
    return _template(DEPARTMENTS, form, "example_department")


def _upload(request: HttpRequest, kind: str) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        return _upload_page(request, kind, form)
    try:
        pending = _pending(request, form, kind)
    except InvalidInput as invalid:
        return _upload_page(request, kind, form, invalid.problems)
    return redirect(f"{_SPACES[kind]}:import-difference", pk=pending.pk)


def _upload_page(request: HttpRequest, kind: str, form: UploadForm, problems: tuple[Problem, ...] = ()) -> HttpResponse:
    """The page that takes a file, with what is wrong in the one that was looked at."""
    heading = message(f"people.import_{kind}.heading")
    context = {
        "form": form,
        "kind": kind,
        "space": _SPACES[kind],
        "problems": problems,
        "heading": heading,
        "lead": message(f"people.import_{kind}.lead"),
        "columns": [words for name, words in layout()[kind].items() if name != "required"],
        "crumbs": _crumbs(kind, Crumb(heading)),
    }
    status = 422 if problems or form.errors else 200
    return render(request, "people/import.html", context, status=status)


def _pending(request: HttpRequest, form: UploadForm, kind: str) -> PendingImport:
    """The file, read once so that what is wrong in it is told at once. Raises InvalidInput."""
    file = form.cleaned_data["file"]
    raw: bytes = file.read() if isinstance(file, UploadedFile) else b""
    pending = PendingImport(
        kind=kind,
        file_name=str(file.name)[:200],
        content=raw,
        since=form.cleaned_data["since"],
        everybody=form.cleaned_data["everybody"],
        made_by=person_in(request).staff.pk,
        made_at=timezone.now(),
    )
    pending.state = _COMPARED[kind](pending).state
    forget_old_lists()
    pending.save()
    return pending


def _difference(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    pending = waiting_lists().filter(pk=pk, kind=kind, made_by=person_in(request).staff.pk).first()
    if pending is None:
        raise Http404(pk)
    refused: Message | None = None
    try:
        if request.method == "POST":
            try:
                return _applied(request, pending)
            except StateForbids as forbidden:
                refused = forbidden.why
        found = _COMPARED[kind](pending)
    except InvalidInput as invalid:
        return _upload_page(request, kind, UploadForm(), invalid.problems)
    PendingImport.objects.filter(pk=pk).update(state=found.state)
    return _difference_page(request, pending, found, refused)


def _difference_page(
    request: HttpRequest, pending: PendingImport, found: Compared, refused: Message | None
) -> HttpResponse:
    tree, kind = tree_on(pending.since), pending.kind
    context = {
        "pending": pending,
        "kind": kind,
        "difference": found.difference,
        "since": day_of(pending.since),
        "last_day": day_of(pending.since - timedelta(days=1)),
        "is_to_come": pending.since > today(),
        "refused": refused,
        "names": {code: full_of(code, tree) for code in tree.units},
        "back": reverse(f"{_SPACES[kind]}:import"),
        "crumbs": _crumbs(kind, Crumb(message(f"people.import_{kind}.heading"), reverse(f"{_SPACES[kind]}:import"))),
    }
    return render(request, f"people/{kind}_difference.html", context, status=409 if refused else 200)


def _applied(request: HttpRequest, pending: PendingImport) -> HttpResponse:
    by = person_in(request)
    if pending.kind == STAFF:
        difference = apply_staff(pending, by=by, today=today())
        left = len(difference.clashes)
        told = message("people.import_staff.done", since=day_of(pending.since))
        if left:
            told = message("people.import_staff.done_but", since=day_of(pending.since), count=left)
        answer = done(request, told, "people:list")
        _say_what_is_left(request, difference)
        return answer
    apply_departments(pending, by=by)
    return done(request, message("people.import_departments.done", since=day_of(pending.since)), "departments:tree")


def _say_what_is_left(request: HttpRequest, difference: StaffDifference) -> None:
    """Notices on the next page of what a list does not say: who does the work of new people and of those who left."""
    if difference.comes:
        messages.info(request, spoken(message("people.import_staff.to_new", count=len(difference.comes))))
    if difference.ended:
        messages.info(request, spoken(message("people.import_staff.to_successors", count=difference.ended)))


def _crumbs(kind: str, *rest: Crumb) -> tuple[Crumb, ...]:
    return people_crumbs(*rest) if kind == STAFF else department_crumbs(*rest)


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
