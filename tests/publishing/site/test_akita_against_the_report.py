"""All 68 measures of Akita's site against the text of the report: every row of its list, every figure of its sheets.

What differs stands in DIFFERENCES with what the report prints, what the site prints and why. Nothing else may differ.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from publishing.site.akita_report import Figure, ListedMeasure, MoneyTable, Row, Sheet, folded, listed, sheets
from publishing.site.site_samples import Page, page

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("site")]

Key = tuple[str, str]
"""Page of the report and field."""

FOOTNOTE_OF_73 = MoneyTable(
    (("需用費", Decimal(323), Decimal(298)),), (("一般財源", Decimal(323), Decimal(298)),), (Decimal(323), Decimal(298))
)

DIFFERENCES: Mapping[Key, tuple[object, object, str]] = {
    ("73", "programmes"): (
        (),
        (FOOTNOTE_OF_73,),
        "p. 73 has its second programme, 323 and 298, in a footnote, not in a table",
    ),
    ("73", "settlement"): (Decimal(96_655), Decimal(96_953), "with the 298 of the footnote"),
    ("113", "actuals"): (
        (Decimal(30), "倍"),
        None,
        "p. 113 prints 10 to 30; 30 is the general price: a reference figure",
    ),
    ("121", "name in the list"): (
        "動画自動作成システムを活用したデバインド向け動画の作成",
        "動画自動作成システムを活用したデバイド向け動画の作成",
        "the list misprints what the sheet on p. 121 prints rightly",
    ),
    ("149", "actuals"): (
        (Decimal("73.0"), "%"),
        None,
        "p. 149 was not evaluated; 73.0 stands in brackets: a reference figure",
    ),
}
"""Page and field -> what only the report has, what only the site has, and why."""

BUREAUS = (
    "企画財政部",
    "総務部",
    "市民生活部",
    "福祉保健部",
    "保健所",
    "子ども未来部",
    "環境部",
    "産業振興部",
    "観光文化スポーツ部",
    "建設部",
    "都市整備部",
    "消防本部",
    "上下水道局",
    "教育委員会",
)
"""The report writes them before the names of their sections; the site prints the sections."""


@dataclass(frozen=True)
class Printed:
    """What the site says of one measure: its row of the list and its page."""

    row: list[str]
    page: Page

    @property
    def number(self) -> str:
        """The page of the report that the row names."""
        found = re.search(r" (\d+)ページ$", self.row[0])
        assert found is not None, self.row
        return found[1]

    @property
    def name(self) -> str:
        return folded(self.row[0].rpartition(" ")[0])

    @property
    def departments(self) -> list[str]:
        """Who answers; 予算所管課 stands beside the programme in the report, not among these."""
        named = [each for each in self.row[3].split("、") if not each.endswith("（予算所管課）")]
        return [folded(each.removesuffix("（関連課）")) for each in named]

    def tables(self, words: str) -> Iterator[list[list[str]]]:
        """The tables whose caption holds these words."""
        for table in self.page.tree.iter("table"):
            if words in _text(table.find("caption")):
                yield [[_text(cell) for cell in row] for row in table.iter("tr")]

    @property
    def money(self) -> tuple[MoneyTable, ...]:
        """The budget programmes, rows that are 0 in both columns left out as the report leaves them blank."""
        return tuple(_money(rows) for rows in self.tables("令和6年度の予算と決算"))

    def figures(self, line: str, column: int, part: str) -> Counter[Figure]:
        """Of every indicator the figure in one line and column; of its components the column with this head."""
        found: Counter[Figure] = Counter()
        for table in self.page.tree.iter("table"):
            caption, rows = _text(table.find("caption")), [[_text(cell) for cell in row] for row in table.iter("tr")]
            unit = re.search(r"単位：(.*?)）$", caption)
            if rows[0][0] == "時点" and unit is not None:
                found.update(
                    _figure(row[column] + unit[1]) for row in rows[1:] if line in row[0] and row[column][0].isdigit()
                )
            if rows[0][0] == "構成する値":
                found.update(_figure(row[rows[0].index(part)]) for row in rows[1:])
        return found

    @property
    def beside(self) -> set[Decimal]:
        """Every figure that the page prints in the section of its indicators."""
        sections = [each for each in self.page.tree.iter("section") if each.get("class") == "indicator"]
        told = " ".join(" ".join(section.itertext()) for section in sections)
        return {Decimal(figure.replace(",", "")) for figure in re.findall(r"\d[\d,]*(?:\.\d+)?", told)}


def _text(element: ET.Element | None) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _figure(text: str) -> Figure:
    found = re.fullmatch(r"([\d,]+(?:\.\d+)?)(.*)", text)
    assert found is not None, text
    return Decimal(found[1].replace(",", "")), found[2]


SOURCES = {"国庫支出金": "国", "県支出金": "県", "市債": "市債", "その他特定財源": "その他", "一般財源": "一般財源"}


def _money(rows: list[list[str]]) -> MoneyTable:
    budget, spent = rows[0].index("当初予算額"), rows[0].index("決算額")
    group = [at for at, row in enumerate(rows) if len(row) == 1]
    amounts = {
        at: (folded(row[0]), _amount(row[budget]), _amount(row[spent]))
        for at, row in enumerate(rows)
        if len(row) > 1 and at
    }
    items = [row for at, row in amounts.items() if group[0] < at < group[1]]
    sources = [(SOURCES[row[0]], *row[1:]) for at, row in amounts.items() if group[1] < at < len(rows) - 1]
    return MoneyTable(_told(items), _told(sources), amounts[len(rows) - 1][1:])


def _told(rows: list[Row]) -> tuple[Row, ...]:
    return tuple(row for row in rows if row[1] or row[2])


def _amount(text: str) -> Decimal:
    return Decimal(0) if text == "記載なし" else Decimal(text.replace(",", ""))


@pytest.fixture
def report(seeds: Path) -> str:
    return (seeds / "002_f4c5c2cee7d28eb1.txt").read_text("utf-8")


@pytest.fixture(scope="module")
def printed(sites: dict[str, Path]) -> list[Printed]:
    return _rows_of(page(sites["akita"], "measures/index.html"), sites["akita"])


def _rows_of(listing: Page, site: Path) -> list[Printed]:
    """The rows of the site's list with the page that each leads to."""
    (table,) = (each for each in listing.tree.iter("table") if "令和6年度の取組" in _text(each.find("caption")))
    rows = [row for row in table.iter("tr") if row.find(".//a") is not None]
    names = [next(row.iter("a")).get("href", "").rstrip("/").rpartition("/")[2] for row in rows]
    return [
        Printed([_text(cell) for cell in row], page(site, f"measures/{name}/index.html"))
        for row, name in zip(rows, names, strict=True)
    ]


Found = dict[Key, tuple[object, object]]


def differing(report: str, printed: list[Printed]) -> Found:
    """What only the report and what only the site has, by page and field; all else is the same."""
    rows, of_sheets = listed(report), sheets(report)
    assert (len(rows), len(of_sheets), len(printed)) == (68, 68, 68)
    money = {row.page: sheet.money for row, sheet in zip(rows, of_sheets, strict=True)}
    found: Found = {}
    for row, sheet, site in zip(rows, of_sheets, printed, strict=True):
        programmes = money[sheet.shared_with] if sheet.shared_with else sheet.money
        told = (*_row(row, sheet, site), *_figures(sheet, site), *_programmes(programmes, site))
        found |= {(row.page, field): only(one, other) for field, one, other in told if one != other}
    return found


Told = Iterator[tuple[str, object, object]]
"""Field, what the report says, what the site says."""


def _row(row: ListedMeasure, sheet: Sheet, site: Printed) -> Told:
    budget, _, mark = site.row[4].partition(" ")
    yield "page", row.page, site.number
    yield "name in the list", row.name, site.name
    yield "name on the sheet", sheet.name, site.name
    yield "departments", without_bureaus(row.departments), "".join(site.departments)
    yield "departments on the sheet", without_bureaus(sheet.departments), "".join(site.departments)
    yield "stage", sheet.stage, site.row[2].partition(" ")[0]
    yield "grade", sheet.grade or "評価なし", site.row[1]
    yield "budget", row.budget, None if budget == "記載なし" else _amount(budget)
    yield "marked as shared", row.shared, mark == "（共通）"


def _figures(sheet: Sheet, site: Printed) -> Told:
    yield "targets", Counter(sheet.targets), site.figures("最終目標", 1, "目標値")
    yield "baselines", Counter(sheet.baselines), site.figures("基準", 2, "基準値")
    yield "actuals", Counter(sheet.actuals), site.figures("令和6年度", 2, "令和6年度の実績値")
    yield "figures in brackets", set(sheet.beside), set(sheet.beside) & site.beside


def _programmes(programmes: tuple[MoneyTable, ...], site: Printed) -> Told:
    spent = None if site.row[5] == "記載なし" else _amount(site.row[5].partition(" ")[0])
    yield "programmes", programmes, site.money
    yield "settlement", sum(each.total[1] for each in programmes) if programmes else None, spent


def only(report: object, site: object) -> tuple[object, object]:
    """Of two that differ, what the other has not."""
    if isinstance(report, Counter) and isinstance(site, Counter):
        return next(iter(report - site), None), next(iter(site - report), None)
    if isinstance(report, tuple) and isinstance(site, tuple):
        return tuple(each for each in report if each not in site), tuple(each for each in site if each not in report)
    return report, site


def without_bureaus(departments: str) -> str:
    """A bureau stands before the name of a section, so its name is taken away only where something follows it."""
    return re.sub(rf"(?:^|、|(?<=[部課室局]))(?:{'|'.join(BUREAUS)})(?=\w)|、", "", departments)


def test_the_site_prints_every_row_of_the_list_and_every_figure_of_the_68_sheets(
    report: str, printed: list[Printed]
) -> None:
    assert differing(report, printed) == {key: told[:2] for key, told in DIFFERENCES.items()}


def test_51_measures_have_a_budget_where_the_report_says_52(report: str, printed: list[Printed]) -> None:
    assert "個別施策の数は52であり" in report
    assert sum(row.budget is not None for row in listed(report)) == 51
    assert sum(each.row[4] != "記載なし" for each in printed) == 51


@pytest.mark.parametrize(
    ("place", "forged", "found"),
    [
        ("measures/index.html", (">2,873<", ">2,874<"), ("69", "budget")),
        ("measures/index.html", ("環境都市推進課</a>", "環境保全課</a>"), ("70", "departments")),
        ("measures/n-p069/index.html", (">22.6<", ">22.7<"), ("69", "actuals")),
        ("measures/n-p069/index.html", (">30.0<", ">31.0<"), ("69", "targets")),
        ("measures/n-p080/index.html", (">14,116人<", ">14,117人<"), ("80", "baselines")),
        ("measures/n-p094/index.html", (">52,394<", ">52,395<"), ("94", "programmes")),
    ],
)
def test_one_figure_that_differs_is_found(
    report: str, printed: list[Printed], sites: dict[str, Path], place: str, forged: tuple[str, str], found: Key
) -> None:
    raw = (sites["akita"] / place).read_text("utf-8")
    assert forged[0] in raw
    wrong = Page(place, raw.replace(*forged).encode())
    changed = (
        _rows_of(wrong, sites["akita"])
        if place == "measures/index.html"
        else [Printed(each.row, wrong if each.page.name == place else each.page) for each in printed]
    )
    more = set(differing(report, changed)) - set(DIFFERENCES)
    assert found in more
