"""A look at what the rooms have to tell: what somebody was not told yet is written, and the worker mails it.

Letters are made of how things stand, not of acts: whatever led there, each person is told once, and what was taken back before the
look is not told at all. A kind that was not written before takes as known what stands at its first look.
"""

import logging
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.models import Staff
from monosashi.office.accounts.standing import employed
from monosashi.office.jobs.queries import goes_on
from monosashi.office.letters.joint import Told, Writing, writing
from monosashi.office.letters.kinds import LetterKind
from monosashi.office.letters.mailing import is_mail_set_up, mail_settings
from monosashi.office.letters.models import KindWritten, Letter, Sending
from monosashi.office.letters.tasks import mail_letters
from monosashi.office.ui.language import spoken

_log = logging.getLogger("monosashi.worker")

KEPT = timedelta(days=400)
"""So long a letter is remembered once its matter is no more."""

FROM, UNTIL = 8, 20
"""The hours of the day between which letters are written."""

Key = tuple[str, str, int]
"""Kind, what it is about, and to whom."""


def kinds_on() -> frozenset[LetterKind]:
    """The kinds that are written: none where there is no mail."""
    return frozenset(LetterKind) - set(mail_settings().letters_off) if is_mail_set_up() else frozenset()


def look_round(now: datetime) -> None:
    """Look at all rooms, in the hours of the day, and have the worker mail what waits."""
    on = kinds_on()
    KindWritten.objects.exclude(kind__in=on).delete()
    if not on or not FROM <= timezone.localtime(now).hour < UNTIL:
        return
    for room in writing:
        try:
            look(room, on & room.kinds, now)
        except Exception:  # what goes wrong in one room holds up no other
            _log.exception("letters", extra={"said": {"kinds": sorted(room.kinds)}})
    if Letter.objects.filter(sending=Sending.WAITING).exists() and not goes_on(mail_letters.module_path):
        mail_letters.enqueue()


def look(room: Writing, on: Collection[LetterKind], now: datetime) -> None:
    """Write what people of a room were not told yet, of the kinds that are on. The room is read first: nobody waits for that."""
    today = timezone.localdate(now)
    told = [each for each in room.tells(today) if each.kind in on]
    with transaction.atomic():
        begun = set(KindWritten.objects.filter(kind__in=on).values_list("kind", flat=True))
        known = _newest(on)
        Letter.objects.bulk_create(_fresh(told, known, begun, today, now), batch_size=500)
        KindWritten.objects.bulk_create(KindWritten(kind=kind, since=now) for kind in on if kind not in begun)
        gone = known.keys() - {(each.kind, each.about, who) for each in told for who in each.to}
        _forget([known[key].pk for key in gone if now - known[key].made_at > KEPT])


def _newest(on: Collection[LetterKind]) -> Mapping[Key, Letter]:
    rows = Letter.objects.filter(kind__in=on).only("kind", "about", "staff_id", "state", "turn", "made_at")
    return {(row.kind, row.about, row.staff_id): row for row in rows.order_by("turn")}


def _fresh(
    told: Iterable[Told], known: Mapping[Key, Letter], begun: Collection[str], today: date, now: datetime
) -> Iterator[Letter]:
    """The letters that are not written yet, to people who are employed."""
    here = set(Staff.objects.filter(employed(today)).values_list("pk", flat=True))
    for each in told:
        for who in dict.fromkeys(each.to):
            last = known.get((each.kind, each.about, who))
            if who in here and (last is None or last.state != each.state):
                yield Letter(
                    kind=each.kind.value,
                    about=each.about,
                    staff_id=who,
                    state=each.state,
                    turn=last.turn + 1 if last else 1,
                    subject=spoken(each.changed if last and each.changed else each.subject)[:200],
                    text=text_of(each),
                    sending=Sending.WAITING if each.kind in begun else Sending.NOTICE,
                    made_at=now,
                )


def text_of(told: Told) -> str:
    """The text of a letter: its sentences, where to go, and that nobody is to answer it."""
    says = "\n".join(spoken(each) for each in told.says)
    return spoken(message("letters.text", says=says, address=f"{_pages_at()}{told.address}"))


def _pages_at() -> str:
    held = settings.INSTALLATION
    scheme = "https" if held.https else "http"
    return held.mail.pages_at or f"{scheme}://{held.hosts[0]}"


def _forget(rows: Collection[int]) -> None:
    Letter.objects.filter(pk__in=rows).delete()
