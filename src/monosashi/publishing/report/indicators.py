"""One indicator on paper: where it stands, its course with figures and chart, what makes it up, how its target was set."""

from collections.abc import Iterator

from monosashi.core.indicators import Accumulation, IndicatorKind, ReferenceSeries
from monosashi.publishing.report.blocks import Block, Column, Facts, Heading, Paragraphs, Quiet, Row, Said, Table, Words
from monosashi.publishing.report.drawings import picture_of
from monosashi.publishing.report.writing import Writing
from monosashi.publishing.site.indicators import Distance, IndicatorView
from monosashi.publishing.site.targets import MovedTarget
from monosashi.publishing.site.unit_cost import UnitCost

_FEWEST_BARS = 2
"""What one year added is said in a sentence; a chart is for seeing how the years differ."""


def indicator_blocks(view: IndicatorView, level: int, writing: Writing) -> Iterator[Block]:
    """Everything that is said of an indicator."""
    yield Heading(_heading(view, writing), level, "minor")
    yield Paragraphs(tuple(_stands(view, writing)))
    yield from _moved(view, writing)
    yield from _charts(view, writing)
    yield from _notes(view, writing)
    if view.components:
        yield from _components(view, writing)
    yield from (_reference(series, writing) for series in view.indicator.reference_series)
    yield from _why(view, writing)


def distance_words(distance: Distance, unit: str, writing: Writing) -> str:
    """How far the year's actual is from what was promised."""
    tongue = writing.tongue
    return tongue.say(
        f"site.distance.{distance.kind}",
        year=writing.year,
        due_year=distance.due_year,
        actual=tongue.value(distance.actual, unit),
        target=tongue.value(distance.target, unit),
        left=tongue.value(distance.left, tongue.unit_of_change(unit)),
    )


def _heading(view: IndicatorView, writing: Writing) -> Words:
    it, tongue = view.indicator, writing.tongue
    marks: list[Words] = []
    if it.accumulation is not Accumulation.UNDECLARED:
        cumulative = it.accumulation is Accumulation.CUMULATIVE
        word = tongue.word(it.accumulation)
        marks.append(_as_term("cumulative", word, writing) if cumulative else word)
    if it.kind is not IndicatorKind.UNDECLARED:
        marks.append(writing.term(it.kind.value))
    marks += [writing.city(tag) for tag in it.tags]
    grade = (" ", writing.grade(view.grade)) if view.grade else ()
    named = Quiet(writing.in_brackets(writing.joined(iter(marks)))) if marks else ""
    return (writing.city(it.name), named, *grade)


def _as_term(key: str, shown: str, writing: Writing) -> str:
    writing.term(key)
    return shown


def _stands(view: IndicatorView, writing: Writing) -> Iterator[Words]:
    tongue, unit = writing.tongue, view.indicator.unit
    rate = view.outcome["achievement_rate"] if view.outcome else None
    reached = (writing.blank, tongue.say("site.achievement", rate=tongue.read(rate))) if rate is not None else ()
    if view.distance:
        yield (distance_words(view.distance, unit, writing), *reached)
    elif view.outcome and not view.components:
        actual = writing.value(view.actual.value if view.actual else None, unit)
        target = writing.value(view.target, unit)
        told = (tongue.say("site.actual_is", year=writing.year), " ", actual, tongue.say("site.separator"))
        yield (*told, tongue.say("site.target_is"), " ", target, tongue.say("site.separator"), *reached)
    if view.unmet:
        yield tongue.say("report.unmet")


def _moved(view: IndicatorView, writing: Writing) -> Iterator[Block]:
    """What a setting can never hide: a target that is another one than the year was judged by, or than was promised before."""
    say, unit = writing.tongue.say, view.indicator.unit
    if view.kept is not None:
        yield Paragraphs(((say("site.kept_target", year=writing.year), " ", writing.value(view.kept, unit)),), "notice")
    for moved in view.moved:
        yield Paragraphs((say("site.moved_target", due_year=moved.fiscal_year),), "notice")
        yield Facts(tuple(_steps(moved, unit, writing)))


def _steps(moved: MovedTarget, unit: str, writing: Writing) -> Iterator[tuple[Words, Words]]:
    for link, step in moved.steps:
        yield writing.city(writing.tongue.edition(link.number, link.label)), writing.value(step, unit)


def _charts(view: IndicatorView, writing: Writing) -> Iterator[Block]:
    if view.ruler and (ruler := picture_of(view.ruler, writing, table=False)):
        yield ruler
    if view.chart.table.rows and (course := picture_of(view.chart, writing, signs=True)):
        yield course
    told = tuple(_added(view, writing))
    if told:
        yield Said(writing.term("increment"), (told,))
    if view.increments and len(view.increments.table.rows) >= _FEWEST_BARS:
        yield from filter(None, (picture_of(view.increments, writing),))


def _added(view: IndicatorView, writing: Writing) -> Iterator[Words]:
    tongue = writing.tongue
    if view.last_increment:
        amount = tongue.value(view.last_increment.amount, tongue.unit_of_change(view.indicator.unit))
        yield tongue.say("site.increment", year=writing.year, amount=amount)
    if view.change is not None:
        yield (writing.blank, tongue.say("site.increment_change", percent=view.change))


def _notes(view: IndicatorView, writing: Writing) -> Iterator[Block]:
    say, cost = writing.tongue.say, view.unit_cost
    if view.actual and view.actual.note:
        yield Paragraphs(((say("site.note_of_figure"), " ", writing.city(view.actual.note)),), "quiet")
    if view.fraction:
        numerator, denominator = view.fraction.numerator, view.fraction.denominator
        yield Paragraphs((say("site.fraction", numerator=numerator, denominator=denominator),), "quiet")
    if cost:
        told = say("site.unit_cost", yen=cost.yen, unit=cost.unit)
        yield Paragraphs(((writing.term("unit_cost"), say("site.colon"), told, Quiet(_how(cost, writing))),))


def _how(cost: UnitCost, writing: Writing) -> str:
    return writing.tongue.say(
        "site.unit_cost_how",
        spent=cost.spent,
        money_unit=cost.money_unit,
        volume=cost.volume,
        unit=cost.unit,
        year=writing.year,
    )


def _components(view: IndicatorView, writing: Writing) -> Iterator[Block]:
    say, it = writing.tongue.say, view.indicator
    how = writing.tongue.word(it.composition) if it.composition else say("site.not_stated")
    yield Paragraphs((say("site.components", how=how),))
    columns = (
        Column(say("site.head.component"), share=1),
        Column(say("charts.head.baseline"), right=True),
        Column(say("charts.head.target"), right=True),
        Column(say("site.actual_is", year=writing.year), right=True),
    )
    yield Table(say("site.components_caption"), columns, tuple(_component(each, writing) for each in view.components))


def _component(part: IndicatorView, writing: Writing) -> Row:
    it = part.indicator
    baseline = writing.value(it.baseline.value if it.baseline else None, it.unit)
    actual = writing.value(part.actual.value if part.actual else None, it.unit)
    return Row((writing.city(it.name), baseline, writing.value(part.target, it.unit), actual))


def _reference(series: ReferenceSeries, writing: Writing) -> Block:
    say = writing.tongue.say
    unit = writing.in_brackets(series.unit) if series.unit else ()
    if len(series.points) == 1:
        (point,) = series.points
        when, figure = writing.tongue.year(point.fiscal_year), writing.value(point.value, series.unit)
        name = (*_named(series, writing), say("site.colon"))
        return Paragraphs(((*name, when, " ", figure),))
    columns = (Column(say("site.head.year"), share=1), Column(say("site.head.value"), right=True))
    rows = tuple(Row((writing.tongue.year(each.fiscal_year), writing.value(each.value))) for each in series.points)
    return Table((*_named(series, writing), *unit), columns, rows)


def _named(series: ReferenceSeries, writing: Writing) -> tuple[Words, ...]:
    """By what kind of figure it is and its name, unless the city's name says so itself."""
    kind, name = writing.tongue.say("site.reference_series"), writing.city(series.name)
    return (name,) if series.name.startswith(kind) else (kind, " ", name)


def _why(view: IndicatorView, writing: Writing) -> Iterator[Block]:
    say, it = writing.tongue.say, view.indicator
    if it.computation:
        yield Said(say("site.computation"), writing.prose(it.computation))
    if it.rationale:
        yield Said(say("site.rationale"), writing.prose(it.rationale))
