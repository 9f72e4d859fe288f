"""What the worker does: mails letters."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskContext

from monosashi.office.jobs.progress import tell
from monosashi.office.letters.handing_over import claim, hand_over, keep, take_up
from monosashi.office.letters.mailing import MailFault
from monosashi.office.letters.models import Letter, Sending

GIVEN_UP_AFTER = timedelta(days=3)
"""So long a letter waits for a server that cannot be reached."""

NOT_REACHED = frozenset(
    {
        MailFault.TIMEOUT,
        MailFault.NO_CONNECTION,
        MailFault.NOT_SECURE,
        MailFault.LOG_IN,
        MailFault.PASSWORD,
        MailFault.SENDER,
    }
)
"""What goes wrong with every letter alike: those that wait go on waiting."""


@task(takes_context=True)
def mail_letters(context: TaskContext) -> None:
    """Mail the letters that wait, until the server cannot be reached. Whoever has no address reads it on their first page."""
    rows = Letter.objects.select_related("staff")
    waiting = take_up(Letter.objects.all(), context.attempt)
    for done, pk in enumerate(waiting):
        tell(context, done, len(waiting))
        row = claim(rows, pk)
        if row is not None and not _is_reached(row):
            return
    tell(context, len(waiting), len(waiting))


def _is_reached(row: Letter) -> bool:
    """Mail one letter. Whether the server could be reached."""
    rows = Letter.objects.filter(pk=row.pk)
    if not row.staff.email:
        keep(rows, row.pk, sending=Sending.NOTICE)
        return True
    fault = hand_over(rows, row, (row.staff.email,), "letter")
    if fault not in NOT_REACHED:
        return True
    if timezone.now() - row.made_at < GIVEN_UP_AFTER:
        rows.filter(sending=Sending.FAILED).update(sending=Sending.WAITING)
    return False
