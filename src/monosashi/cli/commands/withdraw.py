"""`monosashi withdraw`: takes an edition back; its number, hash, day and reason stay."""

from pathlib import Path
from typing import Annotated

import typer

from monosashi.cli.arguments import DateText, day_of
from monosashi.cli.session import ExitCode, Session, write_out
from monosashi.publishing.corrections import withdraw

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="cli.argument.editions_folder")]
Number = Annotated[int, typer.Option("--number", "-n", metavar="N", help="cli.option.edition_number")]
ReasonText = Annotated[str, typer.Option("--reason", metavar="TEXT", help="cli.option.withdrawal_reason")]


def command(ctx: typer.Context, folder: Folder, *, number: Number, reason: ReasonText, date: DateText = "") -> int:
    """Withdraw the edition."""
    session: Session = ctx.obj
    link = withdraw(number, folder, reason=reason, day=day_of(date))
    write_out(session.text("cli.withdraw.done", number=link.number, label=link.label, sha256=link.sha256))
    return ExitCode.FINE
