"""What holds for every page: it is valid, its links lead somewhere, it says how firm it is, and it is small."""

import re
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import pytest

from cli.command_line import NAGASAKI, changed, entry, run
from publishing.site.site_samples import PLACES, Page, frozen, page, pages, published

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("site")]
CITIES = tuple(PLACES)
LIMIT = 100_000


@pytest.fixture(params=[*CITIES, "years"])
def site(request: pytest.FixtureRequest, sites: dict[str, Path]) -> Path:
    return request.getfixturevalue("two_year_site") if request.param == "years" else sites[request.param]


def test_every_page_is_valid_html(site: Path) -> None:
    assert {each.name: each.errors[:3] for each in pages(site) if each.errors} == {}


def test_no_id_stands_twice_on_a_page_and_no_element_is_named_by_a_missing_one(site: Path) -> None:
    for each in pages(site):
        assert len(each.ids) == len(set(each.ids)), each.name
        named = {id_ for tag in each.tree.iter() for id_ in tag.get("aria-labelledby", "").split()}
        assert named <= set(each.ids), (each.name, named - set(each.ids))


def test_every_link_and_anchor_leads_to_something_in_the_site(site: Path) -> None:
    known = {each.name: set(each.ids) for each in pages(site)}
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    lost = []
    for each in pages(site):
        for link in each.links():
            parts = urlsplit(link)
            if parts.scheme:
                continue
            target = normpath(join(dirname(each.name), unquote(parts.path))) if parts.path else each.name
            name = target if target in files else normpath(join(target, "index.html"))
            if name not in files or (parts.fragment and parts.fragment not in known.get(name, set())):
                lost.append((each.name, link))
    assert lost == []


def test_every_page_says_first_whether_its_figures_are_final(site: Path) -> None:
    words = {"ja": {"速報", "確定"}, "en": {"Provisional", "Settled"}}
    for each in pages(site):
        standing = each.tree.find(".//div[@class='standing']//strong")
        assert standing is not None, each.name
        assert standing.text in words[each.language] or "取り下げ" in each.text, each.name


def test_no_page_weighs_100_kilobytes_with_all_it_loads(site: Path) -> None:
    loaded = sum((site / "assets" / name).stat().st_size for name in ("site.css", "ruler.svg"))
    script = (site / "assets" / "search.js").stat().st_size
    heavy = {each.name: len(each.raw) + loaded + script for each in pages(site)}
    assert {name: size for name, size in heavy.items() if size >= LIMIT} == {}


def test_every_page_stands_in_both_languages_and_city_words_are_marked_in_the_other(site: Path) -> None:
    names = {each.name for each in pages(site)}
    japanese = {name for name in names if not name.startswith("en/")}
    assert names - japanese == {f"en/{name}" for name in japanese}
    kana = re.compile(r"[\u3041-\u30ff]")
    for each in (p for p in pages(site) if p.language == "en"):
        unmarked = [text for text in _unmarked(each.tree, marked=False) if kana.search(text)]
        told = [text for text in unmarked if not _is_told_by_the_edition(text)]
        assert told == [], each.name


def _unmarked(element: ET.Element, *, marked: bool) -> list[str]:
    """The texts of an English page that are not marked as Japanese."""
    if element.tag in ("title", "head") or not isinstance(element.tag, str):
        return []
    inside = marked or element.get("lang") == "ja"
    found = [] if inside or not element.text else [element.text]
    for child in element:
        found += _unmarked(child, marked=inside)
        if child.tail and not inside:
            found.append(child.tail)
    return found


def _is_told_by_the_edition(text: str) -> bool:
    """Sentences of a frozen explanation, captions and units hold names of the city within an English sentence."""
    return bool(re.search(r"[A-Za-z]{3}|FY\d{4}|\(|^\W*[\d.,]+", text)) or len(text.strip()) <= 12


def test_nothing_is_loaded_from_elsewhere_and_nothing_breaks_a_strict_policy(site: Path) -> None:
    for each in pages(site):
        for tag in each.tree.iter():
            assert tag.get("style") is None, each.name
            assert not any(name.startswith("on") for name in tag.attrib), each.name
            for name in ("src", "data-index"):
                assert not urlsplit(tag.get(name, "")).scheme, each.name
        assert [tag for tag in each.tree.iter("script") if tag.get("src") is None] == []
        assert list(each.tree.iter("style")) == []


def test_only_the_search_page_has_a_script(site: Path) -> None:
    with_script = {each.name for each in pages(site) if list(each.tree.iter("script"))}
    assert with_script == {"search/index.html", "en/search/index.html"}


def test_the_same_editions_make_the_same_bytes(tmp_path: Path) -> None:
    editions = frozen(PLACES["nagasaki"], tmp_path / "editions")
    one, other = published(editions, tmp_path / "one"), published(editions, tmp_path / "other")
    assert {p.relative_to(one): p.read_bytes() for p in one.rglob("*") if p.is_file()} == {
        p.relative_to(other): p.read_bytes() for p in other.rglob("*") if p.is_file()
    }


def test_a_measure_keeps_its_address_and_each_edition_keeps_its_page(two_year_site: Path) -> None:
    place = "measures/n-p145/index.html"
    newest = page(two_year_site, place)
    assert "3,316,277" in newest.text
    for number, figures in ((1, "2,216,277"), (2, "2,216,277"), (3, "3,316,277")):
        record = page(two_year_site, f"editions/{number}/{place}")
        assert figures in record.text
        assert f"../../editions/{number}/measures/n-p145/" in set(newest.links())
    assert "3,316,277" not in page(two_year_site, f"editions/2/{place}").text


def test_a_measure_that_left_the_plan_keeps_its_page_with_a_notice(tmp_path: Path) -> None:
    def without_one(document: Any) -> None:
        gone = "n-24"
        assert any(node["id"] == gone for node in document["nodes"])
        indicators = {i["id"] for i in document["indicators"] if i["node"] == gone}
        for group, key in (("nodes", "id"), ("indicators", "node"), ("results", "node")):
            document[group] = [each for each in document[group] if each[key] != gone]
        for program in document["budget_programs"]:
            program["shares"] = [share for share in program["shares"] if share["node"] != gone]
        lost = (gone, *indicators)
        document["provenance"] = [p for p in document["provenance"] if not any(each in str(p["at"]) for each in lost)]

    editions = frozen(NAGASAKI, tmp_path / "editions")
    told = run("freeze", changed(NAGASAKI, tmp_path / "later.json", without_one), "--year", "2020", "--to", editions)
    assert told.code == 0, told.err
    left = page(published(editions, tmp_path / "site"), "measures/n-24/index.html")
    assert "を最後に、いまの計画にはありません" in "".join(left.tree.itertext())


def test_an_edition_of_a_year_of_which_nothing_is_reported_says_so_and_is_not_what_the_site_opens_on(
    tmp_path: Path,
) -> None:
    def go_on(document: Any) -> None:
        document["years"].append({"fiscal_year": 2021, "scheme": "nagasaki@1"})
        document["nodes"].append({**entry(document, "nodes", "n-24"), "id": "n-new", "number": "25"})

    editions = frozen(NAGASAKI, tmp_path / "editions")
    frozen(changed(NAGASAKI, tmp_path / "next.json", go_on), editions, year="2021")
    site = published(editions, tmp_path / "site")
    told = {name: said(page(site, f"{name}index.html")) for name in ("", "editions/", "editions/2/", "measures/n-new/")}
    assert "令和2年度" in told[""]
    assert "実績の報告前" not in told[""]
    assert told["editions/"].count("実績の報告前") == 1
    assert "実績の報告前" in told["editions/2/"]
    assert "目標に届いたかどうかは分かりません" in told["editions/2/"]
    assert "まだ実績が報告されていない" in told["measures/n-new/"]


def said(of: Page) -> str:
    """Everything that a page says, what frames it too."""
    return "".join(of.tree.itertext())


def test_feed_and_sitemap_name_every_edition_with_the_address_of_the_site(two_year_site: Path) -> None:
    feed = (two_year_site / "feed.xml").read_text("utf-8")
    sitemap = (two_year_site / "sitemap.xml").read_text("utf-8")
    for number in (1, 2, 3):
        assert f'<link href="https://example.lg.jp/dx/editions/{number}/"/>' in feed
        assert f"<loc>https://example.lg.jp/dx/editions/{number}/</loc>" in sitemap
    assert "<updated>2026-05-22T00:00:00+09:00</updated>" in feed
    assert "<loc>https://example.lg.jp/dx/measures/n-p145/</loc>" in sitemap


def test_a_target_that_moved_is_told_on_the_page_and_among_the_changes(two_year_site: Path) -> None:
    told = page(two_year_site, "measures/n-p145/index.html").text
    assert "令和8年度の目標値は、版によって変わっています。" in told
    assert "4,470,000人" in told
    assert "4,470,000" in page(two_year_site, "changes/index.html").text


def test_last_year_stands_beside_this_year_with_the_figures_of_both(two_year_site: Path) -> None:
    rows = {row[0]: row[1:] for row in page(two_year_site, "measures/n-p145/index.html").rows("前の年度と今年度")}
    assert rows["項目"] == ["令和6年度", "令和7年度"]
    assert rows["シニアアキカでのバス利用件数 実績値 （人）"] == ["2,216,277", "3,316,277"]
    assert rows["シニアアキカでのバス利用件数 1年間の増加 （人）"] == ["1,043,457", "1,100,000"]
    assert rows["決算額 （千円）"] == ["231,108", "記載なし"]
    assert rows["方式による判定"] == ["B", "B"]


def test_an_explanation_that_stands_alone_ends_as_a_sentence(two_year_site: Path) -> None:
    pages = list((two_year_site / "measures").rglob("index.html"))
    told = [page.read_text().partition('id="grade"')[2].partition("</section>")[0] for page in pages]
    ends = [part.partition("</p>")[0].strip()[-1:] for page in told for part in page.split("<p>")[1:2]]
    assert set(ends) == {"。"}
