"""What a city publishes from its office, what an auditor is handed, and how both are read."""

import subprocess
import sys
import zipfile
from pathlib import Path

from playwright.sync_api import Page

from browser.conftest import Desk
from browser.round_clicked import Days, download, press, worked
from browser.three_days import OFFICE, SECOND


def published_site(days: Days, folder: Path) -> Path:
    """Settings, a preview, a proposal, somebody else's agreement, the bundle: clicked. The folder in which it was unpacked."""
    office = at(days, OFFICE, "settings/")
    office.page.select_option("[name=licence]", "CC-BY-4.0")
    office.page.fill("[name=contact]", "デジタル化推進本部 018-888-5475")
    press(office, "設定を保存する")
    at(days, OFFICE, "")
    press(office, "下見を作る")
    worked(days)
    at(days, OFFICE, "propose/")
    press(office, "公開を提案する")
    second = days.page(SECOND, office.page.url.removeprefix(office.office.address))
    second.follow("details.act[open] button[type=submit]")
    worked(days)
    bundle = download(at(days, OFFICE, ""), "包みを受け取る", folder)
    command = (sys.executable, "-m", "monosashi.cli", "bundle", "unpack", str(bundle), "--to", str(folder / "out"))
    subprocess.run(command, check=True, capture_output=True)
    return next(path.parent for path in sorted(folder.glob("out/**/index.html"), key=lambda path: len(path.parts)))


def at(days: Days, username: str, path: str) -> Desk:
    """Somebody's browser, at a page of publication."""
    return days.page(username, f"/plans/{days.plan}/publication/{path}")


def reads_the_bus(page: Page) -> None:
    """The measure's page: the grade, the year's own rides and the price of one, 速報 over all of it."""
    assert page.locator(".standing").get_by_text("速報", exact=True).is_visible()
    assert page.get_by_role("main").locator(".answer-grade .grade-mark").inner_text() == "B"
    told = page.get_by_role("main").inner_text()
    for words in ("1,043,457人", "△11.0％", "1人あたり221円", "231,108千円 ÷ 1,043,457人"):
        assert words in told, words


def auditor_set(days: Days, edition: int, folder: Path) -> Path:
    """The file set of an edition, asked for, made, downloaded, unzipped."""
    office = at(days, OFFICE, "auditor/")
    office.page.select_option("[name=edition]", str(edition))
    press(office, "監査用一式を作る")
    worked(days)
    given = download(at(days, OFFICE, "auditor/"), "を受け取る", folder)
    with zipfile.ZipFile(given) as held:
        held.extractall(folder / "set")
    return next((folder / "set").rglob("SHA256SUMS")).parent
