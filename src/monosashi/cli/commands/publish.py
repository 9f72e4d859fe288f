"""`monosashi publish`: the public site of a folder of editions."""

from pathlib import Path
from typing import Annotated

import typer

from monosashi.cli.publication_inputs import tell_of_reports
from monosashi.cli.session import ExitCode, Session, write_out
from monosashi.publishing.report.of_site import reports_of_site
from monosashi.publishing.site.publishing import publish_site
from monosashi.publishing.site.settings import SiteSettings, read_settings

Folder = Annotated[Path, typer.Argument(metavar="EDITIONS", help="cli.argument.editions_folder")]
Target = Annotated[Path, typer.Option("--to", metavar="DIR", help="cli.option.site_folder")]
Settings = Annotated[Path | None, typer.Option("--settings", metavar="FILE", help="cli.option.site_settings")]
BaseUrl = Annotated[str, typer.Option("--base-url", metavar="URL", help="cli.option.base_url")]


def command(
    ctx: typer.Context, folder: Folder, *, to: Target, settings: Settings = None, base_url: BaseUrl = ""
) -> int:
    """Write the site as a whole; what stood at the target is replaced."""
    session: Session = ctx.obj
    told = SiteSettings() if settings is None else read_settings(settings)
    published = publish_site(folder, to, told, base_url=base_url, alone=True, reporting=reports_of_site)
    write_out(session.text("cli.publish.written", folder=str(to), files=published.files, editions=published.editions))
    write_out(session.text("cli.publish.newest", label=published.newest))
    tell_of_reports(published.reports, told, session)
    return ExitCode.FINE
