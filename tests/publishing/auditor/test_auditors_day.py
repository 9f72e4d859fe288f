"""The auditor's day, 10 October 2025: played from the file set alone, without Monosashi and without a network."""

import hashlib
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook

from monosashi.publishing.auditor import file_set
from monosashi.publishing.output_files import save_folder
from publishing.auditor.file_sets import akita_material, number, sheet, table

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("auditor")]  # the set is made once


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("handed-over")
    save_folder(file_set(akita_material(folder / "editions"), "ja"), folder / "set")
    return folder / "set"


class Page(HTMLParser):
    """Anchors and links of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.tags: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.anchors |= {value for name, value in attrs if name == "id" and value}
        self.links += [value for name, value in attrs if name in ("href", "src") and value]


def test_first_the_hashes_are_verified_with_the_tool_of_every_linux(given: Path) -> None:
    done = subprocess.run(("sha256sum", "-c", "--quiet", "SHA256SUMS"), cwd=given, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, b"")


def test_the_population_is_68_and_51_have_a_budget(given: Path) -> None:
    assert len(table(given, "population")) == 68
    counts = {row["item"]: (row["have"], row["of"]) for row in table(given, "completeness")}
    assert counts["施策（母集団）"] == ("68", "68")
    assert counts["予算がある"] == ("51", "68")
    assert counts["作成した職・日付の記録がある"] == ("0", "68")
    assert sum(1 for row in table(given, "population") if row["current"]) == 51


def test_execution_under_50_percent_is_found_first_with_two_of_them_graded_a(given: Path) -> None:
    low = [row for row in table(given, "execution") if row["sign"] == "50%未満"]
    assert sorted(row["page"] for row in low) == ["103", "114", "116", "125", "133", "147"]
    assert low == table(given, "execution")[:6]
    assert sorted(row["page"] for row in low if row["self_grade"] == "A") == ["103", "114"]


def test_the_totals_of_the_plan_stand_below_shared_money_counted_once(given: Path) -> None:
    total = table(given, "execution")[-1]
    assert [total[name] for name in ("initial", "spent", "execution_of_initial", "execution")] == [
        "640613",
        "611662",
        "95.5",
        "91.0",
    ]


def test_overruns_without_a_supplement_are_those_of_the_report(given: Path) -> None:
    over = table(given, "overruns")
    assert [row["page"] for row in over if row["supplemented"] == "補正等の記載なし"] == ["80", "85", "89", "90"]
    assert "94" not in [row["page"] for row in over]


def test_every_figure_leads_to_its_evidence(given: Path) -> None:
    figures = table(given, "figures")
    assert len(figures) == 649
    assert [row["path"] for row in figures if not row["document"] or not row["words_read"]] == []
    assert [row["path"] for row in figures if not row["printed_page"] and not row["line"]] == []
    (actual,) = (row for row in figures if row["path"] == "indicators/i-p069/actuals/2024/value")
    assert (actual["value"], actual["unit"], actual["printed_page"]) == ("22.6", "%", "69")
    assert "22.6" in actual["words_read"]


def test_where_no_preparer_was_recorded_that_is_said_of_every_figure(given: Path) -> None:
    assert {row["prepared_by"] for row in table(given, "figures")} == {"記録なし"}
    assert "記録がありません" in (given / "README.txt").read_text(encoding="utf-8")


def test_targets_that_speak_of_the_year_they_judge_are_listed(given: Path) -> None:
    pages = {row["page"] for row in table(given, "targets")}
    assert {"79", "125", "136"} <= pages
    assert pages.isdisjoint({"69", "72", "103"})


def test_copied_texts_name_all_measures_that_have_them(given: Path) -> None:
    (result,) = (row for row in table(given, "texts") if row["field"] == "取組結果")
    assert (result["pages"].split("\n"), result["likeness"]) == (["112", "117"], "100")
    effects = [row for row in table(given, "texts") if row["field"] == "見込まれる効果"]
    assert max(int(row["texts"]) for row in effects) == 9


def test_the_yearly_increment_of_the_coin_bus_fell_by_11_percent(given: Path) -> None:
    (row,) = (row for row in table(given, "increments") if row["page"] == "145" and row["year"] == "令和6年度")
    assert (row["level"], row["increment"], row["change"]) == ("2216277", "1043457", "-11.0")


def test_self_grades_beside_computed_ones_cover_the_whole_population(given: Path) -> None:
    grades = table(given, "grades")
    assert len(grades) == 68
    counts = [sum(row["self_grade"] == grade for row in grades) for grade in ("A", "B", "C", "D", "")]
    assert counts == [18, 43, 4, 2, 1]


def test_findings_name_their_rule_and_its_published_sources(given: Path) -> None:
    rules = {row["rule"]: row for row in table(given, "rules")}
    findings = table(given, "findings")
    assert {row["rule"] for row in findings} <= rules.keys()
    assert [row["rule"] for row in findings if row["rule"] == "MON001" and "包括外部監査" not in row["sources"]] == []
    assert sum(row["rule"] == "EVA003" for row in findings) == 2
    assert all(row["not_run"] or row["found"] for row in rules.values())


def test_the_random_sample_can_be_drawn_again_by_anybody(given: Path) -> None:
    ids = [row["node_id"] for row in table(given, "population")]
    order = sorted(ids, key=lambda id_: hashlib.sha256(f"1:{id_}".encode()).hexdigest())
    assert [row["node_id"] for row in table(given, "random-sample")] == order[:12]


def test_no_program_larger_than_the_interval_escapes_the_monetary_sample(given: Path) -> None:
    drawn = {row["program"] for row in table(given, "money-sample")}
    interval = 611662 / 12
    spent = [
        r for r in table(given, "figures") if r["path"].endswith("/2024.spent/amount") and number(r["value"]) > interval
    ]
    assert {row["subject"] for row in spent} <= drawn
    assert len(spent) == 3


def test_the_workbook_says_the_same_as_the_csv(given: Path) -> None:
    for name, title, heading, column in (
        ("population", "母集団", "施策", "measure"),
        ("figures", "数値と根拠", "計画の中の場所", "path"),
        ("execution", "執行", "施策", "measure"),
    ):
        assert [row[heading] for row in sheet(given, title)] == [row[column] for row in table(given, name)]
    first = load_workbook(given / "auditor.xlsx").worksheets[0]
    shares = [cell for row in first for cell in row if str(cell.value).endswith("%")]
    assert len(shares) > 10
    assert {cell.alignment.horizontal for cell in shares} == {"right"}
    spent = {row["施策"]: row["支出済額"] for row in sheet(given, "執行")}
    assert spent["エリア交通運行事業"] == 15397.0


def test_all_links_and_anchors_of_the_pages_resolve_and_nothing_is_asked_of_a_network(given: Path) -> None:
    pages = {path.name: Page(path) for path in given.glob("*.html")}
    assert len(pages) == 15
    for name, page in pages.items():
        assert "script" not in page.tags
        for link in page.links:
            file, _, anchor = unquote(link).partition("#")
            assert "//" not in link
            assert (given / (file or name)).is_file(), (name, link)
            assert not anchor or anchor in pages[file or name].anchors, (name, link)
