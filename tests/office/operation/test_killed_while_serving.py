"""The real server, killed with -9 under live requests: what was pressed is there as a whole or not at all, and pressed again, once.

One strike kills every process that answers, and the job worker: the server brings them back. The next kills the server itself
too, and it is started again: of a process that dies within 6 s of its birth granian holds that it always will, and ends.
"""

import http.client
import json
import os
import re
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Set
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from html import unescape
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from benchmarks._answer_books import filled, unzipped
from office.forked_processes import Forks, forks
from office.operation.beside_server import Beside
from office.operation.installations import WAIT, Installation, alive, children_of, until
from office.operation.making import Maker
from office.operation.test_serving_for_real import command_of

pytestmark = pytest.mark.slow
SCRIPT = Path(__file__).with_name("one_served_city.py")

Facts = dict[str, Any]
When = Callable[["Future[Got]", int], str]
"""Waits for the moment to kill, and says what it was."""

SOON = 0.003
"""Seconds after the button was pressed; then nothing is begun yet, whatever the act. One is struck then."""

MOST = 6
"""Strikes on one act; what is not there by then never is."""

BOOKS = 4
"""So many workbooks handed in at once are read by the job worker."""

WORDS = {"result/result": "…の説明会を開いた。", "result/next_step": "…を続ける。"}
"""What is typed into each workbook."""

BOUNDARY = "----of-a-test"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
MESSAGE = re.compile(r'class="(?:sec )?msg msg--[^>]*>(.*?)</(?:div|section)>', re.DOTALL)
TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Got:
    """What a browser got. Status 0: the connection died."""

    status: int
    body: bytes = b""
    location: str = ""

    @property
    def page(self) -> str:
        return self.body.decode("utf-8", "replace")

    @property
    def said(self) -> str:
        """The sentences of the page's messages."""
        return " ".join(unescape(TAG.sub("", each)).strip() for each in MESSAGE.findall(self.page))


@dataclass
class Browser:
    """A browser of somebody who is logged in."""

    port: int
    session: str
    secret: str = ""
    token: str = ""
    messages: str = ""
    """What the next page says of what was pressed, as the server left it with the browser."""

    def get(self, path: str) -> Got:
        """A page, whose form can be sent afterwards."""
        got = self.ask("GET", path.partition("#")[0])
        assert got.status == HTTPStatus.OK, (path, got)
        if found := TOKEN.search(got.page):
            self.token = found.group(1)
        return got

    def ask(self, method: str, path: str, body: bytes = b"", kind: str = "text/plain") -> Got:
        headers = {"Accept": "text/html", "Connection": "close", "Content-Type": kind}
        headers["Cookie"] = f"sessionid={self.session}; csrftoken={self.secret}; messages={self.messages}"
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=WAIT)) as connection:
            try:
                connection.request(method, path, body, headers)
                answer = connection.getresponse()
                came = answer.read()
            except (OSError, http.client.HTTPException):
                return Got(0)
        for told in answer.headers.get_all("Set-Cookie", ()):
            name, _, value = told.partition(";")[0].partition("=")
            self.secret = value if name == "csrftoken" else self.secret
            self.messages = value if name == "messages" else self.messages
        return Got(answer.status, came, answer.getheader("Location", ""))


@dataclass(frozen=True)
class Button:
    """A form, filled in, as it is sent each time its button is pressed."""

    browser: Browser
    path: str
    body: bytes
    kind: str = "application/x-www-form-urlencoded"

    def press(self) -> Got:
        return self.browser.ask("POST", self.path, self.body, self.kind)


def form(browser: Browser, path: str, *fields: tuple[str, str]) -> Button:
    return Button(browser, path, urlencode((*fields, ("csrfmiddlewaretoken", browser.token))).encode())


def upload(browser: Browser, path: str, files: Mapping[str, bytes]) -> Button:
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="'
    parts = [f'{head}csrfmiddlewaretoken"\r\n\r\n{browser.token}\r\n'.encode()]
    for name, raw in files.items():
        parts += [f'{head}workbook"; filename="{name}"\r\n\r\n'.encode(), raw, b"\r\n"]
    body = b"".join((*parts, f"--{BOUNDARY}--\r\n".encode()))
    return Button(browser, path, body, f"multipart/form-data; boundary={BOUNDARY}")


@dataclass
class Served:
    """The small city behind its server.

    `fell` counts the strikes: "after" are those behind which the act was there, "before" and "within" those that left it undone.
    """

    installation: Installation
    office: Forks
    process: "subprocess.Popen[str]"
    beside: Beside
    fell: Counter[str] = field(default_factory=Counter)
    brought_back: bool = False
    """Whether the processes that answer were brought back already."""

    def __post_init__(self) -> None:
        told = json.loads(self.office.run(SCRIPT, "begin", "enter"))
        self.rounds = f"/rounds/{told['round']}/"
        self.browsers = {name: Browser(self.installation.port, cookie) for name, cookie in told["cookies"].items()}

    def prepare(self, step: str) -> None:
        self.office.run(SCRIPT, step)

    def look(self) -> Facts:
        """What is there, when nobody writes."""
        until(lambda: not self.beside.somebody_writes)
        found: Facts = json.loads(self.office.run(SCRIPT, "look"))
        assert found["fits"]
        assert found["problems"] == []
        return found

    def struck(self, button: Button, *, soon: bool = False) -> tuple[Facts, Facts]:
        """Kill under the button until what it does is there: while it writes, and once it has; `soon`: first of all before.

        What was there before, and afterwards.
        """
        before = self.look()
        for when in (*[self._soon] * soon, self._while_it_writes, *[self._once_it_has] * MOST):
            fell, got = self._killed_under(button, when)
            left = self.look()
            assert got.status in {0, HTTPStatus.FOUND}, got
            if left["all"] != before["all"]:
                break
            assert not got.status, "it was told as done and is not"
            self.fell[fell] += 1
        assert left["all"] != before["all"], "it never got through"
        self.fell["after"] += 1
        return before, left

    def _killed_under(self, button: Button, when: When) -> tuple[str, Got]:
        answering, told = self.answering(), self.beside.told
        with ThreadPoolExecutor(1) as threads:
            answer = threads.submit(button.press)
            fell = when(answer, told)
            self.kill(answering, whole=self.brought_back)
            return fell, answer.result()

    def _soon(self, _answer: "Future[Got]", _told: int) -> str:
        time.sleep(SOON)
        return "before"

    def _while_it_writes(self, answer: "Future[Got]", _told: int) -> str:
        while not answer.done():
            if self.beside.somebody_writes:
                return "within"
        return "after"

    def _once_it_has(self, answer: "Future[Got]", told: int) -> str:
        while not answer.done() and self.beside.told == told:
            pass
        return "after"

    def pressed_again(self, button: Button, left: Facts) -> None:
        """What is done stays done once, and whoever presses reads a sentence."""
        got = button.press()
        if got.status == HTTPStatus.FOUND:
            got = button.browser.get(got.location)
        else:
            assert got.status == HTTPStatus.CONFLICT, got
        assert got.said, got.page
        assert self.look() == left

    def kill(self, answering: frozenset[int], *, whole: bool) -> None:
        """All processes that answer and the job worker, or the whole server. It answers again when this returns."""
        if whole:
            kill_whole(self.process, answering)
            self.process = self.installation.start()
        else:
            kill_all(answering)
            kill_all(self._workers())
            until(lambda: self.process.poll() is not None or len(self.answering() - answering) == len(answering))
        assert self.process.poll() is None, "the server did not live on"
        until(self.installation.answers)
        self.brought_back = not whole

    def answering(self) -> frozenset[int]:
        """The processes that answer, below the one that brings them back."""
        family = children_of(self.process.pid)
        return frozenset(pid for each in family if b"operation.web" in command_of(each) for pid in children_of(each))

    def _workers(self) -> set[int]:
        return {pid for pid in children_of(self.process.pid) if b"operation.worker" in command_of(pid)}


def kill_whole(process: "subprocess.Popen[str]", answering: frozenset[int]) -> None:
    """The server with all its processes; it is stopped first, so that none is born meanwhile."""
    for pid in answering:
        os.kill(pid, signal.SIGSTOP)
    for pid in (process.pid, *children_of(process.pid)):
        os.kill(pid, signal.SIGSTOP)
    kill_all({process.pid, *children_of(process.pid)})
    process.communicate(timeout=WAIT)


def kill_all(processes: Set[int]) -> None:
    for pid in processes:
        os.kill(pid, signal.SIGKILL)
    until(lambda: not any(alive(pid) for pid in processes))


@contextmanager
def served(installation: Installation) -> Iterator[Served]:
    """The small city with an open round behind the server, which is stopped in the end."""
    with forks(installation.environment) as office, closing(Beside(installation)) as beside:
        city = Served(installation, office, installation.start(), beside)
        try:
            yield city
        finally:
            if city.process.poll() is None:
                city.process.send_signal(signal.SIGTERM)
            city.process.communicate(timeout=WAIT)


def new_events(before: Facts, left: Facts) -> Mapping[str, int]:
    return Counter(left["events"]) - Counter(before["events"])


def value_in(page: Got, name: str) -> str:
    """What stands in the only field of this name."""
    return only(re.findall(rf'name="{name}" value="([^"]+)"', page.page))


def only(found: list[str]) -> str:
    (value,) = set(found)
    return value


def uploaded(city: Served) -> str:
    """Workbooks are handed in; the address where they wait, read."""
    first, page = city.browsers["first"], f"{city.rounds}excel/"
    first.get(page)
    books = [filled(name, raw, WORDS) for name, raw in unzipped(first.get(f"{page}out/").body).items()]
    files = {book.name: book.raw for book in books} | {"once more.xlsx": books[0].raw}
    button = upload(first, f"{page}in/", files)

    before, left = city.struck(button, soon=True)
    assert (before["intakes"], left["intakes"], left["handed in"]) == (0, 1, BOOKS)
    assert left["sheets"] == before["sheets"]
    address = only(re.findall(rf"{page}in/[-0-9a-f]+/", first.get(page).page))
    read_although_killed(city, button)
    return address


def read_although_killed(city: Served, button: Button) -> None:
    """Pressed again, as many wait beside them. The job that reads is killed and runs again; then the others are taken out."""
    again = button.press()
    assert again.status == HTTPStatus.FOUND
    until(lambda: city.beside.job_runs or city.look()["read"] == 2 * BOOKS)
    city.kill(city.answering(), whole=True)
    until(lambda: city.look()["read"] == 2 * BOOKS)
    taken_out = form(button.browser, f"{again.location}take-out/").press()
    assert taken_out.status == HTTPStatus.FOUND
    left = city.look()
    assert (left["intakes"], left["handed in"], left["read"]) == (1, BOOKS, BOOKS)


def taken_in(city: Served, address: str) -> None:
    first = city.browsers["first"]
    button = form(first, address, ("seen", value_in(first.get(address), "seen")))
    before, left = city.struck(button)
    assert (before["answers"], left["answers"]) == ({}, dict.fromkeys(before["sheets"], len(WORDS)))
    assert set(left["sheets"].values()) == {"drafting"}
    assert left["taken"] == BOOKS
    assert new_events(before, left) == {"workbooks.taken_in": 1}
    city.pressed_again(button, left)


def handed_on(city: Served) -> None:
    water, page = city.browsers["water"], f"{city.rounds}sheets/n-1/"
    button = form(water, f"{page}submit/", ("seen", value_in(water.get(page), "seen")))
    before, left = city.struck(button)
    assert left["sheets"] == before["sheets"] | {"n-1": "awaiting_confirmation"}
    assert left["steps"] == [["n-1", 1, position, "waiting"] for position in (1, 2, 3)]
    assert new_events(before, left) == {"sheet.submit": 1}
    city.pressed_again(button, left)


def accepted(city: Served) -> None:
    first, page = city.browsers["first"], f"{city.rounds}check/all/"
    offered = re.findall(r'name="sheets" value="([^"]+)"', first.get(page).page)
    button = form(first, page, *(("sheets", each) for each in offered))
    before, left = city.struck(button)
    assert set(before["sheets"].values()) == {"submitted"}
    assert set(left["sheets"].values()) == {"accepted"}
    assert (left["revision"], left["actuals"]) == (before["revision"] + 1, ["i-1", "i-2", "i-3"])
    assert new_events(before, left) == {"plan.saved": 1, "sheet.accept": 3}
    city.pressed_again(button, left)


def closed(city: Served) -> None:
    first = city.browsers["first"]
    first.get(f"{city.rounds}closing/")
    button = form(first, f"{city.rounds}closing/close/", ("label", ""))
    before, left = city.struck(button)
    assert (before["round"], before["year"]) == ("compiling", "open")
    assert (left["round"], left["year"]) == ("closed", "provisional")
    assert set(left["sheets"].values()) == {"finalised"}
    assert left["editions"] == [*before["editions"], [2, before["revision"] + 1]]
    assert new_events(before, left) == {
        "plan.saved": 1,
        "edition.frozen": 1,
        "round.sheets_finalised": 1,
        "round.close": 1,
    }
    city.pressed_again(button, left)


def test_what_is_pressed_while_the_server_is_killed_is_done_as_a_whole_or_not_at_all_and_once(
    migrated: Installation, installation_maker: Maker
) -> None:
    installation = installation_maker(migrated)
    with served(installation) as city:
        taken_in(city, uploaded(city))
        city.prepare("save")
        handed_on(city)
        city.prepare("prepare_accepting")
        accepted(city)
        city.prepare("prepare_closing")
        closed(city)
    assert {"before", "within"} <= set(city.fell), city.fell
    installation.run("office", "verify")
