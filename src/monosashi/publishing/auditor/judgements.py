"""自己評価と方式: what the department gave, what the scheme gives and why; and targets that were set in the year they judge."""

import re
from collections.abc import Iterator

from monosashi.core.fiscal_years import print_fiscal_year
from monosashi.core.indicators import Indicator
from monosashi.core.messages import Message, Param, message
from monosashi.evaluation.outcomes import MeasureOutcome
from monosashi.publishing.auditor.figures_table import columns_of, year_of
from monosashi.publishing.auditor.material import Material
from monosashi.publishing.auditor.population import grade_of
from monosashi.publishing.auditor.tables import Row, Table
from monosashi.publishing.comparison.places import told
from monosashi.wording import word

_GRADES = (
    ("page", 8, False), ("measure", 44, False), ("stage", 8, False), ("self_grade", 9, False),
    ("computed_grade", 9, False), ("standing", 14, False), ("agreement", 14, False), ("explanation", 70, False),
    ("own_reason", 40, False),
)  # fmt: skip

_TARGETS = (
    ("page", 8, False), ("measure", 36, False), ("indicator", 40, False), ("baseline", 12, True),
    ("baseline_time", 16, False), ("final_target", 12, True), ("why_here", 36, False), ("rationale", 70, False),
)  # fmt: skip


def grades_table(material: Material) -> Table:
    """The whole population; where both grades stand and differ the row is marked."""
    rows = tuple(_grade_row(measure, material) for measure in material.measures)
    scheme = material.content.scheme
    note = message(
        "auditor.grades.note",
        scheme=scheme.title,
        reference=scheme.reference,
        count=sum(row.marked for row in rows),
    )
    return Table("grades", message("auditor.grades"), note, columns_of(_GRADES), rows, link_column=1)


def targets_table(material: Material) -> Table:
    """Indicators whose baseline lies in the year judged or whose rationale speaks of it: the target may know the outcome."""
    rows = tuple(_target_rows(material))
    year = material.fiscal_year
    return Table(
        "targets",
        message("auditor.targets"),
        message("auditor.targets.note", year=year, count=len(rows)),
        columns_of(_TARGETS),
        rows,
        link_column=1,
        empty=message("auditor.targets.none", year=year),
    )


def _grade_row(measure: MeasureOutcome, material: Material) -> Row:
    own, computed = measure.self_grade, measure.computed
    reasons = tuple(rating.reason for rating in measure.ratings if rating.reason)
    cells: tuple[Param, ...] = (
        material.page_of(measure.node), measure.name, measure.stage, own, grade_of(measure), word(computed.standing),
        _agreement(own, computed.grade), computed.explanation, reasons or "",
    )  # fmt: skip
    return Row(cells, leads_to=f"figures.html#{measure.node}", marked=measure.differs)


def _agreement(own: str | None, computed: str | None) -> Message:
    if own is None or computed is None:
        return message("auditor.agreement.not_comparable")
    return message("auditor.agreement.same" if own == computed else "auditor.agreement.differs")


def _target_rows(material: Material) -> Iterator[Row]:
    judged = {measure.node for measure in material.measures}
    for indicator in material.plan.indicators:
        if indicator.node in judged and (reasons := tuple(_reasons(indicator, material.fiscal_year))):
            yield _target_row(indicator, reasons, material)


def _target_row(indicator: Indicator, reasons: tuple[Message, ...], material: Material) -> Row:
    baseline = indicator.baseline
    cells: tuple[Param, ...] = (
        material.page_of(indicator.node), material.plan.index.node[indicator.node].name, indicator.name,
        told(baseline.value, material.plan) if baseline else None,
        (baseline.as_of or year_of(baseline.fiscal_year)) if baseline else None,
        told(indicator.final_target, material.plan), reasons, indicator.rationale,
    )  # fmt: skip
    return Row(cells, leads_to=f"figures.html#{indicator.node}")


def _reasons(indicator: Indicator, year: int) -> Iterator[Message]:
    baseline = indicator.baseline
    if baseline and ((baseline.fiscal_year or 0) >= year or names_year(baseline.as_of, year)):
        yield message("auditor.why.baseline", year=year)
    for each in (year, year + 1):
        if names_year(indicator.rationale, each):
            yield message("auditor.why.rationale", year=each)


def names_year(text: str, fiscal_year: int) -> bool:
    """Whether the text speaks of the fiscal year: by its era with or without a month (令和6年11月, R6), or by the Western year."""
    era = print_fiscal_year(fiscal_year)[:-2]
    pattern = rf"{era}(?!\d)|R{era[2:]}(?!\d)|(?<![\d,.]){fiscal_year}(?![\d,.])"
    return re.search(pattern, text) is not None
