"""Grades by field and by stage, with their money: the departments' own where anybody graded, else those computed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from monosashi.core.messages import Message, message
from monosashi.core.tree import Level, Node
from monosashi.evaluation.life_cycle import LifeCycle
from monosashi.evaluation.rounding import half_up
from monosashi.office.overview.tables import Head, Line, Panel, Table
from monosashi.office.plans.pages import address
from monosashi.office.plans.shown.grades import grade_bars
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.plans.year.rows_of_measures import MeasureRow, measures_of
from monosashi.office.plans.year.totals import GradeTotal, Totals, totals_of
from monosashi.office.ui.cells import Cell, absence, amount, count, figure
from monosashi.office.ui.language import spoken
from monosashi.publishing.charts.chart import Chart


@dataclass(frozen=True, slots=True)
class Field:
    """Some measures that are looked at together. `query` narrows the list of measures to them."""

    key: str
    name: str
    address: str
    query: dict[str, str]
    rows: tuple[MeasureRow, ...]


def graded(totals: Totals) -> tuple[GradeTotal, ...]:
    """The grades that the overview counts."""
    return totals.stated or totals.computed


def key_of(totals: Totals) -> str:
    """Whose they are."""
    return "stated" if totals.stated else "computed"


def whose(totals: Totals) -> tuple[Message, ...]:
    """Says whose grades are counted; nothing where there are none."""
    return (message(f"overview.counted_grades.{key_of(totals)}"),) if graded(totals) else ()


def fields_panel(year: InYear, whole: Totals) -> Panel | None:
    """Grades and money by field; None where there are none."""
    fields = fields_of(year)
    if not fields:
        return None
    marks = graded(whole)
    each = [(one, totals_of(year, one.rows)) for one in fields]
    table = Table(
        "fields",
        message("overview.fields.caption", year=year.fiscal_year, unit=year.plan.money_unit),
        (*_grade_heads(marks, "field"), *_reached_heads(year), *_money_heads(year)),
        tuple(_field_line(year, one, totals, whole) for one, totals in each),
        _total_line(year, whole),
    )
    notes = (message("overview.fields.shared"),) if _shared_across(each, whole) else ()
    return Panel("fields", (*_fields_say(each, whole), *whose(whole)), (table,), notes=notes, span=12)


def stages_panel(year: InYear, whole: Totals) -> Panel | None:
    """Grades by life-cycle stage; None where the city has no life cycle, or no measure stands in any."""
    stages = _stages(year, year.life_cycle) if year.life_cycle else ()
    if not stages:
        return None
    marks = graded(whole)
    lines = tuple(_grade_line(year, each, totals_of(year, each.rows), whole) for each in stages)
    table = Table(
        "stages",
        message("overview.stages.caption", year=year.fiscal_year),
        _grade_heads(marks, "stage"),
        lines,
        Line((Cell(spoken(message("overview.total"))), count(whole.measures), *_counts(marks, marks))),
    )
    managed = tuple(message("overview.stages.count", stage=each.name, count=len(each.rows)) for each in stages)
    says = (message("overview.stages.says", stages=managed), *whose(whole))
    return Panel("stages", says, (table,), span=6)


def _stages(year: InYear, life_cycle: LifeCycle) -> tuple[Field, ...]:
    """The stages that measures stand in, in the order of the life cycle; after them those it does not know, last those without one."""
    rows: dict[str, list[MeasureRow]] = {stage.id: [] for stage in life_cycle.stages}
    for row in sorted(measures_of(year), key=lambda row: not row.stage):
        rows.setdefault(row.stage or "", []).append(row)
    return tuple(_stage(year, life_cycle, stage, tuple(mine)) for stage, mine in rows.items() if mine)


def _stage(year: InYear, life_cycle: LifeCycle, stage: str, rows: tuple[MeasureRow, ...]) -> Field:
    if not stage:
        return Field("no-stage", spoken(message("overview.stages.none")), "", {}, rows)
    known = stage in life_cycle.by_id
    name = year.stage_name(stage) if known else spoken(message("overview.stages.unknown", stage=stage))
    return Field(stage, name, address(year, "measures", stage=stage), {"stage": stage}, rows)


def fields_of(year: InYear) -> tuple[Field, ...]:
    """The fields of the plan: the nodes of the level that is grouped, else of the topmost that nobody answers for."""
    rows = measures_of(year)
    level = _level(year.plan.levels)
    if level is None:
        return ()
    fields = [_field(year, level, node, rows) for node in year.plan.nodes if node.level == level.id]
    placed = {row.node.id for each in fields for row in each.rows}
    rest = tuple(row for row in rows if row.node.id not in placed)
    if rest:
        fields.append(Field("", spoken(message("overview.fields.rest")), "", {}, rest))
    return tuple(each for each in fields if each.rows)


def grade_chart(year: InYear, totals: Totals, key: str) -> Chart | None:
    """The grades that the overview counts as one bar."""
    bars = grade_bars(year, totals, key)
    return bars[-1].chart if bars else None


def _level(levels: Sequence[Level]) -> Level | None:
    above = [level for level in levels if not level.answered]
    return next((level for level in above if level.grouped), above[0] if above else None)


def _field(year: InYear, level: Level, node: Node, rows: Iterable[MeasureRow]) -> Field:
    above = next((each.number for each in year.plan.index.ancestors(node) if each.number), "")
    name = " ".join(part for part in (f"{above}{node.number}", node.name) if part)
    mine = tuple(row for row in rows if any(each.id == node.id for each in row.above) or row.node.id == node.id)
    return Field(node.id, name, address(year, "node", node.id), {f"l-{level.id}": node.id}, mine)


def _grade_heads(marks: tuple[GradeTotal, ...], kind: str) -> tuple[Head, ...]:
    return (
        Head(message(f"overview.column.{kind}")),
        Head(message("overview.column.measures"), figures=True),
        *(Head(_symbol(each), figures=True) for each in marks),
        *((Head(message("overview.column.shares"), drawn=True, wide=True),) if marks else ()),
    )


def _symbol(each: GradeTotal) -> Message | str:
    return each.mark.symbol if each.mark else message("overview.column.no_grade")


def _reached_heads(year: InYear) -> tuple[Head, ...]:
    if not year.group:
        return ()
    return (
        Head(message("overview.column.counted"), figures=True),
        Head(message("overview.column.reached"), figures=True),
    )


def _money_heads(year: InYear) -> tuple[Head, ...]:
    unit = year.plan.money_unit
    return (
        Head(message("plans.column.initial"), figures=True, unit=unit),
        Head(message("plans.column.current"), figures=True, unit=unit),
        Head(message("plans.column.spent"), figures=True, unit=unit),
        Head(message("plans.column.execution"), figures=True, unit="%"),
    )


def _field_line(year: InYear, field: Field, totals: Totals, whole: Totals) -> Line:
    line = _grade_line(year, field, totals, whole)
    return Line((*line.cells, *_reached_cells(year, field.key), *_money_cells(totals)), line.chart)


def _grade_line(year: InYear, field: Field, totals: Totals, whole: Totals) -> Line:
    marks = graded(whole)
    mine = totals.stated if totals.stated or whole.stated else totals.computed
    cells = (
        Cell(field.name, address=field.address),
        _linked(count(totals.measures), address(year, "measures", **field.query) if field.query else ""),
        *_counts(marks, mine),
    )
    return Line(cells, grade_chart(year, totals, f"g-{field.key or 'rest'}") if mine else None)


def _counts(marks: tuple[GradeTotal, ...], mine: tuple[GradeTotal, ...]) -> tuple[Cell, ...]:
    number = {_key(each): each.count for each in mine}
    return tuple(count(number.get(_key(each), 0)) for each in marks)


def _key(each: GradeTotal) -> str | None:
    return each.mark.symbol if each.mark else None


def _reached_cells(year: InYear, key: str) -> tuple[Cell, ...]:
    if not year.group:
        return ()
    group = year.group.get(key)
    if group is None or not group.counted:
        return (absence(message("plans.not_computed")),) * 2
    return (count(group.counted), count(group.reached))


def _money_cells(totals: Totals) -> tuple[Cell, ...]:
    none = message("plans.money.no_budget")
    return (
        amount(totals.initial, blank=none),
        amount(totals.current, blank=none),
        amount(totals.spent, blank=none),
        figure(totals.execution_of_current, blank=message("plans.not_computed")),
    )


def _total_line(year: InYear, whole: Totals) -> Line:
    marks = graded(whole)
    total = year.evaluation.total if year.evaluation else None
    reached = (count(total.counted), count(total.reached)) if total else (absence(message("plans.not_computed")),) * 2
    return Line(
        (
            Cell(spoken(message("overview.total"))),
            count(whole.measures),
            *_counts(marks, marks),
            *(reached if year.group else ()),
            *_money_cells(whole),
        )
    )


def _linked(cell: Cell, where: str) -> Cell:
    return Cell(cell.text, number=cell.number, address=where)


def _shared_across(each: list[tuple[Field, Totals]], whole: Totals) -> bool:
    parts = [totals.initial for _, totals in each if totals.initial is not None]
    return whole.initial is not None and sum(parts, Decimal(0)) != whole.initial


def _fields_say(each: list[tuple[Field, Totals]], whole: Totals) -> Iterator[Message]:
    yield message("overview.fields.says", count=len(each))
    costly = sorted((totals.current or Decimal(0), one.name) for one, totals in each)[-3:]
    if whole.current and len(each) > len(costly):
        share = half_up(sum((part for part, _ in costly), Decimal(0)) * 100 / whole.current)
        yield message("overview.fields.costly", count=len(costly), share=min(share, Decimal(100)))
