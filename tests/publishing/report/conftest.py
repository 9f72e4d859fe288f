"""Reports of the real plans, set once for all tests of this folder."""

import pytest

from monosashi.publishing.public_editions import PublicFolder, read_public_editions
from monosashi.publishing.report.making import Asked, Report, report_of
from monosashi.publishing.site.settings import OwnTerm, SiteSettings
from publishing.public_folders import freeze_city
from publishing.report.reading_pdf import Pages, pages_of

SETTINGS = SiteSettings(
    base_url="https://www.city.example.lg.jp/dx/",
    licence="CC-BY-4.0",
    contact=("電話 018-000-0000",),
    terms=(OwnTerm("オンライン申請", "窓口に行かずに申し込むことです。"),),
)


@pytest.fixture(scope="session")
def akita_editions(tmp_path_factory: pytest.TempPathFactory) -> PublicFolder:
    """速報 and 確定 of fiscal 2024."""
    return read_public_editions(freeze_city("akita", tmp_path_factory.mktemp("akita")))


@pytest.fixture(scope="session")
def akita(akita_editions: PublicFolder) -> Report:
    return report_of(akita_editions, Asked(), SETTINGS, "ja")


@pytest.fixture(scope="session")
def akita_pages(akita: Report) -> Pages:
    return pages_of(akita.raw)
