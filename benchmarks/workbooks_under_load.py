"""Workbooks under load: 44 departments hand in 60 within half an hour, forty of them at once, while 100 sessions save.

The loopback alone, bounded: `SECONDS` of load, 121 connections, each waiting for its answer. On PostgreSQL, then on SQLite; the
worker works beside. The workbooks are those that the office hands out, all of them before the round's answers begin to come; they
and the sessions answer the same sheets, but no cell twice.
"""

import math
import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks._answer_books import Answers, Book, answers_in, filled, unzipped
from benchmarks._people import Browser, Failed, Typist, errors_of, look_at_all, pause, play, reopened, warm_up
from benchmarks.an_office import Office, office, percentile
from benchmarks.figures import Figure
from monosashi.core.results import Disposition, Execution
from monosashi.wording import render, word

MEASURES, IN_DEPARTMENT, SESSIONS = 352, 8, 100
AT_ONCE, ALONE = 40, 20
"""Workbooks that the coordinating office hands in together, and those that departments hand in one by one."""

SECONDS = float(os.environ.get("MONOSASHI_LOAD_SECONDS", "1800"))
"""Half an hour; all sixty come in a shorter time too."""

SAVES = math.ceil(SECONDS / 30)
"""How often each session saves in the time: every thirty seconds, however long it takes."""

_LOOKS_AT_IT = min(20.0, SECONDS / 60)
"""How long a person looks at the difference."""

_LOOKS_AGAIN = 3.0
"""The page that waits for the worker loads itself again after so many seconds."""

_LONGEST_READING = 300.0

_FIRST = {
    "result/execution": render(word(Execution.AS_PLANNED), "ja"),
    "result/result": "…の申請を電子化し、説明会を開いた。",
    "rating/progress/grade": "B",
    "rating/progress/reason": "…の実績による。",
}
_LATER = {
    "result/disposition": render(word(Disposition.CONTINUE), "ja"),
    "result/unmet_reason": "…の要員が足りなかった。",
    "result/next_step": "…の対象を広げる。",
}
"""What the forty answer, and what the others do, some of them for departments of which one of the forty came too."""

_SEEN = re.compile(r'name="seen" value="([0-9a-f]{64})"')


@dataclass
class Typing(Typist):
    """One person who types at one sheet all along."""

    def run(self, begin: float) -> None:
        """Save now and then."""
        self.types(SAVES, SECONDS / SAVES, begin, begin + SECONDS)


@dataclass
class HandingIn:
    """One person who hands workbooks in, `at` seconds after the beginning. `kept` is what the office said it took over."""

    browser: Browser
    page: str
    books: tuple[Book, ...]
    at: float
    kept: Answers = field(default_factory=dict)
    looked: list[float] = field(default_factory=list)
    took: list[float] = field(default_factory=list)
    """Milliseconds until the page after: that of the difference, and the one after it was taken over."""
    errors: list[str] = field(default_factory=list)

    def run(self, begin: float) -> None:
        """Hand in, look at the difference, take it over."""
        pause(begin + self.at)
        try:
            self._hand_in()
        except Failed as error:
            self.errors.append(str(error))

    def _hand_in(self) -> None:
        self.browser.get(self.page)
        started = time.perf_counter()
        files = [(book.name, book.raw) for book in self.books]
        difference = self.browser.upload(f"{self.page}in/", "workbook", files).location
        seen = self._difference(difference, started + _LONGEST_READING)
        self.looked.append((time.perf_counter() - started) * 1000)
        pause(time.perf_counter() + _LOOKS_AT_IT)
        started = time.perf_counter()
        after = self.browser.send(difference, {"seen": seen}).location
        self.browser.get(after)
        self.took.append((time.perf_counter() - started) * 1000)
        if after != self.page:
            raise Failed("files were left when the others were taken over")
        self.kept = {at: text for book in self.books for at, text in book.typed.items()}

    def _difference(self, path: str, until: float) -> str:
        """What was seen, once the worker has read every file."""
        while True:
            page = self.browser.get(path).text
            if (found := _SEEN.search(page)) is not None:
                return found.group(1)
            if 'http-equiv="refresh"' not in page or time.perf_counter() > until:
                raise Failed("nothing to take over on the page of the difference")
            time.sleep(_LOOKS_AGAIN)


def measure() -> Iterator[Figure]:
    """Errors, lost updates, and the 95th percentile of saves, of differences shown and of takings over."""
    for name, on_postgresql in (("PostgreSQL", True), ("SQLite", False)):
        filler = ("benchmarks._fill_round", str(MEASURES), str(SESSIONS), "0", str(IN_DEPARTMENT))
        with office(*filler, postgresql=on_postgresql, worker=True) as running:
            yield from _measured(name, running, 500.0 if on_postgresql else None)


def _measured(name: str, running: Office, target: float | None) -> Iterator[Figure]:
    typing, together, alone = _typing(running), _together(running), _alone(running)
    handing, before = [together, *alone], running.workers
    everybody: list[Typing | HandingIn] = [*typing, *handing]
    warm_up(typing)
    play(everybody)
    again = reopened(each.browser for each in everybody)
    look_at_all(typing)
    lost = sum(each.lost for each in typing) + _lost_of(handing, running)
    errors = [error for each in everybody for error in each.errors]
    saves = [each for person in typing for each in person.times]
    note = f"p95 of {len(saves):,} saves, {SESSIONS * SAVES:,} wanted, by {SESSIONS} sessions in {SECONDS:.0f} s, two workers{again}"
    answers = sum(len(each.kept) for each in handing)
    yield errors_of(name, errors, running, before)
    yield Figure(f"{name}: lost updates", lost, "", 0, f"of {len(saves):,} saves and {answers:,} cells of workbooks")
    yield Figure(f"{name}: save", percentile(saves, 0.95), "ms", target, note)
    looked, took = [each for one in alone for each in one.looked], [each for one in alone for each in one.took]
    yield Figure(
        f"{name}: a workbook until its difference", percentile(looked, 0.95), "ms", None, f"p95 of {len(looked)}"
    )
    yield Figure(f"{name}: a workbook taken over", percentile(took, 0.95), "ms", None, f"p95 of {len(took)}")
    yield Figure(f"{name}: {AT_ONCE} workbooks until their difference", percentile(together.looked, 0.95), "ms")
    yield Figure(f"{name}: {AT_ONCE} workbooks taken over", percentile(together.took, 0.95), "ms")


def _typing(running: Office) -> list[Typing]:
    told = running.told
    return [
        Typing(Browser(running, cookie), f"/rounds/{told['round']}/sheets/{node}/", number)
        for number, (cookie, node) in enumerate(zip(told["sessions"], told["sheets"], strict=True))
    ]


def _together(running: Office) -> HandingIn:
    """The coordinating office with the workbooks of the first forty departments out of its zip, half-way."""
    browser, page = Browser(running, running.told["coordinator"]), _page(running)
    issued = unzipped(browser.download(f"{page}out/"))
    books = [filled(name, raw, _FIRST) for name, raw in list(issued.items())[:AT_ONCE]]
    return HandingIn(browser, page, tuple(books), SECONDS / 2)


def _alone(running: Office) -> list[HandingIn]:
    """The last departments, each with its own workbook, one after another. Those of which no other comes answer everything."""
    found, page = [], _page(running)
    departments: list[tuple[int, tuple[str, str]]] = list(enumerate(running.told["departments"].items()))
    for nth, (number, (code, cookie)) in enumerate(departments[-ALONE:]):
        browser = Browser(running, cookie)
        raw = browser.download(f"{page}out/{code}/")
        book = filled(f"回答_{code}.xlsx", raw, _LATER if number < AT_ONCE else _FIRST | _LATER)
        found.append(HandingIn(browser, page, (book,), (nth + 0.5) / ALONE * SECONDS))
    return found


def _page(running: Office) -> str:
    return f"/rounds/{running.told['round']}/excel/"


def _lost_of(handing: list[HandingIn], running: Office) -> float:
    """How many cells that were taken over stand otherwise in the workbooks that the office hands out now. NaN where it hands out none."""
    browser = Browser(running, running.told["coordinator"])
    try:
        books = unzipped(browser.download(f"{_page(running)}out/")).values()
    except Failed as error:
        handing[0].errors.append(str(error))
        return math.nan
    stands = {at: text for raw in books for at, text in answers_in(raw).items()}
    return sum(stands.get(at) != text for each in handing for at, text in each.kept.items())
