"""The five busiest pages of the office, from PostgreSQL by two workers, beside a bare Django view that returns the same bytes."""

import tempfile
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor, wait
from pathlib import Path

from benchmarks._pages_asked import FOLDER, asked
from benchmarks.an_office import Office, killed_until_answered, memory_of, office, own_memory_of, percentile, served
from benchmarks.figures import Figure

PAGES: Mapping[str, tuple[str, str]] = {
    "list of 120 measures": ("coordinator", "/plans/plan/measures/"),
    "measure with its charts": ("coordinator", "/plans/plan/measures/m-031/"),
    "edit form": ("coordinator", "/plans/plan/edit/nodes/m-031/"),
    "overview": ("coordinator", "/plans/plan/overview/"),
    "own work": ("editor", "/"),
}
READERS, TIMES, SECONDS = 4, 5, 1.0
RATIO = 6.0

EXCEL = "Excel of 120 measures"

ALONE: Mapping[str, tuple[str, str, float]] = {
    "list of 120 measures": (*PAGES["list of 120 measures"], 800),
    "edit form": (*PAGES["edit form"], 200),
    EXCEL: ("coordinator", "/plans/plan/measures/?format=xlsx", 1100),
}
"""What one reader alone waits for, and in how many milliseconds the closest open system answers."""

THEIR_START, THEIR_MEMORY = 1.6, 225
"""Seconds that its server takes to start, and MB of one of its workers."""

BETTER = 10
"""So many times better than that is what is aimed at."""


def measure() -> Iterator[Figure]:
    """Pages a second and the 95th percentile, as the office runs and with nothing remembered from one request to the next.

    Held against two bare views: one behind Django's own log-in, as every page of an office is, and one behind nothing at all.
    """
    with tempfile.TemporaryDirectory() as made:
        bodies = Path(made)
        with office("benchmarks._fill_pages") as running:
            usual = {name: _speed(running, who, path, _file(bodies, name)) for name, (who, path) in PAGES.items()}
            alone = {name: _alone(running, who, path) for name, (who, path, _) in ALONE.items()}
            started, memory = running.started, memory_of(running.server)[0]
            own, again = own_memory_of(running.server)[0], killed_until_answered(running)
        with office("benchmarks._fill_pages", module="benchmarks._forgetful:application") as forgetful:
            slow = {name: _speed(forgetful, who, path) for name, (who, path) in PAGES.items()}
        behind = {"module": "benchmarks._bare_view_behind_log_in:application", "more": {FOLDER: made}}
        with office("benchmarks._fill_pages", **behind) as guarded:
            known = {name: _speed(guarded, who, f"/{_slug(name)}") for name, (who, _) in PAGES.items()}
            least = guarded.started, memory_of(guarded.server)[0]
        with served(bodies, "benchmarks._bare_view:application") as bare:
            open_ = {name: _speed(bare, "", f"/{_slug(name)}") for name in PAGES}
    for name in PAGES:
        yield _figure(name, usual[name])
        yield _figure(f"{name}, a bare view behind log-in", known[name])
        yield Figure(f"{name}, ratio of p95 to that", usual[name][1] / known[name][1], "times", RATIO)
        yield Figure(
            f"{name}, ratio of p95 to a bare view behind nothing", usual[name][1] / open_[name][1], "times", RATIO
        )
        yield _figure(f"{name}, nothing remembered", slow[name])
    for name, (_, _, theirs) in ALONE.items():
        yield Figure(f"{name}, one reader alone", alone[name], "ms", theirs / BETTER, f"middle of {TIMES * TIMES}")
    yield Figure(
        "start-up until the first answer",
        started,
        "s",
        THEIR_START / BETTER,
        f"bare view behind log-in {least[0]:.2f} s",
    )
    yield Figure(
        "start-up of a worker after a crash", again, "s", THEIR_START / BETTER, "all killed, until one answers"
    )
    yield Figure(
        "memory of the larger worker", memory, "MB", THEIR_MEMORY / BETTER, f"bare view behind log-in {least[1]:.0f} MB"
    )
    yield Figure("of it, shared with no other process", own, "MB", THEIR_MEMORY / BETTER, "what one more would take")


def _figure(name: str, speed: tuple[float, float]) -> Figure:
    return Figure(name, speed[1], "ms", None, f"p95; {speed[0]:.0f} pages a second")


def _speed(of: Office, who: str, path: str, keep: Path | None = None) -> tuple[float, float]:
    """Pages a second and the 95th percentile in milliseconds, asked by four readers at once.

    Which process a connection leads to is chance: it is asked several times, each over new connections, and the middle one counts.
    """
    cookie = str(of.told.get(who, ""))
    body = asked(of.connect(), path, cookie)
    if keep is not None:
        keep.write_bytes(body)
    with ThreadPoolExecutor(READERS) as readers:
        warm = [readers.submit(asked, of.connect(), path, cookie) for _ in range(READERS * TIMES)]
        wait(warm)
        found = [_once(of, path, cookie, readers) for _ in range(TIMES)]
    return sorted(found, key=lambda each: each[1])[TIMES // 2]


def _alone(of: Office, who: str, path: str) -> float:
    """What one request takes in milliseconds, nobody else asking; the middle one of many over one connection."""
    connection, cookie = of.connect(), str(of.told[who])
    asked(connection, path, cookie)
    times = []
    for _ in range(TIMES * TIMES):
        started = time.perf_counter()
        asked(connection, path, cookie)
        times.append((time.perf_counter() - started) * 1000)
    return percentile(times, 0.5)


def _once(of: Office, path: str, cookie: str, readers: Executor) -> tuple[float, float]:
    until = time.perf_counter() + SECONDS

    def read(_reader: int) -> list[float]:
        connection, times = of.connect(), []
        while time.perf_counter() < until:
            started = time.perf_counter()
            asked(connection, path, cookie)
            times.append((time.perf_counter() - started) * 1000)
        return times

    times = [each for some in readers.map(read, range(READERS)) for each in some]
    return len(times) / SECONDS, percentile(times, 0.95)


def _file(folder: Path, name: str) -> Path:
    return folder / f"{_slug(name)}.html"


def _slug(name: str) -> str:
    return name.replace(" ", "-")
