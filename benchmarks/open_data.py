"""Open data of ten years of a city and of 1,788 small cities, beside a loop that writes the same rows with the bare csv module."""

import csv
import io
import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import TypeVar

from benchmarks.figures import Figure
from benchmarks.synthetic_plans import synthetic_plan
from monosashi.core.municipality_codes import check_digit
from monosashi.core.plan import Plan
from monosashi.evaluation.evaluate import evaluate, shipped_life_cycle, shipped_scheme
from monosashi.publishing.editions import Content, Envelope, Link, canonical, digest, envelope_of
from monosashi.publishing.open_data.columns import tables
from monosashi.publishing.open_data.licences import licences
from monosashi.publishing.open_data.making import open_data, table_bytes
from monosashi.publishing.output_files import OutputFile
from monosashi.publishing.public_editions import PublicFolder, public_edition

MEASURES, YEARS = 120, 10
CITIES, SMALL = 1788, 5
_DAY = date(2025, 5, 24)


def measure() -> Iterator[Figure]:
    """Seconds, and the ratio to the bare loop giving the same bytes."""
    city = _folder(_frozen(synthetic_plan(MEASURES, YEARS)))
    files, seconds = _timed(lambda: open_data(city, licences()[0]))
    size = sum(len(file.raw) for file in files)
    yield Figure(f"open data of {MEASURES} measures, {YEARS} years and editions", seconds, "s", 10)
    yield Figure("its size", size / 1_000_000, "MB")
    yield from _against_bare_loop(city)
    yield _many_cities()


def _against_bare_loop(city: PublicFolder) -> Iterator[Figure]:
    """Both times are of the tables alone, the plans read before."""
    ours, seconds = _timed(lambda: [OutputFile(t.file, table_bytes(t, city)) for t in tables()])
    parsed = [(file, _parsed(file.raw)) for file in ours]
    bare, bare_seconds = _timed(lambda: [OutputFile(file.name, _bare(rows)) for file, rows in parsed])
    rows = sum(len(rows) for _, rows in parsed)
    note = "same bytes" if bare == ours else "BYTES DIFFER"
    yield Figure("rows of its tables", rows, "rows")
    yield Figure("tables against a bare csv.writer loop over ready words", seconds / bare_seconds, "x", note=note)


def _many_cities() -> Figure:
    """One small plan frozen once; each city of its own code passes the door and becomes open data."""
    (link,), (envelope,) = _frozen(synthetic_plan(SMALL, 1))
    started = time.perf_counter()
    for number in range(CITIES):
        first_five = f"{number + 10_000:05}"
        city = {"code": first_five + check_digit(first_five), "name": f"市{number}"}
        edition = public_edition(link, envelope | {"plan": envelope["plan"] | {"municipality": city}})
        open_data(PublicFolder((link,), (edition,)), licences()[0])
    return Figure(
        f"open data of {CITIES:,} cities of {SMALL} measures, one process", time.perf_counter() - started, "s"
    )


def _frozen(plan: Plan) -> tuple[tuple[Link, ...], tuple[Envelope, ...]]:
    """An edition of every year of the plan, and the chain, without a folder."""
    scheme, life_cycle = shipped_scheme("akita@1"), shipped_life_cycle("akita@1")
    links: tuple[Link, ...] = ()
    envelopes: tuple[Envelope, ...] = ()
    for year in range(plan.first_year, plan.last_year + 1):
        content = Content(plan, scheme, life_cycle, evaluate(plan, year, scheme, life_cycle))
        envelope = envelope_of(content, links, created=_DAY)
        number, state = envelope["number"], envelope["state"]
        file = f"{number:04d}-{year}-{state}.edition.json"
        links = (*links, Link(number, file, digest(canonical(envelope)), year, state, envelope["label"]))
        envelopes = (*envelopes, envelope)
    return links, envelopes


def _folder(frozen: tuple[tuple[Link, ...], tuple[Envelope, ...]]) -> PublicFolder:
    links, envelopes = frozen
    return PublicFolder(links, tuple(public_edition(*each) for each in zip(links, envelopes, strict=True)))


def _parsed(raw: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(raw.decode(), newline="")))


def _bare(rows: list[list[str]]) -> bytes:
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    for row in rows:
        writer.writerow(row)
    return target.getvalue().encode()


Made = TypeVar("Made")


def _timed(work: Callable[[], Made]) -> tuple[Made, float]:
    started = time.perf_counter()
    done = work()
    return done, time.perf_counter() - started
