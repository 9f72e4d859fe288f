"""`monosashi new`: a valid, empty plan file to begin with."""

from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from monosashi.cli.arguments import fiscal_year_of
from monosashi.cli.session import ExitCode, Session, write_out
from monosashi.core.beginning import empty_plan, levels_named
from monosashi.core.messages import InvalidInput, message
from monosashi.core.plan import Municipality, Plan
from monosashi.core.tree import Level
from monosashi.core.validation import problems_of
from monosashi.exchange.file_bytes import save_bytes
from monosashi.exchange.file_reasons import reason_of
from monosashi.exchange.plan_file import write_plan

NewPath = Annotated[Path, typer.Argument(metavar="FILE", help="cli.argument.new_file")]
Code = Annotated[str, typer.Option("--municipality-code", metavar="CODE", help="cli.option.municipality_code")]
Municipal = Annotated[str, typer.Option("--municipality", metavar="NAME", help="cli.option.municipality")]
Name = Annotated[str, typer.Option("--name", metavar="NAME", help="cli.option.plan_name")]
First = Annotated[str, typer.Option("--from", metavar="YEAR", help="cli.option.first_year")]
Last = Annotated[str, typer.Option("--to", metavar="YEAR", help="cli.option.last_year")]
Levels = Annotated[str, typer.Option("--levels", metavar="NAME,NAME,...", help="cli.option.levels")]
Scheme = Annotated[str, typer.Option("--scheme", metavar="ID@VERSION", help="cli.option.new_scheme")]


def command(  # noqa: PLR0913 -- one option for each thing that a plan cannot be without
    ctx: typer.Context,
    file: NewPath,
    *,
    code: Code,
    municipality: Municipal,
    name: Name,
    first: First,
    last: Last,
    levels: Levels,
    scheme: Scheme = "",
) -> int:
    """Write the file. Refuses to overwrite one."""
    session: Session = ctx.obj
    if file.suffix.lower() not in {".json", ".xlsx"}:
        raise InvalidInput.of(str(file), message("cli.convert.unknown_kind"), message("cli.convert.name_kinds"))
    years = range(fiscal_year_of(first, "--from"), fiscal_year_of(last, "--to") + 1)
    plan = empty_plan(Municipality(code, municipality), name, years, _levels(levels), scheme=scheme)
    if problems := problems_of(plan):
        raise InvalidInput(problems)
    _save(plan, file)
    write_out(session.text("cli.new.written", file=str(file)))
    return ExitCode.FINE


def _levels(text: str) -> tuple[Level, ...]:
    """Raises InvalidInput where no level is named."""
    levels = levels_named(text)
    if not levels:
        raise InvalidInput.of("--levels", message("cli.new.no_levels"), message("cli.new.name_levels"), read=text)
    return levels


def _bytes_of(plan: Plan, file: Path) -> bytes:
    """A workbook where the name asks for one, which takes longer to load; else a plan file."""
    if file.suffix.lower() != ".xlsx":
        return write_plan(plan)
    raw: bytes = import_module("monosashi.exchange.plan_workbook").write_plan_workbook(plan)
    return raw


def _save(plan: Plan, file: Path) -> None:
    if file.exists() or file.is_symlink():
        raise InvalidInput.of(str(file), message("cli.new.exists"), message("cli.new.choose_other"))
    try:
        save_bytes(_bytes_of(plan, file), file)
    except OSError as error:
        why = message("cli.cannot_write", reason=reason_of(error))
        raise InvalidInput.of(str(file), why, message("cli.check_folder")) from None
