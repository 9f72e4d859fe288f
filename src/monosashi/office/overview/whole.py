"""The whole overview: first the answer, what there is to decide, then the parts."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from monosashi.checks.finding import Severity
from monosashi.core.messages import Message, Param, message
from monosashi.office.findings.list_of_findings import SEVERITIES
from monosashi.office.findings.queries import Known, Reviewed, newest_review
from monosashi.office.findings.rules import rule_of
from monosashi.office.overview.grades import fields_panel, grade_chart, graded, stages_panel
from monosashi.office.overview.indicators import reach_of, says_of_indicators, unmet, unmet_panel, years_panel
from monosashi.office.overview.money import execution_panel, far_from_budget, sources_panel
from monosashi.office.overview.moves import moves_of, moves_panel
from monosashi.office.overview.tables import Head, Line, Panel, Table
from monosashi.office.plans.pages import address
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.plans.year.rows_of_measures import measures_of
from monosashi.office.plans.year.taken_moves import undecided_nodes
from monosashi.office.plans.year.totals import Totals, totals_of
from monosashi.office.ui.cells import Cell, count, number_text
from monosashi.office.ui.language import language, spoken
from monosashi.publishing.charts.chart import Chart
from monosashi.wording import Language


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the strip under the first line. `beside` says what it is of, "" where nothing is to be said."""

    label: Message
    number: Decimal
    unit: str
    beside: str = ""
    address: str = ""

    @property
    def value(self) -> str:
        """As it is printed."""
        return number_text(self.number)


@dataclass(frozen=True, slots=True)
class Overview:
    """A plan in one year. `first` and `second` are the panels of the two sheets of paper."""

    answer: tuple[Message, ...]
    bar: Chart | None
    figures: tuple[Figure, ...]
    to_decide: tuple[tuple[Message, str], ...]
    first: tuple[Panel, ...]
    second: tuple[Panel, ...]
    review: Reviewed | None
    graded_by: Message | None

    @property
    def panels(self) -> tuple[Panel, ...]:
        """All parts, in order."""
        return (*self.first, *self.second)

    @property
    def tables(self) -> tuple[Table, ...]:
        """All tables."""
        return tuple(table for panel in self.panels for table in panel.tables)


def overview_of(year: InYear, today: date) -> Overview:
    """The overview. Two queries, for the findings; the rest is in the plan."""
    whole = totals_of(year, measures_of(year))
    review = newest_review(year.plan.id, year.fiscal_year, today)
    first, second = _of_plan(year, language())
    return Overview(
        answer=tuple(_answer(year, whole)),
        bar=grade_chart(year, whole, "whole"),
        figures=tuple(_figures(year, whole, review)),
        to_decide=tuple(_to_decide(year, whole, review)),
        first=(*first, _findings(year, review)),
        second=second,
        review=review,
        graded_by=message(f"overview.graded.{_graded_by(whole)}") if graded(whole) else None,
    )


@lru_cache(maxsize=32)
def _of_plan(year: InYear, _language: Language) -> tuple[tuple[Panel, ...], tuple[Panel, ...]]:
    """The panels of the two sheets that say nothing but what the plan's revision says, which never changes."""
    whole = totals_of(year, measures_of(year))
    first = (fields_panel(year, whole), stages_panel(year, whole), sources_panel(year, whole))
    second = (unmet_panel(year), years_panel(year), execution_panel(year), moves_panel(year))
    return tuple(panel for panel in first if panel), tuple(panel for panel in second if panel)


def _graded_by(whole: Totals) -> str:
    return "stated" if whole.stated else "computed"


def _answer(year: InYear, whole: Totals) -> Iterator[Message]:
    grades: tuple[Param, ...] = tuple(
        message("plans.answer.count", grade=each.mark.symbol, count=each.count)
        if each.mark
        else message("plans.answer.without", count=each.count)
        for each in graded(whole)
    )
    if grades:
        yield message(f"overview.answer.grades.{_graded_by(whole)}", measures=whole.measures, grades=grades)
    else:
        yield message("overview.answer.measures", measures=whole.measures)
    yield from says_of_indicators(year)
    unit = year.plan.money_unit
    if whole.current is not None and whole.spent is not None:
        yield message(
            "overview.answer.money",
            current=whole.current,
            spent=whole.spent,
            unit=unit,
            rate=whole.execution_of_current,
            of_initial=whole.execution,
        )


def _figures(year: InYear, whole: Totals, review: Reviewed | None) -> Iterator[Figure]:
    reach = reach_of(year)
    if reach is not None and reach.reached is not None:
        yield Figure(
            message("overview.figure.reached"),
            Decimal(reach.reached),
            spoken(message("overview.figure.of", of=reach.counted)),
        )
        silent = [row for row in unmet(year) if row.silent]
        yield Figure(
            message("overview.figure.silent"),
            Decimal(len(silent)),
            spoken(message("overview.figure.of", of=len(unmet(year)))),
            address=address(year, "measures", look="no_reason") if silent else "",
        )
    for label, amount in (("initial", whole.initial), ("current", whole.current), ("spent", whole.spent)):
        if amount is not None:
            yield Figure(message(f"plans.column.{label}"), amount, year.plan.money_unit, _rates(whole, label))
    if review is not None:
        graver = sum(each.severity != Severity.LOOK.value for each in review.shown)
        yield Figure(
            message("plans.part.findings"),
            Decimal(len(review.shown)),
            spoken(message("findings.unit", count=len(review.shown))),
            spoken(message("overview.figure.graver", count=graver)),
            address(year, "findings:rules"),
        )


def _rates(whole: Totals, label: str) -> str:
    if label != "spent" or whole.execution_of_current is None or whole.execution is None:
        return ""
    return spoken(
        message("overview.figure.execution", of_current=whole.execution_of_current, of_initial=whole.execution)
    )


def _to_decide(year: InYear, whole: Totals, review: Reviewed | None) -> Iterator[tuple[Message, str]]:
    if open_ := undecided_nodes(moves_of(year), year.plan, year.fiscal_year):
        yield message("overview.decide.moves", count=len(open_)), "#panel-moves"
    if silent := sum(row.silent for row in unmet(year)):
        yield message("overview.decide.silent", count=silent), address(year, "measures", look="no_reason")
    if whole.differing:
        yield message("overview.decide.differing", count=whole.differing), address(year, "measures", look="differs")
    if far := far_from_budget(year):
        yield message("overview.decide.execution", count=far), "#panel-execution"
    left = [each for each in review.shown if each.undecided] if review else []
    if left:
        graver = sum(each.severity != Severity.LOOK.value for each in left)
        yield message("overview.decide.findings", count=len(left), graver=graver), address(year, "findings:rules")


def _findings(year: InYear, review: Reviewed | None) -> Panel:
    where = ((message("findings.to_all"), address(year, "findings:rules")),)
    if review is None:
        return Panel("findings", (message("findings.not_reviewed"),), more=where)
    says = [message("overview.findings.says", count=len(review.shown), silent=len(review.silent))]
    if review.revision != year.held.revision:
        says.append(message("findings.earlier", found=review.revision, now=year.held.revision))
    tables = tuple(_of_severity(year, severity, review.shown) for severity in SEVERITIES)
    return Panel("findings", tuple(says), tuple(each for each in tables if each.lines), more=where)


def _of_severity(year: InYear, severity: Severity, shown: tuple[Known, ...]) -> Table:
    of_rule = Counter(each.rule for each in shown if each.severity == severity.value)
    lines = tuple(
        Line(
            (
                Cell(rule_of(code).called, address=address(year, "findings:list", rule=code, severity=severity.value)),
                Cell(code),
                count(number),
            )
        )
        for code, number in sorted(of_rule.items(), key=lambda each: (-each[1], each[0]))
    )
    return Table(
        f"findings-{severity.value}",
        message("overview.findings.caption", severity=spoken(severity), count=Decimal(of_rule.total())),
        (
            Head(message("findings.column.what")),
            Head(message("findings.column.rule")),
            Head(message("findings.column.count"), figures=True),
        ),
        lines,
    )
