"""What judges a year otherwise than its judging edition did, in words: whose, and which field of it."""

from monosashi.core.changes import Added, Change, Removed
from monosashi.core.messages import Message, message
from monosashi.core.plan import Plan
from monosashi.office.closing.judging_facts import moved_facts
from monosashi.publishing.comparison.places import field_of, place_in, subject_of
from monosashi.publishing.comparison.sides import Side, side_of

_ENTRY = 2
"""Segments of the path of an entry: its list and its key."""


def moved_in_words(edition: Plan, now: Plan, fiscal_year: int) -> tuple[Message, ...]:
    """A sentence for each of `moved_facts`."""
    changes = moved_facts(edition, now, fiscal_year)
    if not changes:
        return ()
    before, after = side_of(edition), side_of(now)
    return tuple(_said(change, before, after) for change in changes)


def _said(change: Change, before: Side, after: Side) -> Message:
    place = place_in(change, before, after)
    subject = subject_of(place, before.plan if isinstance(change, Removed) else after.plan)
    if len(change.path) == _ENTRY and isinstance(change, Added):
        return message("plans.revisions.added", subject=subject)
    if len(change.path) == _ENTRY and isinstance(change, Removed):
        return message("plans.revisions.removed", subject=subject)
    return message("plans.revisions.changed", subject=subject, field=field_of(place))
