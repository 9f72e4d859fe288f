"""The fields that every plan has: those of the table, and the n-th indicator or program of a measure."""

import re
from collections.abc import Iterator

from monosashi.core.messages import Message, message
from monosashi.core.money import BudgetStage, FundingSource
from monosashi.publishing.forms import money_values as money
from monosashi.publishing.forms.fields import Entry, about_row, of_measure, of_plan
from monosashi.publishing.forms.grade_values import grade_values
from monosashi.publishing.forms.indicator_values import INDICATOR_VALUES, INDICATORS_VALUES, of_indicator
from monosashi.publishing.forms.measure_values import MEASURE_VALUES
from monosashi.publishing.forms.money_values import (
    ONE_PROGRAM_VALUES,
    PROGRAMS_VALUES,
    SPLIT,
    ProgramsValue,
    execution_rate,
    source_amount,
    stage_amount,
)
from monosashi.publishing.forms.plan_values import PLAN_VALUES
from monosashi.publishing.forms.rows import Row, owned, rows, worded
from monosashi.wording import word

_AMOUNTS = frozenset({"money", "source"})
"""Groups of amounts; what a measure shares with others is words there (`money_values`)."""

_NUMBER = r"(?P<number>[1-9]\d?)"
_PART = r"(?P<part>[1-9]\d?)"


def plan_fields() -> Iterator[Entry]:
    """Of the plan as a whole."""
    for row in rows("plan"):
        yield from of_plan(row.names, about_row("plan", row), PLAN_VALUES[row.key], group="plan", yearly=row.yearly)
    for row in rows("whole"):
        names = _owned(worded("whole"), row)
        yield from of_plan(names, about_row("whole", row), PLAN_VALUES[row.key], group="whole", yearly=row.yearly)
    for group, row, value in _money_rows():
        names, about = _owned(worded("whole"), row), message("form_fields.of_whole", field=about_row(group, row))
        yield from of_plan(names, about, money.of_plan(value), group="whole", yearly=row.yearly)


def measure_fields() -> Iterator[Entry]:
    """Of a measure, as far as no number stands in the name."""
    values = {**MEASURE_VALUES, **INDICATORS_VALUES, **PROGRAMS_VALUES, **grade_values()}
    for group in ("measure", "prose", "answer", "grade", "indicators", "program"):
        for row in rows(group):
            yield from of_measure(row.names, about_row(group, row), values[row.key], group=group, yearly=row.yearly)
    yield from _money_of_measure()


def indicator_fields(number: int, part: int | None = None) -> Iterator[Entry]:
    """Of the n-th indicator of a measure, or of one of its components."""
    owner = worded("indicator", number=number) if part is None else worded("component", number=number, part=part)
    for row in rows("indicator"):
        about = message("form_fields.of_owner", owner=owner, field=about_row("indicator", row))
        value = of_indicator(number, part, INDICATOR_VALUES[row.key])
        yield from of_measure(_owned(owner, row), about, value, group="indicator", yearly=row.yearly)


def program_fields(number: int) -> Iterator[Entry]:
    """Of the n-th program of a measure."""
    owner = worded("program", number=number)
    named = (("one_program", row, ONE_PROGRAM_VALUES[row.key]) for row in rows("one_program"))
    for group, row, value in (*named, *_money_rows()):
        about = message("form_fields.of_owner", owner=owner, field=about_row(group, row))
        if group in _AMOUNTS:
            about = _maybe_shared(about)
        told = (money.rate_of_program if group == "money_rate" else money.of_program)(number, value)
        yield from of_measure(_owned(owner, row), about, told, group="one_program", yearly=row.yearly)


def numbered_fields(name: str) -> Iterator[Entry]:
    """The fields of the indicator, component or program with the number that the name begins with; none where it has none."""
    if found := _numbered(worded("component", number=_NUMBER, part=_PART)).match(name):
        yield from indicator_fields(int(found["number"]), int(found["part"]))
    elif found := _numbered(worded("indicator", number=_NUMBER)).match(name):
        yield from indicator_fields(int(found["number"]))
    elif found := _numbered(worded("program", number=_NUMBER)).match(name):
        yield from program_fields(int(found["number"]))


def _numbered(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"{pattern}(?!\d)")


def _money_of_measure() -> Iterator[Entry]:
    for row in rows("money"):
        value = money.of_measure(stage_amount(BudgetStage(row.key)))
        about = _maybe_shared(about_row("money", row))
        yield from of_measure(row.names, about, value, group="money", yearly=row.yearly)
    for row in rows("money_rate"):
        value = money.rate_of_measure(execution_rate(row.key))
        yield from of_measure(row.names, about_row("money_rate", row), value, group="money", yearly=row.yearly)
    for row in rows("source"):
        value = money.of_measure(source_amount(BudgetStage.SPENT, FundingSource(row.key)))
        about = _maybe_shared(about_row("source", row))
        yield from of_measure(row.names, about, value, group="money", yearly=row.yearly)
    for row in rows("money"):
        if (stage := BudgetStage(row.key)) in SPLIT:
            yield from _split(stage, row)


def _split(stage: BudgetStage, row: Row) -> Iterator[Entry]:
    """A budget stage by source and by item."""
    for source in rows("source"):
        names = tuple(owned(name, part) for name in row.names for part in source.names)
        about = message("form_fields.of_source", stage=word(stage), source=word(FundingSource(source.key)))
        value = money.of_measure(source_amount(stage, FundingSource(source.key)))
        yield from of_measure(names, _maybe_shared(about), value, group="source", yearly=True)
    names = tuple(owned(name, worded("items")) for name in row.names)
    about = message("form_fields.of_items", stage=word(stage))
    yield from of_measure(names, about, money.items_of(stage), group="source", yearly=True)


def _maybe_shared(about: Message) -> Message:
    """What is said of an amount that is words where others share it, so that no formula can calculate with it."""
    return message("form_fields.maybe_shared", field=about)


def _money_rows() -> Iterator[tuple[str, Row, ProgramsValue]]:
    for row in rows("money"):
        yield "money", row, stage_amount(BudgetStage(row.key))
    for row in rows("money_rate"):
        yield "money_rate", row, execution_rate(row.key)
    for row in rows("source"):
        yield "source", row, source_amount(BudgetStage.SPENT, FundingSource(row.key))


def _owned(owner: str, row: Row) -> tuple[str, ...]:
    return tuple(owned(owner, name) for name in row.names)
