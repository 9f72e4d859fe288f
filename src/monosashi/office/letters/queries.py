"""How many letters of each kind were written lately, and how far they are. Who got them is told nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count

from monosashi.office.letters.kinds import LetterKind
from monosashi.office.letters.looking import kinds_on
from monosashi.office.letters.models import Letter, Sending

LATELY = timedelta(days=30)
"""How far back letters are counted."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Letters of one kind: mailed, still to be mailed, not mailed (refused, or nobody knows). `is_on`: whether it is written."""

    kind: LetterKind
    is_on: bool
    sent: int
    waiting: int
    failed: int


def counted(now: datetime) -> tuple[Counted, ...]:
    """The letters of the last thirty days by kind. One query."""
    rows = Letter.objects.filter(made_at__gt=now - LATELY).order_by().values_list("kind", "sending")
    found: Mapping[tuple[str, str], int] = {(kind, how): n for kind, how, n in rows.annotate(n=Count("pk"))}
    on = kinds_on()

    def of(kind: LetterKind, *how: Sending) -> int:
        return sum(found.get((kind.value, each.value), 0) for each in how)

    return tuple(
        Counted(
            kind,
            kind in on,
            of(kind, Sending.SENT),
            of(kind, Sending.WAITING, Sending.SENDING),
            of(kind, Sending.FAILED, Sending.UNSURE),
        )
        for kind in LetterKind
    )
