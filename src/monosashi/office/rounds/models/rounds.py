"""Rounds, and the sheets of each: one for every measure that is asked about."""

from typing import ClassVar

from django.db import models

from monosashi.core.tree import Role
from monosashi.office.plans.models import PlanRow
from monosashi.office.rounds.states import RoundKind, RoundState, SheetState


class Round(models.Model):
    """One round of a plan's fiscal year.

    `edition` is the number of the judging edition and `revision` that of the plan in it: what sheets ask and how they are graded
    stands there; both None until one was chosen. `deadline` is for everybody, `papers_due` the day on which the papers of the
    meeting are due, None where none was told. `letter` is the request in the city's own words.
    `closed_edition` and `settled_edition` are the editions that came of it.
    """

    plan = models.ForeignKey(PlanRow, on_delete=models.PROTECT, related_name="rounds")
    fiscal_year = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in RoundKind])
    state = models.CharField(max_length=12, choices=[(state.value, state.value) for state in RoundState])
    edition = models.PositiveIntegerField(null=True)
    revision = models.PositiveIntegerField(null=True)
    deadline = models.DateField()
    papers_due = models.DateField(null=True)
    letter = models.TextField(blank=True)
    made_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    compiled_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    closed_edition = models.PositiveIntegerField(null=True)
    settled_edition = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ("-fiscal_year", "plan", "kind")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("plan", "fiscal_year", "kind"), name="round_is_held_once"),
        ]


class Sheet(models.Model):
    """What is asked of one measure in one round.

    `since` is when it came into its state, or to the step that is due. `version` goes up with every act but a save. `passes` counts how often it was submitted; `step` is the position of the
    confirmation that is due, None where none is. `note` is what it was returned with, `left_out` why it is not asked for.
    `accepted_revision` is the revision of the plan that its answers made.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="sheets")
    node = models.CharField(max_length=128)
    position = models.PositiveIntegerField()
    state = models.CharField(max_length=24, choices=[(state.value, state.value) for state in SheetState])
    since = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)
    passes = models.PositiveIntegerField(default=0)
    step = models.PositiveIntegerField(null=True)
    note = models.TextField(blank=True)
    noted_by_label = models.CharField(max_length=100, blank=True)
    left_out = models.TextField(blank=True)
    submitted_by = models.BigIntegerField(null=True)
    submitted_by_label = models.CharField(max_length=100, blank=True)
    submitted_at = models.DateTimeField(null=True)
    accepted_by = models.BigIntegerField(null=True)
    accepted_by_label = models.CharField(max_length=100, blank=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_revision = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ("round_id", "position")
        constraints: ClassVar = [models.UniqueConstraint(fields=("round", "node"), name="sheet_stands_once")]


class SheetDepartment(models.Model):
    """A department that answers on a sheet. `code` is the plan's. `done_at`: it said that its part is done."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="departments")
    code = models.CharField(max_length=64)
    part = models.CharField(max_length=16, choices=[(role.value, role.value) for role in Role])
    done_at = models.DateTimeField(null=True)
    done_by_label = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ("sheet_id", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("sheet", "code"), name="department_stands_once_on_sheet"),
        ]
