"""`monosashi sheets status`: how far every department is."""

from pathlib import Path
from typing import Annotated

import typer

from monosashi.cli.answer_sheet_folders import arrived_in
from monosashi.cli.answer_sheet_inputs import (
    SchemeName,
    Take,
    YearOfSheets,
    intake_of,
    judging_of,
    left_text,
    plan_as_read,
    receive,
    taken_files,
    year_of,
)
from monosashi.cli.answer_sheet_tables import STATE_COLUMNS, state_documents, state_sheet
from monosashi.cli.arguments import FormatText, PlanPath, format_of
from monosashi.cli.printing import print_data, print_rows, print_sheets_as
from monosashi.cli.problem_lines import problem_text
from monosashi.cli.session import ExitCode, Format, Session, write_error
from monosashi.exchange.answer_sheets.decisions import rejected_digests
from monosashi.exchange.answer_sheets.states import SheetState, states

_DONE = {SheetState.SUBMITTED, SheetState.OPTIONAL}

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="cli.sheets.argument.folder")]


def command(  # noqa: PLR0913 -- each is one option of the subcommand
    ctx: typer.Context,
    plan: PlanPath,
    folder: Folder,
    *,
    year: YearOfSheets = "",
    take: Take = [],  # noqa: B006 -- typer's way of an option that may be repeated
    scheme: SchemeName = "",
    form: FormatText = "table",
) -> int:
    """Print the states. Exit code 1 while a department has not answered or has to correct something, 2 for unusable files.

    Of several files of one department that counts which `--take` names here, or named when answers were taken in.
    """
    session: Session = ctx.obj
    wanted = format_of(form)
    read = plan_as_read(plan)
    arrived_in(folder)  # a file in its place is refused
    received = receive((folder,))
    fiscal_year = year_of(received, year)
    judging = judging_of(read.plan, fiscal_year, scheme)
    taken = taken_files(take, plan, received)
    intake = intake_of(read.plan, received, fiscal_year, judging, taken, rejected_digests(plan))
    found = states(intake, judging.scheme)
    documents = state_documents(intake, found, session)
    match wanted:
        case Format.JSON:
            print_data({"fiscal_year": fiscal_year, "departments": documents})
        case Format.CSV:
            print_rows(STATE_COLUMNS, [[_cell(d[column]) for column in STATE_COLUMNS] for d in documents])
        case _:
            print_sheets_as(wanted, (state_sheet(intake, found, session),))
    for file in intake.rejected:
        write_error(session.text("cli.sheets.decided", file=file.name))
    if received.unread:
        write_error(problem_text(received.unread, session))
    if left := left_text(received, session):
        write_error(left)
    if intake.is_wrong:
        return ExitCode.INPUT
    return ExitCode.FINE if all(state.state in _DONE for state in found) else ExitCode.FOUND


def _cell(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
