"""`monosashi bundle unpack`: the files of a bundle into a folder, after every byte was verified."""

from pathlib import Path
from typing import Annotated

import typer

from monosashi.cli.commands.bundle_verify import BundleFile, tell
from monosashi.cli.session import ExitCode, Session, write_out
from monosashi.publishing.bundle.verification import unpack

Folder = Annotated[Path, typer.Option("--to", metavar="DIR", help="cli.bundle.option.to_folder")]


def command(ctx: typer.Context, bundle: BundleFile, *, to: Folder) -> int:
    """Unpack it, all or nothing."""
    session: Session = ctx.obj
    tell(unpack(bundle, to), session)
    write_out(session.text("cli.bundle.unpacked", folder=str(to)))
    return ExitCode.FINE
