"""Who answered what the plan took in: whoever submitted the sheet, not whoever accepted it."""

from collections.abc import Iterator

from django.utils import timezone

from monosashi.office.publication.preparers import HandedIn
from monosashi.office.rounds.models import Sheet


def handed_in(plan_id: str) -> Iterator[HandedIn]:
    """The sheets of a plan whose answers stand in it. One query."""
    rows = Sheet.objects.filter(round__plan=plan_id, accepted_revision__isnull=False, submitted_by__isnull=False)
    told = rows.values_list("node", "round__fiscal_year", "accepted_revision", "submitted_by", "submitted_at")
    for node, fiscal_year, revision, staff, at in told:
        yield HandedIn(node, fiscal_year, revision or 0, staff or 0, timezone.localdate(at))
