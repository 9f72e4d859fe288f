"""Fields for figures and fiscal years as officials type them, and a table of such fields."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from monosashi.core.fiscal_years import NotAFiscalYear, read_fiscal_year
from monosashi.core.messages import Message, message
from monosashi.exchange.typed_cells import Asked, Cell, Wrong
from monosashi.exchange.typed_values import NumberColumn, read_number
from monosashi.office.entering.forms import BasedForm
from monosashi.office.ui.forms import wrong
from monosashi.office.ui.language import spoken

_LONGEST = 40


class FigureField(forms.CharField):
    """A number as typed: 1,200 and １２００ are the same. Its value is the Decimal as a text, "" where nothing was typed: never 0.

    `least` None: it may be negative.
    """

    def __init__(self, *, money: bool = False, least: Decimal | None = None, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(required=False, max_length=_LONGEST, **more)
        self.money, self.least = money, least
        self.widget.attrs.update({"class": "n", "inputmode": "decimal", "autocomplete": "off"})

    def clean(self, value: object) -> str:
        """The figure. Raises ValidationError where it is none, or could be more than one."""
        text = super().clean(value).strip()
        if not text:
            return ""
        unit = spoken(message("investments.unit.money")) if self.money else ""
        reading = read_number(Cell(text), NumberColumn(unit, money=self.money))
        if isinstance(reading, Wrong | Asked):
            raise wrong(reading.problem.why, reading.problem.remedy)
        if not isinstance(reading.value, Decimal):
            raise wrong(message("investments.wrong.no_number"), message("investments.wrong.no_number.remedy"))
        if self.least is not None and reading.value < self.least:
            raise wrong(message("investments.wrong.negative"), message("investments.wrong.negative.remedy"))
        return f"{reading.value:f}"


class YearField(forms.CharField):
    """A fiscal year: 令和9年度, R9 and 2027 are the same. Its value is the Western year, None where nothing was typed."""

    def __init__(self, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(max_length=20, **more)

    def clean(self, value: object) -> int | None:
        """The year. Raises ValidationError."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_fiscal_year(text)
        except NotAFiscalYear as why:
            raise wrong(why.reason, message("investments.wrong.year.remedy")) from None


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of a table of fields: what stands before it (`heads`, or `name` where that is fixed), and a field for each year."""

    name: str
    heads: tuple[BoundField, ...]
    cells: tuple[tuple[int, BoundField], ...]

    @property
    def fields(self) -> Iterator[BoundField]:
        """All of its fields."""
        yield from self.heads
        yield from (cell for _, cell in self.cells)


class GridForm(BasedForm):
    """A form with a table of figures: `amount-<row>-<year>` for each row and fiscal year."""

    years: tuple[int, ...] = ()

    def add_figures(self, row: str, label: str, years: Iterable[int], *, money: bool, least: Decimal | None) -> None:
        """A field for each year of a row. `label` is the id of what the row is called in errors."""
        for year in years:
            field = FigureField(label=label, money=money, least=least)
            field.widget.attrs["aria-label"] = ""
            self.fields[cell_name(row, year)] = field

    def cells_of(self, row: str, name: str) -> tuple[tuple[int, BoundField], ...]:
        """The fields of a row, each with its year; `name` is what a screen reader says before it."""
        found = []
        for year in self.years:
            bound = self[cell_name(row, year)]
            bound.field.widget.attrs["aria-label"] = f"{name} {year_text(year)}".strip()
            found.append((year, bound))
        return tuple(found)

    def figures_of(self, row: str) -> Iterator[tuple[int, str]]:
        """What was typed in a row: years and figures, blanks left out. Only of a valid form."""
        for year in self.years:
            text = self.cleaned_data.get(cell_name(row, year), "")
            if text:
                yield year, text

    def _label(self, name: str) -> Message:
        of = super()._label(name)
        year = name.rpartition("-")[2]
        if name.startswith("amount-") and year.isdigit():
            return message("investments.field.in_year", name=of, year=int(year))
        return of


def cell_name(row: str, year: int) -> str:
    """What the field of a row and a year is called."""
    return f"amount-{row}-{year}"


def year_text(year: int) -> str:
    """A fiscal year in words."""
    return spoken(message("ui.fiscal_year", year=year))


def chosen_texts(known: Sequence[tuple[str, str]], picked: Iterable[str]) -> tuple[str, ...]:
    """The labels of what was picked."""
    labels = dict(known)
    return tuple(labels.get(each, each) for each in picked)
