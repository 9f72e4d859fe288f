"""`monosashi office serve`: the server and the worker, until told to stop."""

import sys
from typing import Annotated

import typer

from monosashi.cli.office_start import NO_HOME, HomePath, installation_in_force, operation, start
from monosashi.cli.session import ExitCode, Session, write_error, write_out

Listen = Annotated[str, typer.Option("--listen", metavar="HOST:PORT", help="cli.office_serve.option.listen")]
NoWorker = Annotated[bool, typer.Option("--no-worker", help="cli.office_serve.option.no_worker")]


def command(ctx: typer.Context, *, home: HomePath = NO_HOME, listen: Listen = "", no_worker: NoWorker = False) -> int:
    """Serve. Exit code 3 where the server ended by itself."""
    session: Session = ctx.obj
    start(home, session, **({"listen": listen} if listen else {}))
    serving, installation = operation("serving"), installation_in_force()
    serving.refuse_unready("monosashi office serve")
    serving.refuse_while_serving(installation)

    def ready() -> None:
        write_out(session.text("cli.office_serve.ready", address=serving.address(installation)))
        if installation.https:
            write_out(session.text("cli.office_serve.https"))
        sys.stdout.flush()

    told = serving.serve(installation, with_worker=not no_worker, ready=ready)
    if not told:
        write_error(session.text("cli.office_serve.ended"))
    return ExitCode.FINE if told else ExitCode.DEFECT
