"""Events, what they say, and the seals on them. The content stands apart, so that it can go while the chain still verifies."""

from django.db import models

from monosashi.office.events.members import ranges


class Event(models.Model):
    """One thing that was done. `digest` is of its content, salted; it stays when the content goes.

    `tx` is the number of the transaction where the database counts them (PostgreSQL): it says which events nothing can precede
    any more. None in SQLite, where one transaction writes at a time; 0 for events that were restored.
    """

    at = models.DateTimeField(db_index=True)
    action = models.CharField(max_length=64)
    kind = models.CharField(max_length=32)
    object_id = models.CharField(max_length=255)
    plan = models.CharField(max_length=128, blank=True)
    actor = models.BigIntegerField(null=True)
    digest = models.CharField(max_length=64)
    tx = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=("plan", "kind", "object_id"), name="event_of_object")]
        ordering = ("id",)


class EventContent(models.Model):
    """What an event says in words and values. `body` is canonical JSON: labels, before, after, why, places."""

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="content", primary_key=True)
    salt = models.CharField(max_length=64)
    body = models.TextField()


class EventPlace(models.Model):
    """A thing that an event touched, its own subject included: the history of a thing is found here."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="places")
    plan = models.CharField(max_length=128, blank=True)
    kind = models.CharField(max_length=32)
    object_id = models.CharField(max_length=255)

    class Meta:
        indexes = [models.Index(fields=("kind", "object_id", "plan", "-event"), name="history_of_place")]


class Amendment(models.Model):
    """The content of `event` was corrected or disposed of, as `told_by`, an event itself, says.

    The first content is gone, its digest stays on the event. After a correction the content of `told_by` holds the new one;
    after a disposal nothing does. Of several, the last counts.
    """

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="amendments")
    told_by = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="amends")

    class Meta:
        ordering = ("id",)


class Seal(models.Model):
    """A batch of committed events, chained to the one before. `number` counts from 1 without gaps.

    `members` are the ids in it (`1-5,7`), `head` the hash of all this and of the events, `previous` the head before ("" for the
    first). `horizon`: every transaction below it had ended; in SQLite the last id there was. It only says where to look next.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    occasion = models.CharField(max_length=16)
    members = models.TextField()
    count = models.PositiveIntegerField()
    previous = models.CharField(max_length=64, blank=True)
    head = models.CharField(max_length=64)
    horizon = models.BigIntegerField()

    class Meta:
        ordering = ("number",)

    def holds(self, event: int) -> bool:
        """Whether an event stands in it."""
        return any(first <= event <= last for first, last in ranges(self.members))
