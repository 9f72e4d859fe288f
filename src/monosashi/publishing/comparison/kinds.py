"""Which kind of difference a change of the plan is."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from monosashi.core.changes import Added, Change, Changed, Removed
from monosashi.core.indicators import Actual
from monosashi.core.money import BudgetStage, MoneyLine
from monosashi.core.values import Absence, ValueStatus
from monosashi.publishing.comparison.differences import DifferenceKind
from monosashi.publishing.comparison.places import Place, is_stage_alone
from monosashi.publishing.comparison.sides import Side

Kind = DifferenceKind
Judge = Callable[[Change, Place, Side, Side], DifferenceKind]

TEXTS = frozenset(
    {"summary", "effect", "prose", "rationale", "computation", "result", "unmet_reason", "response", "next_step"}
    | {"answers", "notes", "note", "evidence", "reason", "text", "reply", "name", "part"}
)
"""Fields whose words are compared letter by letter."""

_BLANKS = (None, Absence.NOT_YET_COUNTED, Absence.SURVEY_NOT_DUE, Absence.NOT_EVALUATED)


def kind_of(change: Change, place: Place, before: Side, after: Side) -> DifferenceKind:
    """Which kind the change is."""
    if len(change.path) == 2 and isinstance(change, Added | Removed) and place.group in _COME_AND_GO:  # noqa: PLR2004
        return Kind.ADDED if isinstance(change, Added) else Kind.DROPPED
    return _BY_GROUP.get(place.group, _other)(change, place, before, after)


def _node(change: Change, place: Place, *_: Side) -> DifferenceKind:
    if place.part == "milestones":
        return _milestone(change, place)
    return _PARTS_OF_NODE.get(place.part, Kind.OTHER)


def _milestone(change: Change, place: Place) -> DifferenceKind:
    if place.leaf == "done" and isinstance(change, Changed):
        return Kind.FIGURE_REPORTED if change.before is None else Kind.FIGURE_CORRECTED
    return Kind.TEXT_CHANGED if place.leaf == "name" else Kind.TARGET_MOVED


def _indicator(change: Change, place: Place, before: Side, after: Side) -> DifferenceKind:
    if place.leaf in ("note", "evidence"):
        return Kind.TEXT_CHANGED
    if place.part in ("actuals", "baseline", "fractions", "reference_series"):
        return _figure(change, place, before, after)
    return _PARTS_OF_INDICATOR.get(place.part, Kind.OTHER)


def _figure(change: Change, place: Place, before: Side, after: Side) -> DifferenceKind:
    if isinstance(change, Added) or (isinstance(change, Changed) and change.before in _BLANKS):
        return Kind.FIGURE_REPORTED
    if _status(before, place) not in (None, ValueStatus.FINAL) and _status(after, place) is ValueStatus.FINAL:
        return Kind.FIGURE_SETTLED
    return Kind.FIGURE_CORRECTED


def _status(side: Side, place: Place) -> ValueStatus | None:
    actual = next((value for value in side.trail(place.path) if isinstance(value, Actual)), None)
    return actual.status if actual else None


def _money(_change: Change, place: Place, before: Side, after: Side) -> DifferenceKind:
    if place.part in _PARTS_OF_PROGRAM:
        return _PARTS_OF_PROGRAM[place.part]
    if place.part == "lines" and _is_closed(place, before, after):
        return Kind.MONEY_SETTLED
    return Kind.OTHER if place.part in ("code", "account") else Kind.MONEY_CHANGED


def _is_closed(place: Place, before: Side, after: Side) -> bool:
    """Whether the books of the line's year were closed in between. What was budgeted first does not change by that."""
    line = next((value for value in place.trail if isinstance(value, MoneyLine)), None)
    if line is None or line.stage is BudgetStage.INITIAL:
        return False
    return after.is_settled(line.fiscal_year) and not before.is_settled(line.fiscal_year)


def _result(change: Change, place: Place, *_: Side) -> DifferenceKind:
    if not place.part and is_stage_alone(place.owner):
        return Kind.STAGE_MOVED
    if not place.part:
        return Kind.FIGURE_REPORTED if isinstance(change, Added) else Kind.OTHER
    if place.leaf == "number":
        reported = isinstance(change, Changed) and change.before is None
        return Kind.FIGURE_REPORTED if reported else Kind.FIGURE_CORRECTED
    if place.part in TEXTS:
        return Kind.TEXT_CHANGED
    return _PARTS_OF_RESULT.get(place.part, Kind.OTHER)


def _year(_change: Change, place: Place, *_: Side) -> DifferenceKind:
    if place.part == "kept_targets":
        return Kind.TARGET_MOVED
    return Kind.RULES_CHANGED if place.part in ("scheme", "life_cycle") else Kind.OTHER


def _department(*_: object) -> DifferenceKind:
    return Kind.DEPARTMENT_CHANGED


def _other(*_: object) -> DifferenceKind:
    return Kind.OTHER


_COME_AND_GO = frozenset({"nodes", "indicators", "budget_programs"})

_PARTS_OF_NODE: Mapping[str, DifferenceKind] = MappingProxyType(
    {
        "name": Kind.RENAMED,
        "responsibilities": Kind.DEPARTMENT_CHANGED,
        **dict.fromkeys(("summary", "effect", "prose"), Kind.TEXT_CHANGED),
    }
)

_PARTS_OF_INDICATOR: Mapping[str, DifferenceKind] = MappingProxyType(
    {
        "name": Kind.RENAMED,
        **dict.fromkeys(("targets", "interim_targets", "final_target", "final_year"), Kind.TARGET_MOVED),
        **dict.fromkeys(("rationale", "computation"), Kind.TEXT_CHANGED),
    }
)

_PARTS_OF_PROGRAM: Mapping[str, DifferenceKind] = MappingProxyType(
    {
        "name": Kind.RENAMED,
        "part": Kind.TEXT_CHANGED,
        "department": Kind.DEPARTMENT_CHANGED,
    }
)

_PARTS_OF_RESULT: Mapping[str, DifferenceKind] = MappingProxyType(
    {"stage": Kind.STAGE_MOVED, "ratings": Kind.GRADE_CHANGED}
)

_BY_GROUP: Mapping[str, Judge] = MappingProxyType(
    {
        "nodes": _node,
        "indicators": _indicator,
        "budget_programs": _money,
        "results": _result,
        "years": _year,
        "departments": _department,
        "posts": _department,
    }
)
