"""An indicator over the years: what was reached as a line with dots, what was promised as a dashed one with squares."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from monosashi.core.indicators import Accumulation
from monosashi.core.values import Span, Value, number
from monosashi.publishing.charts.chart import Cell, Chart, FigureTable, Tongue
from monosashi.publishing.charts.labels import Label, apart
from monosashi.publishing.charts.scales import Axis, axis
from monosashi.publishing.charts.series import Moment, Series, ends, figures
from monosashi.publishing.charts.svg import ACTUAL, INK, INK_2, PAPER, at, drawing, element, line, percent
from monosashi.publishing.charts.time_axis import anchor_at, grid, names, places, upright, within
from monosashi.wording import Language

_TOP, _BOTTOM, _HEIGHT = 48, 268, 312
_LOWEST = 244
"""Below the mark of a figure that stands lower, its words would run into the names of the years."""
_FEWEST = 2
"""Moments with a figure that make a course."""
_LABELLED = 5
"""With more moments than this only baseline, latest actual and final target carry their figure."""


def series_chart(series: Series, language: Language, key: str) -> Chart:
    """The chart of an indicator. `key` is unique on the page. With figures of fewer than two moments there is only the table."""
    tongue = Tongue(language)
    drawn = tuple(figures(series))
    table = _table(series, tongue)
    if sum(bool(ends(_reached(m)) or ends(m.target)) for m in series.moments) < _FEWEST:
        return Chart("", table)
    scale = axis(drawn, top=_TOP, bottom=_BOTTOM)
    across = places(len(series.moments), scale, tongue)
    content = (*grid(scale, series.unit, tongue), *_Plot(series, scale, across, tongue).parts())
    title = tongue.say("charts.series.title", name=series.name)
    return Chart(drawing(key, title, _described(series, tongue), content, height=_HEIGHT), table)


class _Plot:
    """Lines first, then marks, then words, so that nothing covers what is read."""

    def __init__(self, series: Series, scale: Axis, across: tuple[float, ...], tongue: Tongue) -> None:
        self.moments, self.unit = series.moments, series.unit
        self.scale, self.across, self.tongue = scale, across, tongue

    def parts(self) -> Iterator[str]:
        yield from self._line(_promised, stroke=INK_2, stroke_width=2, stroke_dasharray="6 4")
        yield from self._line(_reached, stroke=ACTUAL, stroke_width=3)
        for moment, x in zip(self.moments, self.across, strict=True):
            yield from self._marks(moment, x)
        yield from self._absences()
        yield from (each.drawn() for each in apart(self._labels()))
        texts = [_name(moment, self.tongue) for moment in self.moments]
        yield from names(texts, self.across, _BOTTOM, self.tongue)

    def _line(self, of: Callable[[Moment], Value | None], **look: str | int) -> Iterator[str]:
        """From figure to figure; a moment that has none and says why is a gap, a moment of which nothing is said is not."""
        before: tuple[float, float] | None = None
        for moment, x in zip(self.moments, self.across, strict=True):
            value = of(moment)
            if value is None:
                continue
            figure = number(value)
            here = None if figure is None else (x, self.scale.place(figure))
            if before and here:
                yield line(before, here, **look)
            before = here

    def _marks(self, moment: Moment, x: float) -> Iterator[str]:
        if isinstance(moment.target, Span):
            yield self._span(moment.target, x)
        elif (target := number(moment.target)) is not None:
            square = element("rect", x=-6, y=-6, width=12, height=12, fill=PAPER, stroke=INK, stroke_width=2)
            yield at(x, self.scale.place(target), square)
        for value in (moment.baseline, moment.actual):
            if (figure := number(value)) is not None:
                yield element("circle", cx=percent(x), cy=self.scale.place(figure), r=6, fill=ACTUAL)

    def _span(self, span: Span, x: float) -> str:
        low = self.scale.place(self.scale.marks[0] if span.low is None else span.low)
        high = self.scale.place(self.scale.marks[-1] if span.high is None else span.high)
        return at(
            x, high, element("rect", x=-6, y=0, width=12, height=low - high, fill=PAPER, stroke=INK, stroke_width=2)
        )

    def _absences(self) -> Iterator[str]:
        for moment, x in zip(self.moments, self.across, strict=True):
            if isinstance(reached := _reached(moment), str):
                yield upright(self.tongue.value(reached), x, _BOTTOM)

    def _labels(self) -> Iterator[Label]:
        """Figures of the latest moments first, those of the baseline next: where two meet, the earlier one stays."""
        positions = range(len(self.moments) - 1, -1, -1)
        for position in sorted(positions, key=lambda each: each != 0 and not self._is_latest(each)):
            yield from self._labels_of(position)

    def _labels_of(self, position: int) -> Iterator[Label]:
        moment, reached = self.moments[position], _reached(self.moments[position])
        if ends(moment.target) and (moment.final or len(self.moments) <= _LABELLED):
            kind = "final" if moment.final else "target"
            yield self._word(kind, moment.target, position, above=self._target_above(position))
        if reached is not None and not isinstance(reached, str) and self._carries(position):
            kind = "baseline" if moment.actual is None else "actual"
            yield self._word(kind, reached, position, above=self._reached_above(position))

    def _carries(self, position: int) -> bool:
        return len(self.moments) <= _LABELLED or position == 0 or self._is_latest(position)

    def _is_latest(self, position: int) -> bool:
        return all(later.actual is None for later in self.moments[position + 1 :])

    def _reached_above(self, position: int) -> bool:
        """Whichever of actual and target is higher has its figure above; a baseline stands off the way it goes."""
        moment = self.moments[position]
        reached, target = number(_reached(moment)), ends(moment.target)
        if reached is not None and target:
            return reached >= max(target)
        return moment.actual is not None or not self._rises

    def _target_above(self, position: int) -> bool:
        moment = self.moments[position]
        if number(_reached(moment)) is None:
            return self._rises if moment.final else not self._rises
        return not self._reached_above(position)

    @property
    def _rises(self) -> bool:
        """Whether the way leads upwards."""
        drawn = [end for moment in self.moments for end in ends(_promised(moment))]
        return len(drawn) < 2 or drawn[-1] >= drawn[0]  # noqa: PLR2004 -- a way has two ends

    def _word(self, kind: str, value: Value | None, position: int, *, above: bool) -> Label:
        place = self.across[position]
        heights = [self.scale.place(end) for end in ends(value)] or [_BOTTOM - 6]
        above = above or max(heights) > _LOWEST
        y = min(heights) - 12 if above else max(heights) + 24
        words = self.tongue.say(f"charts.mark.{kind}", value=value)
        anchor = within(words, place, self._anchor(position, above=above))
        return Label(words, place, y, anchor, bold=kind in ("actual", "final"))

    def _anchor(self, position: int, *, above: bool) -> str:
        """Away from the line: on the way up, words above end at their mark and words below begin there."""
        if position in (0, len(self.moments) - 1):
            return "start" if position == 0 and len(self.moments) > 1 else anchor_at(self.across[position])
        return "end" if above == self._rises else "start"


def _promised(moment: Moment) -> Value | None:
    return moment.baseline if moment.target is None else moment.target


def _reached(moment: Moment) -> Value | None:
    return moment.baseline if moment.actual is None else moment.actual


def _name(moment: Moment, tongue: Tongue) -> str:
    if moment.fiscal_year is not None:
        return tongue.year(moment.fiscal_year)
    return moment.as_of or tongue.say("charts.head.baseline")


def _described(series: Series, tongue: Tongue) -> str:
    parts = []
    for moment in series.moments:
        for kind, value in (("baseline", moment.baseline), ("target", moment.target), ("actual", moment.actual)):
            if value is not None:
                told = tongue.value(value, series.unit)
                parts.append(tongue.say(f"charts.told.{kind}", when=_name(moment, tongue), value=told))
    return tongue.say("charts.sentences", parts=tuple(parts))


def _table(series: Series, tongue: Tongue) -> FigureTable:
    kind = "charts.series.caption_plain" if series.accumulation is Accumulation.UNDECLARED else "charts.series.caption"
    caption = tongue.say(
        kind, name=series.name, kind=series.accumulation, unit=series.unit or tongue.say("charts.no_unit")
    )
    heads = tuple(tongue.say(f"charts.head.{name}") for name in ("when", "target", "actual", "difference"))
    return FigureTable(caption, heads, _rows(series, tongue))


def _rows(series: Series, tongue: Tongue) -> tuple[tuple[Cell, ...], ...]:
    latest = max((at for at, moment in enumerate(series.moments) if moment.actual is not None), default=-1)
    blanks = ("charts.no_figure" if at < latest else "charts.not_yet" for at in range(len(series.moments)))
    return tuple(_row(moment, blank, tongue) for moment, blank in zip(series.moments, blanks, strict=True))


def _row(moment: Moment, blank: str, tongue: Tongue) -> tuple[Cell, ...]:
    name = _name(moment, tongue)
    if moment.baseline is not None and moment.actual is None:
        told = moment.fiscal_year is not None or moment.as_of
        when = tongue.say("charts.when.baseline", when=name) if told else name
        actual = tongue.cell(moment.baseline)
    else:
        final = tongue.say("charts.when.final", when=name) if moment.final else name
        when, actual = final, tongue.cell(moment.actual, empty=blank)
    if moment.actual is not None and moment.status.value != "final":
        actual = Cell(tongue.say("charts.with_status", value=moment.actual, status=moment.status), figure=actual.figure)
    return (Cell(when), tongue.cell(moment.target), actual, _difference(moment, tongue))


def _difference(moment: Moment, tongue: Tongue) -> Cell:
    target, actual = number(moment.target), number(moment.actual)
    if target is None or actual is None:
        return Cell(tongue.say("charts.no_figure"), absent=True)
    return Cell(tongue.say("charts.signed", value=_exact(actual - target)), figure=True)


def _exact(difference: Decimal) -> Decimal:
    return abs(difference) if difference == 0 else difference
