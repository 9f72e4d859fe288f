"""What `pieces` and `bundle make` are made of: the pages of the site and the files of the open data, from one folder of editions."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from monosashi.cli.session import Session, write_out
from monosashi.core.messages import InvalidInput, message
from monosashi.publishing.open_data.licences import licence_named, licences
from monosashi.publishing.output_files import OutputFile
from monosashi.publishing.public_editions import PublicFolder, read_public_editions
from monosashi.publishing.report.of_site import is_lacking, reports_of_site
from monosashi.publishing.site.addresses import edition_of_report
from monosashi.publishing.site.pages import site_files
from monosashi.publishing.site.publishing import site_of
from monosashi.publishing.site.settings import SiteSettings, is_address, read_settings

EditionsPath = Annotated[Path, typer.Argument(metavar="EDITIONS", help="cli.argument.editions_folder")]
LicenceId = Annotated[str, typer.Option("--licence", metavar="ID", help="cli.pieces.option.licence")]
SettingsPath = Annotated[Path | None, typer.Option("--settings", metavar="FILE", help="cli.pieces.option.settings")]
BaseUrl = Annotated[str, typer.Option("--base-url", metavar="URL", help="cli.pieces.option.base")]


@dataclass(frozen=True, slots=True)
class Publication:
    """All that is made of a folder of editions by these settings. `base` is "" where the address is not known yet."""

    folder: PublicFolder
    settings: SiteSettings
    site: tuple[OutputFile, ...]
    data: tuple[OutputFile, ...]
    base: str

    @property
    def created(self) -> date:
        """The day of the newest edition."""
        return date.fromisoformat(self.folder.newest.envelope["created"])

    @property
    def reports(self) -> int:
        """How many of the site's files are reports in PDF."""
        return sum(edition_of_report(file.name) is not None for file in self.site)


def publication(editions: Path, licence: str, settings: Path | None, base: str) -> Publication:
    """Read the editions and make site and open data of them. Raises InvalidInput."""
    told = read_settings(settings) if settings else SiteSettings()
    if not (licence or told.licence):
        names = tuple(each.id for each in licences())
        raise InvalidInput.of("--licence", message("pieces.no_licence"), message("open_data.licences_are", names=names))
    chosen = licence_named(licence or told.licence, "--licence")
    place = _address(base or told.base_url)
    folder = read_public_editions(editions)
    settled = replace(told, base_url=place, licence=chosen.id)
    site = site_of(folder, settled, reports_of_site(folder, settled))
    return Publication(folder, settled, tuple(site_files(site)), site.data, place)


def tell_of_reports(count: int, settings: SiteSettings, session: Session) -> None:
    """How many reports in PDF are in the site; where there are none, why."""
    if count:
        write_out(session.text("cli.reports.made", count=count))
    else:
        write_out(session.text("cli.reports.lacking" if is_lacking(settings) else "cli.reports.none"))


def _address(text: str) -> str:
    """The address with a slash at its end, "" for none. Raises InvalidInput for what is no address."""
    if not text:
        return ""
    if not is_address(text):
        why, remedy = message("site.settings.not_an_address"), message("pieces.write_address")
        raise InvalidInput.of("--base-url", why, remedy, read=text)
    return text if text.endswith("/") else f"{text}/"
