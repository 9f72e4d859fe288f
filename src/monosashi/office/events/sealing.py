"""Sealing: committed events in batches, each batch chained to the one before.

A seal's head is SHA-256 over one line for the seal (number, time, occasion, members, the head before) and one line for each of
its events in the order of ids: all that the event's row says, with the salted digest of its content. The contents themselves are
not in it, so that they can be corrected and disposed of.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from monosashi.office.events.members import written
from monosashi.office.events.models import Event, Seal
from monosashi.office.events.transactions import horizon, not_sealed_at
from monosashi.office.events.values import Head, Occasion

_LOCK = 0x6D6F6E6F  # a number of our own among PostgreSQL's advisory locks
_TRIES = 3


def seal(occasion: Occasion, tries: int = _TRIES) -> Head | None:
    """Seal what is settled and not sealed yet. The chain's end; None where there is no event yet.

    Two may seal at once: the second waits, or finds its number taken and begins again, so many times at most. Raises
    IntegrityError where it is taken each time, and at once where the chain has not grown: then the fault is another.
    """
    last: Seal | None = None
    try:
        with transaction.atomic():
            _wait_for_other_sealers()
            last = _newest()
            at = horizon()
            events = list(Event.objects.filter(not_sealed_at(at, 0 if last is None else last.horizon)).order_by("id"))
            return set_seal(events, occasion, last, at) if events else _head_of(last)
    except IntegrityError:
        if tries <= 1 or _newest() == last:
            raise
    return seal(occasion, tries - 1)


def set_seal(events: Sequence[Event], occasion: Occasion, last: Seal | None, at: int) -> Head:
    """Set the seal that follows `last` on these events, in the order of ids. `at` is the horizon."""
    new = Seal(
        number=1 if last is None else last.number + 1,
        at=timezone.now(),
        occasion=occasion,
        members=written(event.pk for event in events),
        count=len(events),
        previous="" if last is None else last.head,
        horizon=at,
    )
    new.head = head_over(new, events)
    new.save(force_insert=True)
    return Head(new.number, new.head)


def head() -> Head | None:
    """The chain's end; None where nothing was sealed yet."""
    return _head_of(_newest())


def head_over(seal: Seal, events: Iterable[Event]) -> str:
    """The hash of a seal and its events."""
    total = hashlib.sha256(_line(seal.number, _time(seal.at), seal.occasion, seal.members, seal.previous))
    for event in events:
        named = (event.action, event.kind, event.object_id, event.plan, event.actor)
        total.update(_line(event.pk, _time(event.at), *named, event.digest))
    return total.hexdigest()


def _newest() -> Seal | None:
    return Seal.objects.order_by("-number").first()


def _head_of(last: Seal | None) -> Head | None:
    return None if last is None else Head(last.number, last.head)


def _wait_for_other_sealers() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _line(*parts: object) -> bytes:
    return (json.dumps(parts, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
