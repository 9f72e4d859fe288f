"""The rows of a plan: a head, and one row for each entry of its lists, in the plan file's own form (ADR 9)."""

import json
import uuid
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

    @property
    def municipality_name(self) -> str:
        """The municipality as the plan calls it."""
        return str(json.loads(self.head)["municipality"]["name"])


class Entry(models.Model):
    """One entry of one list of a plan. `key` is that of `core.paths`, `body` the entry as JSON, `position` its place from 0.

    `folded` is what searching looks at: the entry's texts in one spelling.
    """

    plan = models.ForeignKey(PlanRow, on_delete=models.CASCADE, related_name="entries")
    collection = models.CharField(max_length=32)
    key = models.CharField(max_length=255)
    position = models.PositiveIntegerField()
    body = models.TextField()
    folded = models.TextField(default="")

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


class Submission(models.Model):
    """A form that was saved: sent again it saves nothing again, and changed after going back it goes on from there.

    `token` is the form's, `sent` what it sent, as JSON compressed with zlib, `based_on` and `revision` the plan's before and after.
    """

    token = models.CharField(max_length=64, primary_key=True)
    plan = models.ForeignKey(PlanRow, on_delete=models.CASCADE, related_name="submissions")
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField(db_index=True)
    based_on = models.PositiveIntegerField()
    revision = models.PositiveIntegerField()
    sent = models.BinaryField()


class ImportDraft(models.Model):
    """A file that was read and waits to be applied or thrown away. `document` is the plan in it, as canonical bytes, compressed.

    `plan_id` is the id in the file, kept here already or not. `based_on` is the revision that it is compared with, None where
    the plan is new here. `notes` are sentences about how it was read, as JSON, in each language. `file_name` is what people know
    it by: the file's name, or what else it was made from.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    plan_id = models.CharField(max_length=128)
    based_on = models.PositiveIntegerField(null=True)
    file_name = models.CharField(max_length=255)
    document = models.BinaryField()
    notes = models.TextField(default="[]")
    made_by = models.BigIntegerField()
    made_by_label = models.CharField(max_length=100)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-made_at",)


class Edition(models.Model):
    """A frozen edition. `document` is its envelope's canonical bytes, compressed with zlib; `sha256` is of those bytes.

    The other fields are those of a link of the chain (`publishing.editions.Link`); `revision` is the plan's that was frozen.
    Of one that was withdrawn (`withdrawn_on`, ISO, "" where it stands) `document` is the tombstone, whose hash is
    `withdrawn_sha256`; `sha256` stays.
    """

    plan = models.ForeignKey(PlanRow, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    file = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    fiscal_year = models.PositiveIntegerField()
    state = models.CharField(max_length=16)
    label = models.CharField(max_length=200)
    revision = models.PositiveIntegerField()
    frozen_at = models.DateTimeField()
    frozen_by = models.BigIntegerField(null=True)
    frozen_by_label = models.CharField(max_length=100)
    document = models.BinaryField()
    withdrawn_on = models.CharField(max_length=10, blank=True, default="", db_default="")
    withdrawn_reason = models.TextField(blank=True, default="", db_default="")
    withdrawn_sha256 = models.CharField(max_length=64, blank=True, default="", db_default="")

    class Meta:
        ordering = ("plan", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("plan", "number"), name="edition_stands_once"),
        ]
