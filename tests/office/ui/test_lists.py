"""Every list searches, filters, sorts, pages and downloads in one way."""

import csv
import io
from dataclasses import dataclass
from decimal import Decimal

import pytest
from django.http import QueryDict
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from monosashi.core.messages import message
from monosashi.office.ui.cells import Cell, amount, figure
from monosashi.office.ui.downloads import as_file
from monosashi.office.ui.lists import Column, Filter, ListOf, Option, asked, by_number, by_text, listed, selected
from monosashi.office.ui.markup import cell_markup

pytestmark = pytest.mark.without_database


@dataclass(frozen=True)
class Program:
    name: str
    spent: Decimal | None
    kind: str = "a"


PROGRAMS = (
    Program("ＲＰＡ運用", Decimal(1452)),
    Program("チャットボット", None, "b"),
    Program("=1+1", Decimal("2417.50"), "b"),
    Program("オープンデータ", Decimal(79)),
)
HEADING = message("plans.column.program")

LIST: ListOf[Program] = ListOf(
    name="programs",
    caption=message("plans.part.money"),
    columns=(
        Column("name", HEADING, lambda p: Cell(p.name, address="/x"), lambda p: by_text(p.name), head=True),
        Column(
            "spent",
            message("plans.column.spent"),
            lambda p: amount(p.spent),
            lambda p: by_number(p.spent),
            figures=True,
            unit="千円",
        ),
        Column("kind", message("plans.column.kind"), lambda p: Cell(p.kind)),
    ),
    filters=(
        Filter("kind", message("plans.filter.kind"), (Option("a", "A"), Option("b", "B")), lambda p, v: p.kind == v),
    ),
    words=lambda p: (p.name,),
    keep=("year",),
)


def test_a_note_of_two_lines_is_two_lines_on_the_page_and_nothing_else_becomes_markup() -> None:
    assert "1 &lt;b&gt; <br>2" in cell_markup(Cell("a", note="1 <b>\n2"))


def names(address: str) -> list[str]:
    return [program.name for program in selected(asked(LIST, QueryDict(address)), PROGRAMS)]


@pytest.mark.parametrize("typed", ["rpa", "RPA", "ｒｐａ", "ＲＰＡ", " rpa ", "R P A", "運用 rpa"])
def test_a_search_finds_a_word_however_wide_or_large_its_letters_are(typed: str) -> None:
    assert names(f"q={typed}") == ["ＲＰＡ運用"]


def test_two_letters_are_enough_to_search() -> None:
    assert names("q=ット") == ["チャットボット"]


@pytest.mark.parametrize("address", ["sort=spent", "sort=-spent"])
def test_what_is_absent_stands_last_in_either_direction(address: str) -> None:
    assert names(address)[-1] == "チャットボット"


def test_figures_are_sorted_as_figures_and_not_as_words() -> None:
    assert names("sort=spent") == ["オープンデータ", "ＲＰＡ運用", "=1+1", "チャットボット"]
    assert names("sort=-spent")[:3] == ["=1+1", "ＲＰＡ運用", "オープンデータ"]


@pytest.mark.parametrize(
    "address", ["sort=kind", "sort=nothing", "kind=z", "page=x", "page=-1", "page=99999999", "sort=", "q="]
)
def test_what_does_not_fit_in_an_address_is_left_out_of_account(address: str) -> None:
    shown = listed(LIST, PROGRAMS, QueryDict(address))
    assert (shown.found, shown.page, names(address)) == (4, 1, [program.name for program in PROGRAMS])


def test_a_filter_leaves_the_rows_that_have_its_value_and_says_how_many_of_how_many() -> None:
    shown = listed(LIST, PROGRAMS, QueryDict("kind=b&year=2024&sort=-name"))
    assert (shown.found, shown.total, shown.narrowed) == (2, 4, True)
    assert shown.clear == "?year=2024&sort=-name"
    assert shown.csv == "?year=2024&sort=-name&kind=b&format=csv"


def test_fifty_rows_make_a_page() -> None:
    many = tuple(Program(f"事業{number:03}", Decimal(number)) for number in range(120))
    first, last = listed(LIST, many, QueryDict("")), listed(LIST, many, QueryDict("page=3"))
    assert (first.first, first.last, first.pages, first.before) == (1, 50, 3, "")
    assert (last.first, last.last, last.after) == (101, 120, "")
    assert last.body.count("<tr>") == 20


def test_sorting_again_by_a_column_turns_its_direction_and_the_head_says_which_it_is() -> None:
    heads = listed(LIST, PROGRAMS, QueryDict("sort=spent")).heads
    assert [(head.direction, head.address) for head in heads] == [
        ("", "?sort=name"),
        ("ascending", "?sort=-spent"),
        ("", ""),
    ]


def test_text_of_a_cell_never_becomes_markup() -> None:
    body = listed(LIST, (Program("<script>alert(1)</script>", None, '"><img>'),), QueryDict("")).body
    assert "<script>" not in body
    assert "<img>" not in body


def test_the_csv_holds_all_rows_that_are_left_and_no_formula() -> None:
    response = as_file(LIST, PROGRAMS, QueryDict("kind=b&format=csv"))
    assert response is not None
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows == [
        ["予算事業", "決算（千円）", "種別"],
        ["チャットボット", "記載なし", "b"],
        ["'=1+1", "2417.50", "b"],
    ]


def test_the_workbook_holds_figures_as_numbers_and_text_as_text() -> None:
    response = as_file(LIST, PROGRAMS, QueryDict("format=xlsx"))
    assert response is not None
    rows = CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_index(0).to_python()
    assert rows[0] == ["予算事業", "決算（千円）", "種別"]
    assert rows[1] == ["ＲＰＡ運用", 1452.0, "a"]
    assert rows[3] == ["=1+1", 2417.5, "b"]


def test_an_address_that_asks_for_no_file_gets_none() -> None:
    assert as_file(LIST, PROGRAMS, QueryDict("format=exe")) is None


@dataclass(frozen=True)
class Measure:
    name: str
    leads: str
    actual: Decimal | None
    unit: str
    rate: Decimal | None = None


MEASURES = (
    Measure("オンライン化", "デジタル化推進本部", Decimal("22.6"), "%", Decimal("75.3")),
    Measure("講座の開催", "", Decimal(12), "回", Decimal(100)),
    Measure("要綱の策定", "総務課", None, ""),
)
OF_MEASURES: ListOf[Measure] = ListOf(
    name="measures",
    caption=message("plans.measures.caption", year=2024),
    columns=(
        Column("name", message("plans.column.measure"), lambda m: Cell(m.name, note=m.leads), note=message("plans.column.department")),
        Column("actual", message("plans.column.actual"), lambda m: figure(m.actual, m.unit), figures=True),
        Column("rate", message("plans.column.rate"), lambda m: figure(m.rate, "%"), figures=True),
        Column("self", message("plans.column.self"), lambda m: Cell("A", note="算出と異なる" if m.leads else "")),
    ),
)  # fmt: skip


def sheet_of(rows: tuple[Measure, ...]) -> Worksheet:
    response = as_file(OF_MEASURES, rows, QueryDict("format=xlsx"))
    assert response is not None
    return load_workbook(io.BytesIO(response.content)).worksheets[0]


def test_a_note_and_a_unit_that_differs_have_columns_of_their_own_in_a_file() -> None:
    response = as_file(OF_MEASURES, MEASURES, QueryDict("format=csv"))
    assert response is not None
    assert list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")))) == [
        ["施策", "所属", "実績値", "実績値（単位）", "達成率（%）", "自己評価", "自己評価（補足）"],
        ["オンライン化", "デジタル化推進本部", "22.6", "%", "75.3", "A", "算出と異なる"],
        ["講座の開催", "", "12", "回", "100", "A", ""],
        ["要綱の策定", "総務課", "記載なし", "", "記載なし", "A", "算出と異なる"],
    ]


def test_a_column_in_which_no_row_has_a_note_gets_none_for_it() -> None:
    response = as_file(OF_MEASURES, (MEASURES[1],), QueryDict("format=csv"))
    assert response is not None
    heads = next(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert heads == ["施策", "実績値（回）", "達成率（%）", "自己評価"]


def test_the_sheet_prints_across_one_page_wide_with_its_head_on_every_page_and_says_the_year() -> None:
    sheet = sheet_of(MEASURES)
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.oddHeader is not None
    assert "令和6年度" in str(sheet.oddHeader.left.text)
    assert "令和6年度" in sheet.title
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:G4")


def test_a_row_is_as_high_as_its_longest_text_takes_lines() -> None:
    sheet = sheet_of((MEASURES[1], Measure("行政手続のオンライン化を進める" * 6, "", Decimal(1), "件")))
    short, long = sheet.row_dimensions[2].height, sheet.row_dimensions[3].height
    assert short < 20
    assert long > 4 * short - 10
