"""The indicators of a measure as parts of a plan, from a label on its sheet, a list in a cell, columns of years or rows of a group."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from monosashi.core.indicators import Accumulation, Actual, Baseline, Indicator, Target
from monosashi.core.messages import Message, message
from monosashi.exchange.reading.figures import (
    Figure,
    absence_in,
    accumulation_of,
    figure_in,
    is_named_cumulative,
    parted,
    without_remark,
    year_of_remark,
)
from monosashi.exchange.reading.group_years import indicators_of_groups
from monosashi.exchange.reading.headings import order_of, parted_heading
from monosashi.exchange.reading.layout import Layout, PlanHead
from monosashi.exchange.reading.lists_in_cells import listed_indicators
from monosashi.exchange.reading.noted import NotedOfSheet
from monosashi.exchange.reading.printed import Printed, alike, in_one_line
from monosashi.exchange.reading.reads import Mark, Reads
from monosashi.exchange.reading.sheets import FigureRead, IndicatorRead, Sheet

_ALONE = {
    Reads.TARGET: Mark.TARGET,
    Reads.YEAR_TARGET: Mark.YEAR_TARGET,
    Reads.BASELINE: Mark.BASELINE,
    Reads.ACTUAL: Mark.ACTUAL,
}
"""Figures that stand beside a label of their own."""

_MARGIN = 10
"""Years by which a baseline or a last target may lie outside the plan's period."""


@dataclass
class _Made:
    """An indicator in the making, with the places of its values and what is doubtful of it."""

    indicator: Indicator
    places: list[tuple[str, Printed]] = field(default_factory=list)
    doubts: list[tuple[Printed, Message]] = field(default_factory=list)

    def note(self, noted: NotedOfSheet) -> Indicator:
        for at, printed in self.places:
            noted.place(f"indicators/{self.indicator.id}/{at}", printed)
        for printed, why in self.doubts:
            noted.doubt(printed, why)
        return self.indicator


def indicator(sheet: Sheet, id_: str, measure: str, layout: Layout, noted: NotedOfSheet) -> Indicator | None:
    """The measure's indicator beside its label, with target, baseline and the year's actual; None where none is named."""
    figures = list(_beside_labels(sheet, layout))
    named = sheet.fields.get(Reads.INDICATOR)
    if named is None or not named.text or absence_in(named.text):
        for read, figure in ((read, figure_in(read.printed.text)) for read in figures):
            if figure.doubt or isinstance(figure.value, Decimal):
                noted.doubt(read.printed, message("reading.doubt.no_indicator"))
        return None
    name, remark = map(in_one_line, without_remark(named.text))
    rationale = sheet.fields.get(Reads.RATIONALE)
    said = "" if rationale is None or absence_in(rationale.text) else rationale.text
    made = Indicator(id_, measure, name or remark, rationale="\n".join(filter(None, (said, remark if name else ""))))
    return _with_values(made, IndicatorRead(named, figures), layout.plan).note(noted)


def _beside_labels(sheet: Sheet, layout: Layout) -> Iterator[FigureRead]:
    """The figures behind their marks. An absence in the place of target and baseline is both of them."""
    found: dict[Mark, Printed] = {}
    for reads in (Reads.FIGURES, Reads.RATING):
        printed = sheet.fields.get(reads)
        if printed is None:
            continue
        before, behind = parted(printed.text, layout.marks)
        if reads is Reads.FIGURES and not behind:
            behind = dict.fromkeys((Mark.TARGET, Mark.BASELINE), before)
        for mark, words in behind.items():
            found.setdefault(mark, Printed(words, printed.line))
    found.update({mark: sheet.fields[reads] for reads, mark in _ALONE.items() if reads in sheet.fields})
    return (FigureRead(mark, printed) for mark, printed in found.items())


def indicators(sheet: Sheet, id_: str, measure: str, layout: Layout, noted: NotedOfSheet) -> tuple[Indicator, ...]:
    """The measure's indicators of lists, of columns of years and of groups, each once. Told twice they have to agree."""
    known: dict[str, Indicator] = {}
    for read in [*_of_list(sheet, layout, noted), *sheet.indicators, *indicators_of_groups(sheet, noted)]:
        made = read_indicator(read, f"{id_}-{len(known) + 1}", measure, layout.plan)
        name = alike(made.indicator.name)
        if name not in known:
            known[name] = made.note(noted)
        elif replace(made.indicator, id=known[name].id) != known[name]:
            noted.doubt(read.name, message("reading.doubt.indicator_twice"))
    return tuple(known.values())


def _of_list(sheet: Sheet, layout: Layout, noted: NotedOfSheet) -> Iterator[IndicatorRead]:
    for printed in sheet.lists.get(Reads.INDICATORS, ()):
        for each in listed_indicators(printed, layout.entries) if layout.entries else (printed,):
            if isinstance(each, IndicatorRead):
                yield each
            else:
                noted.doubt(each, message("reading.doubt.no_entry"))


def read_indicator(read: IndicatorRead, id_: str, node: str, plan: PlanHead) -> _Made:
    """An indicator of a table or list. A circled number before its name is a mark of it."""
    text = in_one_line(read.name.text)
    number, name = parted_heading(text) if order_of(text) == "circled" else ("", text)
    tags = (number,) if number and name else ()
    made = Indicator(id_, node, name or text, kind=read.kind, unit=read.unit, tags=tags)
    return _with_values(made, read, plan)


def _with_values(made: Indicator, read: IndicatorRead, plan: PlanHead) -> _Made:
    """The indicator with every figure that is certain, each in its place."""
    result = _Made(made, [("name", read.name)])
    figures = [(each, figure_in(each.printed.text)) for each in read.figures]
    unit = _unit(figures, result)
    counted = accumulation_of(figure for _, figure in figures)
    if counted is Accumulation.UNDECLARED and is_named_cumulative(made.name):
        counted = Accumulation.CUMULATIVE
    result.indicator = replace(made, unit=unit or made.unit, accumulation=counted)
    for each, figure in figures:
        _put(each, figure, plan, result)
    return result


def _unit(figures: Sequence[tuple[FigureRead, Figure]], result: _Made) -> str:
    """The unit of all figures, "" where none has one or two differ."""
    units: dict[str, Printed] = {}
    for each, figure in figures:
        if figure.unit:
            units.setdefault(figure.unit, each.printed)
    if len(units) > 1:
        why = message("reading.doubt.units_differ", units=tuple(units))
        result.doubts.append((list(units.values())[-1], why))
    return next(iter(units)) if len(units) == 1 else ""


def _put(read: FigureRead, figure: Figure, plan: PlanHead, result: _Made) -> None:
    if figure.doubt:
        result.doubts.append((read.printed, figure.doubt))
    if figure.value is None:
        return
    at, changed = _PUT[read.mark](result.indicator, read, figure, plan)
    if changed is None:
        result.doubts.append((read.printed, message("reading.doubt.year_outside")))
    elif at in {place for place, _ in result.places}:
        if changed != result.indicator:
            result.doubts.append((read.printed, message("reading.doubt.more_than_one_figure")))
    else:
        result.places.append((at, read.printed))
        result.indicator = changed


_Put = tuple[str, Indicator | None]
"""The place of a value, and the indicator with it; None where its year cannot be."""


def _last_target(made: Indicator, read: FigureRead, figure: Figure, plan: PlanHead) -> _Put:
    if read.year is not None:
        return _year_target(made, read, figure, plan)
    year = year_of_remark(figure.remark) or plan.last_year
    began = made.baseline.fiscal_year if made.baseline else None
    if not _is_around(year, plan) or (began is not None and year < began):
        return "final_target", None
    return "final_target", replace(made, final_target=figure.value, final_year=year)


def _year_target(made: Indicator, read: FigureRead, figure: Figure, plan: PlanHead) -> _Put:
    year = read.year or plan.fiscal_year
    at = f"targets/{year}/value"
    if figure.value is None or not plan.first_year <= year <= plan.last_year:
        return at, None
    others = [each for each in made.targets if each.fiscal_year != year]
    targets = sorted([*others, Target(year, figure.value)], key=lambda each: each.fiscal_year)
    return at, replace(made, targets=tuple(targets))


def _baseline(made: Indicator, read: FigureRead, figure: Figure, plan: PlanHead) -> _Put:
    year = read.year or year_of_remark(figure.remark)
    is_late = year is not None and made.final_year is not None and made.final_year < year
    if figure.value is None or is_late or (year is not None and not _is_around(year, plan)):
        return "baseline/value", None
    return "baseline/value", replace(made, baseline=Baseline(figure.value, year))


def _actual(made: Indicator, read: FigureRead, figure: Figure, plan: PlanHead) -> _Put:
    year = read.year or plan.fiscal_year
    at = f"actuals/{year}/value"
    if figure.value is None or not plan.first_year <= year <= plan.last_year:
        return at, None
    others = [each for each in made.actuals if each.fiscal_year != year]
    actuals = sorted([*others, Actual(year, figure.value, note=figure.remark)], key=lambda each: each.fiscal_year)
    return at, replace(made, actuals=tuple(actuals))


_PUT = {
    Mark.TARGET: _last_target,
    Mark.YEAR_TARGET: _year_target,
    Mark.BASELINE: _baseline,
    Mark.ACTUAL: _actual,
}


def _is_around(year: int, plan: PlanHead) -> bool:
    return plan.first_year - _MARGIN <= year <= plan.last_year + _MARGIN
