"""Audits, what they came to, and what departments do about it."""

from typing import ClassVar

from django.db import models

from monosashi.office.entering.waiting import WaitingFile
from monosashi.office.plans.models import PlanRow


class Audit(models.Model):
    """One audit of a plan. `kind` is an `AuditKind`; `auditor` is a role and never a person; `published` says where the report is.

    `report_name` "": no file is kept; else its bytes stand in the installation's evidence folder under `report_sha256`.
    `version` counts the changes of this row.
    """

    plan = models.ForeignKey(PlanRow, on_delete=models.CASCADE, related_name="audits")
    kind = models.CharField(max_length=32)
    fiscal_year = models.PositiveIntegerField()
    theme = models.CharField(max_length=200, blank=True)
    auditor = models.CharField(max_length=100)
    reported_on = models.DateField(null=True)
    published = models.CharField(max_length=500, blank=True)
    report_name = models.CharField(max_length=255, blank=True)
    report_size = models.BigIntegerField(default=0)
    report_sha256 = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=1)
    made_by = models.BigIntegerField()
    made_by_label = models.CharField(max_length=100)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-fiscal_year", "-reported_on", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("plan", "kind", "fiscal_year", "theme"), name="audit_stands_once"),
        ]


class AnswerRequest(models.Model):
    """The departments are asked how far they are on a day (`as_of`), and answer until `due`. The newest day counts."""

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="requests")
    as_of = models.DateField()
    due = models.DateField()
    made_by_label = models.CharField(max_length=100)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("audit_id", "-as_of")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("audit", "as_of"), name="answers_are_asked_once_of_a_day"),
        ]


class AuditResult(models.Model):
    """A finding or an opinion. `kind` is an `AuditResultKind`, `number` as printed, `page` that of the report, "" unknown."""

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="results")
    kind = models.CharField(max_length=16)
    number = models.CharField(max_length=20)
    page = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    position = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("audit_id", "position", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("audit", "kind", "number"), name="audit_result_stands_once"),
        ]


class ResultMeasure(models.Model):
    """A measure of the plan that a result is about. `name` is what it was called when it was told."""

    result = models.ForeignKey(AuditResult, on_delete=models.CASCADE, related_name="measures")
    node = models.CharField(max_length=128)
    name = models.CharField(max_length=400)

    class Meta:
        ordering = ("result_id", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("result", "node"), name="measure_stands_once_in_a_result"),
        ]
        indexes: ClassVar = [models.Index(fields=("node",))]


class ResultPart(models.Model):
    """A department that answers to a result, by its code of the day when it was told; "" is the coordinating office.

    Whoever goes on with the work of a department that is gone answers in its place.
    """

    result = models.ForeignKey(AuditResult, on_delete=models.CASCADE, related_name="parts")
    code = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("result_id", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("result", "code"), name="department_stands_once_in_a_result"),
        ]


class CorrectiveAction(models.Model):
    """What a department said on one occasion (措置). Answers that were accepted stay; a newer one stands beside them.

    `as_of` is the day of which it tells, `state` an `AuditResultState`, `status` an `AuditResultStatus`. `until` says by when
    (words, "" unknown), `done_on` when it was done. `note` is why it was sent back, and who decided last stands beside it.
    A file of evidence is kept as an audit's report is.
    """

    part = models.ForeignKey(ResultPart, on_delete=models.CASCADE, related_name="actions")
    as_of = models.DateField()
    state = models.CharField(max_length=16)
    status = models.CharField(max_length=16)
    text = models.TextField()
    until = models.CharField(max_length=50, blank=True)
    done_on = models.DateField(null=True)
    note = models.TextField(blank=True)
    file_name = models.CharField(max_length=255, blank=True)
    file_size = models.BigIntegerField(default=0)
    file_sha256 = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=1)
    answered_by = models.BigIntegerField()
    answered_by_label = models.CharField(max_length=100)
    answered_at = models.DateTimeField()
    decided_by_label = models.CharField(max_length=100, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("part_id", "-pk")


class PendingResults(WaitingFile):
    """A file of results that waits."""

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="pending")

    class Meta:
        ordering = ("audit_id", "pk")
