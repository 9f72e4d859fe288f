"""`monosashi pieces`: the public site as fragments, attachments and an upload list for a content management system."""

from pathlib import Path
from typing import Annotated

import typer

from monosashi.cli.publication_inputs import (
    BaseUrl,
    EditionsPath,
    LicenceId,
    SettingsPath,
    publication,
    tell_of_reports,
)
from monosashi.cli.session import ExitCode, Session, write_out
from monosashi.publishing.output_files import refuse_foreign, save_folder
from monosashi.publishing.pieces.making import pieces

Folder = Annotated[Path, typer.Option("--to", metavar="DIR", help="cli.pieces.option.to")]


def command(
    ctx: typer.Context,
    editions: EditionsPath,
    *,
    to: Folder,
    licence: LicenceId = "",
    settings: SettingsPath = None,
    base: BaseUrl = "",
) -> int:
    """Write the folder, all or nothing."""
    session: Session = ctx.obj
    refuse_foreign(to)
    made = publication(editions, licence, settings, base)
    files = pieces(made.site, made.created, made.base)
    save_folder(files, to)
    count = sum(file.name.startswith("pieces/") for file in files)
    attached = sum(file.name.startswith("attachments/") for file in files)
    write_out(session.text("cli.pieces.written", folder=str(to), pieces=count, attachments=attached))
    tell_of_reports(made.reports, made.settings, session)
    return ExitCode.FINE
