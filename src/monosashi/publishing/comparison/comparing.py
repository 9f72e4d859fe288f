"""Two editions or plans held against each other: the changes of `core.changes`, told as people tell them.

Every change of the plan is told by one entry, but for the count of saves and for targets that a settled year keeps as they stood
before. What was computed is compared where both sides are editions, on the evaluations that they froze.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TypeAlias

from monosashi.core.changes import Added, Change, Changed, Removed, Reordered, diff, place_of
from monosashi.core.indicators import Indicator
from monosashi.core.messages import Message, Param, message
from monosashi.core.plan import KeptTarget, Plan
from monosashi.core.values import Span
from monosashi.publishing.comparison.differences import Comparison, Difference, DifferenceKind, Run
from monosashi.publishing.comparison.judging import judging_differences
from monosashi.publishing.comparison.kinds import TEXTS, kind_of
from monosashi.publishing.comparison.links import link_differences
from monosashi.publishing.comparison.ordering import grouped
from monosashi.publishing.comparison.places import Place, field_of, named, place_in, subject_of
from monosashi.publishing.comparison.reordered import order_difference
from monosashi.publishing.comparison.sides import Side, side_of
from monosashi.publishing.comparison.text_runs import runs_between
from monosashi.publishing.editions import Envelope

_UNTOLD = ("revision",)
"""The plan counts its saves; that one side was saved more often tells nobody anything."""

_FROM_TO = frozenset(
    {
        DifferenceKind.TARGET_MOVED,
        DifferenceKind.STAGE_MOVED,
        DifferenceKind.GRADE_CHANGED,
        DifferenceKind.FIGURE_CORRECTED,
        DifferenceKind.MONEY_CHANGED,
        DifferenceKind.DEPARTMENT_CHANGED,
        DifferenceKind.OTHER,
    }
)
"""Kinds whose sentence says what became what: nobody says that something became nothing."""

_Told: TypeAlias = Changed | Added | Removed
"""The changes that are told by what stood there and what stands there now."""


def compare(before: Plan | Envelope, after: Plan | Envelope) -> Comparison:
    """What differs, by measure, in the order of the plan. Raises InvalidInput where an envelope's plan cannot be read."""
    return compare_sides(side_of(before), side_of(after))


def compare_sides(one: Side, other: Side) -> Comparison:
    """The same for sides made before: an edition between two others is then opened once."""
    changes = tuple(change for change in diff(one.plan, other.plan) if _is_told(change, one.plan))
    linked = tuple(link_differences(one, other, changes))
    rest = [change for change in changes if not any(change in difference.changes for difference in linked)]
    told = (*linked, *_plain_differences(rest, one, other), *judging_differences(one, other))
    return Comparison(one.compared, other.compared, grouped(told, one.plan, other.plan))


def _is_told(change: Change, before: Plan) -> bool:
    """Nothing moves where a year that is settled keeps the target by which it was judged all along."""
    match change:
        case Added(("years", _, "kept_targets", _), KeptTarget() as kept, _):
            held = before.index.indicator.get(kept.indicator)
            return held is None or held.final_target != kept.value
    return change.path != _UNTOLD


def _plain_differences(changes: Iterable[Change], before: Side, after: Side) -> Iterator[Difference]:
    statuses = {change.path[:-1]: change for change in changes if _is_status(change)}
    for change in changes:
        beside = statuses.get(change.path[:-1]) if change.path[-1] == "value" else None
        if _is_status(change) and (*change.path[:-1], "value") in {other.path for other in changes}:
            continue  # told with the figure
        if isinstance(change, Reordered):
            yield order_difference(change, before, after)
        else:
            yield _difference(change, before, after, () if beside is None else (beside,))


def _is_status(change: Change) -> bool:
    return change.path[0] == "indicators" and change.path[-1] == "status"


def _difference(change: _Told, before: Side, after: Side, beside: tuple[Change, ...]) -> Difference:
    place = place_in(change, before, after)
    kind = kind_of(change, place, before, after)
    subject = subject_of(place, after.plan if not isinstance(change, Removed) else before.plan)
    field = field_of(place)
    old, new = _sides(change, place, before, after)
    unit = _unit(place, (old, new), after.plan)
    return Difference(
        kind=kind,
        path=place_of(change),
        node=place.node,
        subject=subject,
        field=field,
        before=old,
        after=new,
        message=_sentence(kind, subject, field, (_with_unit(old, unit), _with_unit(new, unit))),
        fiscal_year=place.fiscal_year,
        unit=unit,
        runs=_runs(change, place),
        changes=(change, *beside),
    )


def _sides(change: _Told, place: Place, before: Side, after: Side) -> tuple[Param, Param]:
    """What stood there and what stands there now; None where there was or is nothing."""
    field = place.leaf
    match change:
        case Changed():
            return named(field, change.before, before.plan), named(field, change.after, after.plan)
        case Added():
            return None, named(field, change.value, after.plan)
        case Removed():
            return named(field, change.value, before.plan), None


def _runs(change: Change, place: Place) -> tuple[Run, ...]:
    """The pieces of a text that changed; () for all else."""
    if not isinstance(change, Changed) or not {place.part, place.leaf} & TEXTS:
        return ()
    if isinstance(change.before, str) and isinstance(change.after, str):
        return runs_between(change.before, change.after)
    return ()


def _unit(place: Place, told: tuple[Param, Param], plan: Plan) -> str:
    """The unit of the figures, "" where they have none or are words."""
    if not any(_is_figure(each) for each in told) or place.leaf in ("final_year", "fiscal_year"):
        return ""
    if isinstance(place.owner, Indicator):
        return place.owner.unit
    return plan.money_unit if place.group == "budget_programs" and place.part == "lines" else ""


def _is_figure(told: Param) -> bool:
    return isinstance(told, Decimal | Span)


def _with_unit(told: Param, unit: str) -> Param:
    return message("comparison.figure", value=told, unit=unit) if unit and _is_figure(told) else told


def _sentence(kind: DifferenceKind, subject: Message, field: Message, told: tuple[Param, Param]) -> Message:
    """The difference in a sentence. A long text is not repeated in it; the runs show it."""
    if kind is DifferenceKind.TEXT_CHANGED:
        return message("comparison.told.text_changed", subject=subject, field=field)
    if told[0] is None and kind is DifferenceKind.FIGURE_REPORTED:
        return message("comparison.told.first_reported", subject=subject, field=field, after=told[1])
    if told[0] is None and kind is DifferenceKind.STAGE_MOVED:
        return message("comparison.told.stage_set", subject=subject, field=field, after=told[1])
    if told[0] is None and kind in _FROM_TO:
        return message("comparison.told.put_in", subject=subject, field=field, after=told[1])
    if told[1] is None and kind in _FROM_TO:
        return message("comparison.told.left_out", subject=subject, field=field, before=told[0])
    return message(f"comparison.told.{kind.value}", subject=subject, field=field, before=told[0], after=told[1])
