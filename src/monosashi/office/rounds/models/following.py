"""What a round proposes for the plan."""

from typing import ClassVar

from django.db import models

from monosashi.office.rounds.models.rounds import Round, Sheet


class FollowUp(models.Model):
    """Something that is to become of a measure: a target, a stage, a disposition, a merge. `body` is JSON, by kind.

    `carried_at`: it was laid into a draft revision of the plan. `draft`: the id of that draft (`plans.ImportDraft`, which is gone
    once it is applied), None where it was carried before this was kept. `dropped`: why it goes no further.
    """

    class Kind(models.TextChoices):
        """What is proposed."""

        TARGET = "target"
        STAGE = "stage"
        DISPOSITION = "disposition"
        MERGE = "merge"

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="follow_ups")
    kind = models.CharField(max_length=12, choices=Kind)
    body = models.JSONField()
    reason = models.TextField(blank=True)
    made_by = models.BigIntegerField()
    made_by_label = models.CharField(max_length=100)
    made_at = models.DateTimeField()
    carried_at = models.DateTimeField(null=True)
    draft = models.UUIDField(null=True)
    dropped = models.TextField(blank=True)

    class Meta:
        ordering = ("sheet", "pk")


class LikelyAnswer(models.Model):
    """The answer kept ready for a question that is likely to be asked (想定問答). `key` is that of the question."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="likely_answers")
    key = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    changed_by_label = models.CharField(max_length=100)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("round", "key")
        constraints: ClassVar = [models.UniqueConstraint(fields=("round", "key"), name="likely_answer_stands_once")]


class MoneyFile(models.Model):
    """Finance's CSV for a round, with the mapping it is read by, until somebody applies it or another one takes its place.

    `based_on` is the revision of the plan that it is held against.
    """

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="money_file")
    name = models.CharField(max_length=255)
    csv = models.BinaryField()
    mapping = models.TextField()
    based_on = models.PositiveIntegerField()
    brought_by_label = models.CharField(max_length=100)
    brought_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
