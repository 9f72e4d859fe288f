"""Rows of a sheet that are repeated for each measure: what comes with each copy, and what moves out of the way."""

import io
import re
import time
from collections.abc import Callable, Sequence

import openpyxl
import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from exchange.forms.made_forms import WHOLE, listing, measure, parts, values, workbook_form
from exchange.spreadsheets.made_workbooks import rewritten
from monosashi.core.messages import InvalidInput
from monosashi.exchange.forms.form import fill, read_form
from monosashi.exchange.forms.formulas import Grown, PartOfBlock, Place, UnreadableFormula
from monosashi.exchange.forms.growth import Growth
from monosashi.exchange.forms.values import Lookup

SHEET = "xl/worksheets/sheet1.xml"
Write = Callable[[xlsxwriter.Workbook, Worksheet], None]


def opened(write: Write, measures: int, change: Callable[[bytes], bytes] | None = None) -> openpyxl.Workbook:
    raw = workbook_form(write)
    if change is not None:
        raw = rewritten(raw, {SHEET: change})
    filled = fill(raw, "様式.xlsx", WHOLE, [measure(at) for at in range(1, measures + 1)])
    return openpyxl.load_workbook(io.BytesIO(filled))


def write_all(cells: Sequence[tuple[str, str]]) -> Write:
    def write(_book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        for at, text in cells:
            sheet.write(at, text)

    return write


def column(book: openpyxl.Workbook, letter: str) -> list[object]:
    return [cell.value for cell in book["様式1"][letter]]


@pytest.mark.slow
def test_a_marked_row_is_there_once_for_each_measure_and_what_is_below_moves() -> None:
    book = opened(listing, 3)
    sheet = book["様式1"]
    assert [cell.value for cell in sheet["A"]][6:12] == [
        "1-1",
        "2-2",
        "3-3",
        "計",
        None,
        "注: 令和7年5月1日 現在。{ } は使いません。",
    ]
    assert [cell.value for cell in sheet["F"]][6:10] == ["=D7-E7", "=D8-E8", "=D9-E9", "=D10-E10"]
    assert (sheet["D10"].value, sheet["E10"].value) == ("=SUM(D7:D9)", "=SUM(E7:E9)")
    assert [sheet.row_dimensions[row].height for row in (7, 8, 9)] == [30, 30, 30]
    assert {sheet.cell(row, 4).number_format for row in (7, 8, 9)} == {"#,##0"}
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A1:F1", "A10:C10", "A12:F13"}
    assert {str(rule.sqref) for rule in sheet.conditional_formatting} == {"D7:D9", "D10"}
    assert {str(rule.sqref) for rule in sheet.data_validations.dataValidation} == {"A14", "B7:B9"}
    assert sheet["A15"].hyperlink.target == "https://example.invalid/"
    assert sheet["A12"].comment.text == "消さないでください"
    assert sheet["A6"].comment.text == "見出しの注"
    assert sheet.print_area == "'様式1'!$A$1:$F$16"
    assert sheet.print_title_rows == "$1:$6"
    assert [each.id for each in sheet.row_breaks.brk] == [13]
    assert sheet.freeze_panes == "A7"
    assert book.defined_names["合計"].attr_text == "'様式1'!$D$10"
    assert book["集計"]["A1"].value == "=様式1!D10*2"


def test_shapes_charts_and_notes_below_move_and_those_above_stay() -> None:
    raw = workbook_form(listing)
    before, after = (parts(each) for each in (raw, fill(raw, "様式.xlsx", WHOLE, [measure(1), measure(2)])))
    rows = [
        [int(row) for row in re.findall(rb"<xdr:row>(\d+)</xdr:row>", each["xl/drawings/drawing1.xml"])]
        for each in (before, after)
    ]
    image, stamp, contact = ([rows[0][at : at + 2], rows[1][at : at + 2]] for at in (0, 2, 4))
    assert stamp[0] == stamp[1]
    assert [each + 1 for each in image[0]] == image[1]
    assert [each + 1 for each in contact[0]] == contact[1]
    assert re.findall(rb"<x:Row>(\d+)<", after["xl/drawings/vmlDrawing1.vml"]) == [b"5", b"10"]
    charts = re.findall(r"<c:f>([^<]*)</c:f>", after["xl/charts/chart1.xml"].decode())
    assert charts == ["様式1!$B$7:$B$8", "様式1!$D$7:$D$8"]


def test_without_measures_the_rows_stay_once_and_empty() -> None:
    sheet = opened(listing, 0)["様式1"]
    assert [sheet.cell(7, at).value for at in range(1, 6)] == [None] * 5
    assert sheet["D8"].value == "=SUM(D7:D7)"
    assert sheet["A8"].value == "計"


def block_of_two(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
    sheet.merge_range("A2:A3", "{{各施策}}{{施策番号}}", book.add_format({"border": 1}))
    sheet.write("B2", "{{施策名}}")
    sheet.write("B3", "{{成果}}{{各施策おわり}}")
    sheet.write("C2", "{{支出済額}}")
    sheet.write_formula("C4", "=SUM(C2:C2)")
    sheet.write_formula("D4", "=SUM(C2:C3)")
    sheet.merge_range("E1:E4", "全体")
    sheet.set_h_pagebreaks([3])


def test_rows_from_mark_to_mark_are_repeated_together() -> None:
    book = opened(block_of_two, 3)
    sheet = book["様式1"]
    assert column(book, "B")[1:7] == [
        "第1の施策",
        "1行目\n次の行",
        "第2の施策",
        "2行目\n次の行",
        "第3の施策",
        "3行目\n次の行",
    ]
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A2:A3", "A4:A5", "A6:A7", "E1:E8"}
    assert (sheet["C8"].value, sheet["D8"].value) == ("=SUM(C2:C6)", "=SUM(C2:C7)")
    assert [each.id for each in sheet.row_breaks.brk] == [3, 5, 7]


def test_formulas_that_cells_share_become_their_own() -> None:
    def write(_book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write("A2", "{{各施策}}{{支出済額}}")
        for at in range(3):
            sheet.write_formula(2, at, "=0")

    def shared(part: bytes) -> bytes:
        cells = iter(
            (b'<f t="shared" ref="A3:C3" si="0">SUM(A2:A2)</f>', b'<f t="shared" si="0"/>', b'<f t="shared" si="0"/>')
        )
        return re.sub(rb"<f>0</f>", lambda _: next(cells), part)

    sheet = opened(write, 4, shared)["様式1"]
    assert [cell.value for cell in sheet[6]] == ["=SUM(A2:A5)", "=SUM(B2:B5)", "=SUM(C2:C5)"]


BELOW = Grown({"様式1": Growth("様式1", 5, 5, 3)}, lambda _growth, _found: False)


@pytest.mark.parametrize(
    ("formula", "outside", "third_copy"),
    [
        ("SUM(C5:C5)", "SUM(C5:C7)", "SUM(C7:C7)"),
        ("SUM( C5 )", "SUM( C5:C7 )", "SUM( C7 )"),
        ("SUM(C4:C6)", "SUM(C4:C8)", "SUM(C4:C8)"),
        ("C5*2", "C5*2", "C7*2"),
        ("C4+C5+C6", "C4+C5+C8", "C6+C7+C8"),
        ("C2*$C$6", "C2*$C$8", "C2*$C$8"),
        ("SUM(C$5:C5)", "SUM(C$5:C7)", "SUM(C$5:C7)"),
        ("C5/SUM(C$5:C$5)", "C5/SUM(C$5:C$7)", "C7/SUM(C$5:C$7)"),
        ("別!C6+'別 の'!$C$6", "別!C6+'別 の'!$C$6", "別!C8+'別 の'!$C$6"),
        ("様式1!C6", "様式1!C8", "様式1!C8"),
        ("SUM(5:5)+SUM(C:C)", "SUM(5:7)+SUM(C:C)", "SUM(7:7)+SUM(C:C)"),
        ('"C6"&LOG10(C6)&名前', '"C6"&LOG10(C8)&名前', '"C6"&LOG10(C8)&名前'),
        ("[1]様式1!C6", "[1]様式1!C6", "[1]様式1!C6"),
    ],
)
def test_references_move_grow_or_go_along(formula: str, outside: str, third_copy: str) -> None:
    assert BELOW.formula(formula, Place("様式1")) == outside
    assert BELOW.formula(formula, Place("様式1", 2)) == third_copy


def test_a_formula_that_cannot_be_moved_is_no_guess() -> None:
    for formula in ("表:様式1!A1", "C1048576", 'SUM("'):
        with pytest.raises(UnreadableFormula):
            BELOW.formula(formula, Place("様式1"))
    crowded = Grown({"様式1": Growth("様式1", 5, 6, 3)}, lambda _growth, _found: True)
    with pytest.raises(PartOfBlock):
        crowded.formula("SUM(C5:C5)", Place("様式1"))


def test_small_charts_in_cells_come_with_each_row() -> None:
    def write(_book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write_row("A2", ["{{各施策}}", "{{支出済額:前年度}}", "{{支出済額}}"])
        sheet.add_sparkline("D2", {"range": "様式1!B2:C2"})
        sheet.add_sparkline("D4", {"range": "様式1!C2:C2"})

    raw = fill(workbook_form(write), "様式.xlsx", WHOLE, [measure(1), measure(2)])
    found = re.findall(r"<xm:f>([^<]*)</xm:f><xm:sqref>([^<]*)<", parts(raw)[SHEET].decode())
    assert sorted(found) == [("様式1!B2:C2", "D2"), ("様式1!B3:C3", "D3"), ("様式1!C2:C3", "D5")]


def test_a_chart_of_one_cell_shows_all_copies_and_one_of_a_row_stays_a_row() -> None:
    def write(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write_row("A2", ["{{各施策}}", "{{支出済額:前年度}}", "{{支出済額}}"])
        chart = book.add_chart({"type": "line"})
        chart.add_series({"name": "=様式1!$A$2", "values": "=様式1!$C$2"})
        chart.add_series({"name": "行", "values": "=様式1!$B$2:$C$2"})
        sheet.insert_chart("F1", chart)

    raw = fill(workbook_form(write), "様式.xlsx", WHOLE, [measure(1), measure(2)])
    charts = re.findall(r"<c:f>([^<]*)</c:f>", parts(raw)["xl/charts/chart1.xml"].decode())
    assert charts == ["様式1!$A$2", "様式1!$C$2:$C$3", "様式1!$B$2:$C$2"]


def test_rules_of_another_sheet_about_moved_cells_move() -> None:
    def write(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write_column("A2", ["{{各施策}}", "○", "△"])
        book.add_worksheet("別").data_validation("A1", {"validate": "list", "source": "=様式1!$A$3:$A$4"})

    assert opened(write, 3)["別"].data_validations.dataValidation[0].formula1 == "様式1!$A$5:$A$6"


def test_the_order_of_working_out_goes_with_all_that_names_it() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    lead = f'<Relationship Id="rId99" Type="{kind}" Target="calcChain.xml"/></Relationships>'.encode()
    override = b'<Override PartName="/xl/calcChain.xml" ContentType="application/x"/></Types>'
    raw = rewritten(
        workbook_form(listing),
        {
            "xl/calcChain.xml": b'<calcChain><c r="D8" i="1"/></calcChain>',
            "xl/_rels/workbook.xml.rels": lambda p: p.replace(b"</Relationships>", lead),
            "[Content_Types].xml": lambda p: p.replace(b"</Types>", override),
        },
    )
    after = parts(fill(raw, "様式.xlsx", WHOLE, [measure(1), measure(2)]))
    assert "xl/calcChain.xml" not in after
    assert b"calcChain" not in after["xl/_rels/workbook.xml.rels"] + after["[Content_Types].xml"]


def test_a_link_to_a_moved_cell_leads_there() -> None:
    def write(_book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write("A2", "{{各施策}}")
        sheet.write_url("B2", "internal:様式1!A9")
        sheet.write_url("B9", "internal:様式1!A1")

    raw = fill(workbook_form(write), "様式.xlsx", WHOLE, [measure(1), measure(2)])
    links = re.findall(r'<hyperlink ref="(\w+)" location="([^"]*)"', parts(raw)[SHEET].decode())
    assert links == [
        ("B2", "様式1!A10"),
        ("B3", "様式1!A10"),
        ("B10", "様式1!A1"),
    ]


def test_a_number_beside_the_mark_is_a_number() -> None:
    assert column(opened(write_all([("A1", "{{各施策}} {{支出済額}}{{各施策おわり}}")]), 2), "A") == [1000, 2000]


def test_a_link_in_a_repeated_row_keeps_its_own_number_once() -> None:
    def write(_book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write("A2", "{{各施策}}")
        sheet.write_url("B2", "internal:様式1!A1")

    raw = rewritten(
        workbook_form(write),
        {SHEET: lambda part: part.replace(b"<hyperlink ", b'<hyperlink xmlns:xr="urn:xr" xr:uid="{1}" ')},
    )
    after = parts(fill(raw, "様式.xlsx", WHOLE, [measure(1), measure(2)]))[SHEET]
    assert after.count(b"<hyperlink ") == 2
    assert after.count(b'xr:uid="{1}"') == 1


def test_rows_and_cells_without_addresses_are_counted() -> None:
    bare = (
        b"<sheetData><row><c t='inlineStr'><is><t>a</t></is></c></row>"
        b"<row><c/><c t='str'><v>{{\xe5\x90\x84\xe6\x96\xbd\xe7\xad\x96}}{{\xe6\x96\xbd\xe7\xad\x96\xe5\x90\x8d}}</v></c></row>"
        b"<row><c><f>COUNTA(B2)</f><v>1</v></c></row></sheetData>"
    )
    book = opened(write_all([]), 3, lambda part: part.replace(b"<sheetData/>", bare))
    sheet = book["様式1"]
    assert [sheet.cell(row, 2).value for row in (2, 3, 4)] == ["第1の施策", "第2の施策", "第3の施策"]
    assert (sheet["A1"].value, sheet["A5"].value) == ("a", "=COUNTA(B2:B4)")


def test_a_comment_on_a_repeated_row_stays_with_its_first_copy() -> None:
    def write(_book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write("A2", "{{各施策}}")
        sheet.write_comment("A2", "行の注")
        sheet.write_comment("A3", "下の注")

    sheet = opened(write, 3)["様式1"]
    assert {at: sheet[at].comment.text for at in ("A2", "A5")} == {"A2": "行の注", "A5": "下の注"}


def test_a_table_below_moves() -> None:
    def write(_book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write("A2", "{{各施策}}")
        sheet.add_table("A4:B6")

    assert opened(write, 3)["様式1"].tables["Table1"].ref == "A6:B8"


def test_all_that_is_wrong_with_a_form_is_said_at_once() -> None:
    cells = [("A1", "{{"), ("B2", "{{}}"), ("C3", "{{各施策おわり}}")]
    with pytest.raises(InvalidInput) as refused:
        read_form(workbook_form(write_all(cells)), "様式.xlsx")
    assert [problem.place[-2:] for problem in refused.value.problems] == ["A1", "B2", "C3"]


@pytest.mark.slow
def test_two_hundred_rows_of_twenty_columns_with_120_measures_take_less_than_a_second() -> None:
    def write(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        box = book.add_format({"border": 1})
        for row in range(200):
            for at in range(20):
                sheet.write_string(row, at, "{{施策名}}" if row == 100 else f"見出し{row}-{at}", box)
        sheet.write_string(100, 0, "{{各施策}}{{施策番号}}", box)

    raw = workbook_form(write)
    measures: list[Lookup] = [values({"施策名": f"施策{at}", "施策番号": str(at)}) for at in range(120)]
    took = []
    for _ in range(3):
        start = time.process_time()
        filled = fill(raw, "様式.xlsx", WHOLE, measures)
        took.append(time.process_time() - start)
    assert min(took) < 1, took
    assert parts(filled)[SHEET].count(b"<row ") == 319
