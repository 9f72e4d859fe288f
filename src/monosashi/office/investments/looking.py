"""A case beside its plan and beside other cases: what is noticed, what looks alike, what became of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from monosashi.checks.indicator_kinds import kind_of
from monosashi.checks.similarity import likeness
from monosashi.core.messages import Message, message
from monosashi.core.money import BudgetStage
from monosashi.core.plan import Plan
from monosashi.core.values import number
from monosashi.office.investments.figures import COSTS, InvestmentLine, Sums
from monosashi.office.investments.models import Case, SimilarCase
from monosashi.office.investments.noticing import Facts, Option, Spent, noticed
from monosashi.office.investments.queries import ActualKind, CaseNow
from monosashi.office.investments.shown import FigureRow, figure_cell, proposed, year_cell
from monosashi.office.investments.states import InvestmentLikeness, InvestmentState
from monosashi.office.ui.cells import Cell, absence
from monosashi.office.ui.language import spoken
from monosashi.wording import word

ALIKE = Decimal(35)
"""Percent of letter pairs in common from which two titles are shown as alike; two problems at `ALIKE_TEXT`."""
ALIKE_TEXT = Decimal(45)

_MOST_ALIKE = 5


@dataclass(frozen=True, slots=True)
class Alike:
    """Another case that looks alike. `said` is what people say of the two, None where nobody said anything."""

    other: Case
    percent: Decimal
    said: SimilarCase | None


def findings_of(now: CaseNow, plan: Plan, others: Iterable[Case]) -> tuple[Message, ...]:
    """What the software sees by itself."""
    return noticed(_facts(now, plan, tuple(others)))


def alike(now: CaseNow, others: Iterable[Case]) -> tuple[Alike, ...]:
    """Cases whose titles or problems are worded alike, the likest first, and all of which somebody said something."""
    said = {each.other_id: each for each in now.row.similar.all()}
    found = []
    for other in others:
        title, text = likeness(now.row.title, other.title), likeness(now.row.problem, other.problem)
        if other.pk in said or title >= ALIKE or text >= ALIKE_TEXT:
            found.append(Alike(other, max(title, text), said.get(other.pk)))
    order = sorted(found, key=lambda each: (each.said is None, -each.percent, each.other.pk))
    told = sum(each.said is not None for each in order)
    return tuple(order[: max(_MOST_ALIKE, told)])


def actual_rows(now: CaseNow, plan: Plan) -> tuple[FigureRow, ...]:
    """What became of a case beside what was expected, a column for each fiscal year."""
    return tuple(
        FigureRow(name, tuple(cells), strong=strong) for name, cells, strong in _pairs(now, proposed(now), plan)
    )


def actual_of_indicator(now: CaseNow, plan: Plan, year: int) -> Decimal | None:
    """What the indicator of a case came to: from the plan where it is the plan's, else as told."""
    if not now.row.indicator:
        return now.actual.get((ActualKind.INDICATOR, year))
    indicator = plan.index.indicator.get(now.row.indicator)
    found = (each.value for each in indicator.actuals if each.fiscal_year == year) if indicator else iter(())
    return number(next(found, None))


def _pairs(now: CaseNow, sums: Sums | None, plan: Plan) -> Iterator[tuple[Message, Iterator[Cell], bool]]:
    money, hours = spoken(message("investments.unit.money")), spoken(message("investments.unit.hours"))

    def told(kind: ActualKind, unit: str) -> Iterator[Cell]:
        return (figure_cell(now.actual.get((kind, year)), unit) for year in now.years)

    def expected(what: str, unit: str) -> Iterator[Cell]:
        if sums is None:
            return (absence(message("ui.blank")) for _ in now.years)
        return (year_cell(getattr(year, what), unit) for year in sums.by_year)

    yield message("investments.expected.cost"), expected("cost", money), False
    yield word(ActualKind.CONTRACT), told(ActualKind.CONTRACT, money), False
    yield word(ActualKind.PAID), told(ActualKind.PAID, money), True
    yield message("investments.expected.labour"), expected("labour", money), False
    yield word(ActualKind.LABOUR), told(ActualKind.LABOUR, money), True
    yield message("investments.expected.hours"), expected("hours", hours), False
    yield word(ActualKind.HOURS_SAVED), told(ActualKind.HOURS_SAVED, hours), True
    yield message("investments.expected.money"), expected("money", money), False
    yield word(ActualKind.MONEY_SAVED), told(ActualKind.MONEY_SAVED, money), True
    if now.row.indicator_name or now.row.indicator:
        values = (actual_of_indicator(now, plan, year) for year in now.years)
        unit = indicator_unit(now, plan)
        yield word(ActualKind.INDICATOR), (figure_cell(value, unit, whole=False) for value in values), True


def indicator_unit(now: CaseNow, plan: Plan) -> str:
    """The unit of the case's indicator."""
    indicator = plan.index.indicator.get(now.row.indicator)
    return indicator.unit if indicator else now.row.indicator_unit


def indicator_label(now: CaseNow, plan: Plan) -> str:
    """What the case's indicator is called, "" where none is named."""
    indicator = plan.index.indicator.get(now.row.indicator)
    return indicator.name if indicator else now.row.indicator_name or now.row.indicator


def _facts(now: CaseNow, plan: Plan, others: tuple[Case, ...]) -> Facts:
    row = now.row
    return Facts(
        options=tuple(
            Option(each.name, sums, each.chosen, _decimal(each.stated_total)) for each, sums in now.alternatives
        ),
        has_indicator=bool(row.indicator or row.indicator_name),
        baseline=_decimal(row.baseline),
        target=_decimal(row.target),
        measured_by=row.measured_by,
        uncounted=row.uncounted,
        only_activity=tuple(_only_activity(now, plan)),
        doubled=tuple(_doubled(now, others)),
        budgets=_budgets(now, plan),
        spent=tuple(
            Spent(year, now.actual.get((ActualKind.CONTRACT, year)), now.actual.get((ActualKind.PAID, year)))
            for year in now.years
        ),
    )


def _only_activity(now: CaseNow, plan: Plan) -> Iterator[str]:
    """The measures of a case all of whose indicators count activity, by declaration or by their words."""
    for each in now.row.measures.all():
        indicators = plan.index.indicators_of.get(each.node, ())
        if indicators and all(kind_of(one).is_output for one in indicators):
            yield each.name


def _doubled(now: CaseNow, others: tuple[Case, ...]) -> Iterator[str]:
    """Cases not put off that name the same indicator, or of which people say that they do the same thing while hours are counted here."""
    sums = proposed(now)
    lines = {each.line for each in sums.amounts} if sums else set()
    counts = bool(lines - COSTS - {InvestmentLine.LABOUR})
    same = {each.other_id for each in now.row.similar.all() if each.likeness != InvestmentLikeness.DIFFERENT}
    for other in others:
        if other.state == InvestmentState.PUT_OFF:
            continue
        if (now.row.indicator and other.indicator == now.row.indicator) or (counts and other.pk in same):
            yield other.title


def _budgets(now: CaseNow, plan: Plan) -> Decimal | None:
    """What the budget programs of a case have in its first year, None where that of one of them is not known."""
    known = {each.id: each for each in plan.budget_programs}
    found = Decimal(0)
    programs = [known.get(each.program) for each in now.row.programs.all()]
    for program in programs:
        lines = program.lines if program else ()
        budget = next(
            (
                line.amount
                for line in lines
                if line.fiscal_year == now.row.fiscal_year
                and line.stage is BudgetStage.INITIAL
                and not line.item
                and line.source is None
            ),
            None,
        )
        if not isinstance(budget, Decimal):
            return None
        found += budget
    return found if programs else None


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None
