"""The reports in PDF that belong to a site: one for each edition in each language, at an address of its own.

Pages link to them and never hold them. Who makes them stands in `publishing/report/`; a site without them is made by `no_reports`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from monosashi.publishing.output_files import OutputFile
from monosashi.publishing.site.addresses import Address, report_place
from monosashi.publishing.site.words import SiteTongue
from monosashi.wording import Language

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class SiteReport:
    """The report of the edition of this number. `letters` are the numbers of letters that its font lacks, as `U+20BB7`."""

    edition: int
    raw: bytes
    pages: int
    letters: tuple[str, ...]


Reports = Callable[[Language], Iterable[SiteReport]]
"""The reports of every edition that stands, in one language. They are made when they are asked for."""


@dataclass(frozen=True, slots=True)
class ReportLink:
    """What leads to a report: its edition by number and name, the way from the page, `報告書（PDF、0.7 MB、32ページ）`."""

    edition: int
    label: str
    way: str
    text: str


def no_reports(_language: Language) -> tuple[SiteReport, ...]:
    """What a site without reports is made with."""
    return ()


def report_files(reports: Iterable[SiteReport], language: Language) -> Iterator[OutputFile]:
    """The files of a site that the reports of one language are."""
    return (OutputFile(Address(language, report_place(each.edition)).folder, each.raw) for each in reports)


def report_links(
    reports: Iterable[SiteReport], labels: Mapping[int, str], at: Address, tongue: SiteTongue
) -> tuple[ReportLink, ...]:
    """Links from a page, in the order of the reports. `labels` name editions by number."""
    return tuple(
        ReportLink(
            each.edition,
            tongue.edition(each.edition, labels[each.edition]),
            at.way_to(Address(at.language, report_place(each.edition))),
            tongue.say("site.report.link", megabytes=megabytes(len(each.raw)), pages=each.pages),
        )
        for each in reports
    )


def megabytes(size: int) -> Decimal:
    """Bytes in megabytes with one decimal, rounded up: nothing that is there takes 0.0."""
    return (Decimal(size) / _MEGABYTE).quantize(Decimal("0.1"), ROUND_CEILING)
