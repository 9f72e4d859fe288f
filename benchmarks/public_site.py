"""The public site of ten years: a city of 120 measures, a site of 5,000 pages, and a bare Jinja loop that writes the same bytes."""

import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from jinja2 import Environment

from benchmarks.figures import Figure
from benchmarks.synthetic_plans import synthetic_plan
from monosashi.evaluation.evaluate import evaluate, shipped_life_cycle, shipped_scheme
from monosashi.publishing.editions import Content
from monosashi.publishing.editions_folder import freeze
from monosashi.publishing.site.publishing import publish_site
from monosashi.publishing.site.settings import SiteSettings

YEARS = 10
MEASURES, MANY_MEASURES = 120, 210


def measure() -> Iterator[Figure]:
    """Seconds from the folder of editions to the folder of pages as the command makes them, verification included."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        seconds, pages = _published(MEASURES, folder / "city", editions=1)
        note = f"{pages:,} pages in two languages, ten years of figures on each"
        yield Figure(f"{MEASURES} measures, {YEARS} years, one edition", seconds, "s", 10, note)
        many, more_pages = _published(MANY_MEASURES, folder / "many", editions=YEARS)
        yield Figure(f"{more_pages:,} pages", many, "s", 120 * more_pages / 5_000, "ten editions; 2 minutes for 5,000")
        bare = _bare_loop(folder / "city" / "site", folder / "bare")
        yield Figure("bare Jinja loop that writes the same bytes", bare, "s")
        yield Figure(
            "ratio to the bare loop",
            seconds / bare,
            "times",
            note="our pages made by two processes, if there are two cores",
        )


def _published(measures: int, folder: Path, *, editions: int) -> tuple[float, int]:
    plan = synthetic_plan(measures, YEARS)
    scheme, life_cycle = shipped_scheme("akita@1"), shipped_life_cycle("akita@1")
    for year in range(plan.last_year - editions + 1, plan.last_year + 1):
        content = Content(plan, scheme, life_cycle, evaluate(plan, year, scheme, life_cycle))
        freeze(content, folder / "editions", created=date(year + 1, 9, 1))
    started = time.perf_counter()
    publish_site(folder / "editions", folder / "site", SiteSettings(), alone=True)
    seconds = time.perf_counter() - started
    return seconds, sum(1 for _ in (folder / "site").rglob("*.html"))


def _bare_loop(site: Path, target: Path) -> float:
    """Every page as a template with its whole text in one field, rendered and written."""
    pages = {path.relative_to(site): path.read_text("utf-8") for path in site.rglob("*.html")}
    template = Environment(autoescape=True).from_string("{{ page | safe }}")
    started = time.perf_counter()
    for name, text in pages.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(template.render(page=text), "utf-8")
    return time.perf_counter() - started
