"""After a withdrawal: previews, bundles and reports that hold what was taken back go from this machine; their hashes stay.

They are not given out from the moment of the withdrawal on. What a process that was killed left standing, the next preview removes.
"""

import shutil
from collections.abc import Iterator

from monosashi.office.plans.models import Edition
from monosashi.office.publication import places
from monosashi.office.publication.models import Preview, Proposal, YearReport
from monosashi.office.publication.queries import Wanted, links_in, wanted_of


def withdrawn_numbers(plan_id: str) -> frozenset[int]:
    """The editions of a plan that were taken back. One query."""
    rows = Edition.objects.filter(plan_id=plan_id).exclude(withdrawn_on="")
    return frozenset(rows.values_list("number", flat=True))


def holds_withdrawn(chain: str, gone: frozenset[int]) -> bool:
    """Whether what was made of a chain holds an edition that was taken back since."""
    return any(link.number in gone for link in links_in(chain))


def forget_withdrawn(plan_id: str) -> None:
    """Remove the files. Doing it again does nothing."""
    gone = withdrawn_numbers(plan_id)
    for wanted in _reports_after(plan_id, gone):
        places.report_file(plan_id, *wanted).unlink(missing_ok=True)
    for preview in _holding(plan_id, gone):
        shutil.rmtree(places.preview_folder(plan_id, preview.key), ignore_errors=True)
        for number in Proposal.objects.filter(preview=preview).values_list("number", flat=True):
            places.bundle_file(plan_id, number).unlink(missing_ok=True)


def _holding(plan_id: str, gone: frozenset[int]) -> Iterator[Preview]:
    for preview in Preview.objects.filter(plan_id=plan_id).defer("pages"):
        if holds_withdrawn(preview.chain, gone):
            yield preview


def _reports_after(plan_id: str, gone: frozenset[int]) -> list[Wanted]:
    """The reports of editions that were taken back and of later ones, which tell of targets that moved since."""
    if not gone:
        return []
    return [wanted_of(row) for row in YearReport.objects.filter(plan_id=plan_id, edition__gte=min(gone))]
