"""What the worker makes: previews, bundles, the auditor's file sets, reports.

A folder or file gets its name when it is whole, and counts when its row says so. A job that was killed in between is run again and
makes the same.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskContext

from monosashi.core.messages import InvalidInput, message
from monosashi.office.jobs.progress import tell
from monosashi.office.plans.actions_editions import taken_out
from monosashi.office.publication import places
from monosashi.office.publication.auditor_sets import file_set_of
from monosashi.office.publication.forgetting import forget_withdrawn
from monosashi.office.publication.making import Bundled, bundled, folder_of_chain, pages_of, pages_written, zipped
from monosashi.office.publication.models import AuditorSet, Making, Preview, Proposal, YearReport
from monosashi.office.publication.outcomes import Made, carried_out, failed
from monosashi.office.publication.queries import is_current, links_in, now, wanted_of
from monosashi.office.publication.reports_kept import ReportsOfPlan, make_and_keep, wanted_in_site
from monosashi.office.publication.site_settings import settings_numbered
from monosashi.office.publication.states import OPEN, ProposalState
from monosashi.office.ui.problem_sentences import kept
from monosashi.publishing.editions import digest
from monosashi.publishing.output_files import SUMS
from monosashi.publishing.public_editions import read_public_editions
from monosashi.publishing.site.publishing import publish_site

PREVIEWS_KEPT = 5
"""Previews whose folders stay beside the one just made. Those of open proposals always do."""


@task(takes_context=True)
def make_preview(context: TaskContext, pk: int) -> None:
    """Make the site of a preview."""
    preview = Preview.objects.select_related("plan").get(pk=pk)
    plan_id, settings = preview.plan_id, settings_numbered(preview.plan_id, preview.settings)
    steps = _steps_of_site(context, preview)
    reporting = ReportsOfPlan(plan_id, preview.settings, steps.one_more)
    target = places.preview_folder(plan_id, preview.key)
    try:
        _clear(places.previews(plan_id))
        forget_withdrawn(plan_id)
        with folder_of_chain(plan_id, preview.chain) as folder:
            steps.one_more()
            made = publish_site(folder, target, settings, reporting=reporting)
    except InvalidInput as error:
        _not_made(preview, error)
        return
    steps.one_more()
    preview.state, preview.made_at, preview.files, preview.size = Making.MADE, timezone.now(), made.files, made.size
    preview.site_sha256 = digest((target / SUMS).read_bytes())
    preview.pages, preview.reports = pages_written(pages_of(target)), reporting.written
    preview.save()
    _thin_out(plan_id, preview.key)
    steps.one_more()


@task(takes_context=True)
def make_bundle(context: TaskContext, pk: int) -> None:
    """Make the bundle of a proposal that two people agreed to, of just the bytes that they agreed to."""
    proposal = Proposal.objects.select_related("plan", "preview__plan").get(pk=pk)
    preview = proposal.preview
    if proposal.state != ProposalState.APPROVED or preview is None:
        return
    steps = _steps_of_site(context, preview)
    reporting = ReportsOfPlan(proposal.plan_id, preview.settings, steps.one_more)
    path = places.bundle_file(proposal.plan_id, proposal.number)
    try:
        with folder_of_chain(proposal.plan_id, preview.chain) as folder:
            steps.one_more()
            made = bundled(folder, settings_numbered(proposal.plan_id, preview.settings), reporting)
        _refuse_other_bytes(made, proposal)
        steps.one_more()
        places.save(made.raw, path)
    except InvalidInput as error:
        failed(pk, kept(error.problems))
        return
    carried_out(pk, Made(made.sha256, len(made.raw)))
    steps.one_more()


@task(takes_context=True)
def make_auditor_set(context: TaskContext, pk: int) -> None:
    """Make the auditor's file set of an edition."""
    asked = AuditorSet.objects.select_related("plan").get(pk=pk)
    tell(context, 0, 2, about=asked.plan.name)
    try:
        files = file_set_of(asked.plan_id, asked.edition)
        tell(context, 1, 2, about=asked.plan.name)
        raw = zipped(files)
        places.save(raw, places.auditor_file(asked.plan_id, asked.number))
    except InvalidInput as error:
        asked.state, asked.problems = Making.FAILED, kept(error.problems)
        asked.save(update_fields=["state", "problems"])
        return
    asked.state, asked.made_at, asked.size = Making.MADE, timezone.now(), len(raw)
    asked.sha256, asked.sums_sha256 = digest(raw), digest(files[-1].raw)
    asked.save()
    tell(context, 2, 2, about=asked.plan.name)


@task(takes_context=True)
def make_report(context: TaskContext, pk: int) -> None:
    """Make the report of an edition in the language that was asked for. One that a preview made meanwhile stays."""
    asked = YearReport.objects.select_related("plan").get(pk=pk)
    plan_id, about = asked.plan_id, asked.plan.name
    tell(context, 0, 2, about=about)
    state = now(plan_id)
    if is_current(asked, state):
        return
    try:
        with taken_out(plan_id) as folder:
            public = read_public_editions(folder)
        tell(context, 1, 2, about=about)
        make_and_keep(plan_id, wanted_of(asked), state, public)
    except InvalidInput as error:
        asked.state, asked.problems = Making.FAILED, kept(error.problems)
        asked.save(update_fields=["state", "problems"])
        return
    tell(context, 2, 2, about=about)


@dataclass(slots=True)
class _Steps:
    """How far a job is, told as it goes on."""

    context: TaskContext
    total: int
    about: str
    done: int = 0

    def one_more(self) -> None:
        """One step is done."""
        self.done += 1
        tell(self.context, self.done, self.total, about=self.about)


def _steps_of_site(context: TaskContext, preview: Preview) -> _Steps:
    """Those of a site: the editions are read, each report is there, the site is made, it is kept."""
    settings = settings_numbered(preview.plan_id, preview.settings)
    reports = len(wanted_in_site(links_in(preview.chain), settings))
    steps = _Steps(context, 3 + reports, preview.plan.name)
    tell(context, 0, steps.total, about=steps.about)
    return steps


def _refuse_other_bytes(made: Bundled, proposal: Proposal) -> None:
    """What is published is what was looked at and agreed to."""
    if made.site_sha256 != proposal.site_sha256:
        why, remedy = message("publication.other_bytes"), message("publication.propose_again")
        raise InvalidInput.of(proposal.plan.name, why, remedy, read=made.site_sha256)


def _not_made(preview: Preview, error: InvalidInput) -> None:
    preview.state, preview.problems = Making.FAILED, kept(error.problems)
    preview.save(update_fields=["state", "problems"])


def _clear(folder: Path) -> None:
    """What a job that was killed left behind. One worker makes previews, so nobody is writing there."""
    for left in folder.glob(".*"):
        shutil.rmtree(left, ignore_errors=True)


def _thin_out(plan_id: str, newest: str) -> None:
    held = set(Proposal.objects.filter(plan_id=plan_id, state__in=OPEN).values_list("preview__key", flat=True))
    folders = sorted(places.previews(plan_id).iterdir(), key=lambda each: each.stat().st_mtime, reverse=True)
    for folder in [each for each in folders if each.name not in {newest, *held}][PREVIEWS_KEPT:]:
        shutil.rmtree(folder, ignore_errors=True)
