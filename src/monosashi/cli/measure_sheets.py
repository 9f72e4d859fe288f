"""One measure for people: who answers for it, its indicators year by year, its money, what was said and judged."""

from collections.abc import Iterator, Sequence
from typing import Any

from monosashi.cli.evaluation_sheets import computed_word
from monosashi.cli.judging import Judged
from monosashi.cli.session import Session
from monosashi.cli.sheets import Column, Row, Sheet
from monosashi.core.indicators import Indicator
from monosashi.core.plan import Plan, of_year
from monosashi.core.results import NodeYear
from monosashi.core.tree import Node
from monosashi.core.values import ValueStatus
from monosashi.evaluation.outcomes import IndicatorOutcome, MeasureOutcome
from monosashi.evaluation.spending import spending_of_node
from monosashi.exchange.structure import plain
from monosashi.publishing.evaluation_document import measure_document, printed_rate


def measure_data(plan: Plan, node: Node, judged: Sequence[Judged], session: Session) -> dict[str, Any]:
    """The measure as it stands in the plan, and what each judged year says of it."""
    index = plan.index
    return {
        "measure": plain(node),
        "indicators": [plain(each) for each in plan.indicators if each.node == node.id],
        "results": [plain(each) for each in plan.results if each.node == node.id],
        "budget_programs": [plain(each) for each in index.programs_of.get(node.id, ())],
        "years": [
            {"fiscal_year": year.fiscal_year, "scheme": year.scheme.reference}
            | measure_document(_outcome(year, node), year.spoken(session).say)
            for year in judged
        ],
    }


def measure_sheets(plan: Plan, node: Node, judged: Sequence[Judged], session: Session) -> tuple[Sheet, ...]:
    """All sheets that have something in them."""
    indicators = plan.index.indicators_of.get(node.id, ())
    sheets = (
        Sheet(
            node.label,
            (Column(""), Column("", wraps=True)),
            tuple(_head(plan, node, judged[-1].fiscal_year if judged else None, session)),
        ),
        *(_indicator_sheet(each, plan, judged, session) for each in indicators),
        _grades(node, judged, session),
        _money(plan, node, session),
        _said(plan, node, session),
    )
    return tuple(sheet for sheet in sheets if sheet.rows)


def _head(plan: Plan, node: Node, fiscal_year: int | None, session: Session) -> Iterator[Row]:
    """What the measure is. Its departments are those of the fiscal year; None: all that it has or had."""
    above = " > ".join(n.label for n in reversed(plan.index.ancestors(node)))
    departments = plan.index.department
    in_charge = "、".join(
        session.text("cli.show.in_charge", name=departments[r.department].name, role=session.word(r.role))
        for r in node.parts_in(fiscal_year)
    )
    entries = (("id", node.id), ("place", above), ("departments", in_charge), ("tags", " ".join(node.tags)))
    for name, text in (*entries, ("summary", node.summary), ("effect", node.effect)):
        if text:
            yield Row((session.text(f"cli.show.{name}"), text))
    for milestone in node.milestones:
        state = milestone.done or session.text("cli.show.not_done")
        yield Row((session.text("cli.show.milestone"), f"{milestone.due} {milestone.name} ({state})"))


def _indicator_sheet(indicator: Indicator, plan: Plan, judged: Sequence[Judged], session: Session) -> Sheet:
    columns = (
        Column(session.text("cli.column.year")),
        Column(session.text("cli.column.target"), figures=True),
        Column(session.text("cli.column.actual"), figures=True),
        Column(session.text("cli.column.rate"), figures=True),
        Column(session.text("cli.column.note"), wraps=True),
    )
    rows = tuple(_indicator_rows(indicator, judged, session))
    title = session.text(
        "cli.show.indicator", name=indicator.name, unit=indicator.unit or session.text("cli.show.no_unit")
    )
    words = (session.word(indicator.direction), session.word(indicator.accumulation), session.word(indicator.kind))
    parts = tuple(part.name for part in plan.index.components_of.get(indicator.id, ()))
    note = session.text("cli.show.indicator_note", words=words)
    return Sheet(title, columns, rows, note + (session.text("cli.show.components", names=parts) if parts else ""))


def _indicator_rows(indicator: Indicator, judged: Sequence[Judged], session: Session) -> Iterator[Row]:
    baseline = indicator.baseline
    if baseline is not None:
        when = _year(baseline.fiscal_year, session) if baseline.fiscal_year else baseline.as_of
        yield Row((when, "", session.value(baseline.value), "", session.text("cli.show.baseline")))
    years = {target.fiscal_year for target in (*indicator.targets, *indicator.interim_targets)}
    for year in sorted(years | {actual.fiscal_year for actual in indicator.actuals}):
        yield _indicator_row(indicator, year, judged, session)
    if indicator.final_target is not None:
        when = _year(indicator.final_year, session) if indicator.final_year else ""
        yield Row((when, session.value(indicator.final_target), "", "", session.text("cli.show.final_target")))


def _indicator_row(indicator: Indicator, year: int, judged: Sequence[Judged], session: Session) -> Row:
    target = of_year(indicator.targets, year) or of_year(indicator.interim_targets, year)
    actual = of_year(indicator.actuals, year)
    outcome = next((_indicator_outcome(j, indicator) for j in judged if j.fiscal_year == year), None)
    notes = [] if actual is None or actual.status is ValueStatus.FINAL else [session.word(actual.status)]
    notes += [actual.note] if actual is not None and actual.note else []
    return Row(
        (
            _year(year, session),
            session.value(target.value if target else None),
            session.value(actual.value if actual else None),
            session.value(outcome.achievement_rate if outcome else None),
            " ".join(notes),
        )
    )


def _grades(node: Node, judged: Sequence[Judged], session: Session) -> Sheet:
    columns = (
        Column(session.text("cli.column.year")),
        Column(session.text("cli.column.stage")),
        Column(session.text("cli.column.self_grade")),
        Column(session.text("cli.column.computed")),
        Column(session.text("cli.column.reason"), wraps=True),
    )
    rows = []
    for year in judged:
        outcome, spoken = _outcome(year, node), year.spoken(session)
        cells = (
            _year(year.fiscal_year, session),
            outcome.stage or "",
            outcome.self_grade or "",
            computed_word(outcome.computed, session),
        )
        rows.append(Row((*cells, spoken.say(outcome.computed.explanation)), marked=outcome.differs))
    return Sheet(session.text("cli.show.grades"), columns, tuple(rows))


def _money(plan: Plan, node: Node, session: Session) -> Sheet:
    columns = (
        Column(session.text("cli.column.year")),
        *(Column(session.text(f"cli.money.{name}"), figures=True) for name in ("initial", "current", "spent")),
        Column(session.text("cli.column.execution"), figures=True),
    )
    programs = plan.index.programs_of.get(node.id, ())
    years = sorted({line.fiscal_year for program in programs for line in program.lines})
    rows = []
    for year in years:
        money = spending_of_node(plan, node.id, year)
        rate = printed_rate(money.execution_of_current)
        amounts = (session.value(amount) for amount in (money.initial, money.current, money.spent))
        rows.append(Row((_year(year, session), *amounts, f"{rate}%" if rate else "")))
    shared = any(len(program.shares) > 1 for program in programs)
    note = session.text("cli.show.shared_money") if shared else ""
    return Sheet(session.text("cli.summary.money", unit=plan.money_unit), columns, tuple(rows), note)


def _said(plan: Plan, node: Node, session: Session) -> Sheet:
    results = sorted((r for r in plan.results if r.node == node.id), key=lambda result: result.fiscal_year)
    rows = tuple(Row((_year(r.fiscal_year, session), *entry)) for r in results for entry in _texts(r, session))
    columns = (Column(session.text("cli.column.year")), Column(""), Column("", wraps=True))
    return Sheet(session.text("cli.show.said"), columns, rows)


def _texts(result: NodeYear, session: Session) -> Iterator[tuple[str, str]]:
    entries = (
        ("execution", session.word(result.execution)),
        ("result", result.result),
        ("unmet_reason", result.unmet_reason),
        ("response", result.response),
        ("disposition", session.word(result.disposition)),
        ("next_step", result.next_step),
    )
    for name, text in entries:
        if text:
            yield session.text(f"cli.show.{name}"), text
    for note in result.notes:
        yield session.text("cli.show.note"), f"{note.author}: {note.text}"


def _year(fiscal_year: int | None, session: Session) -> str:
    return session.text("cli.year", year=fiscal_year)


def _outcome(judged: Judged, node: Node) -> MeasureOutcome:
    return next(measure for measure in judged.evaluation.measures if measure.node == node.id)


def _indicator_outcome(judged: Judged, indicator: Indicator) -> IndicatorOutcome | None:
    measures = (measure for measure in judged.evaluation.measures if measure.node == indicator.node)
    return next((o for m in measures for o in m.indicators if o.indicator == indicator.id), None)
