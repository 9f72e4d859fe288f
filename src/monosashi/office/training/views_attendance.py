"""Recording who took part: on one page, or from a file whose difference is shown first."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from monosashi.core.messages import message
from monosashi.office.accounts.access import anywhere, requires
from monosashi.office.accounts.deciding import Deciding, Done, Shown, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.files import DifferencePage, choosing, taking_over, waiting_or_404
from monosashi.office.entering.forms_of_files import FileForm, SeenForm
from monosashi.office.entering.page import sent
from monosashi.office.entering.told import ChangedSince, seen
from monosashi.office.training import pages
from monosashi.office.training.actions_attendance import record_attendance, told_of_attendance
from monosashi.office.training.attendance_file import attendance_file
from monosashi.office.training.bringing_in.actions import let_wait, take_over_file
from monosashi.office.training.bringing_in.comparing import AttendanceDifference, attendance_compared
from monosashi.office.training.bringing_in.reading import layout
from monosashi.office.training.forms import AttendanceFields, label_of
from monosashi.office.training.models import PendingAttendance, TrainingSession
from monosashi.office.training.places import session_or_404
from monosashi.office.training.queries import places_of
from monosashi.office.training.shown import department_names, place_cell
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.downloads import as_download

Typed = Any


@decides(Permission.KEEP_TRAINING, anywhere, label_of)
def attendance(request: HttpRequest, session: int) -> Deciding[AttendanceFields]:
    """What became of each place, all on one page."""
    row = session_or_404(session)
    first = {"based_on": seen(told_of_attendance(row).plain)}

    def form(typed: Typed) -> AttendanceFields:
        return AttendanceFields(tuple(places_of(session)), typed, initial=first)

    def act(form: AttendanceFields, by: Person) -> Done:
        record_attendance(session, form.told, based_on=form.cleaned_data["based_on"], by=by)
        return Done(message("training.did.recorded"), _address(session))

    return Deciding(form, act, lambda shown: _attendance_page(request, row, shown))


@decides(Permission.KEEP_TRAINING, anywhere, label_of)
def bring_in(request: HttpRequest, session: int) -> Deciding[FileForm]:
    """Choose a file."""
    row = session_or_404(session)

    def context() -> dict[str, Any]:
        words = [layout()["words"][name] for name in ("attended", "finished", "absent")]
        return _page(row, Crumb(message("training.import.heading")), columns=layout()["attendance"], words=words)

    return choosing(
        request,
        "training/bring_in.html",
        partial(let_wait, session=row),
        to=lambda pk: reverse("training:difference", args=(session, pk)),
        context=context,
    )


@decides(Permission.KEEP_TRAINING, anywhere, label_of)
def difference(request: HttpRequest, session: int, pk: int) -> Deciding[SeenForm]:
    """What a file would change; take it over."""
    row = session_or_404(session)
    pending = waiting_or_404(request, PendingAttendance, pk=pk, session=row)
    pending.session = row

    def act(_seen: SeenForm, by: Person) -> Done:
        found = take_over_file(pending, by=by)
        done = message("training.did.brought_in", comes=len(found.comes), changed=len(found.changed))
        return Done(done, _address(session))

    def context(_found: AttendanceDifference | None) -> dict[str, Any]:
        back = reverse("training:bring-in", args=(session,))
        way = Crumb(message("training.import.heading"), back), Crumb(message("entering.import.difference"))
        return {**_page(row, *way), "back": back}

    page = DifferencePage("training/difference.html", lambda: attendance_compared(pending), context)
    return taking_over(request, pending, page, form=SeenForm, act=act)


@requires(Permission.KEEP_TRAINING)
def list_file(request: HttpRequest, session: int) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """Who has a place, as a workbook that can be filled in and brought in again."""
    row = session_or_404(session)
    return as_download(attendance_file(places_of(row.pk)), f"training-{session}-attendance.xlsx")


def _attendance_page(request: HttpRequest, row: TrainingSession, shown: Shown[AttendanceFields]) -> HttpResponse:
    form, stands = shown.form, []
    if isinstance(shown.refused, ChangedSince):
        typed = form.told.by_place
        now = told_of_attendance(row)
        stands = [
            (place.staff.name, place_cell(place))
            for place in form.places
            if typed.get(place.pk) != now.by_place.get(place.pk)
        ]
        form.data = {**dict(form.data.items()), "based_on": seen(now.plain)}
    names = department_names({place.department for place in form.places})
    context = _page(row, Crumb(message("training.attendance")), stands=stands, names=names, **sent(shown))
    return render(request, "training/attendance.html", context, status=shown.status)


def _page(row: TrainingSession, *way: Crumb, **more: Any) -> dict[str, Any]:  # noqa: ANN401 -- a template takes anything
    return {
        "crumbs": pages.to_session(row, *way),
        "session": row,
        "course": row.course,
        "back": _address(row.pk),
        **more,
    }


def _address(pk: int) -> str:
    return reverse("training:session", args=(pk,))
