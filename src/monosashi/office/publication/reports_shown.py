"""What pages say of the reports in PDF: those that are kept of each edition, and those that a site holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from monosashi.core.messages import Message, message
from monosashi.office.publication.models import Preview, YearReport
from monosashi.office.publication.queries import Now, Wanted, is_current
from monosashi.office.publication.reports_kept import reports_in
from monosashi.office.publication.shown import Work, work_of
from monosashi.publishing.editions import Link
from monosashi.publishing.site.reports import megabytes
from monosashi.publishing.site.settings import SiteSettings
from monosashi.wording import LANGUAGES, Language


@dataclass(frozen=True, slots=True)
class ReportShown:
    """The report of one edition in one language: what is kept of it, how far it is, whether it can be fetched."""

    language: Language
    row: YearReport | None
    work: Work
    is_there: bool

    @property
    def megabytes(self) -> Decimal | None:
        """How large it is, None where none was made."""
        return megabytes(self.row.size) if self.row else None


@dataclass(frozen=True, slots=True)
class EditionShown:
    """An edition with its report in each language."""

    link: Link
    reports: tuple[ReportShown, ...]

    @property
    def open(self) -> tuple[Language, ...]:
        """The languages in which a report can be asked for."""
        return tuple(each.language for each in self.reports if not each.is_there and not each.work.going_on)


def report_rows(state: Now, kept: Mapping[Wanted, YearReport]) -> tuple[EditionShown, ...]:
    """The editions that stand, newest first."""
    return tuple(
        EditionShown(link, tuple(_shown(kept.get((link.number, language)), language, state) for language in LANGUAGES))
        for link in reversed(state.standing)
    )


def _shown(row: YearReport | None, language: Language, state: Now) -> ReportShown:
    return ReportShown(language, row, work_of(row), is_current(row, state))


def told_of_site(preview: Preview, settings: SiteSettings | None = None) -> tuple[Message, ...]:
    """Which reports the site of a preview holds, how large they are, which letters their font lacks.

    With its settings, why there are none.
    """
    return tuple(_told(preview, settings))


def _told(preview: Preview, settings: SiteSettings | None) -> Iterator[Message]:
    held = reports_in(preview.reports)
    if held:
        size = megabytes(sum(each.size for each in held))
        yield message("publication.site_reports.held", count=len(held), megabytes=size)
        if letters := tuple(sorted({letter for each in held for letter in each.letters})):
            yield message("publication.report.letters", letters=letters)
    elif settings is None:
        yield message("publication.site_reports.none")
    elif settings.report:
        yield message("publication.site_reports.lacking")
    else:
        yield message("publication.site_reports.not_wanted")
