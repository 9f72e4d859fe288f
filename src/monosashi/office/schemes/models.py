"""Rules of the city's own, as the files in which they were written."""

from enum import StrEnum
from typing import ClassVar

from django.db import models


class RuleKind(StrEnum):
    """What a file of rules holds."""

    SCHEME = "scheme"
    LIFE_CYCLE = "life_cycle"


class RuleFile(models.Model):
    """A scheme or a life cycle that was brought in. `content` is the file's text, `reference` what plans name: `id@version`.

    No row is changed or deleted: years that were judged by it name it. What is judged otherwise is another version.
    """

    kind = models.CharField(max_length=16, choices=[(kind.value, kind.value) for kind in RuleKind])
    reference = models.CharField(max_length=128)
    name = models.CharField(max_length=200)
    content = models.TextField()
    brought_at = models.DateTimeField()
    brought_by = models.BigIntegerField()
    brought_by_label = models.CharField(max_length=100)

    class Meta:
        ordering = ("kind", "reference")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("kind", "reference"), name="rules_stand_once_under_a_reference")
        ]

    def __str__(self) -> str:
        return self.reference
