"""What the worker does: mails reminders. Each goes once at most, also when the worker is killed in between."""

from django_tasks import task
from django_tasks.base import TaskContext

from monosashi.office.jobs.progress import tell
from monosashi.office.letters.handing_over import claim, hand_over, take_up
from monosashi.office.rounds.models import Reminder


@task(takes_context=True)
def mail_reminders(context: TaskContext, rows: list[int]) -> None:
    """Mail the reminders that still wait."""
    mine = Reminder.objects.filter(pk__in=rows)
    waiting = take_up(mine, context.attempt)
    for done, pk in enumerate(waiting):
        tell(context, done, len(waiting))
        row = claim(mine, pk)
        if row is not None:
            hand_over(mine, row, tuple(row.to.split("\n")), "reminder")
    tell(context, len(waiting), len(waiting))
