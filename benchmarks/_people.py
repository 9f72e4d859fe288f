"""People who use an office all at once: each has a browser of their own, and remembers what went wrong before their eyes."""

import html
import http.client
import json
import re
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from random import Random
from typing import Protocol
from urllib.parse import urlencode

from benchmarks.an_office import Office
from benchmarks.figures import Figure

PAGE, JSON = "text/html", "application/json"
_CELL = "result/response"
_BOUNDARY = "----of-a-benchmark"
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_STANDS = re.compile(rf'name="was:{_CELL}" value="([^"]*)"')
_ONE_OF_MANY = re.compile(r"[0-9a-f]{8}-[-0-9a-f]{27}|\b[md]-\d+|\d+")

CLOSED = (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError)
IDLE_SECONDS = 25.0
"""granian closes a connection over which nothing came for 30 s. One that came to its end sooner came to it by a fault."""


AT_A_TIME = 8
"""So many people look at a time before and after the load: enough connections to come to every process of the server."""


class Failed(Exception):
    """What a person sees when something is wrong: which status or fault, of which address, with … for whatever is one of many."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came. `location` is where it leads, "" where it is a page itself."""

    body: bytes
    location: str

    @property
    def text(self) -> str:
        """The page."""
        return self.body.decode()


@dataclass
class Browser:
    """One connection that is kept, one session, the token of its forms.

    As browsers do, it opens a new connection and asks again where the old one was closed while nobody asked anything, and nowhere
    else. `reopened` is how often.
    """

    office: Office
    cookie: str
    reopened: int = 0
    token: str = ""
    secret: str = ""
    answered: float | None = None
    """When something last came over the connection that is kept; None where none is."""

    def get(self, path: str) -> Answer:
        """A page. Raises Failed."""
        answer = self._asked("GET", path, (b"", ""), (http.client.OK, PAGE))
        if (found := _TOKEN.search(answer.text)) is not None:
            self.token = found.group(1)
        return answer

    def download(self, path: str) -> bytes:
        """A file. Raises Failed."""
        return self._asked("GET", path, (b"", ""), (http.client.OK, "*/*")).body

    def send(self, path: str, fields: dict[str, str], wanted: int = http.client.FOUND, accept: str = PAGE) -> Answer:
        """Send a form of a page that was opened before. Raises Failed."""
        body = urlencode({**fields, "csrfmiddlewaretoken": self.token}).encode()
        return self._asked("POST", path, (body, "application/x-www-form-urlencoded"), (wanted, accept))

    def upload(self, path: str, name: str, files: Sequence[tuple[str, bytes]]) -> Answer:
        """Send files, by their names, as a page's field of this name does. Raises Failed."""
        parts = [
            f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{self.token}\r\n'.encode()
        ]
        for file, raw in files:
            head = f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\n\r\n'
            parts += [head.encode(), raw, b"\r\n"]
        body = b"".join((*parts, f"--{_BOUNDARY}--\r\n".encode()))
        kind = f"multipart/form-data; boundary={_BOUNDARY}"
        return self._asked("POST", path, (body, kind), (http.client.FOUND, PAGE))

    def _asked(self, method: str, path: str, sent: tuple[bytes, str], wanted: tuple[int, str]) -> Answer:
        (body, kind), (status, accept) = sent, wanted
        cookies = f"sessionid={self.cookie}" + (f"; csrftoken={self.secret}" if self.secret else "")
        headers = {"Cookie": cookies, "Accept": accept} | ({"Content-Type": kind} if body else {})
        try:
            response, came = self._exchanged(method, path, body, headers)
        except (OSError, http.client.HTTPException) as error:
            self.answered = None
            raise Failed(f"{type(error).__name__} {_address(method, path)}") from error
        if response.status != status:
            raise Failed(f"{response.status} {_address(method, path)}")
        return Answer(came, response.getheader("Location", ""))

    def _exchanged(
        self, method: str, path: str, body: bytes, headers: dict[str, str]
    ) -> tuple[http.client.HTTPResponse, bytes]:
        kept_idle = self.answered is not None and time.perf_counter() - self.answered >= IDLE_SECONDS
        if self.answered is None:
            self.connection = self.office.connect()
        try:
            self.connection.request(method, path, body, headers)
            response = self.connection.getresponse()
        except CLOSED:
            if not kept_idle:
                raise
            self.reopened += 1
            self.connection = self.office.connect()
            self.connection.request(method, path, body, headers)
            response = self.connection.getresponse()
        came = response.read()
        self.answered = time.perf_counter()
        for name, value in response.getheaders():
            if name.lower() == "set-cookie" and value.startswith("csrftoken="):
                self.secret = value.split(";")[0].removeprefix("csrftoken=")
        return response, came


def _address(method: str, path: str) -> str:
    return f"{method} {_ONE_OF_MANY.sub('…', path.partition('?')[0])}"


@dataclass
class Typist:
    """One person at one sheet, who types in one cell.

    `last` is the text that the office said it kept, `unsure` those of which it said nothing; `lost` counts the times when neither
    stood there.
    """

    browser: Browser
    address: str
    number: int
    last: str = ""
    unsure: set[str] = field(default_factory=set)
    lost: int = 0
    times: list[float] = field(default_factory=list)
    """Milliseconds of each save, of those that failed too."""
    errors: list[str] = field(default_factory=list)

    def types(self, saves: int, gap: float, begin: float, until: float) -> None:
        """Open the sheet and save so many times about every `gap` seconds, from a moment within the first gap until the end."""
        random = Random(self.number)  # noqa: S311 -- when people type, not a secret
        pause(begin + random.uniform(0, gap))
        self.looks()
        for nth in range(saves):
            if time.perf_counter() > until:
                break
            self.saves(f"第{self.number}の{nth}回目。")
            pause(time.perf_counter() + random.uniform(0.8, 1.0) * gap)

    def saves(self, text: str) -> None:
        """Save the cell, as the page's script does; after an error, load the page again."""
        try:
            self._save(text)
        except Failed as error:
            self.errors.append(str(error))
            self.looks()

    def _save(self, text: str) -> None:
        cells = {f"cell:{_CELL}": text, f"was:{_CELL}": self.last}
        self.unsure.add(text)
        started = time.perf_counter()
        try:
            answer = self.browser.send(f"{self.address}save/", cells, http.client.OK, JSON)
        finally:
            self.times.append((time.perf_counter() - started) * 1000)
        state = json.loads(answer.text)["cells"].get(_CELL, {}).get("state")
        if state != "saved":
            raise Failed(f"“{state}” in answer to a save")
        self.last, self.unsure = text, set()

    def looks(self) -> None:
        """Load the page: what stands there should be what the office kept last."""
        try:
            page = self.browser.get(self.address).text
        except Failed as error:
            self.errors.append(str(error))
            return
        found = _STANDS.search(page)
        if found is None:  # handed on: the sheet is only to be read
            self.lost += not any(text in page for text in (self.last, *self.unsure))
            return
        stands = html.unescape(found.group(1))
        self.lost += stands not in {self.last, *self.unsure}
        self.last, self.unsure = stands, set()


class Busy(Protocol):
    """Somebody who does something from a moment on."""

    def run(self, begin: float) -> None:
        """All of it. What goes wrong in the office is remembered, not raised."""


def play(people: Sequence[Busy]) -> None:
    """All of them at once, from a second from now; raises what is wrong with the people themselves."""
    begin = time.perf_counter() + 1
    with ThreadPoolExecutor(len(people)) as threads:
        for done in [threads.submit(each.run, begin) for each in people]:
            done.result()


def warm_up(people: Sequence[Typist]) -> None:
    """A few open their sheets before the others: by then each process has read the plan, as it has in an office that is open."""
    look_at_all(people[:AT_A_TIME])


def look_at_all(people: Sequence[Typist]) -> None:
    """Each loads their sheet and looks whether what the office kept stands there, a few at a time."""
    with ThreadPoolExecutor(AT_A_TIME) as threads:
        for done in [threads.submit(each.looks) for each in people]:
            done.result()


def pause(until: float) -> None:
    """Wait for a moment; not at all where it has passed."""
    time.sleep(max(0.0, until - time.perf_counter()))


def errors_of(name: str, errors: Iterable[str], running: Office, before: frozenset[int]) -> Figure:
    """How many errors people saw, and the three kinds that came most often. A process that crashed counts as one too."""
    kinds = Counter(errors)
    if crashed := len(before - running.workers):
        kinds["a process of the server crashed"] = crashed
    note = "; ".join(f"{count} × {kind}" for kind, count in kinds.most_common(3))
    return Figure(f"{name}: errors", kinds.total(), "", 0, note)


def reopened(browsers: Iterable[Browser]) -> str:
    """How often a connection had been closed because nothing came over it, as part of a note."""
    count = sum(each.reopened for each in browsers)
    return f", {count} idle connections opened again" if count else ""
