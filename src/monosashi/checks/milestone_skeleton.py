"""A dated skeleton of milestones for a measure that is managed by its schedule and has none."""

from monosashi.checks.finding import Proposal
from monosashi.checks.subjects import MeasureSubject
from monosashi.core.messages import message


def milestone_skeleton(at: MeasureSubject, drawn_from: tuple[str, ...] = ()) -> Proposal:
    """Steps from the year after the reviewed one to the end of the plan; what they are for is the city's to fill in."""
    first = at.fiscal_year + 1
    return Proposal(
        message("check.milestone_skeleton", first=first, last=max(first, at.plan.last_year)),
        drawn_from or ((at.node.summary,) if at.node.summary else ()),
    )
