"""Every figure on every page is traced back to the edition: it stands there, or follows from figures that do."""

import json
import re
import unicodedata
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from publishing.site.site_samples import PLACES, Page, pages

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("site")]
FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
NO_FIGURES_OF_THE_CITY = ("glossary/", "accessibility/", "search/", "data/", "editions/index")
TENTH = Decimal("0.1")
LETTERS = re.compile(r"SHA-256|Excel|Monosashi [\d.]+|[0-9a-f]{16,64}…?")


def figures_in(text: str) -> set[Decimal]:
    return {Decimal(found.replace(",", "")) for found in FIGURE.findall(unicodedata.normalize("NFKC", text))}


def texts_of(held: Any) -> Iterator[str]:
    if isinstance(held, dict):
        for value in held.values():
            yield from texts_of(value)
    elif isinstance(held, list):
        for value in held:
            yield from texts_of(value)
    elif held is not None:
        yield str(held)


def shown(element: ET.Element) -> Iterator[str]:
    """What a page says of the city: without the marks of a chart's axis and the list of editions to cite."""
    if not isinstance(element.tag, str) or element.get("class") in {"chart-figure", "cite no-toc"}:
        return
    yield element.text or ""
    for child in element:
        yield from shown(child)
        yield " " + (child.tail or "")


def values(entry: Any) -> set[Decimal]:
    """Every number of an indicator or program."""
    return {Decimal(text) for text in texts_of(entry) if re.fullmatch(r"-?\d+(?:\.\d+)?", text)}


def rounded(number: Decimal, to: Decimal = TENTH) -> Decimal:
    return abs(number).quantize(to, rounding=ROUND_HALF_UP)


def derived(edition: Any) -> set[Decimal]:
    """Differences within an indicator, yearly changes in percent, yen for a unit, sums and counts, years of the era."""
    plan = edition["plan"]
    found: set[Decimal] = set()
    for indicator in plan["indicators"]:
        own = {number for number in values(indicator) if number < 1990 or number > 2100}
        own |= values(indicator.get("actuals", [])) | values(indicator.get("baseline", {}))
        differences = {abs(one - other) for one in own for other in own}
        found |= differences
        found |= {rounded((one - other) * 100 / other) for one in differences for other in own if other}
        for program in plan.get("budget_programs", []):
            if [share["node"] for share in program["shares"]] == [indicator["node"]]:
                spent = {
                    stated for line in program["lines"] if line["stage"] == "spent" for stated in values(line["amount"])
                }
                costs = {money * 1000 / volume for money in spent for volume in differences | own if volume}
                found |= {rounded(cost, Decimal(1)) for cost in costs} | {rounded(cost) for cost in costs}
    found |= {Decimal(number) for number in range(len(plan["nodes"]) + len(plan["indicators"]) + 1)}
    found |= {sum(money, Decimal(0)) for money in program_sums(plan)}
    years = {int(text) for text in texts_of(edition) if re.fullmatch(r"20\d\d", text)} | {2018, 2019}
    return found | {Decimal(year + more) for year in years for more in (-1, 0, 1)}


def program_sums(plan: Any) -> Iterator[list[Decimal]]:
    """Of each measure, the totals of its programs by year and stage; and of each program, by items or sources."""
    for node in plan["nodes"]:
        mine = [p for p in plan.get("budget_programs", []) if any(s["node"] == node["id"] for s in p["shares"])]
        for key in {(line["fiscal_year"], line["stage"]) for p in mine for line in p["lines"]}:
            of_stage = [
                line
                for p in mine
                for line in p["lines"]
                if (line["fiscal_year"], line["stage"]) == key and "item" not in line and "source" not in line
            ]
            yield [stated for line in of_stage for stated in values(line["amount"])]


def untraced(page: Page, known: set[Decimal]) -> set[Decimal]:
    text = LETTERS.sub("", "".join(shown(page.main)))
    return {number for number in figures_in(text) if number not in known}


@pytest.mark.parametrize("city", PLACES)
def test_every_figure_of_every_page_stands_in_the_edition_or_follows_from_it(city: str, sites: dict[str, Path]) -> None:
    file = next((sites[city].parent / "editions").glob("*.edition.json"))
    edition = json.loads(file.read_text("utf-8"))
    known = {number for text in texts_of(edition) for number in figures_in(text)} | derived(edition)
    read = [page for page in pages(sites[city]) if not any(part in page.name for part in NO_FIGURES_OF_THE_CITY[:4])]
    assert len(read) > 40
    assert {page.name: sorted(lost) for page in read if (lost := untraced(page, known))} == {}


def test_a_figure_that_the_edition_does_not_hold_is_found(sites: dict[str, Path]) -> None:
    page = next(p for p in pages(sites["akita"]) if p.name == "measures/n-p145/index.html")
    file = next((sites["akita"].parent / "editions").glob("*.edition.json"))
    edition = json.loads(file.read_text("utf-8"))
    known = {number for text in texts_of(edition) for number in figures_in(text)} | derived(edition)
    forged = Page(page.name, page.raw.replace(b"2,216,277", b"2,216,278"))
    assert Decimal(2216278) in untraced(forged, known)
