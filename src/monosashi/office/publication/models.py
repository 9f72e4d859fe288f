"""Settings of the site, previews, proposals, the auditor's file sets and the reports in PDF."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from monosashi.office.plans.models import PlanRow
from monosashi.office.publication.states import AGREED, OPEN, ProposalKind, ProposalState
from monosashi.wording import LANGUAGES


class Making(models.TextChoices):
    """How far something is that the worker makes."""

    ASKED = "asked"
    MADE = "made"
    FAILED = "failed"


class SettingsOfSite(models.Model):
    """What a city says of its site, as it was saved the nth time. `body` is JSON with the fields of `SiteSettings`."""

    plan = models.ForeignKey(PlanRow, on_delete=models.PROTECT, related_name="site_settings")
    number = models.PositiveIntegerField()
    body = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.BigIntegerField(null=True)
    made_by_label = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ("plan", "-number")
        constraints: ClassVar = [models.UniqueConstraint(fields=("plan", "number"), name="site_settings_stand_once")]


class Preview(models.Model):
    """The site of one chain of editions with one state of the settings (number 0: none yet), to be looked at in the office.

    `key` is made of both and of the version of the software. `chain` is that of the editions, in its canonical text. `pages` is
    JSON: name, title and SHA-256 of every page. `site_sha256` is of the site's list of checksums, "" until it was made.
    `reports` is JSON too: edition, language, size, pages and lacking letters of every report in PDF that the site holds.
    `problems` are sentences in each language, as JSON.
    """

    plan = models.ForeignKey(PlanRow, on_delete=models.PROTECT, related_name="previews")
    key = models.CharField(max_length=32)
    chain = models.TextField()
    settings = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=Making)
    job = models.UUIDField(null=True)
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    site_sha256 = models.CharField(max_length=64, blank=True)
    files = models.PositiveIntegerField(default=0)
    size = models.BigIntegerField(default=0)
    pages = models.TextField(default="[]")
    reports = models.TextField(default="[]", db_default="[]")
    problems = models.TextField(default="[]")

    class Meta:
        ordering = ("plan", "-asked_at")
        constraints: ClassVar = [models.UniqueConstraint(fields=("plan", "key"), name="preview_stands_once")]


class Proposal(models.Model):
    """What one person proposes and another decides. `number` counts from 1 in each plan.

    `preview` and `site_sha256`: what is to be published, byte for byte (kind publish). `edition` is the number of the one to be
    corrected or withdrawn, `reason` why, `reasons` those of single figures by path (JSON), `plan_sha256` the plan as it stood.
    `made_edition` is the correction that came of it. `bundle_sha256`, `bundle_size`: the bundle, once it was made.
    """

    plan = models.ForeignKey(PlanRow, on_delete=models.PROTECT, related_name="proposals")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in ProposalKind])
    state = models.CharField(max_length=12, choices=[(state.value, state.value) for state in ProposalState])
    proposed_at = models.DateTimeField()
    proposed_by = models.BigIntegerField()
    proposed_by_label = models.CharField(max_length=100)
    note = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.BigIntegerField(null=True)
    decided_by_label = models.CharField(max_length=100, blank=True)
    decision_note = models.TextField(blank=True)
    preview = models.ForeignKey(Preview, null=True, on_delete=models.PROTECT, related_name="proposals")
    site_sha256 = models.CharField(max_length=64, blank=True)
    edition = models.PositiveIntegerField(null=True)
    reason = models.TextField(blank=True)
    reasons = models.TextField(default="{}")
    label = models.CharField(max_length=200, blank=True)
    plan_sha256 = models.CharField(max_length=64, blank=True)
    job = models.UUIDField(null=True)
    done_at = models.DateTimeField(null=True)
    made_edition = models.PositiveIntegerField(null=True)
    bundle_sha256 = models.CharField(max_length=64, blank=True)
    bundle_size = models.BigIntegerField(default=0)
    problems = models.TextField(default="[]")

    class Meta:
        ordering = ("plan", "-number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("plan", "number"), name="proposal_stands_once"),
            models.UniqueConstraint(
                fields=("plan",), condition=Q(state__in=[state.value for state in OPEN]), name="one_proposal_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[state.value for state in AGREED])
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("proposed_by"))),
                name="agreed_by_two_people",
            ),
        ]


class AuditorSet(models.Model):
    """The auditor's file set of one edition, made on a day. `sha256` is of the zip, `sums_sha256` of the list of checksums in it."""

    plan = models.ForeignKey(PlanRow, on_delete=models.PROTECT, related_name="auditor_sets")
    number = models.PositiveIntegerField()
    edition = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=Making)
    job = models.UUIDField(null=True)
    asked_at = models.DateTimeField()
    asked_by = models.BigIntegerField(null=True)
    asked_by_label = models.CharField(max_length=100, blank=True)
    made_at = models.DateTimeField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    sums_sha256 = models.CharField(max_length=64, blank=True)
    size = models.BigIntegerField(default=0)
    problems = models.TextField(default="[]")

    class Meta:
        ordering = ("plan", "-number")
        constraints: ClassVar = [models.UniqueConstraint(fields=("plan", "number"), name="auditor_set_stands_once")]


class YearReport(models.Model):
    """The report in PDF of one edition in one language, asked for by somebody or made for a preview.

    `key` is made of the editions, settings and software that it was made of: with others it is another.
    """

    plan = models.ForeignKey(PlanRow, on_delete=models.PROTECT, related_name="year_reports")
    edition = models.PositiveIntegerField()
    language = models.CharField(max_length=8, default=LANGUAGES[0], db_default=LANGUAGES[0])
    key = models.CharField(max_length=32)
    state = models.CharField(max_length=8, choices=Making)
    job = models.UUIDField(null=True)
    asked_at = models.DateTimeField()
    asked_by = models.BigIntegerField(null=True)
    asked_by_label = models.CharField(max_length=100, blank=True)
    made_at = models.DateTimeField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    pages = models.PositiveIntegerField(default=0)
    size = models.BigIntegerField(default=0)
    letters = models.TextField(blank=True)
    problems = models.TextField(default="[]")

    class Meta:
        ordering = ("plan", "-edition", "language")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("plan", "edition", "language"), name="year_report_stands_once")
        ]
