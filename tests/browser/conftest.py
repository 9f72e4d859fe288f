"""A real office, and a real browser in which somebody of each role is logged in."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, ConsoleMessage, Locator, Page

from browser.offices import Fill, Office, an_office
from followed import follow
from made_once import made_once
from monosashi.office.accounts.permissions import Role
from scripts.a_browser import a_browser

WAIT_MS = 20_000


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The city, served; stopped at the end. It is filled once for all processes; each serves a copy of its own."""

    def city(fill: Fill) -> Path:
        return made_once(tmp_path_factory, "city in the browser", fill)

    with an_office(tmp_path_factory.mktemp("office"), made_once=city) as running:
        yield running


@pytest.fixture(scope="session")
def empty_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """People, but no plan yet. Files of more than one megabyte are too large for it."""
    with an_office(tmp_path_factory.mktemp("empty"), "empty", upload_megabytes=1) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    with a_browser() as running:
        yield running


@dataclass
class Desk:
    """Somebody's browser. `faults` gathers what no page may do: errors of scripts, breaches of the policy, foreign hosts.

    `sent` is the page that was opened last, as the office sent it.
    """

    context: BrowserContext
    page: Page
    office: Office
    faults: list[str] = field(default_factory=list)
    sent: str = ""

    def go(self, path: str) -> int:
        """Open a page of the office; its status."""
        answer = self.page.goto(f"{self.office.address}{path}")
        assert answer is not None
        self.sent = answer.text()
        return answer.status

    def log_in(self, username: str) -> None:
        """On the page of logging in, wherever that leads then."""
        self.page.locator("#id_login").fill(username)
        self.page.locator("#id_password").fill(self.office.password)
        self.follow("main button[type=submit]")
        assert "log-in" not in self.page.url

    def follow(self, leads: str | Locator) -> None:
        """Click the first of what leads to another page, and wait for that page."""
        follow(self.page, self.page.locator(leads) if isinstance(leads, str) else leads)

    def another_tab(self) -> "Desk":
        """The same browser, another tab."""
        desk = Desk(self.context, self.context.new_page(), self.office)
        watch(desk)
        return desk

    @cached_property
    def devtools(self) -> CDPSession:
        """What Chromium offers its own tools on this page."""
        return self.context.new_cdp_session(self.page)

    @property
    def text(self) -> str:
        """What the main part says."""
        return " ".join(self.page.locator("main").inner_text().split())


@dataclass
class Desks:
    """One browser context per role, logged in once."""

    browser: Browser
    office: Office
    kept: dict[str, Desk] = field(default_factory=dict)

    def of(self, role: Role) -> Desk:
        """The desk of somebody with this role."""
        return self.of_account(role.value)

    def of_account(self, username: str) -> Desk:
        """The desk of this account."""
        if username not in self.kept:
            self.kept[username] = self.fresh(username)
        desk = self.kept[username]
        desk.faults.clear()
        desk.page.set_viewport_size({"width": 1280, "height": 900})
        return desk

    def fresh(self, username: str, **more: Any) -> Desk:
        """Another browser of this account, logged in."""
        desk = self.nobody(**more)
        desk.go("/session/log-in/")
        desk.log_in(username)
        return desk

    def nobody(self, **more: Any) -> Desk:
        """A browser in which nobody is logged in."""
        told = {"locale": "ja-JP", "timezone_id": "Asia/Tokyo", "viewport": {"width": 1280, "height": 900}, **more}
        context = self.browser.new_context(**told)
        context.set_default_timeout(WAIT_MS)
        desk = Desk(context, context.new_page(), self.office)
        watch(desk)
        return desk


def watch(desk: Desk) -> None:
    """Gather what no page may do. That an address answered with an error is said by its status, not here."""
    desk.page.on("console", lambda said: desk.faults.append(said.text) if is_fault(said) else None)
    desk.page.on("pageerror", lambda error: desk.faults.append(str(error)))
    own = (desk.office.address, "data:", "about:", "blob:")
    desk.page.on("request", lambda asked: None if asked.url.startswith(own) else desk.faults.append(asked.url))


def is_fault(said: ConsoleMessage) -> bool:
    return said.type == "error" and not said.text.startswith("Failed to load resource: the server responded with")


@pytest.fixture(scope="session")
def desks(browser: Browser, office: Office) -> Desks:
    """Everybody's browsers."""
    return Desks(browser, office)


@pytest.fixture(scope="session")
def empty_desks(browser: Browser, empty_office: Office) -> Desks:
    """Everybody's browsers before the office that has no plan."""
    return Desks(browser, empty_office)
