"""Reviews of plans, the findings in them, and what was decided about each."""

from typing import ClassVar

from django.db import models

from monosashi.office.findings.states import DecisionKind
from monosashi.office.plans.models import PlanRow


class ReviewRow(models.Model):
    """One review of one revision of a plan, for one fiscal year. `sha256` is of the plan's canonical bytes.

    `ran` are the codes of the rules that ran, `not_run` is `[{"rule", "reason", "failed"}]`, both as JSON.
    """

    plan = models.ForeignKey(PlanRow, on_delete=models.CASCADE, related_name="reviews")
    revision = models.PositiveIntegerField()
    fiscal_year = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    ran = models.TextField()
    not_run = models.TextField()

    class Meta:
        ordering = ("plan", "fiscal_year", "-revision")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("plan", "fiscal_year", "revision"), name="review_stands_once"),
        ]


class FindingRow(models.Model):
    """A finding as long as it is the same: `key` is made of its rule, place, year and figures (`identity.key_of`).

    `body` is the finding as JSON as it was last said, `folded` what it says in words, in one spelling, for searching.
    `node` "" : about the plan. `current` is the decision in force.
    """

    plan = models.ForeignKey(PlanRow, on_delete=models.CASCADE, related_name="findings")
    key = models.CharField(max_length=40)
    rule = models.CharField(max_length=16)
    severity = models.CharField(max_length=16)
    node = models.CharField(max_length=128, blank=True)
    place = models.CharField(max_length=255)
    body = models.TextField()
    folded = models.TextField(default="", db_default="")
    current = models.ForeignKey("Decision", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=("plan", "key"), name="finding_stands_once")]
        indexes: ClassVar = [models.Index(fields=("plan", "node"), name="findings_of_node")]


class Found(models.Model):
    """A finding stands in a review, at `position` from 0."""

    review = models.ForeignKey(ReviewRow, on_delete=models.CASCADE, related_name="found")
    finding = models.ForeignKey(FindingRow, on_delete=models.CASCADE, related_name="found_in")
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ("review", "position")
        constraints: ClassVar = [models.UniqueConstraint(fields=("review", "finding"), name="found_once_in_review")]


class Decision(models.Model):
    """One thing that was decided about a finding. Nothing changes it later; the newest is in force.

    `number` counts from 1 for each finding. `department` is the code of the one that takes the task or is asked, `post` who
    there, or who puts out of scope. `until`: task due, waiver's last day, answer wanted by; None without a day.
    """

    finding = models.ForeignKey(FindingRow, on_delete=models.CASCADE, related_name="decisions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=16, choices=[(kind.value, kind.value) for kind in DecisionKind])
    department = models.CharField(max_length=64, blank=True)
    post = models.CharField(max_length=100, blank=True)
    until = models.DateField(null=True)
    text = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.BigIntegerField(null=True)
    made_by_label = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ("finding", "number")
        constraints: ClassVar = [models.UniqueConstraint(fields=("finding", "number"), name="decision_stands_once")]
        indexes: ClassVar = [models.Index(fields=("department", "kind"), name="decisions_of_department")]
