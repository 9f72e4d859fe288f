"""`monosashi open-data`: the public part of a folder of editions as CSV tables and plan files."""

from pathlib import Path
from typing import Annotated

import typer

from monosashi.cli.session import ExitCode, Session, write_out
from monosashi.publishing.open_data.licences import licence_named
from monosashi.publishing.open_data.making import open_data
from monosashi.publishing.output_files import refuse_foreign, save_folder
from monosashi.publishing.public_editions import read_public_editions

Editions = Annotated[Path, typer.Argument(metavar="EDITIONS", help="cli.argument.editions_folder")]
Folder = Annotated[Path, typer.Option("--to", metavar="DIR", help="cli.open_data.option.to")]
LicenceId = Annotated[str, typer.Option("--licence", metavar="ID", help="cli.open_data.option.licence")]


def command(ctx: typer.Context, editions: Editions, *, to: Folder, licence: LicenceId) -> int:
    """Write the folder, all or nothing."""
    session: Session = ctx.obj
    chosen = licence_named(licence, "--licence")
    refuse_foreign(to)
    files = open_data(read_public_editions(editions), chosen)
    save_folder(files, to)
    tables = sum(file.name.startswith("tables/") for file in files)
    write_out(session.text("cli.open_data.written", folder=str(to), tables=tables, count=len(files)))
    return ExitCode.FINE
