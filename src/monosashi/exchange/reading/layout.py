"""How a published document is laid out: which label leads to what, how figures, stages and money are printed.

The layout is a TOML file that whoever reads the document writes; docs/reference/reading.md has its keys.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from monosashi.core.messages import InvalidInput, Problem, message
from monosashi.core.money import BudgetStage, FundingSource
from monosashi.core.plan import Document, Municipality
from monosashi.core.results import Choice, Disposition, Execution, ManagedBy
from monosashi.evaluation.table_reading import NotUsable, Table
from monosashi.evaluation.toml_reading import read_toml
from monosashi.exchange.file_bytes import bytes_of
from monosashi.exchange.reading.layout_words import texts, words
from monosashi.exchange.reading.printed import Line, alike
from monosashi.exchange.reading.reads import Form, Mark, Reads
from monosashi.exchange.reading.table_layout import TableLayout, table_layouts


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
    """A level of headings above the measures, by its first number as printed (`(ア)`), or by the head of the column they stand in.

    Or its one heading is `name`, which the document does not print; or it stands between the words `before` and `behind` of a
    title; or (`listed`) several stand in one cell, each behind its number.
    """

    level: str
    first: str = ""
    name: str = ""
    before: str = ""
    behind: str = ""
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Entries:
    """How each indicator of a list in one cell is printed: its name, then figures with `between` between them (`15→16`)."""

    between: str
    figures: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Children:
    """What stands under a measure: the name of their level, and signs that are marks of theirs (`★`)."""

    level: str
    tags: tuple[str, ...] = ()


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
class QuestionAsked:
    """A question that the city asks of each measure: the label of its answers. `choices` are signs with their meaning, empty for words."""

    id: str
    label: str
    choices: tuple[Choice, ...] = ()


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
    tables: tuple[TableLayout, ...] = ()
    entries: Entries | None = None
    children: Children | None = None
    questions: tuple[QuestionAsked, ...] = ()
    execution: Mapping[str, Execution] = field(default_factory=dict)
    dispositions: Mapping[str, Disposition] = field(default_factory=dict)


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
    form, tables = sheet.choice("form", Form, Form.SHEETS), table_layouts(table)
    layout = Layout(
        document=_document(document),
        plan=_plan(plan),
        level=sheet.text("level"),
        labels=words(sheet, "labels", Reads),
        marks=words(sheet, "marks", Mark),
        grades=sheet.texts("grades"),
        axis=sheet.text("axis", "progress"),
        stages=texts(sheet, "stages"),
        managed=words(sheet, "managed", ManagedBy),
        headings=tuple(_heading(each) for each in table.tables("headings")),
        money=_money(table.table("money")),
        part=_part(table.table("part")),
        form=form,
        tables=tables,
        entries=_entries(sheet.table("entries")),
        children=_children(sheet.table("children")),
        questions=tuple(map(_question, table.tables("questions"))),
        execution=words(sheet, "execution", Execution),
        dispositions=words(sheet, "dispositions", Disposition),
    )
    _check_name(layout, sheet)
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


def _check_name(layout: Layout, sheet: Table) -> None:
    """A measure begins with its name, so that some label has to be that of it."""
    labels = set(layout.labels.values())
    for table in layout.tables:
        labels.update(reads for head in table.heads for reads in table.reads(head))
    if Reads.NAME not in labels:
        why, remedy = (
            message("reading.layout.no_name"),
            message("reading.layout.no_name.remedy", reads=Reads.NAME.value),
        )
        sheet.refuse("labels", why, remedy)


def _heading(table: Table) -> Heading:
    before, name = table.text("before", ""), table.text("name", "")
    heading = Heading(
        table.text("level"),
        alike(table.text("first", "" if before or name else None)),
        name,
        before,
        table.text("behind", ""),
        table.flag("listed"),
    )
    table.finish()
    return heading


def _entries(table: Table | None) -> Entries | None:
    if table is None:
        return None
    entries = Entries(table.text("between"), table.choices("figures", Mark))
    table.finish()
    return entries


def _children(table: Table | None) -> Children | None:
    if table is None:
        return None
    children = Children(table.text("level"), table.texts("tags"))
    table.finish()
    return children


def _question(table: Table) -> QuestionAsked:
    id_, label, within = table.text("id"), table.text("label"), table.table("choices")
    choices = () if within is None else tuple(Choice(value, within.text(value)) for value in tuple(within.keys()))
    if within is not None:
        within.finish()
    table.finish()
    return QuestionAsked(id_, label, choices)


def _money(table: Table | None) -> MoneyTable | None:
    if table is None:
        return None
    money = MoneyTable(
        item=alike(table.text("item")),
        source=alike(table.text("source")),
        total=alike(table.text("total")),
        stages=words(table, "stages", BudgetStage),
        sources=words(table, "sources", FundingSource),
    )
    table.finish()
    return money
