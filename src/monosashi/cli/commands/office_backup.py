"""`monosashi office backup`: everything that the installation keeps, in one file, while people work."""

from pathlib import Path
from typing import Annotated

import typer

from monosashi.cli.office_start import NO_HOME, HomePath, installation_in_force, operation, start
from monosashi.cli.session import ExitCode, Session, write_out
from monosashi.core.messages import InvalidInput, message
from monosashi.exchange.file_reasons import reason_of

Folder = Annotated[Path, typer.Option("--to", metavar="DIR", help="cli.office_backup.option.to")]


def command(ctx: typer.Context, *, home: HomePath = NO_HOME, to: Folder = NO_HOME) -> int:
    """Write the file and say where it is, and where the chain of events ended."""
    session: Session = ctx.obj
    start(home, session)
    if operation("upgrading").check().empty:
        operation("serving").refuse_unready("monosashi office backup")
    folder = installation_in_force().backups if to == NO_HOME else to
    try:
        made = operation("backing_up").back_up(folder)
    except OSError as error:
        why = message("cli.cannot_write", reason=reason_of(error))
        raise InvalidInput.of(str(folder), why, message("cli.check_folder")) from None
    rows = sum(kept.rows for kept in made.manifest.rows.values())
    write_out(session.text("cli.office_backup.written", file=str(made.path), rows=rows, files=len(made.manifest.files)))
    if made.manifest.chain:
        write_out(session.text("cli.office_backup.chain", head=made.manifest.chain))
    return ExitCode.FINE
