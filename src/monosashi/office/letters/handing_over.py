"""One thing written after another goes to the mail server, each once at most, also when the worker is killed in between."""

from typing import TypeVar

from django.db.models import QuerySet
from django.utils import timezone

from monosashi.office.letters.mailing import MailFault, NotMailed, send
from monosashi.office.letters.models import Mailed, Sending

Row = TypeVar("Row", bound=Mailed)


def take_up(rows: "QuerySet[Row]", attempt: int) -> list[int]:
    """The keys of those that wait. One that an earlier attempt had in hand may have gone: that is said, not tried again."""
    if attempt > 1:
        rows.filter(sending=Sending.SENDING).update(sending=Sending.UNSURE, problem=MailFault.STOPPED)
    return list(rows.filter(sending=Sending.WAITING).order_by("pk").values_list("pk", flat=True))


def claim(rows: "QuerySet[Row]", pk: int) -> Row | None:
    """Mark it as in hand, in a transaction of its own: what is marked is never sent by another try. None where it waits no more."""
    if not rows.filter(pk=pk, sending=Sending.WAITING).update(sending=Sending.SENDING):
        return None
    return rows.get(pk=pk)


def hand_over(rows: "QuerySet[Row]", row: Row, to: tuple[str, ...], key: str) -> MailFault | None:
    """Mail what is in hand and keep what became of it. `key` names it for good. What went wrong, None: nothing."""
    try:
        fault = send(row.subject, row.text, to, f"{key}-{row.pk}")
    except NotMailed as error:
        state = Sending.UNSURE if error.fault is MailFault.STOPPED else Sending.FAILED
        keep(rows, row.pk, sending=state, problem=error.fault.value)
        return error.fault
    keep(rows, row.pk, sending=Sending.SENT, problem=fault.value if fault else "", sent_at=timezone.now())
    return fault


def keep(rows: "QuerySet[Row]", pk: int, **changed: object) -> None:
    """Keep what became of what is in hand."""
    rows.filter(pk=pk, sending=Sending.SENDING).update(**changed)
