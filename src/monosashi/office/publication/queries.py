"""Rows -> what pages of publication show, in a fixed number of queries."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from django.db.models import QuerySet

from monosashi import __version__
from monosashi.office.jobs.queries import is_working
from monosashi.office.plans.actions_editions import chain_of, editions_of
from monosashi.office.plans.models import Edition
from monosashi.office.publication.models import AuditorSet, Making, Preview, Proposal, YearReport
from monosashi.office.publication.places import preview_folder, report_file
from monosashi.office.publication.site_settings import body_of, newest_settings, settings_in
from monosashi.office.publication.states import AGREED, OPEN, ProposalKind, ProposalState
from monosashi.publishing.editions import Link, canonical
from monosashi.publishing.editions_chain import chain_document
from monosashi.publishing.output_files import digest_of
from monosashi.publishing.report.typesetting import typesetter
from monosashi.publishing.site.settings import SiteSettings
from monosashi.wording import Language

Wanted = tuple[int, Language]
"""A report: the number of its edition, its language."""


@dataclass(frozen=True, slots=True)
class Now:
    """What would be published now: the chain of the editions, the settings and the number under which they were saved."""

    links: tuple[Link, ...]
    settings: SiteSettings
    settings_number: int

    @property
    def standing(self) -> tuple[Link, ...]:
        """The editions that were not withdrawn, in the order of the chain."""
        return tuple(link for link in self.links if link.withdrawn is None)

    @property
    def chain(self) -> str:
        """The chain in its canonical text."""
        return canonical(chain_document(self.links)).decode()

    @property
    def key(self) -> str:
        """What a preview of this is called. With reports in it, it is another where something else sets them, or nothing does."""
        told = (self.chain, body_of(self.settings), __version__, *((typesetter(),) if self.settings.report else ()))
        return _key(*told)


def now(plan_id: str) -> Now:
    """Two queries."""
    row = newest_settings(plan_id)
    settings = SiteSettings() if row is None else settings_in(row.body)
    return Now(chain_of(plan_id), settings, 0 if row is None else row.number)


def report_key(state: Now, wanted: Wanted) -> str:
    """What a report is made of, now: the chain up to its edition, the settings, the software."""
    edition, language = wanted
    links = tuple(link for link in state.links if link.number <= edition)
    chain = canonical(chain_document(links)).decode()
    return _key(chain, body_of(state.settings), __version__, typesetter(), language)


def _key(*told: str) -> str:
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:32]


def reports_of(plan_id: str) -> dict[Wanted, YearReport]:
    """The reports that were asked for or made for a preview, by edition and language."""
    return {wanted_of(row): row for row in YearReport.objects.filter(plan_id=plan_id)}


def wanted_of(report: YearReport) -> Wanted:
    """Which report a row is."""
    return report.edition, cast("Language", report.language)


def is_current(report: YearReport | None, state: Now) -> bool:
    """Whether the report is there as it was made, and would be made so again."""
    if report is None or report.state != Making.MADE or report.key != report_key(state, wanted_of(report)):
        return False
    path = report_file(report.plan_id, *wanted_of(report))
    return path.is_file() and digest_of(path) == report.sha256


def work_goes_on(report: YearReport | None) -> bool:
    """Whether the worker has the report before it or in hand."""
    return report is not None and report.state == Making.ASKED and is_working(report.job)


def preview_of(plan_id: str, key: str) -> Preview | None:
    """The preview, without its list of pages."""
    return Preview.objects.filter(plan_id=plan_id, key=key).defer("pages").first()


def is_there(preview: Preview | None) -> bool:
    """Whether the preview can be looked at. A folder is there as a whole or not at all."""
    return (
        preview is not None and preview.state == Making.MADE and preview_folder(preview.plan_id, preview.key).is_dir()
    )


def open_proposal(plan_id: str) -> Proposal | None:
    """The proposal that is going on; a plan has one at most."""
    return Proposal.objects.filter(plan_id=plan_id, state__in=OPEN).select_related("preview").first()


def waiting_for_another(staff: int) -> Sequence[Proposal]:
    """The proposals of all plans that somebody else than whoever made them has to decide, where that was not this person. One query."""
    rows = Proposal.objects.filter(state=ProposalState.PROPOSED).exclude(proposed_by=staff)
    return list(rows.select_related("plan").order_by("proposed_at", "pk"))


def last_published(plan_id: str) -> Proposal | None:
    """The proposal by which was last published; None where nothing was."""
    done = Proposal.objects.filter(plan_id=plan_id, kind=ProposalKind.PUBLISH, state=ProposalState.DONE)
    return done.select_related("preview").order_by("-number").first()


def corrected_since(plan_id: str, number: int) -> int:
    """Number of the edition that stands for another one now: its newest correction that was not withdrawn, else itself. One query."""
    withdrawn = editions_of(plan_id).exclude(withdrawn_on="").values("number")
    done = Proposal.objects.filter(plan_id=plan_id, kind=ProposalKind.CORRECT, state=ProposalState.DONE)
    made = done.exclude(made_edition__in=withdrawn).order_by("number")
    for corrected, correction in made.values_list("edition", "made_edition"):
        if corrected == number and correction is not None:
            number = correction
    return number


def proposals_of(plan_id: str) -> Sequence[Proposal]:
    """All of them, newest first, without lists of pages."""
    rows = Proposal.objects.filter(plan_id=plan_id).select_related("preview").defer("preview__pages")
    return list(rows.order_by("-number"))


def editions_newest_first(plan_id: str) -> Sequence[Edition]:
    """The plan's editions without their bytes."""
    return list(editions_of(plan_id).order_by("-number"))


def decided_proposals() -> "QuerySet[Proposal]":
    """The proposals of all plans that were agreed to or refused, with their plans."""
    rows = Proposal.objects.filter(state__in=[*AGREED, ProposalState.REFUSED]).select_related("plan")
    return rows.order_by("plan", "number")


def every_edition() -> "QuerySet[Edition]":
    """The editions of all plans with their plans, without their bytes."""
    return Edition.objects.select_related("plan").defer("document")


def auditor_sets_of(plan_id: str) -> Sequence[AuditorSet]:
    """The auditor's file sets that were asked for, newest first."""
    return list(AuditorSet.objects.filter(plan_id=plan_id).order_by("-number"))


def links_in(chain: str) -> tuple[Link, ...]:
    """The editions of a kept chain that were not withdrawn, in its order."""
    entries = (dict(each) for each in json.loads(chain)["editions"])
    return tuple(Link(**each) for each in entries if not each.get("withdrawn"))
