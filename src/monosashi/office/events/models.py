"""Events and what they say. The content stands apart, so that it can be disposed of while the chain still verifies."""

from django.db import models


class Event(models.Model):
    """One thing that was done. `digest` is of its content, salted; it stays when the content goes."""

    at = models.DateTimeField(db_index=True)
    action = models.CharField(max_length=64)
    kind = models.CharField(max_length=32)
    object_id = models.CharField(max_length=255)
    plan = models.CharField(max_length=128, blank=True)
    actor = models.BigIntegerField(null=True)
    digest = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=("plan", "kind", "object_id"), name="event_of_object")]
        ordering = ("id",)


class EventContent(models.Model):
    """What an event says in words and values. `body` is canonical JSON: labels, before, after, why."""

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="content", primary_key=True)
    salt = models.CharField(max_length=64)
    body = models.TextField()
