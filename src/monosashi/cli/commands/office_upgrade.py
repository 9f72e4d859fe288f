"""`monosashi office upgrade`: the data brought up to the version that is installed, or left as it was."""

from typing import Annotated

import typer

from monosashi import __version__
from monosashi.cli.office_start import NO_HOME, HomePath, installation_in_force, operation, start
from monosashi.cli.problem_lines import problem_text
from monosashi.cli.session import ExitCode, Session, write_error, write_out
from monosashi.core.messages import Problem

Check = Annotated[bool, typer.Option("--check", help="cli.office_upgrade.option.check")]


def command(ctx: typer.Context, *, home: HomePath = NO_HOME, check: Check = False) -> int:
    """Back up, migrate, verify. Exit code 1: with --check, something is to be done; else, it failed and was rolled back."""
    session: Session = ctx.obj
    start(home, session)
    upgrading = operation("upgrading")
    state = upgrading.check()
    if check or not state.pending:
        write_out(session.text("cli.office_upgrade.pending", count=len(state.pending), version=__version__))
        for app, name in state.pending:
            write_out(f"  {app} {name}")
        if not state.pending:
            _tell_rules_not_read(upgrading.rules_not_read(), session)
        return ExitCode.FOUND if state.pending else ExitCode.FINE
    operation("serving").refuse_while_serving(installation_in_force())
    try:
        done = upgrading.upgrade()
    except upgrading.RolledBack as error:
        write_error(session.text("cli.office_upgrade.rolled_back", why=error.why, file=str(error.backup)))
        if error.problems:
            write_error(problem_text(error.problems, session))
        return ExitCode.FOUND
    write_out(session.text("cli.office_upgrade.done", count=len(done.steps), file=str(done.backup.path)))
    _tell_rules_not_read(upgrading.rules_not_read(), session)
    return ExitCode.FINE


def _tell_rules_not_read(problems: tuple[Problem, ...], session: Session) -> None:
    """Rules of the city's own that this version cannot read; nothing where all can be."""
    if problems:
        write_error(session.text("cli.office_upgrade.rules_not_read"))
        write_error(problem_text(problems, session))
