"""What a chart is: a picture, and its figures as a table for whoever does not see the picture."""

from dataclasses import dataclass
from functools import cache

from monosashi.checks.figures import unit_of_change
from monosashi.core.messages import Message, Param, message
from monosashi.core.values import Described, Value
from monosashi.wording import Language, render, said


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as printed. `absent`: the text says why there is no figure; `figure`: it is a number and stands right."""

    text: str
    absent: bool = False
    figure: bool = False


@dataclass(frozen=True, slots=True)
class FigureTable:
    """The figures of a chart. The first cell of a row names it; `heads` has one entry for each column."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """`svg` is one `<svg>` element, "" where no figure can be drawn. The table is always there."""

    svg: str
    table: FigureTable


@dataclass(frozen=True, slots=True)
class Tongue:
    """The words and figures of a chart in one language."""

    language: Language

    def say(self, id_: str, /, **params: Param) -> str:
        """The sentence with this message id."""
        return said(id_, params, self.language) if params else _plain(id_, self.language)

    def year(self, fiscal_year: int) -> str:
        """令和6年度, FY2024."""
        return _year(fiscal_year, self.language)

    def value(self, value: Value | None, unit: str = "") -> str:
        """A figure with its unit, words as they are, the word for an absence; none where nobody said anything."""
        if value is None or isinstance(value, str | Described) or not unit:
            return self.say("charts.value", value=value)
        return self.say("charts.value_with_unit", value=value, unit=unit)

    def unit_of_change(self, unit: str) -> str:
        """The unit in which two figures differ: percentages by points."""
        told = unit_of_change(unit)
        return render(told, self.language) if isinstance(told, Message) else str(told)

    def cell(self, value: Value | None, *, empty: str = "charts.no_figure") -> Cell:
        """The value as a cell. `empty` is the message for a blank, which is no absence that anybody stated."""
        if value is None:
            return Cell(self.say(empty), absent=True)
        return Cell(self.value(value), absent=isinstance(value, str), figure=not isinstance(value, str | Described))


@cache
def _plain(id_: str, language: Language) -> str:
    return render(message(id_), language)


@cache
def _year(fiscal_year: int, language: Language) -> str:
    return render(message("charts.year", year=fiscal_year), language)
