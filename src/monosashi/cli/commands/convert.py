"""`monosashi convert`: a plan file into a workbook, or back."""

from pathlib import Path
from typing import Annotated

import typer

from monosashi.cli.cell_places import place_text
from monosashi.cli.plan_reading import plan_in
from monosashi.cli.session import ExitCode, Session, write_error, write_out
from monosashi.core.messages import InvalidInput, message
from monosashi.core.plan import Plan
from monosashi.exchange.file_bytes import save_bytes
from monosashi.exchange.file_reasons import reason_of
from monosashi.exchange.plan_file import write_plan
from monosashi.exchange.plan_workbook import read_workbook, write_plan_workbook

Source = Annotated[Path, typer.Argument(metavar="IN", help="cli.argument.convert_from")]
Target = Annotated[Path, typer.Argument(metavar="OUT", help="cli.argument.convert_to")]
Force = Annotated[bool, typer.Option("--force", help="cli.option.force")]
Expect = Annotated[Path | None, typer.Option("--expect", metavar="PLAN", help="cli.option.expect")]

_WORKBOOK, _PLAN_FILE = ".xlsx", ".json"


def command(ctx: typer.Context, source: Source, target: Target, *, force: Force = False, expect: Expect = None) -> int:
    """Write the other form of the plan. Refuses to overwrite a file without --force."""
    session: Session = ctx.obj
    kinds = _kind(source), _kind(target)
    if kinds[0] == kinds[1]:
        raise InvalidInput.of(str(target), message("cli.convert.same_kind"), message("cli.convert.name_kinds"))
    if (target.exists() or target.is_symlink()) and not force:
        raise InvalidInput.of(str(target), message("cli.convert.exists"), message("cli.convert.use_force"))
    expected = None if expect is None else plan_in(expect)
    if kinds[0] == _WORKBOOK:
        _save(write_plan(_read_workbook(source, expected, session)), target)
    else:
        _save(write_plan_workbook(plan_in(source)), target)
    write_out(session.text("cli.convert.written", file=str(target)))
    return ExitCode.FINE


def _kind(path: Path) -> str:
    kind = path.suffix.lower()
    if kind not in (_WORKBOOK, _PLAN_FILE):
        raise InvalidInput.of(str(path), message("cli.convert.unknown_kind"), message("cli.convert.name_kinds"))
    return kind


def _read_workbook(source: Path, expected: Plan | None, session: Session) -> Plan:
    """The plan in the workbook; on standard error what a person should know of the reading."""
    reading = read_workbook(source, expected=expected)
    for note in reading.notes:
        write_error(
            session.text("cli.convert.note", place=place_text(note.place, session), note=session.say(note.sentence))
        )
    if reading.new_ids:
        write_error(session.text("cli.convert.new_ids", count=reading.new_ids))
    if reading.remarks:
        write_error(session.text("cli.convert.remarks", count=reading.remarks))
    return reading.plan


def _save(raw: bytes, target: Path) -> None:
    try:
        save_bytes(raw, target)
    except OSError as error:
        why = message("cli.cannot_write", reason=reason_of(error))
        raise InvalidInput.of(str(target), why, message("cli.check_folder")) from None
