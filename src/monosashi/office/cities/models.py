"""What other cities published, as it was brought in, and the panels that were made of it."""

from typing import ClassVar

from django.db import models


class PanelState(models.TextChoices):
    """How far a panel is."""

    ASKED = "asked"
    MADE = "made"
    FAILED = "failed"


class CityData(models.Model):
    """The open data of one plan of another city. The file itself stands in the folder of evidence under its hash, as it came.

    `fiscal_years` are those of its editions that stand, between blanks; `software` is the version that wrote the newest of them. Both are
    "" where the file does not say.
    """

    municipality_code = models.CharField(max_length=6)
    plan_id = models.CharField(max_length=128)
    municipality = models.CharField(max_length=100)
    plan = models.CharField(max_length=200)
    fiscal_years = models.CharField(max_length=200, blank=True)
    software = models.CharField(max_length=50, blank=True)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    brought_at = models.DateTimeField()
    brought_by_label = models.CharField(max_length=100)

    class Meta:
        ordering = ("municipality_code", "plan_id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("municipality_code", "plan_id"), name="plan_of_a_city_stands_once")
        ]

    def __str__(self) -> str:
        return f"{self.municipality} {self.plan}"


class CitiesPanel(models.Model):
    """A panel that was asked for. `made_of` is JSON: code, plan and hash of each part; `plans` is JSON: what stands in it of each plan.

    Its folder can be made again and is in no backup. `problems` are sentences in each language, as JSON.
    """

    state = models.CharField(max_length=8, choices=PanelState)
    job = models.UUIDField(null=True)
    asked_at = models.DateTimeField()
    asked_by_label = models.CharField(max_length=100)
    made_at = models.DateTimeField(null=True)
    made_of = models.TextField(default="[]")
    plans = models.TextField(default="[]")
    problems = models.TextField(default="[]")

    class Meta:
        ordering = ("-pk",)
