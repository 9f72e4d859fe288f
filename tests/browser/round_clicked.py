"""What the people of a round click: sheets typed, handed on, confirmed, returned; files handed in."""

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator

from browser.conftest import Desk, Desks
from browser.offices import HERE, environment_of
from browser.three_days import editor_of, head_of


@dataclass(frozen=True)
class Days:
    """The round that is played, and everybody's browsers."""

    desks: Desks
    plan: str
    number: int

    def at(self, username: str, path: str) -> Desk:
        """Somebody's browser, at a page of the round."""
        return self.page(username, f"/rounds/{self.number}/{path}")

    def page(self, username: str, path: str) -> Desk:
        """Somebody's browser, at a page."""
        desk = self.desks.of_account(username)
        assert desk.go(path) == 200, (path, desk.text)
        return desk

    def sheet(self, username: str, node: str) -> Desk:
        """Somebody's browser, at a sheet."""
        return self.at(username, f"sheets/{node}/")


def cell(desk: Desk, slot: str) -> Locator:
    """The cell of a sheet."""
    return desk.page.locator(f'[data-slot="{slot}"]')


def choose(desk: Desk, slot: str, value: str) -> None:
    """One of the words or grades of a cell."""
    select = cell(desk, slot).locator("select")
    if select.count():
        select.select_option(value)
    else:
        cell(desk, slot).locator(f'input[value="{value}"]').check()


def type_in(desk: Desk, slot: str, text: str) -> None:
    """Type into a cell and leave it."""
    field = cell(desk, slot).locator("textarea, input[type=text]")
    field.fill(text)
    field.blur()


def saved_by_itself(desk: Desk, slot: str, text: str) -> None:
    """Type into a cell; the page saves it without a button, and says so."""
    with desk.page.expect_response(lambda answer: answer.url.endswith("/save/")) as kept:
        type_in(desk, slot, text)
    assert kept.value.ok
    desk.page.locator("#saved").get_by_text("自動で保存しました").wait_for()


def press(desk: Desk, name: str, within: str = "main") -> None:
    """Press a button by its words, and wait for the page that comes."""
    desk.follow(desk.page.locator(within).get_by_role("button", name=name, exact=True))


def unfolded(desk: Desk, name: str) -> Locator:
    """The form beneath a heading that is folded."""
    folded = desk.page.locator("details", has=desk.page.locator("summary", has_text=name)).last
    if folded.get_attribute("open") is None:
        folded.locator("summary").click()
    return folded


def decide(desk: Desk, name: str, note: str = "") -> None:
    """Confirm, return, send back: unfold it, write the note, press its button."""
    folded = unfolded(desk, name)
    if note:
        folded.locator("textarea[name=note]").fill(note)
    desk.follow(folded.locator("button[type=submit]"))


def handed_on(days: Days, code: str, node: str, chosen: Mapping[str, str], words: Mapping[str, str]) -> None:
    """The department types what is left and hands the sheet on, its head confirms it."""
    editor = days.sheet(editor_of(code), node)
    for slot, value in chosen.items():
        choose(editor, slot, value)
    for slot, text in words.items():
        type_in(editor, slot, text)
    press(editor, "入力を確かめて確認に回す")
    decide(days.sheet(head_of(code), node), "確認する")


def state(desk: Desk) -> str:
    """The state of the sheet that is open."""
    return desk.page.locator(".rail .tag").first.inner_text()


def download(desk: Desk, name: str, folder: Path) -> Path:
    """Follow a link that downloads; the file."""
    with desk.page.expect_download() as kept:
        desk.page.locator("main").get_by_role("link", name=name).first.click()
    path = folder / kept.value.suggested_filename
    kept.value.save_as(path)
    return path


def worked(days: Days) -> None:
    """Let the worker do what was asked of it."""
    office = days.desks.office
    command = (sys.executable, str(HERE / "three_days.py"), "work")
    subprocess.run(command, env=environment_of(office.home), check=True)


def printed(desk: Desk, to: Path) -> str:
    """What the browser prints of the page that is open, as text."""
    desk.page.pdf(path=to, format="A4")
    told = subprocess.run(("pdftotext", "-layout", str(to), "-"), check=True, capture_output=True)
    return told.stdout.decode()
