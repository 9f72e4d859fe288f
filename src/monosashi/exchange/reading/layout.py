"""How a published document is laid out: which label leads to what, how figures, stages and money are printed.

The layout is a TOML file that whoever reads the document writes; docs/reference/reading.md has its keys.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from monosashi.core.messages import InvalidInput, Problem, message
from monosashi.core.money import BudgetStage, FundingSource
from monosashi.core.plan import Document, Municipality
from monosashi.core.results import ManagedBy
from monosashi.evaluation.table_reading import NotUsable, Table
from monosashi.evaluation.toml_reading import read_toml
from monosashi.exchange.file_bytes import bytes_of
from monosashi.exchange.reading.printed import Line, alike

Choice = TypeVar("Choice", bound=StrEnum)


class Form(StrEnum):
    """How a document tells of its measures."""

    SHEETS = "sheets"  # each on a sheet, labels on the left
    ROWS = "rows"  # each in a row, labels above


class Reads(StrEnum):
    """What stands beside a label."""

    NAME = "name"  # the measure's; with it a sheet begins
    NUMBER = "number"
    SUMMARY = "summary"
    DEPARTMENTS = "departments"
    PROGRAMS = "programs"
    LIFE_CYCLE = "life_cycle"
    INDICATOR = "indicator"
    FIGURES = "figures"  # target and baseline, told apart by marks
    TARGET = "target"
    BASELINE = "baseline"
    ACTUAL = "actual"
    RATIONALE = "rationale"
    EFFECT = "effect"
    RATING = "rating"  # the grade, and the actual behind its mark
    RESULT = "result"
    UNMET_REASON = "unmet_reason"
    RESPONSE = "response"
    NEXT_STEP = "next_step"


class Mark(StrEnum):
    """Whose figure stands behind a mark in a cell."""

    TARGET = "target"
    BASELINE = "baseline"
    ACTUAL = "actual"


@dataclass(frozen=True, slots=True)
class PlanHead:
    """What the document's plan is called. `fiscal_year` is the year that it reports on."""

    id: str
    name: str
    municipality: Municipality
    first_year: int
    last_year: int
    fiscal_year: int
    edition: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Where in the document the sheets stand, by line or page, each from 1 and both ends included. None is without limit."""

    from_line: int | None = None
    to_line: int | None = None
    from_page: int | None = None
    to_page: int | None = None

    def holds(self, line: Line) -> bool:
        """Whether the line is in this part."""
        return _within(line.number, self.from_line, self.to_line) and _within(line.page, self.from_page, self.to_page)


def _within(number: int | None, first: int | None, last: int | None) -> bool:
    return number is None or ((first is None or first <= number) and (last is None or number <= last))


@dataclass(frozen=True, slots=True)
class Heading:
    """A level of headings above the measures, by its first number as printed (`(ア)`), or by the head of the column they stand in."""

    level: str
    first: str


@dataclass(frozen=True, slots=True)
class MoneyTable:
    """A table of money: it begins with the heads `item` and `source` in one row and ends with the row `total`.

    `stages` are the heads of the columns behind each of both, `sources` the rows of funding sources. Other rows of the right half
    (sums of several sources) are left. Words are folded by `alike`.
    """

    item: str
    source: str
    total: str
    stages: Mapping[str, BudgetStage]
    sources: Mapping[str, FundingSource]


@dataclass(frozen=True, slots=True)
class Layout:
    """A document's layout. `labels`, `marks`, `stages` and `managed` are looked up by `alike` words.

    `axis` is the axis of the grades, `grades` what may be given. `level` is the name of the measures' level.
    """

    document: Document
    plan: PlanHead
    level: str
    labels: Mapping[str, Reads]
    marks: Mapping[str, Mark]
    grades: tuple[str, ...]
    axis: str
    stages: Mapping[str, str]
    managed: Mapping[str, ManagedBy]
    headings: tuple[Heading, ...] = ()
    money: MoneyTable | None = None
    part: Part = Part()
    form: Form = Form.SHEETS


def read_layout(path: Path) -> Layout:
    """The layout in a TOML file. Raises InvalidInput with everything that is wrong."""
    problems: list[Problem] = []
    try:
        table = Table(read_toml(bytes_of(path), path.name), path.name, problems)
        layout = _layout(table)
    except NotUsable as refused:
        raise InvalidInput(refused.problems) from None
    table.finish()
    if layout is None or problems:
        raise InvalidInput(tuple(problems))
    return layout


def _layout(table: Table) -> Layout | None:
    document, plan, sheet = (table.table(key, required=True) for key in ("document", "plan", "sheet"))
    if document is None or plan is None or sheet is None:
        return None
    layout = Layout(
        document=_document(document),
        plan=_plan(plan),
        level=sheet.text("level"),
        labels=_labels(sheet),
        marks=_words(sheet, "marks", Mark),
        grades=sheet.texts("grades"),
        axis=sheet.text("axis", "progress"),
        stages=_texts(sheet, "stages"),
        managed=_words(sheet, "managed", ManagedBy),
        headings=tuple(_heading(each) for each in table.tables("headings")),
        money=_money(table.table("money")),
        part=_part(table.table("part")),
        form=sheet.choice("form", Form, Form.SHEETS),
    )
    sheet.finish()
    return layout


def _document(table: Table) -> Document:
    document = Document(table.text("id"), table.text("title"), table.text("publisher", ""), table.text("published", ""))
    table.finish()
    return document


def _plan(table: Table) -> PlanHead:
    years = (table.whole("first_year"), table.whole("last_year"), table.whole("fiscal_year"))
    city = Municipality(table.text("municipality_code"), table.text("municipality"))
    head = PlanHead(table.text("id"), table.text("name"), city, *years, table.text("edition", ""))
    table.finish()
    return head


def _part(table: Table | None) -> Part:
    if table is None:
        return Part()
    part = Part(
        *(table.whole(key) if key in table else None for key in ("from_line", "to_line", "from_page", "to_page"))
    )
    table.finish()
    return part


def _labels(sheet: Table) -> Mapping[str, Reads]:
    labels = _words(sheet, "labels", Reads)
    if Reads.NAME not in labels.values():
        why, remedy = (
            message("reading.layout.no_name"),
            message("reading.layout.no_name.remedy", reads=Reads.NAME.value),
        )
        sheet.refuse("labels", why, remedy)
    return labels


def _heading(table: Table) -> Heading:
    heading = Heading(table.text("level"), alike(table.text("first")))
    table.finish()
    return heading


def _money(table: Table | None) -> MoneyTable | None:
    if table is None:
        return None
    money = MoneyTable(
        item=alike(table.text("item")),
        source=alike(table.text("source")),
        total=alike(table.text("total")),
        stages=_words(table, "stages", BudgetStage),
        sources=_words(table, "sources", FundingSource),
    )
    table.finish()
    return money


def _words(table: Table, key: str, kind: type[Choice]) -> Mapping[str, Choice]:
    """Words as printed, and which one of the enumeration each is."""
    within = table.table(key)
    if within is None:
        return {}
    words = {alike(word): within.choice(word, kind) for word in tuple(within.keys())}
    within.finish()
    return words


def _texts(table: Table, key: str) -> Mapping[str, str]:
    within = table.table(key)
    if within is None:
        return {}
    words = {alike(word): within.text(word) for word in tuple(within.keys())}
    within.finish()
    return words
