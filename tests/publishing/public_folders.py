"""Folders of editions of the real plans, and the same with persons planted in them, for the tests of all that is published."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from monosashi.cli.judging import judge
from monosashi.core.plan import Plan, YearState
from monosashi.evaluation.evaluate import evaluate
from monosashi.publishing.editions import Content
from monosashi.publishing.editions_chain import read_chain, read_json
from monosashi.publishing.editions_folder import freeze
from monosashi.publishing.public_editions import PublicFolder, public_edition
from planted_persons import planted

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
YEARS = {"akita": (2024,), "sasebo": (2022,), "nagasaki": (2019, 2020)}
CITIES = tuple(YEARS)
WITHOUT_REPORTS = Path(__file__).with_name("without_reports.toml")
"""Settings of a site, for tests that do not look at its reports in PDF: making them takes longer than the site."""

MAY, SEPTEMBER = date(2025, 5, 24), date(2025, 9, 30)


def content_of(city: str, year: int, plan: Plan | None = None) -> Content:
    """A year of a real plan, judged; or of another plan by the same scheme."""
    judged = judge(EXAMPLES / city / f"{city}.plan.json", year)
    used = plan or judged.plan
    return Content(used, judged.scheme, judged.life_cycle, evaluate(used, year, judged.scheme, judged.life_cycle))


def freeze_city(city: str, folder: Path) -> Path:
    """Every year of a real plan; Akita's once as 速報 and once as 確定."""
    if city == "akita":
        plan = content_of("akita", 2024).plan
        still_open = replace(plan, years=tuple(replace(year, state=YearState.OPEN) for year in plan.years))
        freeze(content_of("akita", 2024, still_open), folder, created=MAY)
    for year in YEARS[city]:
        freeze(content_of(city, year), folder, created=SEPTEMBER)
    return folder


def planted_folder(folder: Path) -> PublicFolder:
    """What the door lets through of editions in which persons were planted."""
    links = read_chain(folder)
    envelopes = [read_json(folder / link.file) for link in links]
    editions = (
        public_edition(link, planted(e)) for link, e in zip(links, envelopes, strict=True) if isinstance(e, dict)
    )
    return PublicFolder(links, tuple(editions))
