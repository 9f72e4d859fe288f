"""`monosashi read`: a published document into a draft of a plan, with everything that somebody has to decide."""

from pathlib import Path
from typing import Annotated

import typer

from monosashi.cli.arguments import FormatText, format_of
from monosashi.cli.plan_reading import InvalidFile
from monosashi.cli.printing import print_data, print_rows, print_sheets_as
from monosashi.cli.reading_sheets import CSV_COLUMNS, csv_rows, reading_document, reading_sheets
from monosashi.cli.session import ExitCode, Format, Session, write_error
from monosashi.core.messages import InvalidInput, message
from monosashi.core.plan import Plan
from monosashi.exchange.file_bytes import save_bytes
from monosashi.exchange.file_reasons import reason_of
from monosashi.exchange.plan_file import read_plan, write_plan
from monosashi.exchange.plan_workbook import write_plan_workbook
from monosashi.exchange.reading.document_sheets import read_sheets
from monosashi.exchange.reading.documents import document_lines
from monosashi.exchange.reading.drafting import draft
from monosashi.exchange.reading.layout import read_layout
from monosashi.exchange.reading.printed import Line

DocumentPath = Annotated[Path, typer.Argument(metavar="DOCUMENT", help="cli.read.argument.document")]
LayoutPath = Annotated[Path, typer.Option("--layout", metavar="FILE", help="cli.read.option.layout")]
To = Annotated[str, typer.Option("--to", metavar="NEWPLAN", help="cli.read.option.to")]

_WORKBOOK, _PLAN_FILE = ".xlsx", ".json"


def command(
    ctx: typer.Context, document: DocumentPath, *, layout: LayoutPath, to: To = "", form: FormatText = "table"
) -> int:
    """Print what was read and what has to be decided. Exit code 1 while there is something to decide."""
    session: Session = ctx.obj
    wanted = format_of(form)
    target = _target(to)
    laid_out = read_layout(layout)
    read = read_sheets(_lines(document), laid_out)
    if not read.sheets:
        why, remedy = message("reading.no_sheets"), message("reading.no_sheets.remedy")
        raise InvalidInput.of(str(document), why, remedy)
    drafted = draft(read, laid_out)
    _check(drafted.plan, layout)
    if target is not None:
        _save(drafted.plan, target)
    match wanted:
        case Format.JSON:
            print_data(reading_document(read, drafted, session.say))
        case Format.CSV:
            print_rows(CSV_COLUMNS, csv_rows(drafted, session.say))
        case _:
            print_sheets_as(wanted, reading_sheets(read, drafted, session))
    _tell(target, session)
    return ExitCode.FOUND if drafted.doubts else ExitCode.FINE


def _target(to: str) -> Path | None:
    """The file to write, None for none. Raises InvalidInput where it is there already or no plan."""
    if not to:
        return None
    path = Path(to)
    if path.suffix.lower() not in {_WORKBOOK, _PLAN_FILE}:
        raise InvalidInput.of(to, message("cli.convert.unknown_kind"), message("cli.convert.name_kinds"))
    if path.exists() or path.is_symlink():
        raise InvalidInput.of(to, message("cli.new.exists"), message("cli.new.choose_other"))
    return path


def _lines(path: Path) -> tuple[Line, ...]:
    try:
        return document_lines(path)
    except InvalidInput as error:
        raise InvalidFile(str(path), error) from None


def _check(plan: Plan, layout: Path) -> None:
    """Raises InvalidFile where the draft is no plan: what the layout says of the plan, or twice the same."""
    try:
        read_plan(write_plan(plan))
    except InvalidInput as error:
        raise InvalidFile(str(layout), error) from None


def _save(plan: Plan, target: Path) -> None:
    raw = write_plan_workbook(plan) if target.suffix.lower() == _WORKBOOK else write_plan(plan)
    try:
        save_bytes(raw, target)
    except OSError as error:
        why = message("cli.cannot_write", reason=reason_of(error))
        raise InvalidInput.of(str(target), why, message("cli.check_folder")) from None


def _tell(target: Path | None, session: Session) -> None:
    """What comes next, on standard error: standard output may be read by a program."""
    if target is None:
        write_error(session.text("cli.read.say_to"))
    else:
        write_error(session.text("cli.read.written", file=str(target)))
