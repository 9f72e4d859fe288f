"""Plans of any size, the same on every run: a tree, indicators, money, a year's answers for each measure and year."""

from decimal import Decimal

from monosashi.core.indicators import Accumulation, Actual, Baseline, Direction, Indicator, IndicatorKind, Target
from monosashi.core.money import Account, BudgetProgram, BudgetStage, MoneyLine, Share
from monosashi.core.plan import Document, Municipality, Plan, PlanYear, Provenance, YearState
from monosashi.core.results import Disposition, Execution, NodeYear, Rater, Rating
from monosashi.core.tree import Department, Level, Node, Responsibility, Role

_FIRST_YEAR = 2016
_MEASURES_IN_FIELD = 10
_TEXT = "窓口の混雑を減らすため、申請の受付を電子化した。利用者向けの説明会を各地区で開き、庁内では手順書を改めた。"


def synthetic_plan(
    measures: int, years: int, *, scheme: str = "akita@1", sourced: bool = False, in_field: int = _MEASURES_IN_FIELD
) -> Plan:
    """A plan of so many measures, each with an indicator and an answer for every one of so many years.

    Three measures in four have a program, with its initial and spent amounts, about as in a city's audit report.
    `sourced`: every actual also has its place in a document. `in_field` measures make a field, which one department leads.
    """
    span = range(_FIRST_YEAR, _FIRST_YEAR + years)
    fields = -(-measures // in_field)
    indicators = tuple(_indicator(number, span) for number in range(measures))
    return Plan(
        id="plan",
        name="情報化計画",
        municipality=Municipality("999997", "見本市"),
        first_year=span[0],
        last_year=span[-1],
        levels=(Level("field", "分野", grouped=True), Level("measure", "個別施策", answered=True)),
        edition="第2.1版",
        years=tuple(PlanYear(year, scheme, "akita@1", YearState.SETTLED) for year in span),
        departments=tuple(Department(f"d-{number:03}", f"第{number}課") for number in range(fields)),
        nodes=tuple(Node(f"f-{number:03}", "field", f"分野{number}") for number in range(fields))
        + tuple(_node(number, number // in_field) for number in range(measures)),
        indicators=indicators,
        budget_programs=tuple(_program(number, number // in_field, span) for number in range(measures) if number % 4),
        results=tuple(_result(number, year) for number in range(measures) for year in span),
        documents=(Document("report", "年次報告書"),) if sourced else (),
        provenance=tuple(_source(indicator, actual) for indicator in indicators for actual in indicator.actuals)
        if sourced
        else (),
    )


def _node(number: int, field: int) -> Node:
    return Node(
        id=f"m-{number:03}",
        level="measure",
        name=f"施策{number}の電子化",
        parent=f"f-{field:03}",
        number=str(number + 1),
        summary=_TEXT,
        effect=_TEXT,
        responsibilities=(Responsibility(f"d-{field:03}", Role.LEAD),),
    )


def _indicator(number: int, span: range) -> Indicator:
    """A rate that rises from a tenth towards its target, faster for some measures than for others."""
    start, step = Decimal(100 + number % 7) / 10, Decimal(5 + number % 11) / 10
    return Indicator(
        id=f"i-{number:03}",
        node=f"m-{number:03}",
        name=f"施策{number}の利用率",
        unit="%",
        kind=IndicatorKind.OUTCOME,
        direction=Direction.INCREASE,
        accumulation=Accumulation.ANNUAL,
        rationale=_TEXT,
        baseline=Baseline(start, span[0] - 1),
        targets=tuple(Target(year, start + (year - span[0] + 1)) for year in span),
        final_target=start + len(span),
        final_year=span[-1],
        actuals=tuple(Actual(year, start + (year - span[0] + 1) * step, evidence="利用件数の集計表") for year in span),
    )


def _program(number: int, field: int, span: range) -> BudgetProgram:
    return BudgetProgram(
        id=f"b-{number:03}",
        name=f"施策{number}経費",
        account=Account.GENERAL,
        department=f"d-{field:03}",
        shares=(Share(f"m-{number:03}"),),
        lines=tuple(line for year in span for line in _lines(year, Decimal(1_000 + number * 37))),
    )


def _lines(year: int, amount: Decimal) -> tuple[MoneyLine, ...]:
    return (
        MoneyLine(year, BudgetStage.INITIAL, amount),
        MoneyLine(year, BudgetStage.SPENT, amount - 12),
    )


def _result(number: int, year: int) -> NodeYear:
    return NodeYear(
        node=f"m-{number:03}",
        fiscal_year=year,
        stage="2",
        execution=Execution.AS_PLANNED,
        result=_TEXT,
        disposition=Disposition.CONTINUE,
        next_step=_TEXT,
        ratings=(Rating("progress", Rater.SELF, "ABCD"[(number + year) % 4]),),
    )


def _source(indicator: Indicator, actual: Actual) -> Provenance:
    at = f"indicators/{indicator.id}/actuals/{actual.fiscal_year}/value"
    return Provenance(at, "report", page=str(actual.fiscal_year - 2000), text=f"{actual.value:f}")
