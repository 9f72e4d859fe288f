"""Figures written on a chart, and which of them have room: they keep their size while the chart shrinks with its page."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from monosashi.publishing.charts.svg import label, percent

_NARROWEST = 288
"""Pixels of a chart on a small phone."""
_LETTER, _POINT, _WIDE_LETTER = 8.4, 4.6, 14.5
"""Pixels of a digit or letter, of a comma, and of a Japanese letter."""
_HEIGHT = 15
_POINTS = frozenset(",.")
_WIDE = 0x2190
"""From here on letters are wide: arrows, triangles, Japanese."""


@dataclass(frozen=True)
class Label:
    """Words at a place, per cent from the left and pixels from the top, and the side to which they go: an SVG text anchor."""

    words: str
    x: float
    y: float
    anchor: str
    bold: bool = False

    @cached_property
    def ends(self) -> tuple[float, float]:
        """Where it begins and ends, in per cent of a small phone's chart."""
        width = sum(map(_width, self.words)) * 100 / _NARROWEST
        before = {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        return self.x - before, self.x - before + width

    def meets(self, other: "Label") -> bool:
        """Whether one would cover the other on a small phone."""
        (start, end), (others_start, others_end) = self.ends, other.ends
        return start < others_end and others_start < end and abs(self.y - other.y) < _HEIGHT

    def drawn(self) -> str:
        """The element."""
        return label(
            self.words, x=percent(self.x), y=self.y, anchor=self.anchor, font_weight="bold" if self.bold else None
        )


def apart(labels: Iterable[Label]) -> tuple[Label, ...]:
    """Those that have room; of two that meet the earlier one stays. What is left out stands in the chart's table."""
    kept: list[Label] = []
    for each in labels:
        if not any(each.meets(other) for other in kept):
            kept.append(each)
    return tuple(kept)


def all_apart(labels: Iterable[Label]) -> bool:
    """Whether all of them have room."""
    told = tuple(labels)
    return len(apart(told)) == len(told)


def _width(letter: str) -> float:
    if letter in _POINTS:
        return _POINT
    return _LETTER if ord(letter) < _WIDE else _WIDE_LETTER
