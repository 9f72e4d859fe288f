"""What the worker makes: previews, bundles, the auditor's file sets, reports.

A folder or file gets its name when it is whole, and counts when its row says so. A job that was killed in between is run again and
makes the same.
"""

import shutil
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskContext

from monosashi.core.messages import InvalidInput, message
from monosashi.exchange.file_bytes import save_bytes
from monosashi.office.jobs.progress import tell
from monosashi.office.plans.actions_editions import taken_out
from monosashi.office.publication import places
from monosashi.office.publication.auditor_sets import file_set_of
from monosashi.office.publication.forgetting import forget_withdrawn
from monosashi.office.publication.making import Bundled, bundled, folder_of_chain, pages_of, pages_written, zipped
from monosashi.office.publication.models import AuditorSet, Making, Preview, Proposal, YearReport
from monosashi.office.publication.outcomes import Made, carried_out, failed
from monosashi.office.publication.queries import now, report_key
from monosashi.office.publication.site_settings import settings_numbered
from monosashi.office.publication.states import OPEN, ProposalState
from monosashi.office.ui.problem_sentences import kept
from monosashi.publishing.editions import digest
from monosashi.publishing.output_files import SUMS, cannot_write
from monosashi.publishing.public_editions import read_public_editions
from monosashi.publishing.report.making import Asked, report_of
from monosashi.publishing.site.publishing import publish_site
from monosashi.wording import LANGUAGES

PREVIEWS_KEPT = 5
"""Previews whose folders stay beside the one just made. Those of open proposals always do."""


@task(takes_context=True)
def make_preview(context: TaskContext, pk: int) -> None:
    """Make the site of a preview."""
    preview = Preview.objects.select_related("plan").get(pk=pk)
    about, plan_id = preview.plan.name, preview.plan_id
    tell(context, 0, 3, about=about)
    target = places.preview_folder(plan_id, preview.key)
    try:
        _clear(places.previews(plan_id))
        forget_withdrawn(plan_id)
        with folder_of_chain(plan_id, preview.chain) as folder:
            tell(context, 1, 3, about=about)
            made = publish_site(folder, target, settings_numbered(plan_id, preview.settings))
    except InvalidInput as error:
        _not_made(preview, error)
        return
    tell(context, 2, 3, about=about)
    preview.state, preview.made_at, preview.files, preview.size = Making.MADE, timezone.now(), made.files, made.size
    preview.site_sha256 = digest((target / SUMS).read_bytes())
    preview.pages = pages_written(pages_of(target))
    preview.save()
    _thin_out(plan_id, preview.key)
    tell(context, 3, 3, about=about)


@task(takes_context=True)
def make_bundle(context: TaskContext, pk: int) -> None:
    """Make the bundle of a proposal that two people agreed to, of just the bytes that they agreed to."""
    proposal = Proposal.objects.select_related("plan", "preview").get(pk=pk)
    about, preview = proposal.plan.name, proposal.preview
    if proposal.state != ProposalState.APPROVED or preview is None:
        return
    tell(context, 0, 3, about=about)
    path = places.bundle_file(proposal.plan_id, proposal.number)
    try:
        with folder_of_chain(proposal.plan_id, preview.chain) as folder:
            tell(context, 1, 3, about=about)
            made = bundled(folder, settings_numbered(proposal.plan_id, preview.settings))
        _refuse_other_bytes(made, proposal)
        tell(context, 2, 3, about=about)
        _save(made.raw, path)
    except InvalidInput as error:
        failed(pk, kept(error.problems))
        return
    carried_out(pk, Made(made.sha256, len(made.raw)))
    tell(context, 3, 3, about=about)


@task(takes_context=True)
def make_auditor_set(context: TaskContext, pk: int) -> None:
    """Make the auditor's file set of an edition."""
    asked = AuditorSet.objects.select_related("plan").get(pk=pk)
    tell(context, 0, 2, about=asked.plan.name)
    try:
        files = file_set_of(asked.plan_id, asked.edition)
        tell(context, 1, 2, about=asked.plan.name)
        raw = zipped(files)
        _save(raw, places.auditor_file(asked.plan_id, asked.number))
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
    """Make the report of an edition, in the city's language."""
    asked = YearReport.objects.select_related("plan").get(pk=pk)
    plan_id, about = asked.plan_id, asked.plan.name
    tell(context, 0, 3, about=about)
    try:
        state = now(plan_id)
        with taken_out(plan_id) as folder:
            public = read_public_editions(folder)
        tell(context, 1, 3, about=about)
        made = report_of(public, Asked(number=asked.edition), state.settings, LANGUAGES[0])
        tell(context, 2, 3, about=about)
        _save(made.raw, places.report_file(plan_id, asked.edition))
    except InvalidInput as error:
        asked.state, asked.problems = Making.FAILED, kept(error.problems)
        asked.save(update_fields=["state", "problems"])
        return
    asked.state, asked.made_at, asked.key = Making.MADE, timezone.now(), report_key(state, asked.edition)
    asked.sha256, asked.size, asked.pages = digest(made.raw), len(made.raw), made.pages
    asked.letters = " ".join(made.letters)
    asked.save()
    tell(context, 3, 3, about=about)


def _refuse_other_bytes(made: Bundled, proposal: Proposal) -> None:
    """What is published is what was looked at and agreed to."""
    if made.site_sha256 != proposal.site_sha256:
        why, remedy = message("publication.other_bytes"), message("publication.propose_again")
        raise InvalidInput.of(proposal.plan.name, why, remedy, read=made.site_sha256)


def _not_made(preview: Preview, error: InvalidInput) -> None:
    preview.state, preview.problems = Making.FAILED, kept(error.problems)
    preview.save(update_fields=["state", "problems"])


def _save(raw: bytes, path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        save_bytes(raw, path)
    except OSError as error:
        raise cannot_write(path.relative_to(settings.INSTALLATION.home), error) from None


def _clear(folder: Path) -> None:
    """What a job that was killed left behind. One worker makes previews, so nobody is writing there."""
    for left in folder.glob(".*"):
        shutil.rmtree(left, ignore_errors=True)


def _thin_out(plan_id: str, newest: str) -> None:
    held = set(Proposal.objects.filter(plan_id=plan_id, state__in=OPEN).values_list("preview__key", flat=True))
    folders = sorted(places.previews(plan_id).iterdir(), key=lambda each: each.stat().st_mtime, reverse=True)
    for folder in [each for each in folders if each.name not in {newest, *held}][PREVIEWS_KEPT:]:
        shutil.rmtree(folder, ignore_errors=True)
