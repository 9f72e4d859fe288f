"""What the worker does: mails reminders. Each goes once at most, also when the worker is killed in between."""

from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskContext

from monosashi.office.compiling.mailing import MailFault, NotMailed, send
from monosashi.office.jobs.progress import tell
from monosashi.office.rounds.models import Reminder

Sending = Reminder.Sending


@task(takes_context=True)
def mail_reminders(context: TaskContext, rows: list[int]) -> None:
    """Mail the reminders that still wait. One that an earlier try had in hand may have gone: that is said, not tried again."""
    mine = Reminder.objects.filter(pk__in=rows)
    if context.attempt > 1:
        mine.filter(sending=Sending.SENDING).update(sending=Sending.UNSURE, problem=MailFault.STOPPED)
    waiting = list(mine.filter(sending=Sending.WAITING).order_by("pk").values_list("pk", flat=True))
    for done, row in enumerate(waiting):
        tell(context, done, len(waiting))
        _mail(row)
    tell(context, len(waiting), len(waiting))


def _mail(pk: int) -> None:
    """Mark the reminder first, in a transaction of its own, then send it: what is marked is never sent by another try."""
    if not Reminder.objects.filter(pk=pk, sending=Sending.WAITING).update(sending=Sending.SENDING):
        return
    row = Reminder.objects.get(pk=pk)
    try:
        fault = send(row.subject, row.text, tuple(row.to.split("\n")), f"reminder-{pk}")
    except NotMailed as error:
        state = Sending.UNSURE if error.fault is MailFault.STOPPED else Sending.FAILED
        _keep(pk, sending=state, problem=error.fault.value)
        return
    _keep(pk, sending=Sending.SENT, problem=fault.value if fault else "", sent_at=timezone.now())


def _keep(pk: int, **changed: object) -> None:
    Reminder.objects.filter(pk=pk, sending=Sending.SENDING).update(**changed)
