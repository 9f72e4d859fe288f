"""`monosashi auditor verify`: whether a file set is as it was made."""

from pathlib import Path
from typing import Annotated

import typer

from monosashi.cli.problem_lines import problem_text
from monosashi.cli.session import ExitCode, Session, write_error, write_out
from monosashi.publishing.auditor.verification import verify_set

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="cli.argument.auditor_set")]


def command(ctx: typer.Context, folder: Folder) -> int:
    """Verify the file set. Exit code 1 where something was changed."""
    session: Session = ctx.obj
    found = verify_set(folder)
    if found.problems:
        write_error(session.text("cli.auditor_verify.broken", count=len(found.problems)))
        write_error(problem_text(found.problems, session))
        return ExitCode.FOUND
    write_out(session.text("cli.auditor_verify.fine", count=found.files))
    write_out(session.text("cli.auditor_verify.sums", sha256=found.sums_sha256))
    return ExitCode.FINE
