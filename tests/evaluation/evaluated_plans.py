"""One-measure plans for the tests of evaluation, with the figures in the test."""

from collections.abc import Iterable
from decimal import Decimal

from monosashi.core.indicators import Actual, Baseline, Direction, Indicator, Target
from monosashi.core.plan import Municipality, Plan
from monosashi.core.results import ManagedBy, NodeYear
from monosashi.core.tree import Level, Node
from monosashi.core.values import Absence, Value

YEAR = 2024
Figure = str | Absence | Value | None


def value(figure: Figure) -> Value | None:
    return Decimal(figure) if isinstance(figure, str) and not isinstance(figure, Absence) else figure


def indicator(  # noqa: PLR0913 -- an indicator has that many figures
    baseline: Figure = None,
    target: Figure = None,
    actual: Figure = None,
    *,
    id: str = "i1",  # noqa: A002 -- the field is called id
    node: str = "n1",
    direction: Direction = Direction.UNDECLARED,
    of_year: Figure = None,
    part_of: str | None = None,
    tags: tuple[str, ...] = (),
) -> Indicator:
    base, final, done, yearly = value(baseline), value(target), value(actual), value(of_year)
    return Indicator(
        id,
        node,
        f"KPI {id}",
        unit="件",
        direction=direction,
        part_of=part_of,
        baseline=None if base is None else Baseline(base, YEAR - 1),
        targets=() if yearly is None else (Target(YEAR, yearly),),
        final_target=final,
        final_year=2026,
        actuals=() if done is None else (Actual(YEAR, done),),
        tags=tags,
    )


def plan(
    indicators: Iterable[Indicator] = (),
    results: Iterable[NodeYear] | None = None,
    nodes: Iterable[Node] = (Node("n1", "measure", "施策"),),
) -> Plan:
    return Plan(
        id="p",
        name="計画",
        municipality=Municipality("", ""),
        first_year=YEAR,
        last_year=2026,
        levels=(Level("field", "分野", grouped=True), Level("measure", "施策", answered=True)),
        nodes=tuple(nodes),
        indicators=tuple(indicators),
        results=(NodeYear("n1", YEAR, managed_by=ManagedBy.INDICATOR),) if results is None else tuple(results),
    )
