"""What somebody tells of a case and what belongs to it: as a form gives it, as rows hold it, as an event says it.

A form carries a digest of what it showed (`entering.told`). Figures are Decimals as typed, in a text, "" for none: never 0.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from monosashi.office.entering.told import Told
from monosashi.office.investments.models import Alternative, Case, LabourRate, Viewpoint

Line = tuple[str, str, int, str]
"""A line's kind, its funding source ("" none), the fiscal year and the figure."""


@dataclass(frozen=True, slots=True)
class CaseTold(Told):
    """A case. `measures` and `programs` are ids of the plan's; `indicator` is one of its indicators, "" for a typed one or none."""

    fiscal_year: int
    years: int
    title: str
    kind: str
    problem: str
    served: str = ""
    without: str = ""
    workload: str = ""
    indicator: str = ""
    indicator_name: str = ""
    indicator_unit: str = ""
    baseline: str = ""
    target: str = ""
    indicator_year: int | None = None
    measured_by: str = ""
    uncounted: str = ""
    risks: str = ""
    shared_use: str = ""
    measures: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()

    @property
    def columns(self) -> dict[str, object]:
        """What stands in the row of the case itself."""
        return {name: getattr(self, name) for name in COLUMNS}


COLUMNS = (
    *("fiscal_year", "years", "title", "kind", "problem", "served", "without", "workload"),
    *("indicator", "indicator_name", "indicator_unit", "baseline", "target", "indicator_year", "measured_by"),
    *("uncounted", "risks", "shared_use"),
)


@dataclass(frozen=True, slots=True)
class AlternativeTold(Told):
    """An alternative with its figures."""

    name: str
    text: str = ""
    chosen: bool = False
    stated_total: str = ""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswersTold(Told):
    """What a department says to the viewpoints, by their keys."""

    answers: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RemarksTold(Told):
    """What the office thinks of each answer, by the viewpoint's key: verdict and remark."""

    remarks: tuple[tuple[int, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ActualsTold(Told):
    """What became of a case: kind of figure, fiscal year, figure."""

    actuals: tuple[tuple[str, int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SettingsTold(Told):
    """The city's rates (year, yen, source) and viewpoints (key, 0 for a new one; text; whether it is asked)."""

    rates: tuple[tuple[int, str, str], ...] = ()
    viewpoints: tuple[tuple[int, str, bool], ...] = ()


def told_of_case(row: Case) -> CaseTold:
    """A case as its form shows it."""
    return CaseTold(
        **{name: getattr(row, name) for name in COLUMNS},
        measures=tuple(sorted(each.node for each in row.measures.all())),
        programs=tuple(sorted(each.program for each in row.programs.all())),
    )


def told_of_alternative(row: Alternative) -> AlternativeTold:
    """An alternative as its form shows it."""
    lines = tuple(sorted((each.line, each.source, each.fiscal_year, each.value) for each in row.lines.all()))
    return AlternativeTold(row.name, row.text, row.chosen, row.stated_total, lines)


def told_of_answers(row: Case, asked: Iterable[Viewpoint]) -> AnswersTold:
    """The answers as their form shows them; "" where a viewpoint is not answered."""
    kept = {each.viewpoint_id: each.answer for each in row.answers.all()}
    return AnswersTold(tuple((each.pk, kept.get(each.pk, "")) for each in asked))


def told_of_remarks(row: Case, asked: Iterable[Viewpoint]) -> RemarksTold:
    """The office's remarks as their form shows them."""
    kept = {each.viewpoint_id: each for each in row.answers.all()}
    return RemarksTold(
        tuple(
            (each.pk, kept[each.pk].verdict, kept[each.pk].remark) if each.pk in kept else (each.pk, "none", "")
            for each in asked
        )
    )


def told_of_actuals(row: Case) -> ActualsTold:
    """What became of a case as its form shows it."""
    return ActualsTold(tuple(sorted((each.line, each.fiscal_year, each.value) for each in row.actuals.all())))


def told_of_settings(rates: Iterable[LabourRate], viewpoints: Iterable[Viewpoint]) -> SettingsTold:
    """The city's settings as their form shows them."""
    return SettingsTold(
        tuple((each.fiscal_year, each.yen, each.source) for each in rates),
        tuple((each.pk, each.text, each.in_use) for each in viewpoints),
    )
