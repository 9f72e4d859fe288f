"""The five busiest pages of the office, from PostgreSQL by two workers, beside a bare Django view that returns the same bytes."""

import tempfile
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks._pages_asked import asked
from benchmarks.an_office import Office, memory_of, office, percentile, served
from benchmarks.figures import Figure

PAGES: Mapping[str, tuple[str, str]] = {
    "list of 120 measures": ("coordinator", "/plans/plan/measures/"),
    "measure with its charts": ("coordinator", "/plans/plan/measures/m-031/"),
    "edit form": ("coordinator", "/plans/plan/edit/nodes/m-031/"),
    "overview": ("coordinator", "/plans/plan/overview/"),
    "own work": ("editor", "/"),
}
READERS, SECONDS = 4, 4.0
RATIO = 6.0


def measure() -> Iterator[Figure]:
    """Pages a second and the 95th percentile, with nothing remembered from one request to the next; then as the office runs."""
    with tempfile.TemporaryDirectory() as made:
        bodies = Path(made)
        slow: dict[str, tuple[float, float]] = {}
        with office("benchmarks._fill_pages", module="benchmarks._forgetful:application") as forgetful:
            for name, (who, path) in PAGES.items():
                slow[name] = _speed(forgetful, who, path, bodies / f"{_slug(name)}.html")
        with served(bodies, "benchmarks._bare_view:application") as bare:
            fast = {name: _speed(bare, "", f"/{_slug(name)}", None) for name in PAGES}
        for name in PAGES:
            yield from _figures(name, slow[name], fast[name])
    with office("benchmarks._fill_pages") as running:
        for name, (who, path) in PAGES.items():
            rate, p95 = _speed(running, who, path, None)
            yield Figure(f"{name}, as the office runs", p95, "ms", None, f"p95; {rate:.0f} pages a second")
        yield Figure("start-up until the first answer", running.started, "s", 1.6)
        yield Figure("memory of the larger worker", memory_of(running.server)[0], "MB", 225)


def _figures(name: str, slow: tuple[float, float], fast: tuple[float, float]) -> Iterator[Figure]:
    yield Figure(f"{name}, nothing remembered", slow[1], "ms", None, f"p95; {slow[0]:.0f} pages a second")
    yield Figure(f"{name}, ratio of p95 to a bare view", slow[1] / fast[1], "times", RATIO)


def _speed(of: Office, who: str, path: str, keep: Path | None) -> tuple[float, float]:
    """Pages a second and the 95th percentile in milliseconds, asked by four readers at once."""
    cookie = str(of.told.get(who, ""))
    body = asked(of.connect(), path, cookie)
    if keep is not None:
        keep.write_bytes(body)
    until = time.perf_counter() + SECONDS

    def read(_reader: int) -> list[float]:
        connection, times = of.connect(), []
        while time.perf_counter() < until:
            started = time.perf_counter()
            asked(connection, path, cookie)
            times.append((time.perf_counter() - started) * 1000)
        return times

    with ThreadPoolExecutor(READERS) as readers:
        times = [each for some in readers.map(read, range(READERS)) for each in some]
    return len(times) / SECONDS, percentile(times, 0.95)


def _slug(name: str) -> str:
    return name.replace(" ", "-")
