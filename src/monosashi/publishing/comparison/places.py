"""Where a change stands, in words: the measure, the indicator or program, the field and the year."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum

from monosashi.core.changes import Change, Removed
from monosashi.core.indicators import Baseline, Indicator
from monosashi.core.messages import Message, Param, message
from monosashi.core.money import BudgetProgram, MoneyLine
from monosashi.core.plan import Plan
from monosashi.core.results import NodeYear, Rating
from monosashi.core.tree import Department, Milestone, Node, Responsibility
from monosashi.core.values import Described, Span
from monosashi.evaluation.known import known_life_cycle
from monosashi.evaluation.life_cycle_loader import UnknownLifeCycle
from monosashi.publishing.comparison.sides import Side
from monosashi.wording import word
from monosashi.wording.periods import period

_TELLING = frozenset(
    {"as_of", "comparable", "denominator", "done", "due", "evidence", "fiscal_year", "note", "number", "numerator"}
    | {"ratio", "reason", "status", "unit", "valid_from", "valid_to"}
)
"""Fields of an entry that are told beside the list that the entry stands in: 実績値の備考."""

_REFERENCES = {
    "parent": ("node", "department"),
    "node": ("node",),
    "cross_listed_under": ("node",),
    "level": ("level",),
    "department": ("department",),
    "members": ("department",),
    "part_of": ("indicator",),
}
"""Fields that hold ids, and among what these are looked up."""

_YEARS = frozenset({"fiscal_year", "first_year", "last_year", "final_year"})
"""Fields that hold a fiscal year."""

_PERIODS = frozenset({"due", "done"})
"""Fields that hold a day, month, quarter or fiscal year."""

_KNOWN_BY = (
    "name", "value", "amount", "result", "text", "heading", "grade", "department", "node", "predecessor", "stage",
    "number", "choices", "numerator", "denominator", "reason", "ratio", "fiscal_year",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """Where a change stands. `trail` are the values on the way, of the side that has them; `parts` the field names.

    `owner` is the node, indicator, program, department or other entry that the change is in; None: the plan itself.
    `node` is the id of the node that it belongs to, None where it is the plan's or several nodes share it.
    """

    path: tuple[str, ...]
    trail: tuple[object, ...]
    owner: object
    node: str | None
    fiscal_year: int | None

    @property
    def group(self) -> str:
        """The plan's field in which it stands."""
        return self.path[0]

    @property
    def part(self) -> str:
        """The owner's field in which it stands, "" where the owner itself came or went."""
        return self.path[2] if len(self.path) > 2 else ""  # noqa: PLR2004 -- list, key, field

    @property
    def leaf(self) -> str:
        """The last field's name."""
        return self.path[-1]


def place_in(change: Change, before: Side, after: Side) -> Place:
    """Where the change stands: what was removed in the plan before, all else in the plan after."""
    side = before if isinstance(change, Removed) else after
    trail = side.trail(change.path)
    if len(trail) < len(change.path):
        trail = max(trail, before.trail(change.path), key=len)
    owner = trail[1] if len(change.path) > 1 and len(trail) > 1 else None
    return Place(change.path, trail, owner, _node_of(owner), _year_of(trail))


def subject_of(place: Place, plan: Plan) -> Message:
    """What the change is about, by name."""
    match place.owner:
        case Indicator():
            return message("comparison.indicator", name=place.owner.name)
        case BudgetProgram():
            return message("comparison.program", name=program_name(place.owner))
        case Node():
            return message("comparison.node", name=place.owner.name)
        case NodeYear():
            node = plan.index.node.get(place.owner.node)
            return message("comparison.node", name=node.name if node else place.owner.node)
        case Department():
            return message("comparison.department", name=place.owner.name)
    return message("comparison.plan", name=plan.name)


def field_of(place: Place) -> Message:
    """What of it differs: 目標値, and of which year where it is a year's."""
    field = message("comparison.field.stage") if is_stage_alone(place.trail[-1]) else _field_name(place.path)
    line = next((value for value in place.trail if isinstance(value, MoneyLine)), None)
    if line is not None:
        field = money_field(line)
    rating = next((value for value in place.trail if isinstance(value, Rating)), None)
    if rating is not None and place.leaf != "reason":
        field = message("comparison.rating", rater=word(rating.rater))
    if place.fiscal_year is None:
        return field
    return message("comparison.of_year", year=place.fiscal_year, field=field)


def is_stage_alone(value: object) -> bool:
    """Whether of a node's year nothing but its stage is said: that was decided ahead, and nobody answered yet."""
    if not isinstance(value, NodeYear) or value.stage is None:
        return False
    return value == NodeYear(value.node, value.fiscal_year, stage=value.stage, managed_by=value.managed_by)


def program_name(program: BudgetProgram) -> str:
    """The program with the part of it that is the plan's."""
    return f"{program.name} {program.part}".strip()


def told(value: object, plan: Plan) -> Param:
    """What stood there, in a few words: a figure, a text, a name; of a record what it is known by."""
    match value:
        case None | "" | ():
            return None
        case StrEnum():
            return word(value)
        case bool():
            return message("comparison.yes" if value else "comparison.no")
        case str() | int() | Decimal() | Span() | Described():
            return value
        case tuple():
            return tuple(told(entry, plan) for entry in value)
    return _told_record(value, plan)


def named(field: str, value: object, plan: Plan) -> Param:
    """What stood in a field; where that is an id, the name of what it stands for."""
    if isinstance(value, tuple) and field in _REFERENCES:
        return tuple(named(field, entry, plan) for entry in value)
    if field == "stage" and isinstance(value, str):
        return _stage_name(value, plan)
    if field in _YEARS and isinstance(value, int):
        return message("ui.fiscal_year", year=value)
    if field in _PERIODS and isinstance(value, str):
        return period(value)
    for look_up in _REFERENCES.get(field, ()):
        found = getattr(plan.index, look_up).get(value)
        if found is not None:
            return str(found.name)
    return told(value, plan)


def _told_record(record: object, plan: Plan) -> Param:
    match record:
        case Responsibility():
            department = named("department", record.department, plan)
            return message("comparison.responsibility", department=department, role=word(record.role))
        case Milestone():
            return message("comparison.milestone", name=record.name, due=period(record.due))
        case BudgetProgram():
            return program_name(record)
        case NodeYear() if is_stage_alone(record):
            _, *rest = _said_of_year(record, plan)
            return (named("stage", record.stage, plan), *rest) if rest else named("stage", record.stage, plan)
        case NodeYear():
            return tuple(_said_of_year(record, plan)) or None
    return _known_by(record, plan)


def _said_of_year(record: NodeYear, plan: Plan) -> Iterator[Message]:
    """What is said of a measure for a year: coded words in full, of texts and lists that there are any."""
    for each in fields(record):
        value = getattr(record, each.name)
        if each.name in {"node", "fiscal_year"} or value in (None, "", ()):
            continue
        field = message(f"comparison.field.{each.name}")
        coded = isinstance(value, StrEnum) or each.name == "stage"
        yield message("comparison.said", field=field, value=named(each.name, value, plan)) if coded else field


def _stage_name(stage: str, plan: Plan) -> str:
    """The stage as the plan's newest life cycle calls it; as printed where none knows it."""
    reference = next((year.life_cycle for year in reversed(plan.years) if year.life_cycle), None)
    try:
        known = known_life_cycle(reference).by_id.get(stage) if reference else None
    except UnknownLifeCycle:
        known = None
    return f"{stage} {known.name}" if known else stage


def _known_by(record: object, plan: Plan) -> Param:
    """The first thing that the record says of those by which people know one."""
    for name in _KNOWN_BY:
        held = getattr(record, name, None)
        if held is not None and held != "":
            return named(name, held, plan)
    return None


def _field_name(path: tuple[str, ...]) -> Message:
    """The owner's field; within it the field of an entry, where that says more than the entry's figure or words."""
    part = path[2] if len(path) > 2 else path[0]  # noqa: PLR2004 -- list, key, field
    field = message(f"comparison.field.{part}")
    if path[-1] in _TELLING and path[-1] != part:
        return message("comparison.field_within", field=field, part=message(f"comparison.field.{path[-1]}"))
    return field


def _node_of(owner: object) -> str | None:
    match owner:
        case Node():
            return owner.id
        case Indicator() | NodeYear():
            return owner.node
        case BudgetProgram() if len(owner.shares) == 1:
            return owner.shares[0].node
    return None


def _year_of(trail: tuple[object, ...]) -> int | None:
    """The fiscal year of the innermost record that stands for one."""
    for value in reversed(trail):
        year = getattr(value, "fiscal_year", None)
        if isinstance(year, int) and not isinstance(value, Baseline):
            return year
    return None


def money_field(line: MoneyLine) -> Message:
    """What an amount is: 当初予算額, with its item or source where it is one part."""
    stage = word(line.stage)
    if line.source is not None:
        return message("comparison.money_of_source", stage=stage, source=word(line.source))
    if line.item:
        return message("comparison.money_of_item", stage=stage, item=line.item)
    return stage
