"""執行と超過: what was spent of what could be spent, measure by measure, and where more was spent than that."""

from collections.abc import Iterator
from decimal import Decimal

from monosashi.core.messages import Message, Param, message
from monosashi.core.money import BudgetProgram, BudgetStage
from monosashi.evaluation.outcomes import MeasureOutcome, MoneyOutcome
from monosashi.evaluation.rounding import percent
from monosashi.evaluation.spending import LOWEST, WHOLE, OffBudget, amounts, current_of, off_budget
from monosashi.publishing.auditor.figures_table import columns_of
from monosashi.publishing.auditor.material import Material
from monosashi.publishing.auditor.population import grade_of, money_of
from monosashi.publishing.auditor.tables import Row, Table
from monosashi.publishing.comparison.places import program_name

_EXECUTION = (
    ("page", 8, False), ("measure", 44, False), ("initial", 13, True), ("current", 13, True), ("spent", 13, True),
    ("left", 13, True), ("execution_of_initial", 12, True), ("execution", 12, True), ("sign", 18, False),
    ("self_grade", 9, False), ("computed_grade", 9, False), ("shared", 44, False),
)  # fmt: skip

_OVERRUNS = (
    ("page", 8, False), ("measure", 36, False), ("program", 44, False), ("initial", 13, True), ("added", 13, True),
    ("current", 13, True), ("spent", 13, True), ("over", 13, True), ("supplemented", 16, False),
)  # fmt: skip

_ADDED = (BudgetStage.SUPPLEMENTARY, BudgetStage.TRANSFER, BudgetStage.RESERVE, BudgetStage.CARRIED_IN)


def execution_table(material: Material) -> Table:
    """Measures with a budget, the lowest rate first; the plan's total, shared programs counted once, stands last."""
    told = [(measure, money_of(measure, material)) for measure in material.measures]
    with_budget = [(m, money) for m, money in told if money.initial is not None or money.current is not None]
    rows = [_execution_row(measure, money, material) for measure, money in sorted(with_budget, key=_by_rate)]
    low = sum(off_budget(money.execution_of_current) is OffBudget.UNSPENT for _, money in with_budget)
    note = message(
        "auditor.execution.note", count=len(with_budget), low=low, limit=LOWEST, unit=material.plan.money_unit
    )
    total = _total_row(material.content.evaluation.money)
    return Table(
        "execution",
        message("auditor.execution"),
        note,
        columns_of(_EXECUTION),
        (*rows, total) if rows else (),
        link_column=1,
        empty=message("auditor.execution.none"),
    )


def overruns_table(material: Material) -> Table:
    """Programs of which more was spent than could be, with what was added in the course of the year."""
    rows = tuple(_overruns(material))
    note = message("auditor.overruns.note", count=len(rows), unit=material.plan.money_unit)
    return Table(
        "overruns",
        message("auditor.overruns"),
        note,
        columns_of(_OVERRUNS),
        rows,
        link_column=1,
        empty=message("auditor.overruns.none"),
    )


def _by_rate(told: tuple[MeasureOutcome, MoneyOutcome]) -> tuple[bool, Decimal]:
    rate = told[1].execution_of_current
    return rate is None, rate or Decimal(0)


def _execution_row(measure: MeasureOutcome, money: MoneyOutcome, material: Material) -> Row:
    rate = money.execution_of_current
    sign = _sign(rate)
    cells: tuple[Param, ...] = (
        material.page_of(measure.node), measure.name, money.initial, money.current, money.spent,
        _difference(money.current, money.spent), percent(money.execution_of_initial), percent(rate), sign or "",
        measure.self_grade, grade_of(measure), _sharers(measure, material),
    )  # fmt: skip
    return Row(cells, leads_to=f"figures.html#{measure.node}", marked=sign is not None)


def _total_row(money: MoneyOutcome) -> Row:
    cells: tuple[Param, ...] = (
        "", message("auditor.total"), money.initial, money.current, money.spent,
        _difference(money.current, money.spent), percent(money.execution_of_initial),
        percent(money.execution_of_current), "", "", "", "",
    )  # fmt: skip
    return Row(cells, total=True)


def _sign(rate: Decimal | None) -> Message | None:
    match off_budget(rate, WHOLE):
        case OffBudget.UNSPENT:
            return message("auditor.sign.low", limit=LOWEST)
        case OffBudget.OVERSPENT:
            return message("auditor.sign.over")
    return None


def _difference(left: Decimal | None, right: Decimal | None) -> Decimal | None:
    return None if left is None or right is None else left - right


def _sharers(measure: MeasureOutcome, material: Material) -> Param:
    """The other measures that share in its programs."""
    index = material.plan.index
    others = {s.node for program in index.programs_of.get(measure.node, ()) for s in program.shares} - {measure.node}
    return tuple(node.name for node in material.plan.nodes if node.id in others) or ""


def _overruns(material: Material) -> Iterator[Row]:
    in_population = {measure.node for measure in material.measures}
    for program in material.plan.budget_programs:
        totals = amounts(program, material.fiscal_year)
        current, spent = current_of(totals), totals.get(BudgetStage.SPENT)
        if current is None or spent is None or spent <= current:
            continue
        nodes = [share.node for share in program.shares if share.node in in_population]
        yield _overrun_row(program, nodes, (current, spent), material)


def _overrun_row(program: BudgetProgram, nodes: list[str], money: tuple[Decimal, Decimal], material: Material) -> Row:
    totals = amounts(program, material.fiscal_year)
    current, spent = money
    added = [totals[stage] for stage in _ADDED if stage in totals]
    supplemented = bool(added) or current != totals.get(BudgetStage.INITIAL, current)
    cells: tuple[Param, ...] = (
        material.page_of(nodes[0]) if nodes else "",
        tuple(material.plan.index.node[node].name for node in nodes) or "",
        program_name(program), totals.get(BudgetStage.INITIAL), sum(added, Decimal(0)) if added else None,
        current, spent, spent - current,
        message("auditor.supplemented" if supplemented else "auditor.not_supplemented"),
    )  # fmt: skip
    return Row(cells, leads_to=f"figures.html#{nodes[0]}" if nodes else "", marked=not supplemented)
