"""`monosashi report`: the yearly report of one edition as a PDF."""

from pathlib import Path
from typing import Annotated

import typer

from monosashi.cli.arguments import fiscal_year_of
from monosashi.cli.publication_inputs import EditionsPath
from monosashi.cli.session import ExitCode, Session, write_out
from monosashi.core.messages import InvalidInput, message
from monosashi.publishing.editions import digest
from monosashi.publishing.output_files import save_file
from monosashi.publishing.public_editions import read_public_editions
from monosashi.publishing.report.making import Asked, report_of
from monosashi.publishing.report.typesetting import typst_or_refuse
from monosashi.publishing.site.settings import SiteSettings, read_settings

File = Annotated[Path, typer.Option("--to", metavar="FILE", help="cli.report.option.to")]
Number = Annotated[int | None, typer.Option("--number", "-n", metavar="N", help="cli.report.option.number")]
YearText = Annotated[str, typer.Option("--year", "-y", metavar="YEAR", help="cli.report.option.year")]
Measures = Annotated[str, typer.Option("--measures", metavar="ID,ID", help="cli.report.option.measures")]
Settings = Annotated[Path | None, typer.Option("--settings", metavar="FILE", help="cli.report.option.settings")]
Force = Annotated[bool, typer.Option("--force", help="cli.option.force")]


def command(  # noqa: PLR0913 -- which edition, what of it, whereto, and what the city says of itself
    ctx: typer.Context,
    editions: EditionsPath,
    *,
    to: File,
    number: Number = None,
    year: YearText = "",
    measures: Measures = "",
    settings: Settings = None,
    force: Force = False,
) -> int:
    """Write the file, whole or not at all. Refuses to overwrite one without --force."""
    session: Session = ctx.obj
    typst_or_refuse()
    if to.is_dir() or ((to.exists() or to.is_symlink()) and not force):
        raise InvalidInput.of(str(to), message("bundle.exists"), message("bundle.choose_name"))
    told = read_settings(settings) if settings else SiteSettings()
    names = tuple(name.strip() for name in measures.split(",") if name.strip())
    asked = Asked(number, fiscal_year_of(year) if year else None, names)
    report = report_of(read_public_editions(editions), asked, told, session.language)
    save_file(report.raw, to)
    written = session.text(
        "cli.report.written",
        file=str(to),
        edition=report.edition.link.label,
        count=report.measures,
        pages=report.pages,
        megabytes=max(1, round(len(report.raw) / 1_000_000)),
        sha256=digest(report.raw),
    )
    write_out(written)
    if report.letters:
        write_out(session.text("cli.report.letters", count=len(report.letters), letters=report.letters))
    return ExitCode.FINE
