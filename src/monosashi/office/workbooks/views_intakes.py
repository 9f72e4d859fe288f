"""The page of files that came back: their difference, what has to be decided, what goes back marked."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from monosashi.core.messages import InvalidInput, Message, Problem, message
from monosashi.office.accounts.access import person_in, requires, standing_in
from monosashi.office.accounts.permissions import Permission, Place, may
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.rounds.pages import page
from monosashi.office.rounds.places import round_or_404
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.downloads import as_download
from monosashi.office.ui.language import spoken
from monosashi.office.workbooks import actions
from monosashi.office.workbooks.actions import Looked, TakenIn, Undecided, WrongAfterDecisions
from monosashi.office.workbooks.asked_cells import Decisions
from monosashi.office.workbooks.differences import compare
from monosashi.office.workbooks.in_office import in_office
from monosashi.office.workbooks.marked import marked, zipped
from monosashi.office.workbooks.models import Intake
from monosashi.office.workbooks.places import of_departments
from monosashi.office.workbooks.queries import Reading, reading_of_intake, reads_of, taken_of
from monosashi.office.workbooks.shown import Words, lead_of

MOST_OPEN = 3
"""Of so many files the differences stand open."""


@dataclass(frozen=True, slots=True)
class _Refused:
    """Why nothing was taken in."""

    why: StateForbids | None = None
    problems: tuple[Problem, ...] = ()
    chosen: Decisions = field(default_factory=dict)
    stood: Decisions = field(default_factory=dict)


@requires(Permission.BRING_IN_SHEETS, of_departments)
def intake(request: HttpRequest, number: int, intake: UUID) -> HttpResponse:
    """What the files would change; take it in here."""
    if not Intake.objects.filter(pk=intake, round=number).exists():
        return _gone(request, number)
    held = _intake_or_404(request, number, intake)
    reading = reading_of_intake(held)
    if reading.going_on:
        return _still_reading(request, held, reading)
    return _take_in(request, held) if request.method == "POST" else _page(request, held, _Refused())


def _take_in(request: HttpRequest, held: Intake) -> HttpResponse:
    chosen, reads = _decisions(request), reads_of(held)
    if not reads and taken_of(held):
        return _taken_already(request, held)
    looked = Looked(reads, str(request.POST.get("seen", "")))
    try:
        done = actions.take_in(intake=held, looked=looked, decisions=chosen, by=person_in(request))
    except WrongAfterDecisions as error:
        return _page(request, held, _Refused(error, error.problems, chosen))
    except StateForbids as error:
        return _page(request, held, _Refused(error, (), chosen, _stood(request)))
    messages.success(request, spoken(_said_of(done)))
    left = reads_of(held)
    number = held.round_id
    return redirect("workbooks:intake", number, held.pk) if left else redirect("workbooks:excel", number)


def _said_of(done: TakenIn) -> Message:
    if not done.cells:
        return message("workbooks.taken_in.as_it_was", files=done.files)
    return message("workbooks.taken_in", files=done.files, cells=done.cells, sheets=done.sheets)


def _gone(request: HttpRequest, number: int) -> HttpResponse:
    """The files were taken out in another tab, or waited too long."""
    round_or_404(number)
    messages.info(request, spoken(message("workbooks.gone")))
    return redirect("workbooks:excel", number)


def _taken_already(request: HttpRequest, held: Intake) -> HttpResponse:
    """A second click, or the page in another tab: everything was taken in before."""
    messages.info(request, spoken(message("workbooks.taken_already", count=len(taken_of(held)))))
    return redirect("workbooks:excel", held.round_id)


@requires(Permission.BRING_IN_SHEETS, of_departments)
def take_out(request: HttpRequest, number: int, intake: UUID) -> HttpResponse:
    """Forget one file, or all of them."""
    held = _intake_or_404(request, number, intake)
    if request.method != "POST":
        return redirect("workbooks:intake", number, held.pk)
    names = [str(name) for name in request.POST.getlist("file")]
    left = actions.take_out(intake=held, names=names, by=person_in(request))
    told = message("workbooks.taken_out", names=tuple(names)) if names else message("workbooks.taken_out.all")
    messages.success(request, spoken(told))
    return redirect("workbooks:intake", number, held.pk) if left else redirect("workbooks:excel", number)


@requires(Permission.BRING_IN_SHEETS, of_departments)
def read_again(request: HttpRequest, number: int, intake: UUID) -> HttpResponse:
    """Ask the worker once more for what it could not read."""
    held = _intake_or_404(request, number, intake)
    if request.method != "POST":
        return redirect("workbooks:intake", number, held.pk)
    actions.read_again(intake=held, by=person_in(request))
    return redirect("workbooks:intake", number, held.pk)


@requires(Permission.BRING_IN_SHEETS, of_departments)
def marked_files(request: HttpRequest, number: int, intake: UUID) -> HttpResponse:
    """The files with their wrong cells marked: the one that is named, or all of them in one zip."""
    held = _intake_or_404(request, number, intake)
    wanted, state = str(request.GET.get("file", "")), in_office(held.round)
    found = compare(state, reads_of(held), person_in(request)).files
    try:
        made = marked(state, held, [file for file in found if not wanted or file.name == wanted])
    except InvalidInput as error:
        return _page(request, held, _Refused(problems=error.problems))
    if not made:
        raise Http404(wanted)
    if wanted:
        return as_download(made[wanted], wanted)
    name = spoken(message("workbooks.marked_zip_name"))
    return as_download(zipped(sorted(made.items())), f"{name}.zip")


def _intake_or_404(request: HttpRequest, number: int, pk: UUID) -> Intake:
    """Files that this person handed in, or that whoever runs the round may see. Raises Http404."""
    held = Intake.objects.filter(pk=pk, round=number).first()
    if held is None:
        raise Http404(str(pk))
    held.round = round_or_404(number)
    standing = standing_in(request)
    if held.made_by != standing.staff and not may(standing, Permission.RUN_ROUND, Place(held.round.plan_id)):
        raise Http404(str(pk))
    return held


_SAW = "saw:"
"""Before the key of a decision: what stood in the office when it was shown."""


def _decisions(request: HttpRequest) -> Decisions:
    keys = ("ask:", "settle:")
    return {str(key): str(value) for key, value in request.POST.items() if str(key).startswith(keys)}


def _stood(request: HttpRequest) -> Decisions:
    sent = ((str(key), str(value)) for key, value in request.POST.items())
    return {key.removeprefix(_SAW): value for key, value in sent if key.startswith(_SAW)}


def _page(request: HttpRequest, held: Intake, refused: _Refused) -> HttpResponse:
    state, reading = in_office(held.round), reading_of_intake(held)
    difference = compare(state, reads_of(held), person_in(request))
    words = Words(state)
    files = [words.file(file) for file in difference.files]
    ready, offered = {file.name for file in difference.files if file.taken}, difference.offered
    taken = taken_of(held)
    context = _frame(
        request,
        held,
        lead=lead_of(difference, len(taken)),
        difference=difference,
        decisions=words.decisions(difference, refused.chosen, refused.stood),
        ready=[file for file in files if file.name in ready & offered],
        idle=[file for file in files if file.name in ready - offered or file.same_as],
        back=[file for file in files if file.name not in ready and not file.same_as],
        some_marked=any(file.can_be_marked for file in files),
        open=len(ready) <= MOST_OPEN,
        taken=taken,
        refused=refused.why,
        problems=(*refused.problems, *difference.problems),
        again=isinstance(refused.why, Undecided),
        unread=reading.total - reading.done,
    )
    status = 409 if refused.why else 422 if refused.problems else 200
    return render(request, "workbooks/intake.html", context, status=status)


def _still_reading(request: HttpRequest, held: Intake, reading: Reading) -> HttpResponse:
    context = _frame(request, held, reading=reading)
    return render(request, "workbooks/reading.html", context)


def _frame(request: HttpRequest, held: Intake, **more: Any) -> dict[str, Any]:  # noqa: ANN401 -- a template takes anything
    here = message("workbooks.intake.heading")
    up = Crumb(message("rounds.part.excel"), reverse("workbooks:excel", args=(held.round_id,)))
    return page(request, held.round, "excel", up, Crumb(here), intake=held, kept_days=actions.KEPT.days, **more)
