"""A plan as rows of tables, one row a dictionary of fields: what the sheets show, before it is put into cells."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from itertools import pairwise
from types import MappingProxyType, NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from monosashi.core.indicators import Indicator
from monosashi.core.money import BudgetProgram, MoneyLine, Share
from monosashi.core.plan import Document, KeptTarget, Plan, PlanYear, Provenance, RelatedPlan
from monosashi.core.results import Answer, Choice, NodeYear, Note, Question, Rating
from monosashi.core.tree import Department, Level, Milestone, Node, Post, Prose, Responsibility, Succession
from monosashi.core.values import Absence
from monosashi.exchange.plan_workbook.layout import SHEET

Row = dict[str, Any]
"""Field -> value. What is left out, or None, is blank."""

FLAT: Mapping[str, type] = MappingProxyType(
    {
        "years": PlanYear,
        "levels": Level,
        "departments": Department,
        "posts": Post,
        "related_plans": RelatedPlan,
        "nodes": Node,
        "indicators": Indicator,
        "budget_programs": BudgetProgram,
        "questions": Question,
        "results": NodeYear,
        "documents": Document,
        "provenance": Provenance,
    }
)
"""Sheets with a row for each entry of the plan's list of the same name."""


@dataclass(frozen=True, slots=True)
class Nested:
    """A sheet with a row for each entry of a list inside the entries of another list.

    `by` are the columns that name the owner, `keys` the owner's fields that stand there.
    """

    kind: type
    owners: str
    into: str
    by: tuple[str, ...]
    keys: tuple[str, ...] = ("id",)


_OF_YEAR = ("node", "fiscal_year")

NESTED: Mapping[str, Nested] = MappingProxyType(
    {
        "kept_targets": Nested(KeptTarget, "years", "kept_targets", ("fiscal_year",), ("fiscal_year",)),
        "responsibilities": Nested(Responsibility, "nodes", "responsibilities", ("node",)),
        "milestones": Nested(Milestone, "nodes", "milestones", ("node",)),
        "prose": Nested(Prose, "nodes", "prose", ("node",)),
        "node_succession": Nested(Succession, "nodes", "succeeds", ("node",)),
        "indicator_succession": Nested(Succession, "indicators", "succeeds", ("indicator",)),
        "shares": Nested(Share, "budget_programs", "shares", ("program",)),
        "lines": Nested(MoneyLine, "budget_programs", "lines", ("program",)),
        "choices": Nested(Choice, "questions", "choices", ("question",)),
        "ratings": Nested(Rating, "results", "ratings", _OF_YEAR, _OF_YEAR),
        "answers": Nested(Answer, "results", "answers", _OF_YEAR, _OF_YEAR),
        "notes": Nested(Note, "results", "notes", _OF_YEAR, _OF_YEAR),
    }
)

YEARLY_LISTS = ("targets", "interim_targets", "actuals", "fractions")
"""What the sheet of targets and actuals shows side by side."""


@cache
def nullable(kind: type) -> frozenset[str]:
    """The fields of a kind of entry that may be None."""
    hints = get_type_hints(kind)
    return frozenset(
        field.name
        for field in fields(kind)
        if get_origin(hints[field.name]) is UnionType and NoneType in get_args(hints[field.name])
    )


def kind_of(sheet: str) -> type | None:
    """The kind of entry that a row of the sheet is, None where it is made of several."""
    return FLAT.get(sheet) or (NESTED[sheet].kind if sheet in NESTED else None)


def rows_of(plan: Plan) -> dict[str, list[Row]]:
    """The rows of every sheet."""
    found = {sheet: [_flat(sheet, entry) for entry in getattr(plan, sheet)] for sheet in FLAT}
    found |= {sheet: list(_nested(sheet, plan)) for sheet in NESTED}
    judged = tuple(year.fiscal_year for year in plan.years)
    found["plan"] = [_plan_row(plan)]
    found["figures"] = [row for indicator in plan.indicators for row in _figures(indicator, judged)]
    found["reference_series"] = [row for indicator in plan.indicators for row in _series(indicator)]
    return found


def _plan_row(plan: Plan) -> Row:
    row = {column.field: getattr(plan, column.field, None) for column in SHEET["plan"].columns}
    return row | {"municipality_code": plan.municipality.code, "municipality_name": plan.municipality.name}


def _flat(sheet: str, entry: object) -> Row:
    row = {column.field: getattr(entry, column.field, None) for column in SHEET[sheet].columns}
    if isinstance(entry, Indicator) and entry.baseline is not None:
        baseline = entry.baseline
        row |= {
            "baseline_value": baseline.value,
            "baseline_year": baseline.fiscal_year,
            "baseline_as_of": baseline.as_of,
        }
    if isinstance(entry, NodeYear) and entry.excluded is not None:
        row |= {"exclusion_reason": entry.excluded.reason, "exclusion_note": entry.excluded.note}
    return row


def _nested(sheet: str, plan: Plan) -> Iterator[Row]:
    nested = NESTED[sheet]
    names = [field.name for field in fields(nested.kind)]
    for owner in getattr(plan, nested.owners):
        by = {column: getattr(owner, key) for column, key in zip(nested.by, nested.keys, strict=True)}
        for entry in getattr(owner, nested.into):
            yield by | {name: getattr(entry, name) for name in names}


def _figures(indicator: Indicator, judged: Iterable[int]) -> Iterator[Row]:
    """One row a year with all that is said of it, and blank ones for the years that are judged."""
    lists = [getattr(indicator, name) for name in YEARLY_LISTS]
    years = years_in_order([[entry.fiscal_year for entry in entries] for entries in lists])
    head = {"indicator": indicator.id, "unit": indicator.unit}
    if years is None:
        for name, entries in zip(YEARLY_LISTS, lists, strict=True):
            yield from (head | {"fiscal_year": entry.fiscal_year} | _FIGURE_CELLS[name](entry) for entry in entries)
        return
    rows: dict[int, Row] = {year: head | {"fiscal_year": year} for year in years}
    for name, entries in zip(YEARLY_LISTS, lists, strict=True):
        for entry in entries:
            rows[entry.fiscal_year] |= _FIGURE_CELLS[name](entry)
    yield from rows.values()
    yield from (head | {"fiscal_year": year} for year in sorted(set(judged) - rows.keys()))


_FIGURE_CELLS: Mapping[str, Callable[[Any], Row]] = MappingProxyType(
    {
        "targets": lambda target: {"target": target.value},
        "interim_targets": lambda target: {"interim_target": target.value},
        "actuals": lambda actual: {
            "actual": actual.value,
            "status": actual.status,
            "evidence": actual.evidence,
            "note": actual.note,
        },
        "fractions": lambda fraction: _fraction(fraction.numerator, fraction.denominator),
    }
)


def _fraction(numerator: object, denominator: object) -> Row:
    """A fraction of which neither part is printed is told from none at all by the word that says so."""
    if numerator is None and denominator is None:
        return {"numerator": Absence.NOT_STATED, "denominator": Absence.NOT_STATED}
    return {"numerator": numerator, "denominator": denominator}


def years_in_order(lists: Sequence[Sequence[int]]) -> list[int] | None:
    """The years in an order that keeps the order of every list, earlier years first where that is free; None: there is none."""
    before: dict[int, set[int]] = {year: set() for years in lists for year in years}
    for years in lists:
        for earlier, later in pairwise(years):
            before[later].add(earlier)
    found: list[int] = []
    while before:
        free = [year for year, waits_for in before.items() if waits_for <= set(found)]
        if not free:
            return None
        found.append(min(free))
        del before[found[-1]]
    return found


def _series(indicator: Indicator) -> Iterator[Row]:
    for series in indicator.reference_series:
        head = {"indicator": indicator.id, "name": series.name, "unit": series.unit}
        if not series.points:
            yield head
        for point in series.points:
            yield head | {"fiscal_year": point.fiscal_year, "value": point.value}
