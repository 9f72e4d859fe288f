"""`monosashi compare`: 新旧対照 of two editions or two plan files, by measure."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from monosashi.cli.arguments import FormatText, format_of
from monosashi.cli.plan_reading import InvalidFile
from monosashi.cli.printing import print_data, print_rows, print_sheets_as
from monosashi.cli.session import ExitCode, Format, Session, write_out
from monosashi.cli.sheets import Column, Row, Sheet
from monosashi.core.messages import InvalidInput, message
from monosashi.core.plan import Plan
from monosashi.exchange.spreadsheets.saving import save_whole
from monosashi.publishing.comparison import Comparison, compare
from monosashi.publishing.comparison.document import (
    CSV_COLUMNS,
    comparison_document,
    csv_rows,
    shown_sides,
    title_of,
)
from monosashi.publishing.comparison.opening import newest_two, open_side
from monosashi.publishing.comparison.workbook import comparison_workbook, counts_line
from monosashi.publishing.editions import Envelope

Before = Annotated[Path, typer.Argument(metavar="A|DIR", help="cli.argument.compare_before")]
After = Annotated[Path | None, typer.Argument(metavar="B", help="cli.argument.compare_after")]
Workbook = Annotated[str, typer.Option("--to", metavar="FILE.xlsx", help="cli.option.compare_to")]


def command(
    ctx: typer.Context, before: Before, after: After = None, form: FormatText = "table", to: Workbook = ""
) -> int:
    """Print or save the comparison. Exit code 1 where anything differs."""
    session: Session = ctx.obj
    wanted = format_of(form)
    if to:
        _refuse_target(to)
    one, other = newest_two(before) if after is None else (before, after)
    comparison = compare(_opened(one), _opened(other))
    if to:
        save_whole(comparison_workbook(comparison, session.say), Path(to))
        write_out(session.text("cli.compare.saved", file=to))
    else:
        _print(comparison, wanted, session)
    return ExitCode.FOUND if comparison.groups else ExitCode.FINE


def _refuse_target(to: str) -> None:
    """Raises InvalidInput for a name that is no workbook's: a plan or an edition is never written over."""
    if Path(to).suffix.lower() != ".xlsx":
        raise InvalidInput.of(to, message("cli.compare.not_a_workbook"), message("cli.compare.name_a_workbook"))


def _opened(path: Path) -> Plan | Envelope:
    try:
        return open_side(path)
    except InvalidInput as error:
        raise InvalidFile(str(path), error) from None


def _print(comparison: Comparison, wanted: Format, session: Session) -> None:
    match wanted:
        case Format.JSON:
            print_data(comparison_document(comparison, session.say))
        case Format.CSV:
            print_rows(CSV_COLUMNS, csv_rows(comparison, session.say))
        case _:
            print_sheets_as(wanted, (_sheet(comparison, session),))


def _sheet(comparison: Comparison, session: Session) -> Sheet:
    names = (title_of(comparison.before, session.say), title_of(comparison.after, session.say))
    title = session.text("comparison.between", before=names[0], after=names[1])
    columns = (
        Column(session.text("comparison.column.kind")),
        Column(session.text("comparison.column.field"), wraps=True),
        Column(session.text("comparison.column.before"), wraps=True),
        Column(session.text("comparison.column.after"), wraps=True),
    )
    rows = tuple(_rows(comparison, session))
    return Sheet(title, columns if rows else (), rows, note=counts_line(comparison, session.say))


def _rows(comparison: Comparison, session: Session) -> Iterator[Row]:
    for group in comparison.groups:
        name = f"{group.number} {group.name}".strip() if group.node else session.text("comparison.whole_plan")
        yield Row((name,), heading=True)
        for each in group.differences:
            what = session.text("comparison.what", subject=each.subject, field=each.field)
            yield Row((session.word(each.kind), what, *shown_sides(each, session.say)))
