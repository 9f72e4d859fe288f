"""The papers for the council and the assembly: grades, money, what was missed, what differs, what was left out, every measure."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

import xlsxwriter

from monosashi.core.messages import Message, message
from monosashi.core.money import BudgetProgram
from monosashi.core.results import Rater
from monosashi.exchange.spreadsheets.neutral import WRITER_OPTIONS
from monosashi.office.closing.edition_followed import settled_in
from monosashi.office.overview.grades import fields_panel, stages_panel
from monosashi.office.overview.indicators import unmet_panel
from monosashi.office.overview.money import execution_panel
from monosashi.office.overview.tables import Head, Line, Panel, Table
from monosashi.office.overview.workbook import TableWriter
from monosashi.office.plans.lists.measures import grade_cell, self_cell
from monosashi.office.plans.shown.first_lines import of_totals
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.plans.year.rows_of_measures import MeasureRow, measures_of
from monosashi.office.plans.year.totals import notes_on_current, totals_of
from monosashi.office.rounds.models import Round, Sheet
from monosashi.office.rounds.queries import name_of
from monosashi.office.rounds.states import DONE, RUNNING, RoundKind
from monosashi.office.ui.cells import Cell, absence, amount
from monosashi.office.ui.language import spoken


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers of a round. `status` is how firm they are: of the middle of the year, provisional, settled."""

    answer: tuple[Message, ...]
    status: Message
    panels: tuple[Panel, ...]

    @property
    def tables(self) -> tuple[Table, ...]:
        """All tables, as they go into the workbook."""
        return tuple(table for panel in self.panels for table in panel.tables)


def papers_of(year: InYear, held: Round) -> Papers:
    """The papers, from the plan as it stands."""
    rows = measures_of(year)
    whole = totals_of(year, rows)
    own = (_panel("differing", _differing(year, rows)), _panel("left_out", _left_out(rows)))
    every = _every(year, rows)
    given = (
        fields_panel(year, whole),
        stages_panel(year, whole),
        unmet_panel(year),
        execution_panel(year),
        *own,
        every,
    )
    answer = (*of_totals(year, whole, whole=True), *_not_accepted(held))
    return Papers(answer, _status(held), tuple(p for p in given if p))


def workbook_of(year: InYear, held: Round, papers: Papers) -> bytes:
    """The papers as a workbook: a cover, then a sheet for each table. Text never becomes a formula."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {**WRITER_OPTIONS, "in_memory": True})
    writer = TableWriter(book)
    titles = (f"{year.plan.municipality.name} {year.plan.name}", name_of(held), papers.status)
    writer.cover(message("closing.papers.heading"), titles, papers.answer)
    tables = ((table, panel.notes) for panel in papers.panels for table in panel.tables)
    for number, (table, notes) in enumerate(tables, start=1):
        writer.table(table, number, notes)
    book.close()
    return stream.getvalue()


def file_name(held: Round) -> str:
    """What the papers are called as a workbook: those of a later status do not take the place of the earlier ones."""
    return f"{held.plan_id}-papers-{held.fiscal_year}-{_how_firm(held)}.xlsx"


def _not_accepted(held: Round) -> Iterator[Message]:
    """That the answers of some measures are not in the plan yet. One query while the round runs."""
    if held.state in RUNNING and (count := Sheet.objects.filter(round=held).exclude(state__in=DONE).count()):
        yield message("closing.papers.not_accepted", count=count)


def _status(held: Round) -> Message:
    return _STATUS[_how_firm(held)]


def _how_firm(held: Round) -> str:
    if RoundKind(held.kind) is RoundKind.MID_YEAR:
        return "mid_year"
    return "provisional" if settled_in(held) is None else "settled"


_STATUS = {
    "mid_year": message("closing.papers.mid_year"),
    "provisional": message("closing.papers.provisional"),
    "settled": message("closing.papers.settled"),
}


def _panel(key: str, table: Table | None) -> Panel | None:
    if table is None:
        return None
    says = (message(f"closing.papers.{key}.says", count=len(table.lines)),)
    return Panel(f"papers-{key}", says, (table,), span=12)


def _every(year: InYear, rows: tuple[MeasureRow, ...]) -> Panel | None:
    panel = _panel("measures", _measures(year, rows))
    shared = (message("closing.papers.measures.shared"),) if any(_sharing(year, row) for row in rows) else ()
    return replace(panel, notes=(*shared, *notes_on_current(year, year.plan.budget_programs))) if panel else None


def _sharing(year: InYear, row: MeasureRow) -> int:
    """How many measures share the program that most of them share of those that this one has a part in; 0 where it shares none."""
    told = (each for each in year.plan.index.programs_of.get(row.node.id, ()) if _is_told(each, year.fiscal_year))
    most = max((len(each.shares) for each in told), default=0)
    return most if most > 1 else 0


def _is_told(program: BudgetProgram, fiscal_year: int) -> bool:
    return any(line.fiscal_year == fiscal_year for line in program.lines)


def _initial(year: InYear, row: MeasureRow) -> Cell:
    """The initial budget; of money that others have a part in, by how many it is shared."""
    cell, shared = amount(row.money.initial, blank=message("plans.money.no_budget")), _sharing(year, row)
    return replace(cell, note=spoken(message("plans.money.shared", count=shared))) if shared else cell


def _differing(year: InYear, rows: tuple[MeasureRow, ...]) -> Table | None:
    found = [row for row in rows if row.differs]
    if not found:
        return None
    heads = ("measure", "self", "computed", "reason")
    lines = (Line((_named(row), self_cell(year, row), grade_cell(year, row), _reason(row))) for row in found)
    return _table("differing", heads, lines)


def _left_out(rows: tuple[MeasureRow, ...]) -> Table | None:
    found = [row for row in rows if row.result and row.result.excluded]
    if not found:
        return None
    return _table("left_out", ("measure", "why"), (Line((_named(row), _why_out(row))) for row in found))


def _measures(year: InYear, rows: tuple[MeasureRow, ...]) -> Table:
    heads = ("measure", "department", "stage", "self", "computed", "initial", "current", "spent", "result")
    whole = _table("measures", heads, (_measure(year, row) for row in rows), unit=year.plan.money_unit)
    return replace(whole, parts=tuple(_parts(whole, rows)))


def _parts(whole: Table, rows: tuple[MeasureRow, ...]) -> Iterator[Table]:
    """The measures below each node of the plan, where there are several such nodes."""
    lines = zip(rows, whole.lines, strict=True)
    below = [(name, tuple(line for _, line in each)) for name, each in groupby(lines, lambda pair: _above(pair[0]))]
    if len(below) > 1:
        for name, mine in below:
            caption = message("closing.papers.measures.part", name=name, count=len(mine))
            yield replace(whole, caption=caption, lines=mine)


def _above(row: MeasureRow) -> str | Message:
    """The node right above a measure, by its name and the numbers of all above it."""
    if not row.above:
        return message("closing.papers.measures.nowhere")
    return f"{''.join(each.number for each in row.above)} {row.above[-1].name}".strip()


def _measure(year: InYear, row: MeasureRow) -> Line:
    department = "、".join(row.leads)
    return Line(
        (
            _named(row),
            Cell(department) if department else absence(message("closing.papers.no_department")),
            Cell(row.stage) if row.stage else absence(message("ui.blank")),
            self_cell(year, row),
            grade_cell(year, row),
            _initial(year, row),
            amount(row.money.current, blank=message("plans.money.no_budget")),
            amount(row.money.spent),
            _text(row.result.result if row.result else ""),
        )
    )


def _table(key: str, heads: tuple[str, ...], lines: Iterator[Line], unit: str = "") -> Table:
    return Table(
        f"papers-{key}",
        message(f"closing.papers.{key}.caption"),
        tuple(_head(name, unit) for name in heads),
        tuple(lines),
    )


def _head(name: str, unit: str) -> Head:
    money = name in {"initial", "current", "spent"}
    wide = name in {"reason", "result", "why"}
    note = message("closing.papers.column.shared") if name == "initial" else None
    text = message(f"closing.papers.column.{name}")
    return Head(text, figures=money, unit=unit if money else "", wide=wide, note=note)


def _named(row: MeasureRow) -> Cell:
    return Cell(row.node.label)


def _reason(row: MeasureRow) -> Cell:
    """Why the department grades itself so: what others who graded say is none of its reasons."""
    own = [rating for rating in row.result.ratings if rating.rater is Rater.SELF] if row.result else []
    return _text("\n".join(rating.reason for rating in own if rating.reason))


def _why_out(row: MeasureRow) -> Cell:
    excluded = row.result.excluded if row.result else None
    if excluded is None:
        return absence(message("ui.blank"))
    return Cell(" ".join(filter(None, (spoken(excluded.reason), excluded.note))))


def _text(text: str) -> Cell:
    return Cell(text) if text else absence(message("ui.blank"))
