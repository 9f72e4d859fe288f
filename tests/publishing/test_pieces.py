"""CMS pieces: what the site says, without script or class; every link leads somewhere; the list tells all."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import pytest
from python_calamine import load_workbook

from monosashi.publishing.editions import digest
from monosashi.publishing.output_files import OutputFile, save_folder
from monosashi.publishing.pieces.fragments import fragment_of
from monosashi.publishing.pieces.making import pieces
from monosashi.publishing.public_editions import read_public_editions
from monosashi.publishing.site.pages import site_files
from monosashi.publishing.site.publishing import site_of
from monosashi.publishing.site.settings import SiteSettings
from planted_persons import traces_in_folder
from publishing.public_folders import SEPTEMBER, freeze_city, planted_folder

PAGE = """<!doctype html><html><head><title>t</title><link rel="stylesheet" href="a.css"><script src="x.js"></script></head>
<body><header>head</header><div class="standing"><div class="wrap"><p><strong class="tag">速報</strong></p></div></div>
<main id="main"><h1>題<br>名</h1>{}</main><footer>foot</footer></body></html>"""


def cut(inner: str) -> str:
    return fragment_of(PAGE.format(inner)).html.removeprefix("<div><p><strong>速報</strong></p></div>").strip()


@pytest.mark.parametrize(
    ("inner", "pasted"),
    [
        ('<p class="big" style="color:red" onclick="f()" lang="en">a &amp; b &lt;c&gt;</p>', '<p lang="en">a &amp; b &lt;c&gt;</p>'),
        ("<p>a<script>alert(1)</script><style>p{}</style>b</p>", "<p>ab</p>"),
        ('<p>a</p><form action="/x"><p>in</p><input><button>go</button></form><p>b</p>', "<p>a</p><p>b</p>"),
        ('<nav class="toc"><ul><li><a href="#x">x</a></li></ul></nav><h2 id="x">x</h2>', '<h2 id="x">x</h2>'),
        ("<div hidden><p>not now</p></div><p>now</p>", "<p>now</p>"),
        ('<section class="cite no-toc"><h2>引用</h2></section><p>b</p>', "<p>b</p>"),
        ("<p><span class='a'>12</span><span lang='en'>x</span></p>", '<p>12<span lang="en">x</span></p>'),
        ('<svg class="c" viewBox="0 0 1 1"><g class="d" onload="f()"><path d="M0 0"/></g></svg>', '<svg viewBox="0 0 1 1"><g><path d="M0 0"/></g></svg>'),
        ('<table class="t"><tr><th scope="row" class="n">a</th><td colspan="2">1</td></tr></table>', '<table><tr><th scope="row">a</th><td colspan="2">1</td></tr></table>'),
        ('<p>a<br>b<img src="p.png" alt="x"></p>', '<p>a<br>b<img src="p.png" alt="x"></p>'),
    ],
)  # fmt: skip
def test_what_is_pasted_holds_words_tables_and_drawings_only(inner: str, pasted: str) -> None:
    assert cut(inner) == pasted


def test_the_first_heading_becomes_the_title_and_the_state_stands_first() -> None:
    fragment = fragment_of(PAGE.format("<p>a</p>"))
    assert fragment.title == "題名"
    assert fragment.html.startswith("<div><p><strong>速報</strong></p></div>")
    assert all(word not in fragment.html for word in ("題", "head", "foot"))


def test_a_link_that_leads_nowhere_becomes_plain_words() -> None:
    html = fragment_of(
        PAGE.format('<p><a href="gone/">gone</a> <a href="here/">here</a></p>'), {"here/": "there/"}.get
    ).html
    assert '<p>gone <a href="there/">here</a></p>' in html


def test_a_page_that_does_not_say_how_firm_it_is_makes_no_piece() -> None:
    with pytest.raises(ValueError, match="standing"):
        fragment_of("<main><h1>t</h1></main>")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return freeze_city("akita", tmp_path_factory.mktemp("editions"))


@pytest.fixture(scope="module")
def site(folder: Path) -> tuple[OutputFile, ...]:
    return tuple(site_files(site_of(read_public_editions(folder), SiteSettings(licence="CC-BY-4.0"))))


@pytest.fixture(scope="module")
def made(site: tuple[OutputFile, ...]) -> dict[str, bytes]:
    return {file.name: file.raw for file in pieces(site, SEPTEMBER)}


def listed(made: dict[str, bytes]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made["upload-list.csv"].decode("utf-8"), newline="")))


slow = [pytest.mark.slow, pytest.mark.xdist_group("pieces")]


class Words(HTMLParser):
    """The words of a page's state and main part, and its tags and attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]
        self.ids |= {value or "" for name, value in attrs if name == "id"}


def fragments(made: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    return ((name, raw.decode("utf-8")) for name, raw in made.items() if name.startswith("pieces/"))


@pytest.mark.usefixtures("made")
class TestAkita:
    pytestmark = slow

    def test_there_is_a_piece_for_every_measure_department_field_and_the_overview(self, made: dict[str, bytes]) -> None:
        names = [name for name, _ in fragments(made)]
        assert "pieces/index.html" in names
        assert sum(re.match(r"pieces/measures-n-", name) is not None for name in names) == 68
        assert any(name.startswith("pieces/departments-d-") for name in names)
        assert any(name.startswith("pieces/nodes-") for name in names)

    def test_no_piece_needs_a_script_or_a_style_sheet(self, made: dict[str, bytes]) -> None:
        for name, html in fragments(made):
            page = Words(html)
            assert page.tags & {"script", "style", "link", "form", "iframe", "main", "h1", "html", "body"} == set(), (
                name
            )
            assert {each for each in page.attributes if each in {"class", "style"} or each.startswith("on")} == set(), (
                name
            )

    def test_every_piece_says_that_it_is_settled_and_of_which_edition(self, made: dict[str, bytes]) -> None:
        assert [
            name for name, html in fragments(made) if "確定" not in html[:300] or "令和6年度 決算確定" not in html[:300]
        ] == []

    def test_every_link_of_every_piece_leads_to_something_in_the_list(self, made: dict[str, bytes]) -> None:
        rows = listed(made)
        targets = {row["target"].removeprefix("./") for row in rows}
        ids = {
            row["target"].removeprefix("./"): Words(made[row["file"]].decode()).ids
            for row in rows
            if row["kind"] == "piece"
        }
        lost = []
        for row in rows:
            if row["kind"] != "piece":
                continue
            for link in Words(made[row["file"]].decode()).links:
                if link.startswith("https://"):  # the text of the licence
                    continue
                to, _, anchor = (
                    urljoin(f"https://x.example/{row['target'].removeprefix('./')}", link)
                    .removeprefix("https://x.example/")
                    .partition("#")
                )
                if to not in targets or (anchor and anchor not in ids[to]):
                    lost.append((row["file"], link))
        assert lost == []

    def test_the_figures_of_a_page_stand_in_its_piece(self, made: dict[str, bytes]) -> None:
        bus = made["pieces/measures-n-p145.html"].decode()
        for figure in ("2,216,277", "1,043,457", "△11.0", "221円", "231,108"):
            assert figure in bus
        assert "<svg" in bus
        assert "<table" in bus

    def test_the_list_names_every_file_with_its_hash(self, made: dict[str, bytes]) -> None:
        rows = listed(made)
        files = {name for name in made if name.startswith(("pieces/", "attachments/"))}
        assert {row["file"]: row["sha256"] for row in rows} == {name: digest(made[name]) for name in files}
        assert [row for row in rows if not row["title"]] == []
        assert [int(row["number"]) for row in rows] == list(range(1, len(rows) + 1))

    def test_the_workbook_says_the_same_as_the_csv(self, made: dict[str, bytes]) -> None:
        sheet = load_workbook(io.BytesIO(made["upload-list.xlsx"])).get_sheet_by_index(0).to_python()
        assert sheet[0] == ["番号", "ファイル", "ページの題名", "種類", "掲載先", "掲載済", "SHA-256"]
        words = {"piece": "本文", "attachment": "添付"}
        told = [
            [float(r["number"]), r["file"], r["title"], words[r["kind"]], r["target"], "", r["sha256"]]
            for r in listed(made)
        ]
        assert [list(row) for row in sheet[1:]] == told

    def test_last_year_beside_this_year_is_attached_to_every_measure(self, made: dict[str, bytes]) -> None:
        assert sum(row["target"].endswith("last-year.xlsx") for row in listed(made)) == 68

    def test_with_a_base_every_link_is_a_whole_address(self, site: tuple[OutputFile, ...]) -> None:
        based = {file.name: file.raw for file in pieces(site, SEPTEMBER, "https://www.city.example.lg.jp/dx/")}
        bus = Words(based["pieces/measures-n-p145.html"].decode())
        assert "https://www.city.example.lg.jp/dx/measures/n-p145/last-year.xlsx" in bus.links
        assert [link for link in bus.links if not link.startswith(("https://", "#"))] == []

    def test_the_same_site_makes_the_same_bytes(self, site: tuple[OutputFile, ...], made: dict[str, bytes]) -> None:
        assert {file.name: file.raw for file in pieces(site, SEPTEMBER)} == made

    def test_nobody_planted_in_an_edition_is_found_in_the_pieces(self, folder: Path, tmp_path: Path) -> None:
        files = site_files(site_of(planted_folder(folder), SiteSettings(licence="CC-BY-4.0")))
        save_folder(pieces(files, date(2025, 9, 30)), tmp_path / "pieces")
        assert traces_in_folder(tmp_path) == []
