"""Whether the bundles that two people agreed to are still there, in the bytes that were agreed to."""

from collections.abc import Iterator

from monosashi.core.messages import Problem, message
from monosashi.office.publication.forgetting import holds_withdrawn, withdrawn_numbers
from monosashi.office.publication.models import Proposal
from monosashi.office.publication.places import bundle_file
from monosashi.office.publication.states import ProposalState
from monosashi.publishing.editions import digest


def bundle_problems() -> Iterator[Problem]:
    """What is wrong with kept bundles, plan by plan. One that holds an edition taken back since is gone for good."""
    done = Proposal.objects.filter(state=ProposalState.DONE).exclude(bundle_sha256="").order_by("plan", "number")
    for row in done.select_related("preview").defer("preview__pages"):
        if row.preview and holds_withdrawn(row.preview.chain, withdrawn_numbers(row.plan_id)):
            continue
        path = bundle_file(row.plan_id, row.number)
        found = digest(path.read_bytes()) if path.is_file() else ""
        if found != row.bundle_sha256:
            place = f"published/{row.plan_id}/{path.name}"
            why = message("publication.verify.bundle_differs", number=row.number)
            yield Problem(place, found or None, why, message("publication.verify.restore"))
