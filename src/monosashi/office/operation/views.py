"""Pages for those who run the installation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.office.accounts.access import requires
from monosashi.office.accounts.permissions import Permission
from monosashi.office.events.models import Seal
from monosashi.office.jobs import queries
from monosashi.office.jobs.queries import Job, JobState
from monosashi.office.letters.mailing import is_mail_set_up
from monosashi.office.letters.queries import counted
from monosashi.office.operation.marks import Part, marks
from monosashi.office.ui.cells import Cell, absence
from monosashi.office.ui.dates import moment_cell
from monosashi.office.ui.downloads import as_file
from monosashi.office.ui.language import language, spoken
from monosashi.office.ui.lists import Column, Filter, ListOf, Option, by_number, by_text, listed
from monosashi.wording import templates

_TAGS = {JobState.READY: "wait", JobState.RUNNING: "wait", JobState.SUCCESSFUL: "done", JobState.FAILED: "stop"}


@requires(Permission.OPERATE)
def jobs(request: HttpRequest) -> HttpResponse:
    """The jobs with how far they are, how many letters went, and when each part last did its work."""
    rows, list_of = queries.jobs(), _list_of_jobs()
    if file := as_file(list_of, rows, request.GET):
        return file
    counts = {state.value: sum(row.state is state for row in rows) for state in JobState}
    going_on = counts[JobState.RUNNING] + counts[JobState.READY]
    context = {
        "list": listed(list_of, rows, request.GET),
        "parts": _parts(),
        "counts": counts,
        "going_on": going_on,
        "letters": counted(timezone.now()) if is_mail_set_up() else (),
    }
    return render(request, "operation/jobs.html", context)


def _parts() -> list[tuple[str, Cell]]:
    found = marks()
    sealed = Seal.objects.order_by("-number").values_list("at", flat=True).first()
    told = [(spoken(part), found.get(part)) for part in (Part.WORKER, Part.BACKUP)]
    never = absence(message("operation.parts.never"))
    return [
        (name, moment_cell(at) if at else never)
        for name, at in (*told, (spoken(message("operation.parts.seal")), sealed))
    ]


def _list_of_jobs() -> ListOf[Job]:
    states = tuple(Option(state.value, spoken(state)) for state in JobState)
    return ListOf(
        name="jobs",
        caption=message("operation.jobs.caption"),
        columns=_COLUMNS,
        filters=(Filter("state", message("operation.jobs.state"), states, lambda row, state: row.state == state),),
        words=lambda row: (_task(row), row.about),
        empty=message("operation.jobs.none"),
    )


def _task(row: Job) -> str:
    """The word for a job, `job.<the function's name>`; the name itself where there is none."""
    name = row.task.rpartition(".")[2]
    id_ = f"job.{name}"
    return spoken(Message(id_)) if id_ in templates(language()) else name


def _progress(row: Job) -> Cell:
    """How far it is; of how many steps that is, matters until it has ended."""
    if row.percent is not None:
        goes_on = row.total and row.state is not JobState.SUCCESSFUL
        note = spoken(message("operation.jobs.of", done=row.done or 0, total=row.total)) if goes_on else ""
        return Cell(f"{row.percent}", "%", note=note)
    if row.done is not None:
        return Cell(spoken(message("operation.jobs.unknown_total", done=row.done)))
    return _not_told(row)


def _not_told(row: Job) -> Cell:
    """A job says what it is about, and how far it is, once it runs."""
    waits = row.state is JobState.READY
    return absence(message("operation.jobs.not_begun" if waits else "operation.jobs.not_told"))


def _ended(row: Job) -> Cell:
    return moment_cell(row.ended) if row.ended else absence(message("operation.jobs.not_ended"))


def _failure(row: Job) -> Cell:
    return Cell(row.failure) if row.failure else absence(message("operation.jobs.no_failure"))


_COLUMNS: tuple[Column[Job], ...] = (
    Column(
        "task", message("operation.jobs.task"), lambda row: Cell(_task(row)), lambda row: by_text(_task(row)), head=True
    ),
    Column(
        "about",
        message("operation.jobs.about"),
        lambda row: Cell(row.about) if row.about else _not_told(row),
    ),
    Column(
        "state",
        message("operation.jobs.state"),
        lambda row: Cell(spoken(row.state), tag=_TAGS[row.state]),
        lambda row: by_text(row.state),
    ),
    Column("progress", message("operation.jobs.progress"), _progress, lambda row: by_number(row.percent), figures=True),
    Column(
        "asked",
        message("operation.jobs.waits_since"),
        lambda row: moment_cell(row.waits_since),
        lambda row: by_text(row.waits_since.isoformat()),
    ),
    Column("ended", message("operation.jobs.ended"), _ended),
    Column("failure", message("operation.jobs.failure"), _failure),
)
