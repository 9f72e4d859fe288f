"""The reports in PDF that a site holds: one for each edition in each language, linked where a reader looks, none where none can be made."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from monosashi.publishing.corrections import withdraw
from monosashi.publishing.public_editions import PublicFolder, read_public_editions
from monosashi.publishing.report.making import Asked, report_of
from monosashi.publishing.report.of_site import reports_of_site
from monosashi.publishing.site.pages import site_files
from monosashi.publishing.site.publishing import site_of
from monosashi.publishing.site.settings import SiteSettings
from monosashi.publishing.site.two_processes import can_fork
from publishing.public_folders import SEPTEMBER, freeze_city
from publishing.report.reading_pdf import pages_of

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("report_small")]

SETTINGS = SiteSettings(licence="CC-BY-4.0")
NAMES = ("reports/report-1.pdf", "reports/report-2.pdf", "en/reports/report-1.pdf", "en/reports/report-2.pdf")

Files = Mapping[str, bytes]


def files_of(folder: PublicFolder, settings: SiteSettings = SETTINGS) -> Files:
    site = site_of(folder, settings, reports_of_site(folder, settings))
    return {file.name: file.raw for file in site_files(site)}


def reports_in(site: Files) -> dict[str, bytes]:
    return {name: raw for name, raw in site.items() if name.endswith(".pdf")}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nagasaki in two editions."""
    return freeze_city("nagasaki", tmp_path_factory.mktemp("editions"))


@pytest.fixture(scope="module")
def editions(folder: Path) -> PublicFolder:
    return read_public_editions(folder)


@pytest.fixture(scope="module")
def site(editions: PublicFolder) -> Files:
    return files_of(editions)


def test_each_edition_has_its_report_at_its_own_address_in_the_bytes_of_the_command(
    site: Files, editions: PublicFolder
) -> None:
    assert set(reports_in(site)) == set(NAMES)
    assert site["reports/report-1.pdf"] == report_of(editions, Asked(number=1), SETTINGS, "ja").raw
    assert site["en/reports/report-2.pdf"] == report_of(editions, Asked(number=2), SETTINGS, "en").raw


@pytest.mark.parametrize(
    ("page", "link", "name"),
    [
        ("index.html", r'href="reports/report-2\.pdf">報告書（PDF、(\S+) MB、(\d+)ページ）<', NAMES[1]),
        ("editions/1/index.html", r'"\.\./\.\./reports/report-1\.pdf">報告書（PDF、(\S+) MB、(\d+)ページ）<', NAMES[0]),
        ("data/index.html", r'"\.\./reports/report-1\.pdf">報告書（PDF、(\S+) MB、(\d+)ページ）<', NAMES[0]),
        ("editions/index.html", r'"\.\./reports/report-2\.pdf">報告書（PDF、(\S+) MB、(\d+)ページ）<', NAMES[1]),
        ("en/index.html", r'"\.\./en/reports/report-2\.pdf">Report \(PDF, (\S+) MB, (\d+) pages\)<', NAMES[3]),
    ],
)
def test_a_reader_is_told_how_large_the_report_is(site: Files, page: str, link: str, name: str) -> None:
    found = re.search(link, site[page].decode())
    assert found is not None
    size = len(site[name]) / 1_000_000
    assert size <= float(found[1]) < size + 0.1
    assert int(found[2]) == len(pages_of(site[name]).texts)


def test_a_page_of_a_measure_has_no_link_of_its_own(site: Files) -> None:
    assert b".pdf" not in site["measures/n-21/index.html"]


@pytest.mark.usefixtures("site")
def test_nothing_is_forked_where_threads_that_set_a_report_are_waiting() -> None:
    assert not can_fork()


def test_a_site_whose_settings_want_no_reports_has_no_file_and_no_link(editions: PublicFolder) -> None:
    without = files_of(editions, replace(SETTINGS, report=False))
    assert reports_in(without) == {}
    assert [name for name, raw in without.items() if name.endswith(".html") and b".pdf" in raw] == []


def test_the_report_of_a_withdrawn_edition_is_gone_and_the_other_stands(tmp_path: Path) -> None:
    folder = freeze_city("nagasaki", tmp_path)
    withdraw(1, folder, reason="集計の誤り", day=SEPTEMBER)
    after = files_of(read_public_editions(folder))
    assert set(reports_in(after)) == {NAMES[1], NAMES[3]}
    assert "report-1.pdf" not in after["editions/index.html"].decode()
