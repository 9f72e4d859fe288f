"""The city's file register: its classes, its lines, and what was proposed for those whose period ends."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from monosashi.office.entering.made_once import MadeOnce
from monosashi.office.records.states import (
    OPEN,
    RecordAtEnd,
    RecordEndingState,
    RecordOriginal,
    RecordOutcome,
    RecordState,
)


class RecordSettings(models.Model):
    """The periods and modes of approval of the city, as JSON (`usual.RecordRules`). No row: what is usual (`usual.toml`) holds."""

    body = models.TextField()
    changed_by_label = models.CharField(max_length=100)
    changed_at = models.DateTimeField()


class RecordClass(MadeOnce):
    """A class (分類) of the city's rules: `code` is its mark there. `years` None: permanent. `at_end` is a `RecordAtEnd`.

    `suggested_for` names kinds of documents for which it is suggested, with a comma between two. Not in use from `out_of_use_since` on.
    """

    code = models.CharField(max_length=30, unique=True)
    name = models.CharField(max_length=100)
    years = models.PositiveSmallIntegerField(null=True)
    at_end = models.CharField(max_length=10, choices=[(each.value, each.value) for each in RecordAtEnd])
    suggested_for = models.CharField(max_length=300, blank=True)
    out_of_use_since = models.DateField(null=True)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class RegisterEntry(models.Model):
    """A line of the register. `kind` and `key` name what it is of (`sources.Source`), `plan` the plan it belongs to, "" for none.

    `department` is the code of the day on which it was told: who goes on with its work has the document. `fiscal_year` is the one in
    which the document was made. `years` None: permanent; `ends_on`, with all extensions, then is None too. `mode` is how it was
    approved in the city's words, "" not told, as are `approval_number` and `approval_day`. `original`, `at_end` and `state` are a
    `RecordOriginal`, `RecordAtEnd` and `RecordState`; `done_on` is when it was disposed of or transferred.
    """

    kind = models.CharField(max_length=32)
    key = models.CharField(max_length=160)
    plan = models.CharField(max_length=128, blank=True)
    title = models.CharField(max_length=300)
    record_class = models.ForeignKey(RecordClass, on_delete=models.PROTECT, related_name="entries")
    department = models.CharField(max_length=64)
    fiscal_year = models.PositiveIntegerField()
    years = models.PositiveSmallIntegerField(null=True)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True)
    mode = models.CharField(max_length=100, blank=True)
    approval_number = models.CharField(max_length=60, blank=True)
    approval_day = models.DateField(null=True)
    original = models.CharField(max_length=16, choices=[(each.value, each.value) for each in RecordOriginal])
    at_end = models.CharField(max_length=10, choices=[(each.value, each.value) for each in RecordAtEnd])
    note = models.TextField(blank=True)
    state = models.CharField(
        max_length=12, choices=[(each.value, each.value) for each in RecordState], default=RecordState.KEPT.value
    )
    done_on = models.DateField(null=True)
    changed_by_label = models.CharField(max_length=100)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("-fiscal_year", "record_class__code", "title", "pk")
        indexes: ClassVar = [models.Index(fields=("state", "ends_on"), name="records_that_end")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("kind", "key"), name="document_stands_once_in_register"),
            models.CheckConstraint(
                condition=Q(years__isnull=True, ends_on__isnull=True) | Q(years__gt=0, ends_on__isnull=False),
                name="record_is_permanent_or_ends",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Ending(MadeOnce):
    """What is proposed for a document whose period ends (a `RecordOutcome`), and what became of that (an `RecordEndingState`).

    `years` by which it is extended, None for no extension. `decision_note` is said by whoever agreed or refused, `done_note` by
    whoever carried it out.
    """

    entry = models.ForeignKey(RegisterEntry, on_delete=models.PROTECT, related_name="endings")
    outcome = models.CharField(max_length=10, choices=[(each.value, each.value) for each in RecordOutcome])
    years = models.PositiveSmallIntegerField(null=True)
    reason = models.TextField()
    state = models.CharField(max_length=12, choices=[(each.value, each.value) for each in RecordEndingState])
    proposed_by = models.BigIntegerField()
    proposed_by_label = models.CharField(max_length=100)
    proposed_at = models.DateTimeField()
    decided_by = models.BigIntegerField(null=True)
    decided_by_label = models.CharField(max_length=100, blank=True)
    decided_at = models.DateTimeField(null=True)
    decision_note = models.TextField(blank=True)
    done_on = models.DateField(null=True)
    done_note = models.TextField(blank=True)

    class Meta:
        ordering = ("entry_id", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("entry",),
                condition=Q(state__in=sorted(state.value for state in OPEN)),
                name="one_ending_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[RecordEndingState.AGREED.value, RecordEndingState.DONE.value])
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("proposed_by"))),
                name="ending_agreed_by_two_people",
            ),
            models.CheckConstraint(
                condition=Q(outcome=RecordOutcome.EXTEND.value, years__gt=0)
                | (~Q(outcome=RecordOutcome.EXTEND.value) & Q(years__isnull=True)),
                name="extension_has_its_years",
            ),
        ]
