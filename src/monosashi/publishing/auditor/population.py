"""母集団: every measure of the plan, and how complete what is told of it is."""

from collections.abc import Iterable
from decimal import Decimal

from monosashi.core.indicators import Indicator
from monosashi.core.messages import Message, Param, message
from monosashi.core.plan import of_year
from monosashi.core.results import NodeYear
from monosashi.evaluation.outcomes import MeasureOutcome, MoneyOutcome
from monosashi.evaluation.rounding import percent
from monosashi.evaluation.spending import spending_of_node
from monosashi.publishing.auditor.figures import figures_of
from monosashi.publishing.auditor.figures_table import columns_of, preparer_cells
from monosashi.publishing.auditor.material import Material
from monosashi.publishing.auditor.tables import Row, Table
from monosashi.wording import word

ID = "population"

_COLUMNS = (
    ("page", 8, False), ("number", 9, False), ("measure", 44, False), ("group", 20, False), ("lead", 24, False),
    ("stage", 8, False), ("managed_by", 14, False), ("indicators", 8, True), ("with_target", 8, True),
    ("with_actual", 8, True), ("current", 13, True), ("spent", 13, True), ("execution", 10, True),
    ("self_grade", 9, False), ("computed_grade", 9, False), ("result_text", 9, False), ("excluded", 18, False),
    ("prepared_by", 22, False), ("prepared_on", 12, False), ("node_id", 14, False),
)  # fmt: skip


def population_table(material: Material) -> Table:
    """The whole population, in the order of the plan."""
    note = message("auditor.population.note", count=len(material.measures), unit=material.plan.money_unit)
    rows = tuple(_row(measure, material) for measure in material.measures)
    return Table(ID, message("auditor.population"), note, columns_of(_COLUMNS), rows, link_column=2)


def completeness_table(material: Material) -> Table:
    """How many of the measures have what an auditor asks for."""
    columns = columns_of((("item", 50, False), ("have", 10, True), ("of", 10, True), ("share", 10, True)))
    rows = tuple(Row((name, have, of, _share(have, of))) for name, have, of in _counts(material))
    return Table("completeness", message("auditor.completeness"), message("auditor.completeness.note"), columns, rows)


def grade_of(measure: MeasureOutcome) -> Param:
    """What the scheme gives, or in a word why it gives nothing."""
    return measure.computed.grade or word(measure.computed.standing)


def money_of(measure: MeasureOutcome, material: Material) -> MoneyOutcome:
    """The money of the programs that the measure has a part in, whole, also where others share them."""
    return spending_of_node(material.plan, measure.node, material.fiscal_year)


def group_of(measure: MeasureOutcome, material: Material) -> str:
    """The nearest node above at which the city makes totals, "" where there is none."""
    index = material.plan.index
    above = index.ancestors(index.node[measure.node])
    return next((node.name for node in above if index.level[node.level].grouped), "")


def said_of(measure: MeasureOutcome, material: Material) -> NodeYear:
    """What was said of the measure in the year."""
    year = material.fiscal_year
    return material.plan.index.result.get((measure.node, year)) or NodeYear(measure.node, year)


def _row(measure: MeasureOutcome, material: Material) -> Row:
    node = material.plan.index.node[measure.node]
    indicators = material.plan.index.indicators_of.get(measure.node, ())
    money, said = money_of(measure, material), said_of(measure, material)
    cells: tuple[Param, ...] = (
        material.page_of(measure.node), measure.number, measure.name, group_of(measure, material),
        material.leads(node) or None, measure.stage, measure.managed_by and word(measure.managed_by),
        len(indicators), sum(_has_target(each) for each in indicators),
        sum(_has_actual(each, material.fiscal_year) for each in indicators),
        money.current, money.spent, percent(money.execution_of_current), measure.self_grade, grade_of(measure),
        yes_or_no(bool(said.result)), "" if measure.excluded is None else word(measure.excluded.reason),
        *preparer_cells(material.preparers.get((measure.node, material.fiscal_year))), measure.node,
    )  # fmt: skip
    return Row(cells, measure.node, f"figures.html#{measure.node}")


def yes_or_no(there: bool) -> Message:  # noqa: FBT001 -- it is what is told
    """あり or なし."""
    return message("auditor.there" if there else "auditor.not_there")


def _counts(material: Material) -> Iterable[tuple[Message, int, int]]:
    measures, index, year = material.measures, material.plan.index, material.fiscal_year
    money = [money_of(measure, material) for measure in measures]
    indicators = [index.indicators_of.get(measure.node, ()) for measure in measures]
    figures = list(figures_of(material.plan))
    every = len(measures)
    counts = {
        "measures": (every, every),
        "lead": (sum(bool(material.leads(index.node[m.node])) for m in measures), every),
        "budget": (sum(m.initial is not None or m.current is not None for m in money), every),
        "spent": (sum(m.spent is not None for m in money), every),
        "indicator": (sum(map(bool, indicators)), every),
        "target": (sum(any(map(_has_target, each)) for each in indicators), every),
        "actual": (sum(any(_has_actual(i, year) for i in each) for each in indicators), every),
        "self_grade": (sum(m.self_grade is not None for m in measures), every),
        "computed_grade": (sum(m.computed.grade is not None for m in measures), every),
        "result_text": (sum(bool(said_of(m, material).result) for m in measures), every),
        "next_step": (sum(bool(said_of(m, material).next_step) for m in measures), every),
        "preparer": (sum((m.node, year) in material.preparers for m in measures), every),
        "evidence": (sum(material.has_evidence(f.path) for f in figures), len(figures)),
    }
    for name, (have, of) in counts.items():
        yield message(f"auditor.count.{name}"), have, of


def _share(have: int, of: int) -> Message | None:
    return message("auditor.percent", rate=percent(Decimal(100 * have) / of)) if of else None


def _has_target(indicator: Indicator) -> bool:
    """A number, a range or words, for any year; an absence is no target."""
    promised = (indicator.final_target, *(t.value for t in (*indicator.targets, *indicator.interim_targets)))
    return any(value is not None and not isinstance(value, str) for value in promised)


def _has_actual(indicator: Indicator, fiscal_year: int) -> bool:
    actual = of_year(indicator.actuals, fiscal_year)
    return actual is not None and not isinstance(actual.value, str)
