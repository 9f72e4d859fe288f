"""ものさし: where an indicator stands on the way from its baseline to its target.

The small one goes into a line of a list, the large one on a page, with the zones of the grades.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from monosashi.core.indicators import Indicator
from monosashi.core.plan import of_year
from monosashi.core.values import Value, number
from monosashi.publishing.charts.chart import Cell, Chart, FigureTable, Tongue
from monosashi.publishing.charts.labels import Label
from monosashi.publishing.charts.svg import (
    ACTUAL,
    INK,
    INK_2,
    PAPER,
    RULE_STRONG,
    at,
    drawing,
    element,
    label,
    line,
    percent,
)
from monosashi.publishing.charts.time_axis import within
from monosashi.publishing.charts.tones import LOW, Tone
from monosashi.wording import Language

_LEFT, _RIGHT = 4.0, 96.0
_SMALL, _LARGE = 26, 70
_ZONES, _LINE = 26, 20
"""Pixels that zones take above, and a line of figures below."""
_BEYOND = Decimal("0.15")
"""How much of the way is shown beyond its ends where zones are: there other grades begin."""


@dataclass(frozen=True, slots=True)
class Zone:
    """What grade figures from `low` to `high` get, in the indicator's unit; None is without end."""

    grade: str
    tone: Tone
    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class Ruler:
    """The figures of one indicator in one year, in its unit. None: there is no such number. `due`: this year's target."""

    name: str
    unit: str
    baseline: Decimal | None
    actual: Decimal | None
    due: Decimal | None
    target: Decimal | None
    zones: tuple[Zone, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """By what an indicator was judged in a year: the frozen or computed outcome's figures."""

    fiscal_year: int
    baseline: Value | None
    actual: Value | None
    target: Value | None


def ruler_of(indicator: Indicator, judged: Judged) -> Ruler | None:
    """The ruler of an indicator, None without a baseline, an actual and a target that are numbers.

    Where the year was judged by a target of its own, that one is `due`; else `due` is the mark set for the year on the way.
    """
    if None in {number(judged.baseline), number(judged.actual), number(judged.target)}:
        return None
    mark = of_year((*indicator.targets, *indicator.interim_targets), judged.fiscal_year)
    final = number(indicator.final_target)
    of_the_year = final is None or judged.target != indicator.final_target
    due = judged.target if of_the_year else mark.value if mark else None
    return Ruler(indicator.name, indicator.unit, number(judged.baseline), number(judged.actual), number(due), final)


def small_ruler(ruler: Ruler, language: Language, key: str) -> Chart:
    """One line high, without words: they stand beside it. Nothing is drawn without a baseline and another number to lie between.

    From the actual alone a ruler would begin where the year ended, as if nothing had been reached.
    """
    return _chart(ruler, language, key, large=False)


def large_ruler(ruler: Ruler, language: Language, key: str) -> Chart:
    """With figures, and the zones of the grades where they are known."""
    return _chart(ruler, language, key, large=True)


def _chart(ruler: Ruler, language: Language, key: str, *, large: bool) -> Chart:
    tongue = Tongue(language)
    told = _told(ruler)
    table = _table(ruler, tongue)
    if ruler.baseline is None or len({figure for _, figure in told}) < 2:  # noqa: PLR2004 -- a ruler has two ends
        return Chart("", table)
    way = _Way(ruler)
    content = (*_large(ruler, way, tongue), *_names(ruler, way, tongue)) if large else tuple(_small(ruler, way))
    described = tongue.say("charts.sentences", parts=(*_said_of_figures(ruler, tongue), *_said_of_zones(ruler, tongue)))
    title = tongue.say("charts.ruler.title", name=ruler.name)
    height = _height(ruler, way, tongue) if large else _SMALL
    return Chart(drawing(key, title, described, content, height=height), table)


def _said_of_figures(ruler: Ruler, tongue: Tongue) -> Iterator[str]:
    for kind, figure in _told(ruler):
        name, value = tongue.say(f"charts.head.{kind}"), tongue.value(figure, ruler.unit)
        yield tongue.say("charts.told.on_ruler", name=name, value=value)


def _said_of_zones(ruler: Ruler, tongue: Tongue) -> Iterator[str]:
    for zone in ruler.zones:
        low, high = (None if end is None else tongue.value(end, ruler.unit) for end in (zone.low, zone.high))
        kind = "between" if low and high else "above" if low else "below"
        yield tongue.say(f"charts.told.zone.{kind}", grade=zone.grade, low=low, high=high)


def _top(ruler: Ruler) -> int:
    return _ZONES if ruler.zones else 0


class _Way:
    """Places on the ruler. The better end is always at the right, also for what should fall."""

    def __init__(self, ruler: Ruler) -> None:
        figures = [figure for _, figure in _told(ruler)]
        self.low, self.high = min(figures), max(figures)
        if ruler.zones:
            room = (self.high - self.low) * _BEYOND
            self.low, self.high = self.low - room, self.high + room
        falls = ruler.baseline is not None and ruler.target is not None and ruler.target < ruler.baseline
        self.sign = -1 if falls else 1

    def place(self, figure: Decimal | None, *, otherwise: Decimal) -> float:
        """Per cent from the left; a figure beyond the ruler stands at its end."""
        held = min(max(otherwise if figure is None else figure, self.low), self.high)
        share = float((held - self.low) / (self.high - self.low))
        return round(_LEFT + (_RIGHT - _LEFT) * (share if self.sign > 0 else 1 - share), 2)

    def at(self, figure: Decimal) -> float:
        return self.place(figure, otherwise=figure)


def _told(ruler: Ruler) -> tuple[tuple[str, Decimal], ...]:
    named = (("baseline", ruler.baseline), ("actual", ruler.actual), ("due", ruler.due), ("final", ruler.target))
    return tuple((kind, figure) for kind, figure in named if figure is not None)


def _small(ruler: Ruler, way: _Way) -> Iterator[str]:
    yield from _rod(ruler, way, middle=13, thick=8)


def _large(ruler: Ruler, way: _Way, tongue: Tongue) -> Iterator[str]:
    for zone in ruler.zones:
        yield from _zone(zone, way, tongue)
    yield from _rod(ruler, way, middle=_top(ruler) + 32, thick=12)


def _rod(ruler: Ruler, way: _Way, *, middle: int, thick: int) -> Iterator[str]:
    top = middle - thick / 2
    yield element(
        "rect",
        x=percent(_LEFT),
        y=top,
        width=percent(_RIGHT - _LEFT),
        height=thick,
        fill=PAPER,
        stroke=RULE_STRONG,
        stroke_width=1,
    )
    if ruler.actual is not None and ruler.baseline is not None:
        start, end = sorted((way.at(ruler.baseline), way.at(ruler.actual)))
        fell = way.at(ruler.actual) < way.at(ruler.baseline)
        look = {"fill": LOW.fill, "stroke": LOW.edge} if fell else {"fill": ACTUAL}
        yield element("rect", x=percent(start), y=top, width=percent(end - start), height=thick, **look)
    if ruler.baseline is not None:
        yield line(
            (way.at(ruler.baseline), top - 4), (way.at(ruler.baseline), top + thick + 4), stroke=INK, stroke_width=2
        )
    if ruler.due is not None:
        x = way.at(ruler.due)
        yield line((x, top - 5), (x, top + thick + 5), stroke=INK_2, stroke_width=2, stroke_dasharray="3 2")
    if ruler.target is not None:
        square = element("rect", x=-5, y=-5, width=10, height=10, fill=PAPER, stroke=INK, stroke_width=2)
        yield at(way.at(ruler.target), middle, square)
    if ruler.actual is not None:
        yield element(
            "circle", cx=percent(way.at(ruler.actual)), cy=middle, r=5.5, fill=ACTUAL, stroke=PAPER, stroke_width=1.5
        )


def _zone(zone: Zone, way: _Way, tongue: Tongue) -> Iterator[str]:
    low, high = way.place(zone.low, otherwise=way.low), way.place(zone.high, otherwise=way.high)
    start, end = sorted((low, high))
    if start == end:
        return
    yield element(
        "rect", x=percent(start), y=4, width=percent(end - start), height=20, fill=zone.tone.fill, stroke=zone.tone.edge
    )
    words = tongue.say("charts.zone", grade=zone.grade)
    yield label(
        words, x=percent((start + end) / 2), y=19, anchor="middle", fill=zone.tone.ink, stroke="none", stroke_width=None
    )


def _names(ruler: Ruler, way: _Way, tongue: Tongue) -> Iterator[str]:
    """What was reached above, what was set below, each set figure on the first line where it has room."""
    yield from (each.drawn() for each in _labels(ruler, way, tongue))


def _labels(ruler: Ruler, way: _Way, tongue: Tongue) -> list[Label]:
    placed: list[Label] = []
    for kind, figure in sorted(_told(ruler), key=lambda each: each[0] == "due"):
        x, reached = way.at(figure), kind == "actual"
        words = tongue.say(f"charts.mark.{kind}", value=tongue.value(figure, ruler.unit) if reached else figure)
        near = "start" if x < 15 else "end" if x > 85 else "middle"  # noqa: PLR2004 -- per cent from the edges
        y = _top(ruler) + (18 if reached else 58 if kind != "due" else 78)
        here = Label(words, x, y, within(words, x, near), bold=reached)
        while any(here.meets(other) for other in placed):
            here = replace(here, y=here.y + _LINE)
        placed.append(here)
    return placed


def _height(ruler: Ruler, way: _Way, tongue: Tongue) -> int:
    lowest = max(each.y for each in _labels(ruler, way, tongue))
    return max(int(lowest) + 12, _LARGE + _top(ruler))


def _table(ruler: Ruler, tongue: Tongue) -> FigureTable:
    caption = tongue.say("charts.ruler.caption", name=ruler.name, unit=ruler.unit or tongue.say("charts.no_unit"))
    named = (("baseline", ruler.baseline), ("actual", ruler.actual), ("due", ruler.due), ("final", ruler.target))
    rows = tuple((Cell(tongue.say(f"charts.head.{kind}")), tongue.cell(figure)) for kind, figure in named)
    return FigureTable(caption, (tongue.say("charts.head.kind"), tongue.say("charts.head.figure")), rows)
