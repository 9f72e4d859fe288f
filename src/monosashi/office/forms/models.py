"""Forms of the city's own, as the files that somebody made."""

from typing import ClassVar

from django.db import models

from monosashi.office.plans.models import PlanRow


class CityForm(models.Model):
    """A form of a plan. `content` is the file as it was brought in, with its placeholders; `kind` is `xlsx` or `docx`.

    `repeats`: one file holds all measures. `of_measures`: it asks for something of a measure, so that each has its file or its
    row. A newer file takes the place of the older one, whose hash stays in the event; a form that is taken out of use is gone.
    """

    plan = models.ForeignKey(PlanRow, on_delete=models.CASCADE, related_name="forms")
    name = models.CharField(max_length=100)
    file_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=8)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    repeats = models.BooleanField()
    of_measures = models.BooleanField()
    brought_at = models.DateTimeField()
    brought_by = models.BigIntegerField()
    brought_by_label = models.CharField(max_length=100)

    class Meta:
        ordering = ("name",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("plan", "name"), name="form_stands_once_under_a_name"),
            models.UniqueConstraint(fields=("plan", "sha256"), name="form_file_stands_once_in_a_plan"),
        ]

    def __str__(self) -> str:
        return self.name
