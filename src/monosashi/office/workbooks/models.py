"""Workbooks that came back and wait for somebody to take them in."""

import uuid
from typing import ClassVar

from django.db import models

from monosashi.office.rounds.models import Round


class Intake(models.Model):
    """Files that were handed in together. `job` is the worker's, None where they were read at once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="intakes")
    job = models.UUIDField(null=True)
    made_by = models.BigIntegerField()
    made_by_label = models.CharField(max_length=100)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-made_at",)


class HandedIn(models.Model):
    """One file of an intake; `name` is like no other's in it. `reading` is what was read of it, compressed, empty before that.

    Of a file that was taken in (`taken_at`) nothing is kept but its name and hash; `cells` is how many answers it changed.
    """

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    content = models.BinaryField()
    reading = models.BinaryField(default=b"")
    taken_at = models.DateTimeField(null=True)
    cells = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("intake", "pk")
        constraints: ClassVar = [models.UniqueConstraint(fields=("intake", "name"), name="file_stands_once_in_intake")]
