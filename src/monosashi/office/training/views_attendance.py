"""Recording who took part: on one page, or from a file whose difference is shown first."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from monosashi.core.messages import message
from monosashi.office.accounts.access import anywhere, person_in, requires
from monosashi.office.accounts.deciding import Deciding, Done, Shown, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.told import ChangedSince, seen
from monosashi.office.training import pages
from monosashi.office.training.actions_attendance import record_attendance, told_of_attendance
from monosashi.office.training.attendance_file import attendance_file
from monosashi.office.training.bringing_in.actions import let_wait, take_over_file, waiting_files
from monosashi.office.training.bringing_in.comparing import attendance_compared
from monosashi.office.training.bringing_in.reading import layout
from monosashi.office.training.forms import AttendanceFields, FileFields, SeenFields, label_of
from monosashi.office.training.models import PendingAttendance, TrainingSession
from monosashi.office.training.places import session_or_404
from monosashi.office.training.queries import places_of
from monosashi.office.training.shown import department_names, place_cell
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.downloads import as_download

Sent = Any


@decides(Permission.KEEP_TRAINING, anywhere, label_of)
def attendance(request: HttpRequest, session: int) -> Deciding[AttendanceFields]:
    """What became of each place, all on one page."""
    row = session_or_404(session)
    first = {"based_on": seen(told_of_attendance(row).plain)}

    def form(sent: Sent) -> AttendanceFields:
        return AttendanceFields(tuple(places_of(session)), sent, initial=first)

    def act(form: AttendanceFields, by: Person) -> Done:
        record_attendance(session, form.told, based_on=form.cleaned_data["based_on"], by=by)
        return Done(message("training.did.recorded"), _address(session))

    return Deciding(form, act, lambda shown: _attendance_page(request, row, shown))


@decides(Permission.KEEP_TRAINING, anywhere, label_of)
def bring_in(request: HttpRequest, session: int) -> Deciding[FileFields]:
    """Choose a file. What is wrong in it is told by line, all of it, and nothing is kept."""
    row = session_or_404(session)

    def act(form: FileFields, by: Person) -> Done:
        file = form.cleaned_data["file"]
        pending = let_wait(session=row, file_name=str(file.name), raw=file.read(), by=by)
        return Done(message("training.import.look"), reverse("training:difference", args=(session, pending.pk)))

    def shown_page(shown: Shown[FileFields]) -> HttpResponse:
        columns = [words for name, words in layout()["attendance"].items() if name != "required"]
        words = [layout()["words"][name] for name in ("attended", "finished", "absent")]
        context = _page(row, Crumb(message("training.import.heading")), columns=columns, words=words, **_sent(shown))
        return render(request, "training/bring_in.html", context, status=shown.status)

    return Deciding(lambda sent: FileFields(sent, request.FILES if sent is not None else None), act, shown_page)


@decides(Permission.KEEP_TRAINING, anywhere, label_of)
def difference(request: HttpRequest, session: int, pk: int) -> Deciding[SeenFields]:
    """What a file would change; take it over."""
    pending = waiting_files().filter(session=session, pk=pk, made_by=person_in(request).staff.pk).first()
    if pending is None:
        raise Http404(pk)

    def act(form: SeenFields, by: Person) -> Done:
        pending.state = form.cleaned_data["seen"]
        found = take_over_file(pending, by=by)
        done = message("training.did.brought_in", comes=len(found.comes), changed=len(found.changed))
        return Done(done, _address(session))

    return Deciding(SeenFields, act, lambda shown: _difference_page(request, pending, shown))


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
    context = _page(row, Crumb(message("training.attendance")), stands=stands, names=names, **_sent(shown))
    return render(request, "training/attendance.html", context, status=shown.status)


def _difference_page(request: HttpRequest, pending: PendingAttendance, shown: Shown[SeenFields]) -> HttpResponse:
    found = attendance_compared(pending)
    back = reverse("training:bring-in", args=(pending.session_id,))
    context = _page(
        pending.session,
        Crumb(message("training.import.heading"), back),
        Crumb(message("training.import.difference")),
        pending=pending,
        difference=found,
        form=SeenFields(initial={"seen": found.state}),
        refused=shown.problem,
        problems=shown.problems,
        back=back,
    )
    return render(request, "training/difference.html", context, status=shown.status)


def _page(row: TrainingSession, *way: Crumb, **more: Any) -> dict[str, Any]:  # noqa: ANN401 -- a template takes anything
    return {
        "crumbs": pages.to_session(row, *way),
        "session": row,
        "course": row.course,
        "back": _address(row.pk),
        **more,
    }


def _sent(shown: Shown[Any]) -> dict[str, Any]:
    return {"form": shown.form, "refused": shown.problem, "problems": shown.problems}


def _address(pk: int) -> str:
    return reverse("training:session", args=(pk,))
