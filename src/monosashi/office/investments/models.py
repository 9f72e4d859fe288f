"""Cases of digital investment: what is wanted, what it was compared with, what was decided, what became of it."""

from typing import ClassVar

from django.db import models

from monosashi.office.investments.states import InvestmentPriority, InvestmentVerdict
from monosashi.office.meetings.models import MeetingDecision
from monosashi.office.plans.models import PlanRow


class Viewpoint(models.Model):
    """One of the city's own viewpoints of examination (観点), at `position`. One that is not `in_use` is asked no more and keeps its answers."""

    text = models.CharField(max_length=300)
    position = models.PositiveIntegerField()
    in_use = models.BooleanField(default=True)
    changed_by_label = models.CharField(max_length=100)

    class Meta:
        ordering = ("position", "pk")


class LabourRate(models.Model):
    """What an hour of staff costs in cases of a fiscal year, in yen (a Decimal as typed), and where that is from."""

    fiscal_year = models.PositiveIntegerField(unique=True)
    yen = models.CharField(max_length=20)
    source = models.CharField(max_length=200, blank=True)
    changed_by_label = models.CharField(max_length=100)

    class Meta:
        ordering = ("fiscal_year",)


class Case(models.Model):
    """A case (案件) of a plan. `code` is its department's on the day when it was entered: who goes on with its work has the case.

    `kind`, `state` and `priority` are an `InvestmentKind`, `InvestmentState` and `InvestmentPriority`. `fiscal_year` is the budget year, the first of `years`. `indicator` is the id of one of the plan's, "" where one is typed or none is
    named; `baseline` and `target` are Decimals as typed, "" not told. `verify_year` is when its effects are verified next, None for never.
    `version` counts whatever was changed about it. `token` was given to the form: sent twice, it makes one case.
    """

    token = models.CharField(max_length=64, unique=True)
    plan = models.ForeignKey(PlanRow, on_delete=models.PROTECT, related_name="investments")
    code = models.CharField(max_length=64)
    fiscal_year = models.PositiveIntegerField()
    years = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=12)
    problem = models.TextField()
    served = models.TextField(blank=True)
    without = models.TextField(blank=True)
    workload = models.TextField(blank=True)
    indicator = models.CharField(max_length=128, blank=True)
    indicator_name = models.CharField(max_length=200, blank=True)
    indicator_unit = models.CharField(max_length=30, blank=True)
    baseline = models.CharField(max_length=40, blank=True)
    target = models.CharField(max_length=40, blank=True)
    indicator_year = models.PositiveIntegerField(null=True)
    measured_by = models.TextField(blank=True)
    uncounted = models.TextField(blank=True)
    risks = models.TextField(blank=True)
    shared_use = models.TextField(blank=True)
    state = models.CharField(max_length=12)
    priority = models.CharField(
        max_length=8,
        default=InvestmentPriority.NONE.value,
    )
    verify_year = models.PositiveIntegerField(null=True)
    submitted_by = models.BigIntegerField(null=True)
    submitted_by_label = models.CharField(max_length=100, blank=True)
    submitted_at = models.DateTimeField(null=True)
    changed_by_label = models.CharField(max_length=100)
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-fiscal_year", "-pk")
        indexes: ClassVar = [models.Index(fields=("state", "verify_year"), name="investments_going_on")]

    def __str__(self) -> str:
        return self.title


class CaseMeasure(models.Model):
    """A measure of the plan that a case belongs to. `name` is what it was called then."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="measures")
    node = models.CharField(max_length=128)
    name = models.CharField(max_length=400)

    class Meta:
        ordering = ("case_id", "pk")
        constraints: ClassVar = [models.UniqueConstraint(fields=("case", "node"), name="measure_stands_once_in_a_case")]
        indexes: ClassVar = [models.Index(fields=("node",), name="investments_of_measure")]


class CaseProgram(models.Model):
    """A budget program of the plan that pays for a case. `name` is what it was called then."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="programs")
    program = models.CharField(max_length=128)
    name = models.CharField(max_length=400)

    class Meta:
        ordering = ("case_id", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("case", "program"), name="program_stands_once_in_a_case"),
        ]


class Alternative(models.Model):
    """A way in which the problem could be met. One of a case `is_present`: going on as now. At most one is `chosen`: proposed.

    `stated_total` is the total that the department's own papers give in thousand yen (a Decimal as typed), "" for none.
    """

    token = models.CharField(max_length=64, unique=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="alternatives")
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=100)
    text = models.TextField(blank=True)
    is_present = models.BooleanField(default=False)
    chosen = models.BooleanField(default=False)
    stated_total = models.CharField(max_length=40, blank=True)
    changed_by_label = models.CharField(max_length=100)

    class Meta:
        ordering = ("case_id", "position", "pk")


class AlternativeLine(models.Model):
    """One figure of an alternative, an `InvestmentLine`: thousand yen or hours (a Decimal as typed). `source` is a `FundingSource`, "" where none was told."""

    alternative = models.ForeignKey(Alternative, on_delete=models.CASCADE, related_name="lines")
    line = models.CharField(max_length=12)
    source = models.CharField(max_length=16, blank=True)
    fiscal_year = models.PositiveIntegerField()
    value = models.CharField(max_length=40)

    class Meta:
        ordering = ("alternative_id", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("alternative", "line", "source", "fiscal_year"), name="figure_stands_once_in_an_alternative"
            ),
        ]


class ViewpointAnswer(models.Model):
    """What a department says to a viewpoint, and what the office thinks of it. `verdict` is an `InvestmentVerdict`, `asked` the viewpoint as it read when it was answered."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="answers")
    viewpoint = models.ForeignKey(Viewpoint, on_delete=models.PROTECT, related_name="answers")
    asked = models.CharField(max_length=300)
    answer = models.TextField(blank=True)
    verdict = models.CharField(
        max_length=8,
        default=InvestmentVerdict.NONE.value,
    )
    remark = models.TextField(blank=True)

    class Meta:
        ordering = ("case_id", "viewpoint__position", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("case", "viewpoint"), name="viewpoint_is_answered_once_in_a_case"),
        ]


class SimilarCase(models.Model):
    """What people say of a case and another one that looks alike: an `InvestmentLikeness`."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="similar")
    other = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="similar_to")
    likeness = models.CharField(max_length=16)
    said_by_label = models.CharField(max_length=100)

    class Meta:
        ordering = ("case_id", "pk")
        constraints: ClassVar = [models.UniqueConstraint(fields=("case", "other"), name="two_cases_are_compared_once")]


class Decision(models.Model):
    """What was decided about a case (an `InvestmentOutcome`), the newest last. `decided_in` is what a meeting decided, None: the office itself decided."""

    token = models.CharField(max_length=64, unique=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="decisions")
    outcome = models.CharField(max_length=12)
    reason = models.TextField()
    decided_on = models.DateField()
    decided_in = models.ForeignKey(MeetingDecision, null=True, on_delete=models.SET_NULL, related_name="+")
    made_by_label = models.CharField(max_length=100)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("case_id", "pk")


class Condition(models.Model):
    """A condition of an approval; `state` is an `InvestmentConditionState`. `code` is the department that reports on it, by its code of that day."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="conditions")
    text = models.TextField()
    due = models.DateField()
    code = models.CharField(max_length=64)
    state = models.CharField(max_length=12)
    report = models.TextField(blank=True)
    reported_by = models.BigIntegerField(null=True)
    reported_by_label = models.CharField(max_length=100, blank=True)
    note = models.TextField(blank=True)
    closed_by_label = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ("decision_id", "pk")


class ActualLine(models.Model):
    """What became of a case in a fiscal year: thousand yen, hours or the indicator's unit (a Decimal as typed). `line` is an `ActualKind`."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="actuals")
    line = models.CharField(max_length=12)
    fiscal_year = models.PositiveIntegerField()
    value = models.CharField(max_length=40)

    class Meta:
        ordering = ("case_id", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("case", "line", "fiscal_year"), name="actual_stands_once_in_a_case"),
        ]


class Verification(models.Model):
    """Whether a case brought what was expected (`InvestmentEffect`), as seen in `fiscal_year`, and what follows (`InvestmentNextStep`)."""

    token = models.CharField(max_length=64, unique=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="verifications")
    fiscal_year = models.PositiveIntegerField()
    effect = models.CharField(max_length=12)
    reason = models.TextField()
    next_step = models.CharField(max_length=12)
    made_by_label = models.CharField(max_length=100)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("case_id", "pk")
