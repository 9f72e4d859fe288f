"""What the reading of a published document comes to: for people, as rows, as plain data."""

from collections.abc import Callable, Iterator
from typing import Any

from monosashi.cli.problem_lines import printable
from monosashi.cli.session import Session
from monosashi.cli.sheets import Column, Row, Sheet
from monosashi.core.messages import Message, Problem
from monosashi.exchange.reading.child_parts import CHILDREN
from monosashi.exchange.reading.drafting import Draft
from monosashi.exchange.reading.reads import Reads
from monosashi.exchange.reading.sheets import SheetsRead

Say = Callable[[Message], str]

CSV_COLUMNS = ("line", "measure", "read", "why", "remedy")


def reading_sheets(read: SheetsRead, drafted: Draft, session: Session) -> tuple[Sheet, ...]:
    """On how many sheets each label was found, what has to be decided, and how many lines led to nothing."""
    plan = drafted.plan
    below = sum(node.level == CHILDREN for node in plan.nodes)
    parts = {
        "measures": len(read.sheets),
        "headings": len(plan.nodes) - len(read.sheets) - below,
        **({"children": below} if below else {}),
        "departments": len(plan.departments),
        "indicators": len(plan.indicators),
        "programs": len(plan.budget_programs),
        "amounts": sum(len(program.lines) for program in plan.budget_programs),
    }
    note = session.text("cli.read.unread", count=len(read.unread))
    columns = (
        Column(session.text("cli.read.column.part")),
        Column(session.text("cli.read.column.count"), figures=True),
    )
    rows = tuple(Row((session.text(f"cli.read.part.{part}"), str(count))) for part, count in parts.items())
    return (
        Sheet(session.text("cli.read.found", name=plan.name), columns, rows, note),
        _labels(read, session),
        *_doubts(drafted, session),
    )


def _labels(read: SheetsRead, session: Session) -> Sheet:
    columns = (
        Column(session.text("cli.read.column.reads")),
        Column(session.text("cli.read.column.sheets"), figures=True),
    )
    counts = {reads: sum(reads in sheet.fields for sheet in read.sheets) for reads in Reads}
    rows = tuple(
        Row((session.text(f"cli.read.reads.{reads}"), f"{count}/{len(read.sheets)}"))
        for reads, count in counts.items()
        if count
    )
    return Sheet(session.text("cli.read.labels"), columns, rows)


def _doubts(drafted: Draft, session: Session) -> Iterator[Sheet]:
    if not drafted.doubts:
        return
    names = ("line", "measure", "read", "why")
    columns = tuple(
        Column(session.text(f"cli.read.column.{name}"), figures=name == "line", wraps=name != "line") for name in names
    )
    rows = tuple(
        Row(tuple(map(printable, _cells(problem, session.say)[:4])), detail=session.say(problem.remedy))
        for problem in drafted.doubts
    )
    yield Sheet(session.text("cli.read.doubts", count=len(rows)), columns, rows, detail_column=3)


def csv_rows(drafted: Draft, say: Say) -> Iterator[tuple[str, ...]]:
    """One row for each doubt."""
    return (_cells(problem, say) for problem in drafted.doubts)


def _cells(problem: Problem, say: Say) -> tuple[str, ...]:
    line = "" if problem.line is None else str(problem.line)
    return (line, problem.place, problem.read or "", say(problem.why), say(problem.remedy))


def reading_document(read: SheetsRead, drafted: Draft, say: Say) -> dict[str, Any]:
    """Plain data: counts, doubts, and every line that led to nothing."""
    return {
        "sheets": len(read.sheets),
        "doubts": [dict(zip(CSV_COLUMNS, _cells(problem, say), strict=True)) for problem in drafted.doubts],
        "unread": [{"line": line.number, "page": line.page, "text": line.text} for line in read.unread],
    }
