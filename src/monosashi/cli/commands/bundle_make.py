"""`monosashi bundle make`: site, pieces and open data in one file, with a manifest by which every byte can be verified."""

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
from monosashi.core.messages import InvalidInput, message
from monosashi.publishing.bundle.manifest import bundle_files
from monosashi.publishing.bundle.packing import pack
from monosashi.publishing.editions import digest
from monosashi.publishing.output_files import save_file
from monosashi.publishing.pieces.making import pieces

File = Annotated[Path, typer.Option("--to", metavar="FILE", help="cli.bundle.option.to_file")]
Force = Annotated[bool, typer.Option("--force", help="cli.option.force")]


def command(  # noqa: PLR0913 -- what is published, whereto, and what the city says of it
    ctx: typer.Context,
    editions: EditionsPath,
    *,
    to: File,
    licence: LicenceId = "",
    settings: SettingsPath = None,
    base: BaseUrl = "",
    force: Force = False,
) -> int:
    """Write the file, whole or not at all. Refuses to overwrite one without --force."""
    session: Session = ctx.obj
    if to.is_dir() or ((to.exists() or to.is_symlink()) and not force):
        raise InvalidInput.of(str(to), message("bundle.exists"), message("bundle.choose_name"))
    made = publication(editions, licence, settings, base)
    parts = {
        "site": made.site,
        "pieces": pieces(made.site, made.created, made.base),
        "open-data": made.data,
    }
    files = bundle_files(parts, made.folder)
    raw = pack(files)
    save_file(raw, to)
    size = max(1, round(len(raw) / 1_000_000))
    told = session.text("cli.bundle.made", file=str(to), count=len(files), megabytes=size, sha256=digest(raw))
    write_out(told)
    tell_of_reports(made.reports, made.settings, session)
    return ExitCode.FINE
