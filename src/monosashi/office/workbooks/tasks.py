"""What the worker does: reading many workbooks. A job that was killed in between is run again and reads the rest."""

from uuid import UUID

from django_tasks import task
from django_tasks.base import TaskContext

from monosashi.office.jobs.progress import tell
from monosashi.office.rounds.queries import name_of
from monosashi.office.ui.language import spoken
from monosashi.office.workbooks.models import HandedIn, Intake
from monosashi.office.workbooks.readings import packed, read_bytes


@task(takes_context=True)
def read_intake(context: TaskContext, pk: str) -> None:
    """Read every file of an intake."""
    intake = Intake.objects.select_related("round__plan").filter(pk=UUID(pk)).first()
    if intake is None:
        return
    about = spoken(name_of(intake.round))
    waiting = list(HandedIn.objects.filter(intake=intake, taken_at=None).defer("content", "reading"))
    for done, row in enumerate(waiting):
        tell(context, done, len(waiting), about=about)
        _read(row.pk)
    tell(context, len(waiting), len(waiting), about=about)


def _read(pk: int) -> None:
    """One file at a time in memory; one that was taken out meanwhile is passed over."""
    row = HandedIn.objects.filter(pk=pk, reading=b"").first()
    if row is not None:
        HandedIn.objects.filter(pk=pk).update(reading=packed(read_bytes(row.name, bytes(row.content))))
