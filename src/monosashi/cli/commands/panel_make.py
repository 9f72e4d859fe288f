"""`monosashi panel make`: the open data of many cities as one panel."""

from pathlib import Path
from typing import Annotated

import typer

from monosashi.cli.session import ExitCode, Session, write_out
from monosashi.panel.making import panel_files
from monosashi.panel.published import published_below
from monosashi.publishing.output_files import refuse_foreign, save_folder

Sources = Annotated[list[Path], typer.Argument(metavar="DIR...", help="cli.panel.argument.open_data")]
Folder = Annotated[Path, typer.Option("--to", metavar="PANEL", help="cli.panel.option.to")]


def command(ctx: typer.Context, sources: Sources, *, to: Folder) -> int:
    """Write the folder, all or nothing."""
    session: Session = ctx.obj
    refuse_foreign(to)
    cities = published_below(sources)
    save_folder(panel_files(cities), to)
    municipalities = len({city.municipality_code for city in cities})
    write_out(session.text("cli.panel.made", folder=str(to), cities=municipalities, plans=len(cities)))
    return ExitCode.FINE
