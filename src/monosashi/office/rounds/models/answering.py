"""What departments type: answers, evidence, notes during the year."""

from typing import ClassVar

from django.db import models

from monosashi.office.rounds.models.rounds import Sheet


class SheetAnswer(models.Model):
    """One answer as it was typed, read or not. `slot` is `Slot.id`. No row: nobody touched what the plan has."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="answers")
    slot = models.CharField(max_length=400)
    text = models.TextField(blank=True)
    changed_by = models.BigIntegerField()
    changed_by_label = models.CharField(max_length=100)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("sheet_id", "pk")
        constraints: ClassVar = [models.UniqueConstraint(fields=("sheet", "slot"), name="answer_stands_once")]


class Evidence(models.Model):
    """A file that shows an answer to be true. The bytes stand in the installation's evidence folder under `sha256`.

    `slot` is the answer that it shows, "" for the sheet as a whole. A removed one keeps its row.
    """

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="evidence")
    slot = models.CharField(max_length=400, blank=True)
    name = models.CharField(max_length=255)
    kind = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    added_by = models.BigIntegerField()
    added_by_label = models.CharField(max_length=100)
    added_at = models.DateTimeField()
    removed_by_label = models.CharField(max_length=100, blank=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("sheet", "pk")


class YearNote(models.Model):
    """What somebody wants to be remembered of a measure when the year is answered for. Never published."""

    plan_id = models.CharField(max_length=128)
    node = models.CharField(max_length=128)
    fiscal_year = models.PositiveIntegerField()
    text = models.TextField()
    made_by = models.BigIntegerField()
    made_by_label = models.CharField(max_length=100)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("plan_id", "node", "-made_at")
        indexes: ClassVar = [models.Index(fields=("plan_id", "node", "fiscal_year"))]
