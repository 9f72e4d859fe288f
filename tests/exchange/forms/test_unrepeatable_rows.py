"""Rows that cannot be repeated as they stand: refused with their place, before anything is filled."""

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from exchange.forms.made_forms import WHOLE, measure, workbook_form
from exchange.forms.test_repeated_rows import Write, opened, write_all
from monosashi.core.messages import InvalidInput
from monosashi.exchange.forms.form import fill, read_form


def with_table(_book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
    sheet.write("A2", "{{各施策}}")
    sheet.add_table("A1:B3")


def with_named_column(_book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
    sheet.add_table("A1:B3", {"columns": [{"header": "施策"}, {"header": "{{年度}}の実績"}]})


def with_array(_book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
    sheet.write("A2", "{{各施策}}")
    sheet.write_array_formula("B1:B3", "{=A1:A3}")


def with_cut_merge(_book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
    sheet.merge_range("A2:A3", "{{各施策}}{{施策名}}")


def with_mixed_sum(_book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
    sheet.write_column("A2", ["{{各施策}}", "{{各施策おわり}}"])
    sheet.write_column("B2", ["{{支出済額}}", "{{支出済額:前年度}}"])
    sheet.write_formula("B4", "=SUM(B2:B2)")


def with_mark_in_head(_book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
    sheet.set_header("{{各施策}}")


def too_long(_book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
    sheet.write("A2", "{{各施策}}")
    sheet.write("A1048576", "下")


REFUSED: dict[str, tuple[Write, str, str]] = {
    "twice": (
        write_all([("A1", "{{各施策}}"), ("B1", "{{各施策}}")]),
        "様式.xlsx シート『様式1』のB1",
        "mark_twice_in_sheet",
    ),
    "reversed": (
        write_all([("A1", "{{各施策おわり}}"), ("A2", "{{各施策}}")]),
        "様式.xlsx シート『様式1』のA1",
        "mark_reversed",
    ),
    "end alone": (write_all([("A1", "{{各施策おわり}}")]), "様式.xlsx シート『様式1』のA1", "mark_reversed"),
    "head": (with_mark_in_head, "様式.xlsx シート『様式1』のヘッダー", "mark_not_in_cell"),
    "table": (with_table, "様式.xlsx シート『様式1』", "table_touched"),
    "array": (with_array, "様式.xlsx シート『様式1』のB1", "array_formula"),
    "head of a table": (with_named_column, "様式.xlsx シート『様式1』のB1", "table_head"),
    "cut merge": (with_cut_merge, "様式.xlsx シート『様式1』", "merge_across_block"),
    "mixed sum": (with_mixed_sum, "様式.xlsx シート『様式1』のB4", "formula_part_of_block"),
    "too long": (too_long, "様式.xlsx シート『様式1』", "too_many_rows"),
}


@pytest.mark.parametrize(
    "case", [pytest.param(each, marks=pytest.mark.slow) if each == "too long" else each for each in REFUSED]
)
def test_what_cannot_be_repeated_is_refused_with_its_place(case: str) -> None:
    write, place, why = REFUSED[case]
    with pytest.raises(InvalidInput) as refused:
        fill(workbook_form(write), "様式.xlsx", WHOLE, [measure(1), measure(2)])
    [problem] = refused.value.problems
    assert (problem.place, problem.why.id) == (place, f"forms.{why}")


@pytest.mark.parametrize("case", ["table", "array", "cut merge", "mixed sum"])
def test_what_cannot_be_repeated_is_refused_when_the_form_is_read_and_not_only_when_it_is_filled(case: str) -> None:
    write, place, why = REFUSED[case]
    with pytest.raises(InvalidInput) as refused:
        read_form(workbook_form(write), "様式.xlsx")
    [problem] = refused.value.problems
    assert (problem.place, problem.why.id) == (place, f"forms.{why}")


def test_a_filter_or_a_print_area_that_ends_within_the_block_grows_with_it() -> None:
    def write(_book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write_row("A3", ["番号", "施策"])
        sheet.write_row("A4", ["{{各施策}}{{施策番号}}", "{{施策名}}"])
        sheet.write_row("A5", ["{{各施策おわり}}", "{{成果}}"])
        sheet.autofilter("A3:B4")
        sheet.print_area("A1:B4")

    book = opened(write, 3)
    assert book["様式1"].auto_filter.ref == "A3:B8"
    assert book["様式1"].print_area == "'様式1'!$A$1:$B$8"


def test_a_name_that_cannot_follow_is_told_by_its_name() -> None:
    def write(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        with_mixed_sum(book, sheet)
        book.define_name("決算の列", "='様式1'!$B$2:$B$2")

    with pytest.raises(InvalidInput) as refused:
        read_form(workbook_form(write), "様式.xlsx")
    assert "様式.xlsx 名前の定義『決算の列』" in [problem.place for problem in refused.value.problems]
