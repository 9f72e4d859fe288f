"""`monosashi sheets in`: returned workbooks held against the plan and, when nothing is open, taken into it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from monosashi.cli.answer_sheet_inputs import (
    PlanAsRead,
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
from monosashi.cli.answer_sheet_tables import (
    CHANGE_COLUMNS,
    change_rows,
    difference_sheets,
    intake_document,
    state_sheet,
)
from monosashi.cli.arguments import FormatText, PlanPath, format_of
from monosashi.cli.printing import print_data, print_rows, print_sheets_as
from monosashi.cli.session import ExitCode, Format, Session, write_error
from monosashi.core.messages import InvalidInput, message
from monosashi.exchange.answer_sheets.decisions import rejected_digests, remember_rejected
from monosashi.exchange.answer_sheets.intake import Intake
from monosashi.exchange.answer_sheets.mending import mark_all
from monosashi.exchange.answer_sheets.states import DepartmentState, states
from monosashi.exchange.file_bytes import bytes_of
from monosashi.exchange.plan_file import write_plan
from monosashi.exchange.spreadsheets.saving import save_whole

Files = Annotated[list[Path], typer.Argument(metavar="FILES...", help="cli.sheets.argument.files")]
Apply = Annotated[bool, typer.Option("--apply", help="cli.sheets.option.apply")]
NewPlan = Annotated[str, typer.Option("--to", metavar="NEWPLAN", help="cli.sheets.option.new_plan")]
Marked = Annotated[str, typer.Option("--marked", metavar="DIR", help="cli.sheets.option.marked")]


def command(  # noqa: PLR0913 -- each is one option of the subcommand
    ctx: typer.Context,
    plan: PlanPath,
    files: Files,
    *,
    year: YearOfSheets = "",
    apply: Apply = False,
    to: NewPlan = "",
    marked: Marked = "",
    take: Take = [],  # noqa: B006 -- typer's way of an option that may be repeated
    scheme: SchemeName = "",
    form: FormatText = "table",
) -> int:
    """Print what differs. With `--apply`, save it, all or nothing; with `--marked`, send back what is wrong."""
    session: Session = ctx.obj
    wanted = format_of(form)
    target = _target(plan, to, apply=apply)
    read = plan_as_read(plan)
    received = receive(files)
    taken = taken_files(take, plan, received)
    fiscal_year = year_of(received, year)
    judging = judging_of(read.plan, fiscal_year, scheme)
    intake = intake_of(read.plan, received, fiscal_year, judging, taken, rejected_digests(plan))
    open_ = intake.is_wrong or intake.awaits_decision
    saved = apply and not open_ and bool(intake.changes)
    if saved:
        _save(intake, target, read)
    if apply and not open_:
        remember_rejected(target, intake.rejected, intake.used)
    _print(wanted, intake, states(intake, judging.scheme), session)
    if marked:
        for path in mark_all(intake, Path(marked)):
            write_error(session.text("cli.sheets.marked", file=str(path)))
    if left := left_text(received, session):
        write_error(left)
    for file in intake.rejected:
        write_error(session.text("cli.sheets.decided", file=file.name))
    if apply:
        _tell(intake, target, session, saved=saved, open_=open_)
    return _exit_code(intake)


def _exit_code(intake: Intake) -> ExitCode:
    if intake.is_wrong:
        return ExitCode.INPUT
    return ExitCode.FOUND if intake.awaits_decision else ExitCode.FINE


def _target(plan: Path, to: str, *, apply: bool) -> Path:
    """The file to save to. Raises InvalidInput where one is named without `--apply`, or is there already."""
    if not to:
        return plan
    if not apply:
        raise InvalidInput.of("--to", message("cli.sheets.to_without_apply"), message("cli.sheets.add_apply"), read=to)
    if Path(to).exists() or Path(to).is_symlink():
        raise InvalidInput.of(to, message("cli.new.exists"), message("cli.new.choose_other"))
    return Path(to)


def _save(intake: Intake, target: Path, read: PlanAsRead) -> None:
    """Write the plan whole or not at all. Raises InvalidInput where somebody saved it meanwhile, or it cannot be written."""
    if bytes_of(read.path) != read.raw:
        raise InvalidInput.of(str(read.path), message("cli.sheets.plan_changed"), message("cli.sheets.run_again"))
    save_whole(write_plan(replace(intake.after, revision=intake.before.revision + 1)), target)


def _print(wanted: Format, intake: Intake, found: Sequence[DepartmentState], session: Session) -> None:
    match wanted:
        case Format.JSON:
            print_data(intake_document(intake, found, session))
        case Format.CSV:
            print_rows(CHANGE_COLUMNS, change_rows(intake, session))
        case _:
            print_sheets_as(wanted, (*difference_sheets(intake, session), state_sheet(intake, found, session)))


def _tell(intake: Intake, target: Path, session: Session, *, saved: bool, open_: bool) -> None:
    """What became of it, on standard error: standard output may be read by a program."""
    if saved:
        count, revision = len(intake.cells), intake.before.revision + 1
        write_error(session.text("cli.sheets.saved", count=count, file=str(target), revision=revision))
    else:
        write_error(session.text("cli.sheets.nothing_saved" if open_ else "cli.sheets.nothing_to_save"))
