"""`monosashi money in`: the finance system's CSV held against a plan, and, when all is decided, taken into it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from monosashi.cli.arguments import FormatText, PlanPath, YearText, fiscal_year_of, format_of
from monosashi.cli.money_in_document import CSV_COLUMNS, csv_rows, money_document
from monosashi.cli.money_in_sheets import money_sheets
from monosashi.cli.plan_reading import InvalidFile
from monosashi.cli.printing import print_data, print_rows, print_sheets_as
from monosashi.cli.session import ExitCode, Format, Session, write_error, write_out
from monosashi.core.messages import InvalidInput, message
from monosashi.core.plan import Plan
from monosashi.exchange.file_bytes import bytes_of
from monosashi.exchange.file_reasons import reason_of
from monosashi.exchange.finance.mapping import FinanceMapping
from monosashi.exchange.finance.mapping_reading import check_mapping, read_mapping
from monosashi.exchange.finance.money_reading import MoneyRead, read_money
from monosashi.exchange.plan_file import read_plan, save_plan

CsvPath = Annotated[Path, typer.Argument(metavar="CSV", help="cli.money_in.argument.csv")]
MappingPath = Annotated[Path, typer.Option("--mapping", metavar="FILE", help="cli.money_in.option.mapping")]
Settled = Annotated[bool, typer.Option("--settled", help="cli.money_in.option.settled")]
Apply = Annotated[bool, typer.Option("--apply", help="cli.money_in.option.apply")]
To = Annotated[str, typer.Option("--to", metavar="NEWPLAN", help="cli.money_in.option.to")]


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan as it was read: `raw` are the bytes of the file then."""

    path: Path
    raw: bytes
    plan: Plan


def command(  # noqa: PLR0913 -- each is one option of the subcommand
    ctx: typer.Context,
    plan: PlanPath,
    csv: CsvPath,
    *,
    mapping: MappingPath,
    year: YearText,
    settled: Settled = False,
    apply: Apply = False,
    to: To = "",
    form: FormatText = "table",
) -> int:
    """Print what the CSV changes and what has to be looked at. With `--apply`, save it, all or nothing.

    Exit code 1 while something has to be decided; what is only listed waits for nobody.
    """
    session: Session = ctx.obj
    wanted, fiscal_year = format_of(form), fiscal_year_of(year)
    target = _target(plan, to, apply=apply)
    file = _plan_file(plan)
    layout = _mapping(mapping, file.plan)
    try:
        read = read_money(file.plan, csv, layout, fiscal_year, settled=settled)
    except InvalidInput as error:
        raise InvalidFile(str(csv), error) from None
    saved = apply and bool(read.changes) and not read.undecided
    if saved:
        _save(read.applied(), target, file)
    _print(wanted, read, layout, session, settled=settled, written=str(target) if saved else None)
    _tell(read, session, apply=apply, written=str(target) if saved else None)
    return ExitCode.FOUND if read.undecided else ExitCode.FINE


def _target(plan: Path, to: str, *, apply: bool) -> Path:
    """The file to write. Raises InvalidInput where one is named without `--apply`, or is there already."""
    if not to:
        return plan
    if not apply:
        raise InvalidInput.of(
            "--to", message("cli.money_in.to_without_apply"), message("cli.money_in.add_apply"), read=to
        )
    if Path(to).exists() or Path(to).is_symlink():
        raise InvalidInput.of(to, message("cli.new.exists"), message("cli.new.choose_other"))
    return Path(to)


def _plan_file(path: Path) -> PlanFile:
    try:
        raw = bytes_of(path)
        return PlanFile(path, raw, read_plan(raw))
    except InvalidInput as error:
        raise InvalidFile(str(path), error) from None


def _mapping(path: Path, plan: Plan) -> FinanceMapping:
    try:
        mapping = read_mapping(path)
        check_mapping(mapping, plan)
    except InvalidInput as error:
        raise InvalidFile(str(path), error) from None
    return mapping


def _save(after: Plan, target: Path, file: PlanFile) -> None:
    """Write the plan whole or not at all. Raises InvalidInput where somebody saved it meanwhile, or it cannot be written."""
    try:
        if file.path.read_bytes() != file.raw:
            raise InvalidInput.of(str(file.path), message("cli.money_in.changed"), message("cli.money_in.run_again"))
        save_plan(after, target)
    except OSError as error:
        why = message("cli.cannot_write", reason=reason_of(error))
        raise InvalidInput.of(str(target), why, message("cli.check_folder")) from None


def _print(
    wanted: Format, read: MoneyRead, mapping: FinanceMapping, session: Session, *, settled: bool, written: str | None
) -> None:
    match wanted:
        case Format.JSON:
            print_data(money_document(read, session.say, settled=settled, written=written))
        case Format.CSV:
            print_rows(CSV_COLUMNS, csv_rows(read))
        case _:
            print_sheets_as(wanted, money_sheets(read, mapping, session, settled=settled))
            if written:
                write_out(session.text("cli.money_in.written", file=written, revision=read.before.revision + 1))


def _tell(read: MoneyRead, session: Session, *, apply: bool, written: str | None) -> None:
    """What comes next, on standard error: standard output may be read by a program."""
    if apply and read.undecided:
        write_error(session.text("cli.money_in.not_applied", count=len(read.undecided)))
    elif read.changes and not apply:
        write_error(session.text("cli.money_in.say_apply"))
    elif apply and written is None:
        write_error(session.text("cli.money_in.nothing_to_apply"))
