"""What each save of a plan changed, in a few words: the first place that it touched, and how many more."""

from collections import Counter
from collections.abc import Mapping

from monosashi.core.changes import Changed
from monosashi.core.messages import Message, message
from monosashi.core.plan import Plan
from monosashi.office.events.queries import Filter, Told, of_plan, told
from monosashi.office.plans.kept.rows import BESIDE
from monosashi.publishing.comparison.places import Place, field_of, place_in, subject_of
from monosashi.publishing.comparison.sides import Side, side_of

SAVED, IMPORTED = "plan.saved", "plan.imported"
_REVISING = Filter(actions=frozenset({SAVED, IMPORTED}))
"""Each revision is told of by one such event, in the same transaction: both have the same order."""

_OF_YEARS = "results"
"""What the plan says of a measure for a year is known by the measure and the year, whether it came, went or changed."""

_ENTRY = 2
"""Segments of the path of an entry: its list and its key."""


def told_of_revisions(plan: Plan, first: int, last: int) -> dict[int, Message]:
    """By number what the saves changed, for the `first`th to `last`th revision, counted from the newest and from 1.

    What was disposed of is left out. Things are called as the plan calls them now. Three queries.
    """
    side = side_of(plan)
    events = told(of_plan(plan.id, _REVISING)[max(first - 1, 0) : last])
    found = ((_number(one), _said(one, side)) for one in events)
    return {number: said for number, said in found if number is not None and said is not None}


def _number(one: Told) -> int | None:
    number = _side(one.after).get("revision")
    return number if isinstance(number, int) else None


def _said(one: Told, side: Side) -> Message | None:
    """What the event says was changed; None where it says nothing."""
    if one.action == IMPORTED:
        return message("event.plan.imported")
    changes = _side(one.after).get("changes")
    places = [each for each in changes if each != "revision"] if isinstance(changes, list) else []
    if not places:
        return None
    of_plan_itself = [each for each in places if each.partition("/")[0] not in BESIDE]
    if not of_plan_itself:
        return message("plans.revisions.only_sources")
    said = _at(of_plan_itself[0], one, side)
    more = len(of_plan_itself) - 1
    return message("plans.revisions.and_more", first=said, more=more) if more else said


def _at(where: str, one: Told, side: Side) -> Message:
    """The place in words: which thing, and which field of it unless the thing itself came or went."""
    path = tuple(where.split("/"))
    before, after = _values(one.before), _values(one.after)
    place = place_in(Changed(path, None, None), side, side)
    if place.group == _OF_YEARS:
        return message("plans.revisions.changed", subject=subject_of(place, side.plan), field=field_of(place))
    if _is_order(before.get(where), after.get(where)):
        return message("plans.revisions.order", field=field_of(place))
    if len(path) == _ENTRY and where in after and where not in before:
        return message("plans.revisions.added", subject=_subject(place, after[where], side.plan))
    if len(path) == _ENTRY and where in before and where not in after:
        return message("plans.revisions.removed", subject=_subject(place, before[where], side.plan))
    return message("plans.revisions.changed", subject=subject_of(place, side.plan), field=field_of(place))


def _is_order(before: object, after: object) -> bool:
    """Whether the same keys stand in another order."""
    return (
        isinstance(before, list)
        and isinstance(after, list)
        and before != after
        and Counter(map(str, before)) == Counter(map(str, after))
    )


def _subject(place: Place, held: object, plan: Plan) -> Message:
    """The thing by name; as the event names it where the plan has it no more."""
    name = held.get("name") if isinstance(held, Mapping) else None
    if place.owner is None and isinstance(name, str):
        return message(_NAMED.get(place.group, "comparison.node"), name=name)
    return subject_of(place, plan)


_NAMED: Mapping[str, str] = {"indicators": "comparison.indicator", "budget_programs": "comparison.program"}


def _values(side: object) -> Mapping[str, object]:
    values = _side(side).get("values")
    return values if isinstance(values, dict) else {}


def _side(side: object) -> Mapping[str, object]:
    return side if isinstance(side, dict) else {}
