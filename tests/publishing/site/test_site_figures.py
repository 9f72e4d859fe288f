"""Every figure on every page is traced back to the edition: by the rule of its spot, or as the edition prints it."""

import json
from pathlib import Path

import pytest

from publishing.site.site_samples import PLACES, Page, pages, settled_page
from publishing.site.spots import faults_of
from publishing.site.tracing import Frozen

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("site")]
NO_FIGURES_OF_THE_CITY = ("glossary/", "accessibility/", "search/", "data/")


def frozen(site: Path) -> Frozen:
    file = next((site.parent / "editions").glob("*.edition.json"))
    return Frozen(json.loads(file.read_text("utf-8")))


@pytest.mark.parametrize("city", PLACES)
def test_every_figure_of_every_page_is_what_the_edition_says_at_its_spot(city: str, sites: dict[str, Path]) -> None:
    edition = frozen(sites[city])
    read = [page for page in pages(sites[city]) if not any(part in page.name for part in NO_FIGURES_OF_THE_CITY)]
    assert len(read) > 40
    assert {page.name: told for page in read if (told := faults_of(page, edition))} == {}


BUS = "measures/n-p145/index.html"


@pytest.mark.parametrize(
    ("city", "name", "spot", "forged"),
    [
        (
            "akita",
            BUS,
            'data-l="実績値">2,216,277<',
            'data-l="実績値">1,172,820<',
        ),  # a figure of the same indicator, but not here
        ("akita", BUS, "増えたのは1,043,457人", "増えたのは1,043,458人"),
        ("akita", BUS, "前年比△11.0％", "前年比＋11.0％"),
        ("akita", BUS, "比べて△11.0％", "比べて△11.1％"),
        ("akita", BUS, "1人あたり221円", "1人あたり222円"),
        ("akita", BUS, "あと2,253,723人", "あと2,253,724人"),
        ("akita", BUS, ">230,190<", ">231,108<"),
        ("akita", BUS, "実績 2,216,277<", "実績 2,216,278<"),
        ("akita", BUS, '<td class="n" data-l="令和5年度">1,172,820<', '<td class="n" data-l="令和5年度">2,216,277<'),
        ("akita", "en/measures/n-p145/index.html", "2,253,723 人 to go", "2,253,732 人 to go"),
        ("akita", "measures/n-p077/index.html", ">＋5,408<", ">△5,408<"),
        ("akita", "measures/n-p077/index.html", "この事業費は4件", "この事業費は3件"),
        ("akita", "measures/n-p080/index.html", "14,116人", "14,776人"),
        ("akita", "measures/n-p094/index.html", ">42,259<", ">42,444<"),
        ("akita", "measures/index.html", ">2,873<", ">2,653<"),
        ("akita", "measures/index.html", "69ページ", "70ページ"),
        ("akita", "departments/d-03/index.html", ">97,923<", ">97,600<"),
        ("akita", "index.html", "対して95.5％", "対して91.0％"),
        ("akita", "index.html", "651,818千円", "640,613千円"),
        ("akita", "index.html", '<td class="n" data-l="件数">43<', '<td class="n" data-l="件数">42<'),
        ("akita", "life-cycle/index.html", "42件", "43件"),
        ("sasebo", "index.html", ">66％<", ">67％<"),
        ("sasebo", "index.html", "6.6%", "3.9%"),
        ("nagasaki", "measures/n-21/index.html", ">50,889<", ">58,898<"),
        ("nagasaki", "measures/n-21/index.html", "あと3件", "あと2件"),
        ("nagasaki", "measures/n-21/index.html", "令和2年度の実績値は48件", "令和9年度の実績値は48件"),
    ],
)
def test_one_figure_that_stands_in_a_wrong_spot_is_found(
    city: str, name: str, spot: str, forged: str, sites: dict[str, Path]
) -> None:
    right = settled_page(sites[city], name)
    text = right.raw.decode()
    assert spot in text
    edition = frozen(sites[city])
    assert faults_of(right, edition) == []
    assert faults_of(Page(name, text.replace(spot, forged, 1).encode()), edition) != []
