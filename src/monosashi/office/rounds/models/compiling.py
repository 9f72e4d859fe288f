"""What passes between the coordinating office and the departments."""

from typing import ClassVar

from django.db import models

from monosashi.office.letters.models import Mailed
from monosashi.office.letters.models import Sending as HowFar
from monosashi.office.rounds.models.rounds import Round, Sheet


class Extension(models.Model):
    """A later deadline for one department: asked for, then granted or refused. `granted` None: not decided yet."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="extensions")
    code = models.CharField(max_length=64)
    asked_until = models.DateField()
    reason = models.TextField()
    asked_by_label = models.CharField(max_length=100)
    asked_at = models.DateTimeField()
    granted = models.BooleanField(null=True)
    until = models.DateField(null=True)
    note = models.TextField(blank=True)
    decided_by_label = models.CharField(max_length=100, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("round", "-asked_at")


class Remark(models.Model):
    """A question about a sheet, or the answer to one (`answers`)."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="remarks")
    answers = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="replies")
    text = models.TextField()
    by_office = models.BooleanField()
    """Whether the coordinating office wrote it."""
    made_by = models.BigIntegerField()
    made_by_label = models.CharField(max_length=100)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("sheet", "made_at", "pk")


class Reminder(Mailed):
    """A reminder to one department. `to` are the addresses it goes to, a line each, "" where only the notice page shows it."""

    Sending = HowFar
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="reminders")
    code = models.CharField(max_length=64)
    to = models.TextField(blank=True)
    made_by = models.BigIntegerField()
    made_by_label = models.CharField(max_length=100)

    class Meta:
        ordering = ("round", "-made_at", "pk")
        indexes: ClassVar = [models.Index(fields=("code", "made_at"))]


class SecondLook(models.Model):
    """The coordinating office's own grade of a measure (二次評価), with its reason."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="second_looks")
    axis = models.CharField(max_length=64, blank=True)
    grade = models.CharField(max_length=32)
    reason = models.TextField()
    made_by = models.BigIntegerField()
    made_by_label = models.CharField(max_length=100)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("sheet_id", "axis")
        constraints: ClassVar = [models.UniqueConstraint(fields=("sheet", "axis"), name="second_look_stands_once")]
