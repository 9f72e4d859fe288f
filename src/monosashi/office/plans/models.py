"""The rows of a plan: a head, and one row for each entry of its lists, in the plan file's own form (ADR 9)."""

from typing import ClassVar

from django.db import models


class PlanRow(models.Model):
    """A plan as it stands. `head` is JSON: the fields that are no lists. `sha256` is of the plan's canonical bytes."""

    id = models.CharField(max_length=128, primary_key=True)
    name = models.CharField(max_length=200)
    municipality_code = models.CharField(max_length=6)
    revision = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    head = models.TextField()

    class Meta:
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name


class Entry(models.Model):
    """One entry of one list of a plan. `key` is that of `core.paths`, `body` the entry as JSON, `position` its place from 0."""

    plan = models.ForeignKey(PlanRow, on_delete=models.CASCADE, related_name="entries")
    collection = models.CharField(max_length=32)
    key = models.CharField(max_length=255)
    position = models.PositiveIntegerField()
    body = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("plan", "collection", "key"), name="entry_stands_once"),
        ]


class Revision(models.Model):
    """A plan as it was after one save. `document` is the canonical bytes, compressed with zlib; nothing changes it later."""

    plan = models.ForeignKey(PlanRow, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    made_by = models.BigIntegerField(null=True)
    made_by_label = models.CharField(max_length=100, blank=True)
    why = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64)
    document = models.BinaryField()

    class Meta:
        ordering = ("plan", "-number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("plan", "number"), name="revision_stands_once"),
        ]
