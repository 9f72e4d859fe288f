"""What each year added to a running total, as bars: a total can only grow, the bars show whether the years do."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from monosashi.evaluation.rounding import half_up
from monosashi.publishing.charts.chart import Cell, Chart, FigureTable, Tongue
from monosashi.publishing.charts.labels import Label, all_apart
from monosashi.publishing.charts.scales import Axis, axis
from monosashi.publishing.charts.series import Increment
from monosashi.publishing.charts.svg import ACTUAL, PALE, Attribute, drawing, element, percent
from monosashi.publishing.charts.time_axis import anchor_at, grid, names, places, upright, within
from monosashi.wording import Language

_TOP, _BOTTOM, _HEIGHT = 48, 208, 252
_WIDEST = 9.0
"""Per cent of the width that a bar takes at most."""
_LABELLED = 5


def increments_chart(name: str, unit: str, increments: tuple[Increment, ...], language: Language, key: str) -> Chart:
    """The chart of yearly increments. The year whose amount is the baseline itself is drawn pale."""
    tongue = Tongue(language)
    unit = tongue.unit_of_change(unit)
    table = _table(name, unit, increments, tongue)
    drawn = [each.amount for each in increments if isinstance(each.amount, Decimal)]
    if not drawn:
        return Chart("", table)
    scale = axis(drawn, top=_TOP, bottom=_BOTTOM)
    across = places(len(increments), scale, tongue)
    content = (*grid(scale, unit, tongue), *_bars(increments, across, scale, tongue))
    title = tongue.say("charts.increments.title", name=name)
    return Chart(drawing(key, title, _described(increments, unit, tongue), content, height=_HEIGHT), table)


def _bars(increments: tuple[Increment, ...], across: tuple[float, ...], scale: Axis, tongue: Tongue) -> Iterator[str]:
    gap = across[1] - across[0] if len(across) > 1 else _WIDEST
    width = min(gap * 0.6, _WIDEST)
    amounts: list[Label] = []
    changes: list[Label] = []
    for position, (each, x) in enumerate(zip(increments, across, strict=True)):
        if not isinstance(each.amount, Decimal):
            yield upright(tongue.value(each.amount), x, scale.place(Decimal(0)))
            continue
        yield _bar(each, x, width, scale)
        anchor = "start" if position == 0 and len(increments) > 1 else anchor_at(x)
        place = {"start": x - width / 2, "middle": x, "end": 100.0}[anchor]
        amounts.append(_amount(each, place, anchor, scale, tongue))
        if each.change is not None:
            changes.append(_change_of(each.change, amounts[-1], anchor, tongue))
    yield from (each.drawn() for each in _with_room(amounts, changes))
    yield from names([tongue.year(each.fiscal_year) for each in increments], across, _BOTTOM, tongue)


def _bar(each: Increment, x: float, width: float, scale: Axis) -> str:
    zero, end = _heights(each, scale)
    look: dict[str, Attribute] = {"fill": PALE if each.from_baseline else ACTUAL, "stroke": ACTUAL, "stroke_width": 1.5}
    height = max(abs(zero - end), 1.0)
    return element("rect", x=percent(x - width / 2), y=min(zero, end), width=percent(width), height=height, **look)


def _amount(each: Increment, x: float, anchor: str, scale: Axis, tongue: Tongue) -> Label:
    words = tongue.value(each.amount)
    return Label(words, x, min(_heights(each, scale)) - 8, within(words, x, anchor), bold=True)


def _change_of(change: Decimal, amount: Label, anchor: str, tongue: Tongue) -> Label:
    words = _change(change, tongue)
    return Label(words, amount.x, amount.y - 18, within(words, amount.x, anchor))


def _with_room(amounts: list[Label], changes: list[Label]) -> Sequence[Label]:
    """All of them, or all amounts with the last change, or what is told of the last bar; the table has the others."""
    for some in ([*amounts, *changes], [*amounts, *changes[-1:]], amounts):
        if len(amounts) <= _LABELLED and all_apart(some):
            return some
    return [*amounts[-1:], *(each for each in changes[-1:] if each.x == amounts[-1].x)]


def _heights(each: Increment, scale: Axis) -> tuple[float, float]:
    amount = each.amount if isinstance(each.amount, Decimal) else Decimal(0)
    return scale.place(Decimal(0)), scale.place(amount)


def _change(change: Decimal, tongue: Tongue) -> str:
    return tongue.say("charts.change", percent=rounded_change(change))


def rounded_change(change: Decimal) -> Decimal:
    """A change in percent with one decimal, halves away from zero; never a signed zero."""
    rounded = half_up(change, 1)
    return abs(rounded) if rounded == 0 else rounded


def _described(increments: tuple[Increment, ...], unit: str, tongue: Tongue) -> str:
    return tongue.say("charts.sentences", parts=tuple(_told(each, unit, tongue) for each in increments))


def _told(each: Increment, unit: str, tongue: Tongue) -> str:
    when, value = tongue.year(each.fiscal_year), tongue.value(each.amount, unit)
    if each.change is None:
        return tongue.say("charts.told.increment", when=when, value=value)
    change = rounded_change(each.change)
    return tongue.say("charts.told.increment_and_change", when=when, value=value, percent=change)


def _table(name: str, unit: str, increments: tuple[Increment, ...], tongue: Tongue) -> FigureTable:
    caption = tongue.say("charts.increments.caption", name=name, unit=unit or tongue.say("charts.no_unit"))
    heads = tuple(tongue.say(f"charts.head.{head}") for head in ("year", "increment", "change"))
    return FigureTable(caption, heads, tuple(_row(each, tongue) for each in increments))


def _row(each: Increment, tongue: Tongue) -> tuple[Cell, ...]:
    year = tongue.year(each.fiscal_year)
    named = tongue.say("charts.when.baseline", when=year) if each.from_baseline else year
    change = (
        Cell(tongue.say("charts.no_figure"), absent=True)
        if each.change is None
        else Cell(_change(each.change, tongue), figure=True)
    )
    return (Cell(named), tongue.cell(each.amount), change)
