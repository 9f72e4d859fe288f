"""The places of moments along the width, and their names below."""

import re
from collections.abc import Iterable, Iterator, Sequence

from monosashi.publishing.charts.chart import Tongue
from monosashi.publishing.charts.scales import Axis
from monosashi.publishing.charts.svg import (
    INK_2,
    PAPER,
    RULE,
    RULE_STRONG,
    Attribute,
    at,
    element,
    label,
    line,
    percent,
    text_of,
)

_FIGURE_WIDTH = 8.4
"""Pixels of one digit of text in a chart."""
_NARROWEST = 288
"""Pixels of a chart on a small phone."""
_WIDE = 0x2E80
"""From here on letters are as wide as two digits."""
_SHORT = 6
"""Letters that stand in one line."""
_DAY = re.compile(r"(\D*\d+\D)(\d.*)")
"""A year with the month or day after it, as a city prints them."""
_RIGHT = 92.0
_ALL_NAMED = 5
"""So many names fit side by side on a phone."""


def places(count: int, axis: Axis, tongue: Tongue) -> tuple[float, ...]:
    """Per cent from the left for each of so many moments; room is left for the figures of the upright axis."""
    widest = max(len(tongue.value(mark)) for mark in axis.marks)
    left = min(8 + widest * _FIGURE_WIDTH * 100 / _NARROWEST, 34.0)
    if count == 1:
        return (50.0,)
    return tuple(round(left + (_RIGHT - left) * position / (count - 1), 2) for position in range(count))


def grid(axis: Axis, unit: str, tongue: Tongue) -> Iterator[str]:
    """Thin lines with their figures above them at the left, the unit above the highest."""
    for mark in axis.marks:
        y = axis.place(mark)
        yield line((0, y), (100, y), stroke=RULE_STRONG if mark == 0 else RULE, stroke_width=1)
        yield label(tongue.value(mark), x="0", y=y - 4, fill=INK_2, class_="chart-figure")
    if unit:
        yield label(unit, x="0", y=axis.top - 22, fill=INK_2, font_size=13)


def names(texts: Sequence[str], across: Sequence[float], top: float, tongue: Tongue) -> Iterator[str]:
    """The name of each moment in one or two lines; where there are many, every second or third and always the last."""
    step = -(-len(texts) // _ALL_NAMED)
    for position, (text, x) in enumerate(zip(texts, across, strict=True)):
        if (len(texts) - 1 - position) % step:
            continue
        for row, part in enumerate(_parts(text, tongue)):
            yield label(part, x=percent(x), y=top + 20 + 18 * row, anchor="middle", fill=INK_2)


def anchor_at(x: float) -> str:
    """Words near the right edge end there, all others stand over their place."""
    return "end" if x >= _RIGHT - 1 else "middle"


def within(words: str, x: float, anchor: str) -> str:
    """The anchor, or another one where the words would leave a small phone's chart on that side."""
    width = sum(_FIGURE_WIDTH if ord(letter) < _WIDE else 2 * _FIGURE_WIDTH for letter in words) * 100 / _NARROWEST
    before, after = {"start": (0.0, width), "middle": (width / 2, width / 2), "end": (width, 0.0)}[anchor]
    if x + after > 100 and x >= width:  # noqa: PLR2004 -- per cent
        return "end"
    if x < before and x + width <= 100:  # noqa: PLR2004 -- per cent
        return "start"
    return anchor


def upright(text: str, x: float, bottom: float) -> str:
    """A word where a figure would be, read from below, so that neighbours do not run into each other."""
    look: dict[str, Attribute] = {"fill": INK_2, "stroke": PAPER, "stroke_width": 4, "paint_order": "stroke"}
    turned = element("text", text_of(text), x=8, y=5, font_size=14, transform="rotate(-90)", **look)
    return at(x, bottom, turned)


def _parts(text: str, tongue: Tongue) -> Iterable[str]:
    before = tongue.say("charts.year_before")
    if text.startswith(before):
        return (before, text.removeprefix(before))
    suffix = tongue.say("charts.year_suffix")
    if suffix and text.endswith(suffix):
        return (text.removesuffix(suffix), suffix)
    halves = _DAY.fullmatch(text) if len(text) > _SHORT else None
    return halves.groups() if halves else (text,)
