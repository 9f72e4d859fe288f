"""What each field of a record is in a form, taken from the type hints of `core`."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from decimal import Decimal
from enum import Enum, StrEnum, auto
from functools import cache
from types import GenericAlias, MappingProxyType, NoneType
from typing import Any, get_args, get_type_hints

from monosashi.core.indicators import Indicator
from monosashi.core.money import BudgetProgram, Share
from monosashi.core.plan import Document, KeptTarget, Plan, PlanYear, RelatedPlan
from monosashi.core.results import Answer, NodeYear, Question, Rating
from monosashi.core.tree import Department, Level, Milestone, Node, Post, Responsibility
from monosashi.core.values import Absence, Value
from monosashi.exchange.structure import Hint, alternatives


class Kind(Enum):
    """What is typed into a cell, or what stands there instead of one."""

    TEXT = auto()
    LONG_TEXT = auto()
    FIGURE = auto()
    AMOUNT = auto()
    NUMBER = auto()
    PERCENT = auto()
    YEAR = auto()
    DAY = auto()
    TIME = auto()
    YES = auto()
    CODE = auto()
    REFERENCE = auto()
    REFERENCES = auto()
    WORDS = auto()
    RECORD = auto()
    LIST = auto()


@dataclass(frozen=True, slots=True)
class FieldKind:
    """One field. `of` is the enumeration or the kind of record, `into` the list that ids refer into.

    `given`: the field has no default. `nullable`: None is a value of it.
    """

    name: str
    kind: Kind
    of: Any = None
    into: str = ""
    default: object = None
    given: bool = False
    nullable: bool = False

    @property
    def is_cell(self) -> bool:
        """Whether it is one cell, no record and no list of records."""
        return self.kind not in {Kind.RECORD, Kind.LIST}

    @property
    def required(self) -> bool:
        """Whether a blank is no answer."""
        return self.given and not self.nullable


_REFERENCES: Mapping[tuple[type, str], str] = MappingProxyType(
    {
        (Department, "parent"): "departments",
        (Department, "members"): "departments",
        (Post, "department"): "departments",
        (Responsibility, "department"): "departments",
        (BudgetProgram, "department"): "departments",
        (Node, "level"): "levels",
        (Question, "level"): "levels",
        (Node, "parent"): "nodes",
        (Node, "cross_listed_under"): "nodes",
        (Indicator, "node"): "nodes",
        (Share, "node"): "nodes",
        (Node, "related_plans"): "related_plans",
        (Indicator, "shared_with_plans"): "related_plans",
        (Indicator, "part_of"): "indicators",
        (Rating, "indicator"): "indicators",
        (KeptTarget, "indicator"): "indicators",
        (Answer, "choices"): "choices",
    }
)
"""Fields that hold ids, and the list that they refer into."""

_UNSEEN: Mapping[type, frozenset[str]] = MappingProxyType(
    {
        Plan: frozenset({"id", "revision", "levels", "years", "departments", "posts", "related_plans", "nodes"})
        | {"indicators", "budget_programs", "questions", "results", "documents", "provenance"},
        NodeYear: frozenset({"node", "fiscal_year"}),
        Answer: frozenset({"question"}),
        Milestone: frozenset({"id"}),
    }
)
"""Fields that no cell is for: the address or the row says them, they are given out, or they have pages of their own."""

_LONG = frozenset(
    {
        "summary",
        "effect",
        "rationale",
        "computation",
        "result",
        "unmet_reason",
        "response",
        "next_step",
        "text",
        "reply",
    }
)
_YEARS = frozenset({"fiscal_year", "final_year", "first_year", "last_year"})
_DAYS = frozenset({"valid_from", "valid_to"})
_TIMES = frozenset({"due", "done"})
_PERCENTS = frozenset({"ratio"})


@cache
def fields_of(record: type) -> tuple[FieldKind, ...]:
    """The fields of a kind of record, in order, but for those that no cell is for."""
    hints = get_type_hints(record)
    unseen = _UNSEEN.get(record, frozenset({"id"}))
    return tuple(_field(record, field, hints[field.name]) for field in fields(record) if field.name not in unseen)


def _field(record: type, field: Field[object], hint: Hint) -> FieldKind:
    kinds = alternatives(hint)
    nullable = NoneType in kinds
    kind, of = _kind(field.name, kinds - {NoneType})
    into = _REFERENCES.get((record, field.name), "")
    if into:
        kind = Kind.REFERENCES if kind is Kind.WORDS else Kind.REFERENCE
    given = field.default is MISSING
    return FieldKind(field.name, kind, of, into, None if given else field.default, given, nullable)


def _kind(name: str, kinds: frozenset[Hint]) -> tuple[Kind, Any]:
    if kinds == frozenset(get_args(Value)):
        return Kind.FIGURE, None
    if kinds == frozenset({Decimal, Absence}):
        return Kind.AMOUNT, None
    (only,) = kinds
    if isinstance(only, GenericAlias):
        of = get_args(only)[0]
        return (Kind.WORDS, None) if of is str else (Kind.LIST, of)
    if is_dataclass(only):
        return Kind.RECORD, only
    if issubclass(only, StrEnum):
        return Kind.CODE, only
    return _plain_kind(name, only), None


def _plain_kind(name: str, only: type) -> Kind:
    if only is Decimal:
        return Kind.PERCENT if name in _PERCENTS else Kind.NUMBER
    if only is bool:
        return Kind.YES
    for names, kind in ((_YEARS, Kind.YEAR), (_DAYS, Kind.DAY), (_TIMES, Kind.TIME), (_LONG, Kind.LONG_TEXT)):
        if name in names:
            return kind
    return Kind.TEXT


@cache
def field_names() -> frozenset[str]:
    """The names of all fields that forms have."""
    seen: set[type] = set()
    names: set[str] = set()
    waiting: list[type] = [Plan, Node, Indicator, BudgetProgram, NodeYear, PlanYear, Question, Department, Post]
    waiting += [Level, RelatedPlan, Document]
    while waiting:
        record = waiting.pop()
        if record in seen:
            continue
        seen.add(record)
        for field in fields_of(record):
            names.add(field.name)
            if not field.is_cell:
                waiting.append(field.of)
    return frozenset(names)
