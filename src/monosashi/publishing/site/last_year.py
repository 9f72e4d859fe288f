"""Last year beside this year: the rows that the page and the workbook show alike."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from monosashi.core.indicators import Indicator
from monosashi.core.money import BudgetStage
from monosashi.core.plan import of_year
from monosashi.core.results import NodeYear, Rater
from monosashi.core.values import Absence, Value
from monosashi.evaluation.spending import amounts
from monosashi.publishing.charts.chart import Cell
from monosashi.publishing.charts.series import increments_of
from monosashi.publishing.site.axes import axis_words
from monosashi.publishing.site.editions import SiteEdition
from monosashi.publishing.site.small_workbook import WorkbookCell, small_workbook
from monosashi.publishing.site.targets import promises
from monosashi.publishing.site.unit_cost import unit_cost_of
from monosashi.publishing.site.words import SiteTongue

FILE = "last-year.xlsx"
_STAGES = (BudgetStage.INITIAL, BudgetStage.CURRENT, BudgetStage.SPENT, BudgetStage.LABOUR)
_WIDTHS = (44, 12, 28, 28)


@dataclass(frozen=True, slots=True)
class YearsRow:
    """One line. `about` is the city's name of the indicator, "" for none; `both` are last year and this year, None where nobody said anything.

    `axis` is what the axis of a grade is called, "" where the city judges the measure on one alone.
    """

    about: str
    kind: str
    unit: str
    both: tuple[Value | str | None, ...]
    words: bool = False
    axis: str = ""

    @property
    def before(self) -> Value | str | None:
        """Last year."""
        return self.both[0]

    @property
    def now(self) -> Value | str | None:
        """This year."""
        return self.both[1]


@dataclass(frozen=True, slots=True)
class TwoYears:
    """The table. `fiscal_year` is this year."""

    fiscal_year: int
    rows: tuple[YearsRow, ...]


def two_years(edition: SiteEdition, node: str, years: Mapping[int, SiteEdition], tongue: SiteTongue) -> TwoYears:
    """The rows of one measure. `years` are the newest editions of each year, from which last year's computed grade is."""
    rows = (
        *_grades(edition, node, years, tongue),
        *(
            row
            for indicator in edition.plan.index.indicators_of.get(node, ())
            for row in _figures(edition, indicator, tongue)
        ),
        *_money(edition, node),
        *_words(edition, node, tongue),
    )
    return TwoYears(edition.fiscal_year, tuple(row for row in rows if row.before is not None or row.now is not None))


def as_cell(value: Value | str | None, tongue: SiteTongue) -> Cell:
    """How the page prints one value; a blank says that nothing was stated."""
    return Cell(value) if isinstance(value, str) and not isinstance(value, Absence) else tongue.cell(value)


def workbook_of(table: TwoYears, title: str, state: str, tongue: SiteTongue) -> bytes:
    """The table as a workbook, with the name of the measure and how firm the figures are in its first lines."""
    heads = (
        tongue.say("site.last_year.item"),
        tongue.say("site.last_year.unit"),
        tongue.year(table.fiscal_year - 1),
        tongue.year(table.fiscal_year),
    )
    rows = [(_named(row, tongue), row.unit, _excel(row.before, tongue), _excel(row.now, tongue)) for row in table.rows]
    return small_workbook(tongue.year(table.fiscal_year), ((title,), (state,), heads, *rows), _WIDTHS, head=3)


def _named(row: YearsRow, tongue: SiteTongue) -> str:
    kind = tongue.say(f"site.last_year.{row.kind}") + (tongue.say("value.of_axis", axis=row.axis) if row.axis else "")
    return tongue.say("site.last_year.of_indicator", indicator=row.about, kind=kind) if row.about else kind


def _excel(value: Value | str | None, tongue: SiteTongue) -> WorkbookCell:
    return value if isinstance(value, Decimal) else as_cell(value, tongue).text


def _grades(
    edition: SiteEdition, node: str, years: Mapping[int, SiteEdition], tongue: SiteTongue
) -> Iterator[YearsRow]:
    before, now = (_said(edition, node, year) for year in (edition.fiscal_year - 1, edition.fiscal_year))
    if (before and before.stage) or (now and now.stage):
        yield YearsRow("", "stage", "", tuple(_stage(edition, said) for said in (before, now)))
    given = [r for said in (before, now) if said for r in said.ratings if r.indicator is None]
    computed, last = edition.computed_axis(edition.outcomes[node]), years.get(edition.fiscal_year - 1)
    axes = dict.fromkeys((*(r.axis for r in given), computed))
    words = {axis: axis_words(edition, axis, tongue) if len([*filter(None, axes)]) > 1 else "" for axis in axes}
    for rater, axis in dict.fromkeys((r.rater, r.axis) for r in given if r.rater is not Rater.COMPUTED):
        both = tuple(_rated(said, rater, axis, tongue) for said in (before, now))
        yield YearsRow("", f"grade_{rater.value}", "", both, axis=words[axis])
    yield YearsRow("", "grade_computed", "", (_computed(last, node), _computed(edition, node)), axis=words[computed])


def _stage(edition: SiteEdition, said: NodeYear | None) -> str | None:
    """The stage with its name, as the edition's life cycle calls it."""
    return f"{said.stage} {edition.stage_name(said.stage)}".strip() if said and said.stage else None


def _rated(said: NodeYear | None, rater: Rater, axis: str, tongue: SiteTongue) -> str | None:
    ratings = said.ratings if said else ()
    rating = next((r for r in ratings if (r.rater, r.axis, r.indicator) == (rater, axis, None)), None)
    if rating is None:
        return None
    return rating.grade or tongue.say("site.without_grade")


def _computed(edition: SiteEdition | None, node: str) -> str | None:
    outcome = edition.outcomes.get(node) if edition else None
    return outcome["computed_grade"] if outcome else None


def _figures(edition: SiteEdition, indicator: Indicator, tongue: SiteTongue) -> Iterator[YearsRow]:
    years = (edition.fiscal_year - 1, edition.fiscal_year)
    promised, unit = promises(indicator), indicator.unit
    yield YearsRow(indicator.name, "target", unit, tuple(promised.get(year) for year in years))
    yield YearsRow(indicator.name, "actual", unit, tuple(_level(indicator, year) for year in years))
    added = {each.fiscal_year: each.amount for each in increments_of(indicator)}
    yield YearsRow(indicator.name, "increment", tongue.unit_of_change(unit), tuple(added.get(year) for year in years))
    costs = [unit_cost_of(edition.plan, indicator, year) for year in years]
    per_unit = tongue.say("site.last_year.yen_per", unit=unit)
    yield YearsRow(indicator.name, "unit_cost", per_unit, tuple(cost.yen if cost else None for cost in costs))


def _level(indicator: Indicator, year: int) -> Value | None:
    actual = of_year(indicator.actuals, year)
    if actual is not None:
        return actual.value
    baseline = indicator.baseline
    return baseline.value if baseline and baseline.fiscal_year == year else None


def _money(edition: SiteEdition, node: str) -> Iterator[YearsRow]:
    programs = edition.plan.index.programs_of.get(node, ())
    for stage in _STAGES:
        totals: list[Decimal | None] = []
        for year in (edition.fiscal_year - 1, edition.fiscal_year):
            told = [amount for program in programs if (amount := amounts(program, year).get(stage)) is not None]
            totals.append(sum(told, Decimal(0)) if told else None)
        yield YearsRow("", f"money_{stage.value}", edition.plan.money_unit, tuple(totals))


def _words(edition: SiteEdition, node: str, tongue: SiteTongue) -> Iterator[YearsRow]:
    said = tuple(_said(edition, node, year) for year in (edition.fiscal_year - 1, edition.fiscal_year))
    words = (tongue.word(each.disposition) if each and each.disposition else None for each in said)
    yield YearsRow("", "disposition", "", tuple(words))
    for field in ("result", "unmet_reason", "response", "next_step"):
        texts = tuple((getattr(each, field) or None) if each else None for each in said)
        yield YearsRow("", field, "", texts, words=True)


def _said(edition: SiteEdition, node: str, year: int) -> NodeYear | None:
    return edition.plan.index.result.get((node, year))
