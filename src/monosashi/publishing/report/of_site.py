"""The reports that belong to a site: one for each edition that stands, in each language."""

from collections.abc import Iterator
from functools import partial

from monosashi.publishing.public_editions import PublicFolder
from monosashi.publishing.report.making import Asked, report_of
from monosashi.publishing.report.typesetting import is_installed
from monosashi.publishing.site.reports import Reports, SiteReport, no_reports
from monosashi.publishing.site.settings import SiteSettings
from monosashi.wording import Language


def reports_of_site(folder: PublicFolder, settings: SiteSettings) -> Reports:
    """The reports of a folder of editions. None where the settings want none, or where they cannot be made: see `is_lacking`."""
    if not settings.report or not is_installed():
        return no_reports
    return partial(_reports, folder, settings)


def is_lacking(settings: SiteSettings) -> bool:
    """Whether reports are wanted and the extra that makes them is not installed. That has to be said wherever a site is made."""
    return settings.report and not is_installed()


def report_for_site(folder: PublicFolder, edition: int, settings: SiteSettings, language: Language) -> SiteReport:
    """The report of one edition. Raises InvalidInput where it does not stand or the extra is not installed."""
    made = report_of(folder, Asked(number=edition), settings, language)
    return SiteReport(edition, made.raw, made.pages, made.letters)


def _reports(folder: PublicFolder, settings: SiteSettings, language: Language) -> Iterator[SiteReport]:
    return (report_for_site(folder, each.link.number, settings, language) for each in folder.editions)
