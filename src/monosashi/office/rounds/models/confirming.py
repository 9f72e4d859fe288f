"""The ways that sheets go before they are submitted."""

from typing import ClassVar

from django.db import models

from monosashi.office.accounts.models import Department
from monosashi.office.rounds.models.rounds import Sheet
from monosashi.office.rounds.states import StepKind, StepState


class RouteStep(models.Model):
    """One step of the route of a department's sheets: a post in a department. `post` "": any confirmer of that department."""

    of = models.ForeignKey(Department, on_delete=models.CASCADE, related_name="route")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in StepKind])
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="steps")
    post = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("of", "position")
        constraints: ClassVar = [models.UniqueConstraint(fields=("of", "position"), name="step_stands_once")]


class Confirmation(models.Model):
    """One step of a sheet's way in one of its passes, copied from the route when it was submitted.

    `by` did it; `acting_for_label` names whoever they acted for (代決), who sees it later (`seen_later_at`, 後閲).
    """

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="confirmations")
    nth_pass = models.PositiveIntegerField()
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in StepKind])
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in StepState])
    by = models.BigIntegerField(null=True)
    by_label = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)
    acting_for = models.BigIntegerField(null=True)
    acting_for_label = models.CharField(max_length=100, blank=True)
    seen_later_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("sheet_id", "nth_pass", "position")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("sheet", "nth_pass", "position"), name="confirmation_stands_once"),
        ]
