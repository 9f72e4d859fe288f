"""Events are recorded in the transaction of the action that they tell of."""

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from monosashi.office.events.models import Event, EventContent, EventPlace
from monosashi.office.events.transactions import current_transaction
from monosashi.office.events.values import Actor, Subject, Touched


class OutsideTransaction(RuntimeError):
    """An event was recorded outside the transaction of its action: the one could be kept without the other."""


def record(  # noqa: PLR0913 -- who, what, to what, before, after, why, and what else it touched
    action: str,
    subject: Subject,
    *,
    by: Actor,
    before: object = None,
    after: object = None,
    why: str = "",
    places: Iterable[Touched] = (),
) -> Event:
    """Keep one event. `before` and `after` are plain data that JSON can hold. Raises OutsideTransaction.

    `places` are the things beside the subject whose history shows the event: the measures that a save of the plan changed.
    """
    if not transaction.get_connection().in_atomic_block:
        raise OutsideTransaction(action)
    touched = sorted({(subject.kind, subject.id), *((place.kind, place.id) for place in places)})
    said = {"actor": by.label, "label": subject.label, "before": before, "after": after, "why": why, "places": touched}
    body, salt = canonical_body(said), new_salt()
    event = Event.objects.create(
        at=timezone.now(),
        action=action,
        kind=subject.kind,
        object_id=subject.id,
        plan=subject.plan,
        actor=by.id,
        digest=salted_digest(salt, body),
        tx=current_transaction(),
    )
    EventContent.objects.create(event=event, salt=salt, body=body)
    rows = [EventPlace(event=event, plan=subject.plan, kind=kind, object_id=key) for kind, key in touched]
    EventPlace.objects.bulk_create(rows, batch_size=500)
    return event


def canonical_body(content: Mapping[str, object]) -> str:
    """The one way in which an event's content is written."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def new_salt() -> str:
    """What makes a digest unguessable."""
    return secrets.token_hex(16)


def salted_digest(salt: str, body: str) -> str:
    """SHA-256 of salt and body, in hexadecimal: without the salt a short content could be guessed from it."""
    return hashlib.sha256(f"{salt}\n{body}".encode()).hexdigest()
