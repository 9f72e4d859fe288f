"""Which events no open transaction can precede any more.

In SQLite one transaction writes at a time and ids are given in that order, so that whatever can be seen is settled. In PostgreSQL
an event may be committed after a later one. Each carries the number of its transaction, and those below the oldest transaction
that is still open are settled: committed and seen, or gone for ever.
"""

from django.db import connection
from django.db.models import BigIntegerField, Func, Max, Q

from monosashi.office.events.models import Event


def current_transaction() -> Func | None:
    """The number of the transaction that runs, 64 bits wide; None where the database does not count them."""
    if connection.vendor != "postgresql":
        return None
    return Func(template="pg_current_xact_id()::text::bigint", output_field=BigIntegerField())


def horizon() -> int:
    """Where the settled events end. Read it before the events."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
            return int(cursor.fetchone()[0])
    return int(Event.objects.aggregate(last=Max("id"))["last"] or 0)


def not_sealed_at(now: int, before: int) -> Q:
    """The events that settled between the horizon of the newest seal and the one of now."""
    if connection.vendor == "postgresql":
        return Q(tx__gte=before, tx__lt=now)
    return Q(id__gt=before, id__lte=now)


def should_be_sealed(event: Event, horizon_of_newest: int) -> bool:
    """Whether an event that stands in no seal must have been there when the newest seal was set."""
    if connection.vendor == "postgresql":
        return event.tx is None or event.tx < horizon_of_newest
    return event.pk <= horizon_of_newest
