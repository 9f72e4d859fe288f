"""`monosashi office migrate`: the tables of the office made, or brought up to this version."""

from importlib import import_module

import typer

from monosashi.cli.office_start import NO_HOME, HomePath, operation, start
from monosashi.cli.session import ExitCode, Session, write_out


def command(ctx: typer.Context, *, home: HomePath = NO_HOME) -> int:
    """Make what is missing. Refuses a database that a newer version made."""
    session: Session = ctx.obj
    start(home, session)
    state = operation("upgrading").check()
    import_module("django.core.management").call_command("migrate", interactive=False, verbosity=0)
    write_out(session.text("cli.office.migrated", count=len(state.pending)))
    if not operation("users").anybody():
        write_out(session.text("cli.office.first_administrator"))
    return ExitCode.FINE
