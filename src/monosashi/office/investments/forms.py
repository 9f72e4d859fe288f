"""What is typed and chosen on the pages of cases. Each form gives what it was told as a value (`told`)."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms

from monosashi.core.fiscal_years import print_fiscal_year
from monosashi.core.messages import message
from monosashi.core.money import FundingSource
from monosashi.office.entering.forms import BasedForm
from monosashi.office.entering.forms import lines as one_break
from monosashi.office.entering.told import seen
from monosashi.office.investments.fields import FigureField, GridForm, GridRow, YearField
from monosashi.office.investments.figures import COSTS, InvestmentLine
from monosashi.office.investments.models import Alternative, Case
from monosashi.office.investments.queries import ActualKind
from monosashi.office.investments.states import InvestmentKind
from monosashi.office.investments.told import (
    COLUMNS,
    ActualsTold,
    AlternativeTold,
    CaseTold,
    told_of_alternative,
    told_of_case,
)
from monosashi.office.ui.forms import LinesField, SayingForm, labels_of, word_choices, wrong
from monosashi.office.ui.language import spoken
from monosashi.wording import word

Choices = Sequence[tuple[str, str]]
LONGEST = 4000
MOST_YEARS = 10
"""Fiscal years for which a case is reckoned at most."""

BLANK_ROWS = 2
"""Rows that a table of figures offers beside those that are filled or usual."""

MOST_ROWS = 60
"""Rows that a table can have: every kind with every source, and some."""

NOTHING = Decimal(0)


def _texts(label: str, *, required: bool = False, rows: int = 3) -> LinesField:
    return LinesField(
        label=f"investments.field.{label}",
        help_text=f"investments.field.{label}.help",
        required=required,
        rows=rows,
        most=LONGEST,
    )


class CaseForm(BasedForm):
    """A case."""

    title = forms.CharField(
        label="investments.field.title", help_text="investments.field.title.help", max_length=200, required=True
    )
    kind = forms.ChoiceField(label="investments.field.kind", choices=word_choices(InvestmentKind))
    fiscal_year = YearField(label="investments.field.fiscal_year", help_text="investments.field.fiscal_year.help")
    years = forms.IntegerField(
        label="investments.field.years",
        help_text="investments.field.years.help",
        min_value=1,
        max_value=MOST_YEARS,
        initial=5,
    )
    problem = _texts("problem", required=True)
    served = _texts("served")
    without = _texts("without")
    workload = _texts("workload")
    measures = forms.MultipleChoiceField(
        label="investments.field.measures",
        help_text="investments.field.measures.help",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    programs = forms.MultipleChoiceField(
        label="investments.field.programs", widget=forms.CheckboxSelectMultiple, required=False
    )
    indicator = forms.ChoiceField(
        label="investments.field.indicator", help_text="investments.field.indicator.help", required=False
    )
    indicator_name = forms.CharField(
        label="investments.field.indicator_name",
        help_text="investments.field.indicator_name.help",
        max_length=200,
        required=False,
    )
    indicator_unit = forms.CharField(label="investments.field.indicator_unit", max_length=30, required=False)
    baseline = FigureField(label="investments.field.baseline")
    target = FigureField(label="investments.field.target")
    indicator_year = YearField(label="investments.field.indicator_year", required=False)
    measured_by = _texts("measured_by", rows=2)
    uncounted = _texts("uncounted")
    risks = _texts("risks")
    shared_use = _texts("shared_use")

    def __init__(self, *args: Any, measures: Choices, programs: Choices, indicators: Choices, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        self.choose("measures", measures)
        self.choose("programs", programs)
        none = ("", spoken(message("investments.field.indicator.none")))
        self.choose("indicator", [none, *indicators])
        self._indicators = dict(indicators)

    def clean(self) -> dict[str, Any]:
        """One indicator at most, and figures of it only where it is named."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("indicator") and told.get("indicator_name"):
            why, remedy = "investments.wrong.two_indicators", "investments.wrong.two_indicators.remedy"
            self.add_error("indicator_name", wrong(message(why), message(remedy)))
        figures = any(told.get(name) for name in ("baseline", "target", "indicator_year"))
        if figures and not (told.get("indicator") or told.get("indicator_name") or self.errors):
            why, remedy = "investments.wrong.no_indicator", "investments.wrong.no_indicator.remedy"
            self.add_error("indicator_name", wrong(message(why), message(remedy)))
        return told

    @property
    def told(self) -> CaseTold:
        """What was told. Only of a valid form."""
        told = self.cleaned_data
        said: dict[str, Any] = {name: _as_kept(value) for name, value in told.items()}
        return CaseTold(
            **{name: said[name] for name in COLUMNS},
            measures=tuple(sorted(told["measures"])),
            programs=tuple(sorted(told["programs"])),
        )


def _as_kept(value: object) -> object:
    return one_break(value) if isinstance(value, str) else value


def first_of_case(row: Case) -> dict[str, Any]:
    """What the form of a case begins with."""
    now = told_of_case(row)
    year = now.indicator_year
    return {
        **{name: getattr(now, name) for name in now.plain},
        "fiscal_year": print_fiscal_year(now.fiscal_year),
        "indicator_year": print_fiscal_year(year) if year else "",
        "based_on": seen(now.plain),
    }


_USUAL = (
    *((each, FundingSource.GENERAL.value) for each in (InvestmentLine.INITIAL, InvestmentLine.MIGRATION)),
    (InvestmentLine.OPERATION, FundingSource.GENERAL.value),
    *((each, "") for each in (InvestmentLine.LABOUR, InvestmentLine.HOURS_SAVED, InvestmentLine.MONEY_SAVED)),
)
"""Rows that every alternative is offered, filled or not."""


class AlternativeForm(GridForm):
    """An alternative with its table of figures: a row for each kind and funding source, a column for each fiscal year."""

    name = forms.CharField(label="investments.field.alternative", max_length=100)
    text = _texts("alternative_text")
    chosen = forms.BooleanField(label="investments.field.chosen", required=False)
    stated_total = FigureField(
        label="investments.field.stated_total",
        help_text="investments.field.stated_total.help",
        money=True,
        least=NOTHING,
    )

    def __init__(self, *args: Any, years: tuple[int, ...], row: Alternative | None = None, **more: Any) -> None:  # noqa: ANN401 -- Django's
        more["initial"] = {**_first_of_alternative(row), **more.get("initial", {})}
        super().__init__(*args, **more)
        self.years = years
        if row is not None and row.is_present:
            del self.fields["chosen"]
        there = _rows_of(row)
        self.rows = max(len(there) + BLANK_ROWS, self._rows_sent())
        for at in range(self.rows):
            kind, source = there[at] if at < len(there) else ("", "")
            self._add_row(str(at), kind, source)
        if row is not None:
            for each in row.lines.all():
                at = there.index((each.line, each.source))
                self.initial[f"amount-{at}-{each.fiscal_year}"] = each.value

    def _rows_sent(self) -> int:
        """How many rows were sent: those of a form that was shown before somebody took some off are not lost."""
        sent = (str(name).partition("line-")[2] for name in self.data if str(name).startswith("line-"))
        return min(max((int(at) + 1 for at in sent if at.isdecimal()), default=0), MOST_ROWS)

    def _add_row(self, at: str, kind: str, source: str) -> None:
        none = message("investments.field.none")
        kinds = word_choices(InvestmentLine, none=none)
        self.fields[f"line-{at}"] = forms.ChoiceField(
            label="investments.field.line", choices=kinds, required=False, initial=kind
        )
        self.fields[f"source-{at}"] = forms.ChoiceField(
            label="investments.field.source",
            choices=word_choices(FundingSource, none=none),
            required=False,
            initial=source,
        )
        self.add_figures(at, "investments.field.amount", self.years, money=True, least=NOTHING)

    def grid(self) -> tuple[GridRow, ...]:
        """The table as the page shows it."""
        return tuple(self._row(str(at)) for at in range(self.rows))

    def _row(self, at: str) -> GridRow:
        number = spoken(message("investments.field.row", number=int(at) + 1))
        for name in (f"line-{at}", f"source-{at}"):
            self.fields[name].widget.attrs["aria-label"] = f"{number} {spoken(self._label(name))}"
        return GridRow("", (self[f"line-{at}"], self[f"source-{at}"]), self.cells_of(at, number))

    def clean(self) -> dict[str, Any]:
        """Figures belong to a kind, costs alone have a source, and no row stands twice."""
        told: dict[str, Any] = super().clean() or {}
        known: set[tuple[str, str]] = set()
        for at in range(self.rows):
            line, source = told.get(f"line-{at}", ""), told.get(f"source-{at}", "")
            if not any(True for _ in self.figures_of(str(at))):
                continue
            why = _fault(line, source, known)
            if why:
                self.add_error(
                    f"line-{at}",
                    wrong(message(f"investments.wrong.{why}"), message(f"investments.wrong.{why}.remedy")),
                )
            known.add((line, source))
        return told

    @property
    def told(self) -> AlternativeTold:
        """What was told. Only of a valid form."""
        told = self.cleaned_data
        lines = tuple(
            sorted(
                (told[f"line-{at}"], told[f"source-{at}"], year, value)
                for at in range(self.rows)
                for year, value in self.figures_of(str(at))
            )
        )
        chosen = bool(told.get("chosen", False))
        return AlternativeTold(told["name"].strip(), one_break(told["text"]), chosen, told["stated_total"], lines)


def _fault(line: str, source: str, known: set[tuple[str, str]]) -> str:
    if not line:
        return "no_line"
    if source and InvestmentLine(line) not in COSTS:
        return "source_of_no_cost"
    return "line_twice" if (line, source) in known else ""


def _rows_of(row: Alternative | None) -> list[tuple[str, str]]:
    """The rows that a table shows: the usual ones, and before the blanks whatever else is told."""
    told = [(each.line, each.source) for each in row.lines.all()] if row else []
    usual = [(line.value, source) for line, source in _USUAL]
    if row is not None and row.is_present:
        usual = [(line, source) for line, source in usual if not line.endswith("_saved")]
    rest = [each for each in dict.fromkeys(told) if each not in usual]
    return [*usual, *rest]


def _first_of_alternative(row: Alternative | None) -> dict[str, Any]:
    if row is None:
        return {}
    now = told_of_alternative(row)
    told = {name: getattr(now, name) for name in ("name", "text", "chosen", "stated_total")}
    return {**told, "based_on": seen(now.plain)}


class ActualsForm(GridForm):
    """What became of a case: a row for each kind of figure, a column for each fiscal year."""

    def __init__(self, *args: Any, years: tuple[int, ...], kinds: Iterable[ActualKind], **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        self.years, self.kinds = years, tuple(kinds)
        for kind in self.kinds:
            money = kind not in {ActualKind.HOURS_SAVED, ActualKind.INDICATOR}
            least = NOTHING if kind in {ActualKind.CONTRACT, ActualKind.PAID, ActualKind.LABOUR} else None
            self.add_figures(kind.value, f"actual_kind.{kind.value}", years, money=money, least=least)

    def grid(self) -> tuple[GridRow, ...]:
        """The table as the page shows it."""
        return tuple(GridRow(_called(kind), (), self.cells_of(kind.value, _called(kind))) for kind in self.kinds)

    @property
    def told(self) -> ActualsTold:
        """What was told. Only of a valid form."""
        found = ((kind.value, year, value) for kind in self.kinds for year, value in self.figures_of(kind.value))
        return ActualsTold(tuple(sorted(found)))


def _called(kind: ActualKind) -> str:
    unit = spoken(message(f"investments.unit.of.{kind.value}"))
    return f"{spoken(word(kind))} {unit}".strip()


class SeenForm(SayingForm):
    """An act on a case as it was shown. `seen` is its version."""

    seen = forms.IntegerField(label="investments.field.seen", widget=forms.HiddenInput, min_value=0)


class ReasonForm(SeenForm):
    """The same with a reason."""

    reason = _texts("reason", required=True)


class ReportForm(SayingForm):
    """What was done about a condition."""

    report = _texts("report", required=True)


label_of = labels_of(CaseForm, AlternativeForm, ReasonForm, ReportForm, otherwise="investments.field.amount")
