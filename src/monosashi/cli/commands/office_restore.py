"""`monosashi office restore`: a backup brought back into an empty place, verified."""

from pathlib import Path
from typing import Annotated

import typer

from monosashi.cli.office_start import NO_HOME, HomePath, installation_in_force, operation, start
from monosashi.cli.session import ExitCode, Session, write_out

File = Annotated[Path, typer.Argument(metavar="FILE", help="cli.office_restore.argument.file")]


def command(ctx: typer.Context, file: File, *, home: HomePath = NO_HOME) -> int:
    """Restore all or nothing. Nothing that is there is overwritten."""
    session: Session = ctx.obj
    start(home, session)
    operation("serving").refuse_while_serving(installation_in_force())
    done = operation("restoring").restore(file)
    rows = sum(kept.rows for kept in done.manifest.rows.values())
    write_out(session.text("cli.office_restore.done", made_at=done.manifest.made_at, rows=rows))
    if done.migrated:
        write_out(session.text("cli.office.migrated", count=len(done.migrated)))
    return ExitCode.FINE
