"""An evaluation as a table: self-grade and computed grade side by side, what differs marked, the reason below."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from monosashi.cli.judging import Judged
from monosashi.cli.session import Session
from monosashi.cli.sheets import Column, Row, Sheet
from monosashi.core.plan import PlanIndex
from monosashi.core.tree import Node
from monosashi.core.values import Value
from monosashi.evaluation.outcomes import IndicatorOutcome, MeasureOutcome, Standing, Verdict
from monosashi.exchange.numbers import plain_decimal

DIFFERS = "≠"

CSV_COLUMNS = (
    "fiscal_year", "scheme", "measure_id", "number", "measure", "stage", "managed_by", "axis", "self_grade",
    "computed_grade", "standing", "explanation", "missing", "indicator_id", "indicator", "unit", "baseline", "target",
    "actual", "achievement_rate", "improvement_rate", "indicator_grade", "indicator_explanation",
)  # fmt: skip


def evaluation_sheet(judged: Judged, session: Session) -> Sheet:
    """All measures of the year, under the nodes by which the city groups them."""
    heads = (
        Column(session.text("cli.column.number")),
        Column(session.text("cli.column.measure"), wraps=True),
        Column(session.text("cli.column.stage")),
        Column(session.text("cli.column.self_grade")),
        Column(session.text("cli.column.computed")),
        Column(session.text("cli.column.rate"), figures=True),
    )
    rows = tuple(_rows(judged, session))
    title = session.text(
        "cli.evaluate.title", plan=judged.plan.name, year=judged.fiscal_year, scheme=judged.scheme.title
    )
    return Sheet(
        title,
        heads if judged.life_cycle else tuple(head for head in heads if head.heading != heads[2].heading),
        tuple(row if judged.life_cycle or row.heading else _without_stage(row) for row in rows),
        note=_note(judged.evaluation.measures, session),
        detail_column=1,
        detail_heading=session.text("cli.column.reason"),
    )


def csv_rows(judged: Judged, session: Session) -> Iterator[tuple[str, ...]]:
    """One row for each whole indicator of each measure; a measure without indicators has one row."""
    year, scheme = str(judged.fiscal_year), judged.scheme.reference
    for measure in judged.evaluation.measures:
        own = (
            year, scheme, measure.node, measure.number, measure.name, measure.stage or "",
            measure.managed_by.value if measure.managed_by else "", measure.computed.axis,
            measure.self_grade or "", measure.computed.grade or "",
            measure.computed.standing.value, session.say(measure.computed.explanation), " ".join(measure.computed.missing),
        )  # fmt: skip
        for indicator in measure.indicators or (None,):
            yield (*own, *_indicator_cells(indicator, session))


def computed_word(verdict: Verdict, session: Session) -> str:
    """The grade, or in a word why there is none."""
    if verdict.grade is not None:
        return verdict.grade
    return "" if verdict.standing is Standing.GRADED else session.word(verdict.standing)


def _rows(judged: Judged, session: Session) -> Iterator[Row]:
    index, shown = judged.plan.index, None
    for measure in judged.evaluation.measures:
        group = group_of(index.node[measure.node], index)
        if group is not None and group != shown:
            yield Row((group.label,), heading=True)
        shown = group
        yield from _measure_rows(measure, session)


def group_of(node: Node, index: PlanIndex) -> Node | None:
    """The nearest node above by which the city makes totals, None where it has no such level."""
    return next((above for above in index.ancestors(node) if index.level[above.level].grouped), None)


def _measure_rows(measure: MeasureOutcome, session: Session) -> Iterator[Row]:
    """The measure, and its indicators below where there are several or where they alone are graded."""
    by_indicator = measure.computed.standing is Standing.NOT_RATED and any(i.verdict for i in measure.indicators)
    listed = measure.indicators if by_indicator or len(measure.indicators) > 1 else ()
    row = _measure_row(measure, session, () if listed else measure.indicators)
    yield replace(row, detail="") if by_indicator else row
    for indicator in listed:
        yield _indicator_row(indicator, session, explained=by_indicator)


def _indicator_row(indicator: IndicatorOutcome, session: Session, *, explained: bool) -> Row:
    verdict = indicator.verdict
    name = session.text("cli.evaluate.indicator", name=indicator.name)
    grade = computed_word(verdict, session) if verdict and explained else ""
    cells = ("", name, "", "", grade, session.value(indicator.achievement_rate))
    return Row(cells, detail=session.say(verdict.explanation) if verdict and explained else "")


def _measure_row(measure: MeasureOutcome, session: Session, indicators: Iterable[IndicatorOutcome]) -> Row:
    computed = measure.computed
    cells = (
        measure.number or measure.node,
        measure.name,
        measure.stage or "",
        measure.self_grade or "",
        computed_word(computed, session) + (f" {DIFFERS}" if measure.differs else ""),
        "\n".join(session.value(indicator.achievement_rate) for indicator in indicators),
    )
    return Row(cells, detail=session.say(computed.explanation), marked=measure.differs)


def _without_stage(row: Row) -> Row:
    return replace(row, cells=(*row.cells[:2], *row.cells[3:]))


def _note(measures: Iterable[MeasureOutcome], session: Session) -> str:
    graded = [measure for measure in measures if measure.computed.grade is not None]
    refused = [measure for measure in measures if measure.computed.standing is Standing.REFUSED]
    if not graded and not refused:
        return ""
    other = sum(measure.differs for measure in graded)
    note = session.text("cli.evaluate.note", graded=len(graded), refused=len(refused))
    return note + (session.text("cli.evaluate.differing", mark=DIFFERS, count=other) if other else "")


def _indicator_cells(indicator: IndicatorOutcome | None, session: Session) -> tuple[str, ...]:
    if indicator is None:
        return ("",) * 10
    rates, verdict = (indicator.achievement_rate, indicator.improvement_rate), indicator.verdict
    return (
        indicator.indicator,
        indicator.name,
        indicator.unit,
        *(_csv_value(value, session) for value in (indicator.baseline, indicator.target, indicator.actual)),
        *("" if rate is None else plain_decimal(rate) for rate in rates),
        (verdict.grade or "") if verdict else "",
        session.say(verdict.explanation) if verdict else "",
    )


def _csv_value(value: Value | None, session: Session) -> str:
    return "" if value is None else session.text("cli.plain_value", value=value)
