"""Events are recorded in the transaction of the action that they tell of."""

import hashlib
import json
import secrets

from django.db import transaction
from django.utils import timezone

from monosashi.office.events.models import Event, EventContent
from monosashi.office.events.values import Actor, Subject


class OutsideTransaction(RuntimeError):
    """An event was recorded outside the transaction of its action: the one could be kept without the other."""


def record(
    action: str, subject: Subject, *, by: Actor, before: object = None, after: object = None, why: str = ""
) -> Event:
    """Keep one event. `before` and `after` are plain data that JSON can hold. Raises OutsideTransaction."""
    if not transaction.get_connection().in_atomic_block:
        raise OutsideTransaction(action)
    body = canonical_body(
        {"actor": by.label, "label": subject.label, "before": before, "after": after, "why": why},
    )
    salt = secrets.token_hex(16)
    event = Event.objects.create(
        at=timezone.now(),
        action=action,
        kind=subject.kind,
        object_id=subject.id,
        plan=subject.plan,
        actor=by.id,
        digest=salted_digest(salt, body),
    )
    EventContent.objects.create(event=event, salt=salt, body=body)
    return event


def canonical_body(content: dict[str, object]) -> str:
    """The one way in which an event's content is written."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def salted_digest(salt: str, body: str) -> str:
    """SHA-256 of salt and body, in hexadecimal: without the salt a short content could be guessed from it."""
    return hashlib.sha256(f"{salt}\n{body}".encode()).hexdigest()
