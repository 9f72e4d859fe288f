"""A round under load: 370 sessions save and submit, fifty of them in the same second; nothing is lost, and how long it takes.

The loopback alone, bounded: `SECONDS` of load, 370 connections, each waiting for its answer. On PostgreSQL, then on SQLite.
"""

import http.client
import os
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from urllib.parse import urlencode

from benchmarks.an_office import Office, office, percentile
from benchmarks.figures import Figure

MEASURES, SESSIONS, AT_ONCE = 370, 370, 50
SECONDS = float(os.environ.get("MONOSASHI_LOAD_SECONDS", "600"))
"""Ten minutes, as the busiest ones of a year; fewer for a look."""

SAVES = max(2, round(SECONDS / 50))
"""How often each session saves in the time: every fifty seconds, however long it takes."""

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_SEEN = re.compile(r'name="seen" value="(\d+)"')


@dataclass
class Session:
    """One person at one sheet. `last` is the text that the office said it kept."""

    office: Office
    number: int
    times: list[float] = field(default_factory=list)
    submits: list[float] = field(default_factory=list)
    last: str = ""
    errors: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        """The person's sheet."""
        return f"/rounds/{self.office.told['round']}/sheets/m-{self.number % MEASURES:03}/"

    def run(self, begin: float, together: float) -> None:
        """Open the sheet, save now and then, and, of the first fifty, submit in one and the same second."""
        random = Random(self.number)  # noqa: S311 -- when people type, not a secret
        time.sleep(max(0.0, begin + random.uniform(0, SECONDS / SAVES) - time.perf_counter()))
        try:
            self._work(random, begin, together)
        except (OSError, http.client.HTTPException, RuntimeError) as error:
            self.errors.append(f"{type(error).__name__} {error}"[:200])

    def _work(self, random: Random, begin: float, together: float) -> None:
        self.connection = self.office.connect()
        page = self._asked("GET", self.address)
        found = _TOKEN.search(page)
        if found is None:
            raise RuntimeError("no form on the sheet")
        self.token, was = found.group(1), ""
        hands_on = self.number < AT_ONCE
        for nth in range(SAVES // 2 if hands_on else SAVES):
            text = f"第{self.number}の{nth}回目。"
            cells = {"cell:result/response": text, "was:result/response": was}
            started = time.perf_counter()
            self._asked("POST", f"{self.address}save/", cells)
            self.times.append((time.perf_counter() - started) * 1000)
            self.last = was = text
            time.sleep(max(0.0, random.uniform(0.8, 1.0) * SECONDS / SAVES))
            if time.perf_counter() - begin > SECONDS:
                break
        if hands_on:
            self._hand_on(together)

    def _hand_on(self, together: float) -> None:
        seen = _SEEN.search(self._asked("GET", self.address))
        if seen is None:
            raise RuntimeError("nothing to submit")
        time.sleep(max(0.0, together - time.perf_counter()))
        started = time.perf_counter()
        self._asked("POST", f"{self.address}submit/", {"seen": seen.group(1)}, wanted=http.client.FOUND)
        self.submits.append((time.perf_counter() - started) * 1000)

    def _asked(self, method: str, path: str, form: dict[str, str] | None = None, wanted: int = 200) -> str:
        cookie = f"sessionid={self.office.told['sessions'][self.number]}"  # type: ignore[index]
        headers = {"Cookie": cookie, "Accept": "application/json" if path.endswith("save/") else "text/html"}
        body = None
        if form is not None:
            headers |= {
                "Cookie": f"{cookie}; csrftoken={self.secret}",
                "Content-Type": "application/x-www-form-urlencoded",
            }
            body = urlencode({**form, "csrfmiddlewaretoken": self.token})
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        text = response.read().decode()
        for name, value in response.getheaders():
            if name.lower() == "set-cookie" and value.startswith("csrftoken="):
                self.secret = value.split(";")[0].removeprefix("csrftoken=")
        if response.status != wanted:
            raise RuntimeError(f"{method} {path} {response.status}")
        return text


def measure() -> Iterator[Figure]:
    """The 95th percentile of saves and of fifty submissions at once, errors, and updates that were lost."""
    for name, on_postgresql in (("PostgreSQL", True), ("SQLite", False)):
        with office(
            "benchmarks._fill_round", str(MEASURES), str(SESSIONS), str(AT_ONCE), postgresql=on_postgresql
        ) as running:
            sessions = _played(running)
            target = 500.0 if on_postgresql else None
            saves = [each for session in sessions for each in session.times]
            submits = [each for session in sessions for each in session.submits]
            errors = [error for session in sessions for error in session.errors]
            note = f"p95 of {len(saves):,} saves by {SESSIONS} sessions in {SECONDS:.0f} s, two workers"
            yield Figure(f"{name}: errors", len(errors), "", 0, "; ".join(sorted(set(errors))[:3]))
            yield Figure(f"{name}: lost updates", sum(not _stands(each) for each in sessions), "", 0)
            yield Figure(f"{name}: save", percentile(saves, 0.95), "ms", target, note)
            together = f"p95 of {len(submits)}"
            yield Figure(
                f"{name}: {AT_ONCE} submissions in one second", percentile(submits, 0.95), "ms", target, together
            )


def _played(running: Office) -> list[Session]:
    sessions = [Session(running, number) for number in range(SESSIONS)]
    begin = time.perf_counter() + 1
    threads = [threading.Thread(target=each.run, args=(begin, begin + SECONDS * 0.75)) for each in sessions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sessions


def _stands(session: Session) -> bool:
    """Whether what the office said it kept is on the sheet."""
    session.connection = session.office.connect()
    return session.last in session._asked("GET", session.address)  # noqa: SLF001 -- the same person looks again
