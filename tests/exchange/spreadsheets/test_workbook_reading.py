"""Cells, formats, formulas, colours, hidden and merged things of real files."""

import io
import zipfile
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import python_calamine
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from exchange.spreadsheets.made_workbooks import every_kind, resaved_by_libreoffice, rewritten, workbook
from monosashi.core.messages import InvalidInput
from monosashi.exchange.spreadsheets import Sheet, Visibility, open_workbook
from monosashi.exchange.spreadsheets.addresses import NotAnAddress, address, area, position
from monosashi.exchange.typed_cells import CellValue, Certain, ErrorValue
from monosashi.exchange.typed_values import NumberColumn, read_number

SHEET_PART = "xl/worksheets/sheet1.xml"


def only_sheet(raw: bytes) -> Sheet:
    [sheet] = open_workbook(raw, "回答.xlsx").sheets
    return sheet


EXPECTED: list[tuple[str, CellValue]] = [
    ("B3", Decimal("0.226")),
    ("C3", Decimal(12)),
    ("D3", Decimal("0.3")),
    ("E3", datetime(2024, 10, 1)),  # noqa: DTZ001
    ("F3", timedelta(hours=6)),
    ("B4", Decimal(24)),
    ("C4", ErrorValue("#DIV/0!")),
    ("D4", "甲乙"),
    ("E4", True),
    ("B5", " 一行目\n二行目 "),
    ("C5", "_x000D_ は文字"),
    ("D5", "太い字と細い字"),
    ("F6", "=SUM(A1:A9)"),
    ("B7", "結合"),
    ("Z99", None),
]


@pytest.mark.parametrize(("at", "value"), EXPECTED)
def test_a_cell_has_its_value(at: str, value: CellValue) -> None:
    found = only_sheet(workbook(every_kind)).at(at).value
    assert found == value
    assert type(found) is type(value)


def test_a_cell_knows_its_format_formula_colour_and_place() -> None:
    sheet = only_sheet(workbook(every_kind))
    assert sheet.at("B3").number_format == "0.0%"
    assert [at for at in ("B4", "C4", "D4", "B3", "F6") if sheet.at(at).is_formula] == ["B4", "C4", "D4"]
    assert (sheet.at("E5").fill, sheet.at("F5").fill, sheet.at("B5").fill) == ("FFFF00", "FF0000", None)
    assert sheet.at("F12").place == "回答.xlsx「実績」シート F12"


def test_hidden_rows_and_columns_merged_areas_and_comments_are_told() -> None:
    sheet = only_sheet(workbook(every_kind))
    assert [at for at in ("B10", "H11", "I11", "B3", "J11") if sheet.at(at).is_hidden] == ["B10", "H11", "I11"]
    assert sheet.merged == (((7, 2), (8, 4)),)
    assert sheet.anchor(8, 4) == (7, 2)
    assert sheet.anchor(9, 4) == (9, 4)
    assert sheet.comments == {"B3": "昨年と同じ\n数え方です"}


def test_sheets_come_in_order_with_their_visibility() -> None:
    written = io.BytesIO()
    book = openpyxl.Workbook()
    book.worksheets[0].title = "施策"
    book.create_sheet("隠し").sheet_state = "hidden"
    book.create_sheet("番号").sheet_state = "veryHidden"
    book.save(written)
    found = open_workbook(written.getvalue())
    assert [(sheet.name, sheet.visibility) for sheet in found.sheets] == [
        ("施策", Visibility.VISIBLE),
        ("隠し", Visibility.HIDDEN),
        ("番号", Visibility.VERY_HIDDEN),
    ]
    assert found.sheet("番号") is found.sheets[2]
    assert found.sheet("ない") is None


def test_a_formula_that_openpyxl_wrote_has_no_result() -> None:
    written = io.BytesIO()
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "=1+1"
    book.save(written)
    cell = only_sheet(written.getvalue()).at("A1")
    assert (cell.is_formula, cell.value) == (True, None)


def test_a_reading_aid_of_a_shared_string_is_left_out() -> None:
    aid = b'<rPh sb="0" eb="2"><t>\xe3\x82\xb3\xe3\x82\xa6\xe3\x82\xb5</t></rPh>'
    raw = workbook(lambda _, sheet: sheet.write("A1", "講座"))
    raw = rewritten(raw, {"xl/sharedStrings.xml": lambda part: part.replace(b"</t></si>", b"</t>" + aid + b"</si>")})
    assert only_sheet(raw).at("A1").value == "講座"


def test_a_reading_aid_in_a_cell_of_its_own_text_is_left_out() -> None:
    text = '<c r="A1" t="inlineStr"><is><r><t>講</t></r><r><t>座</t></r><rPh sb="0" eb="2"><t>コウザ</t></rPh></is></c>'
    raw = rewritten(
        workbook(lambda _, sheet: sheet.write("A1", 1)),
        {SHEET_PART: lambda part: part.replace(b'<c r="A1"><v>1</v></c>', text.encode())},
    )
    assert only_sheet(raw).at("A1").value == "講座"


def test_prefixed_names_and_cells_without_addresses_are_read() -> None:
    plain = (
        '<?xml version="1.0"?><x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c></x:row>'
        "<x:row><x:c><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    )
    raw = rewritten(workbook(lambda _, sheet: sheet.write("A1", 1)), {SHEET_PART: plain.encode()})
    assert list(only_sheet(raw).values()) == [(1, {1: Decimal(1), 2: "甲"}), (2, {1: Decimal(2)})]


def test_days_are_counted_from_1904_where_the_workbook_says_so() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(every_kind))) as package:
        changed = package.read("xl/workbook.xml").replace(b"<workbookPr ", b'<workbookPr date1904="1" ')
    written.write(rewritten(workbook(every_kind), {"xl/workbook.xml": changed}))
    assert only_sheet(written.getvalue()).at("E3").value == datetime(2028, 10, 2)  # noqa: DTZ001


def test_bare_values_are_those_of_calamine() -> None:
    def numbers_and_words(_book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        for row in range(50):
            for column in range(8):
                sheet.write(row, column, f"行{row}" if column % 3 == 0 else row * column / 7)

    raw = workbook(numbers_and_words)
    calamine = python_calamine.load_workbook(io.BytesIO(raw)).get_sheet_by_index(0).to_python()
    ours = [list(cells.values()) for _, cells in only_sheet(raw).values()]
    assert [[value for value in row if isinstance(value, str)] for row in ours] == [[f"行{at}"] * 3 for at in range(50)]
    for row, told in zip(ours, calamine, strict=True):
        numbers = [float(value) for value in row if isinstance(value, Decimal)]
        assert numbers == pytest.approx([value for value in told if isinstance(value, float)], rel=1e-14)


@pytest.mark.slow
def test_a_million_formatted_empty_rows_cost_no_time_and_no_place() -> None:
    rows = b"".join(
        b'<row r="%d" s="1" customFormat="1"><c r="A%d" s="1"/></row>' % (at, at) for at in range(2, 1_048_577)
    )
    raw = rewritten(
        workbook(lambda _, sheet: sheet.write("A1", 80)),
        {SHEET_PART: lambda part: part.replace(b"</sheetData>", rows + b"</sheetData>")},
    )
    sheet = only_sheet(raw)
    assert (sheet.last_row, sheet.last_column) == (1, 1)
    assert list(sheet.values()) == [(1, {1: Decimal(80)})]


def test_a_value_in_the_last_cell_of_a_sheet_costs_one_cell() -> None:
    sheet = only_sheet(workbook(lambda _, made: made.write("XFD1048576", 5)))
    assert (sheet.last_row, sheet.last_column) == (1_048_576, 16_384)
    assert sheet.at("XFD1048576").value == Decimal(5)


@pytest.mark.parametrize(("row", "column", "name"), [(12, 6, "F12"), (1, 26, "Z1"), (1, 27, "AA1"), (1, 16384, "XFD1")])
def test_an_address_is_row_and_column(row: int, column: int, name: str) -> None:
    assert address(row, column) == name
    assert position(name) == (row, column)


@pytest.mark.parametrize("name", ["", "12", "F", "F0", "XFE1", "A1048577", "é1", "A1:B2"])
def test_what_names_no_cell_is_refused(name: str) -> None:
    with pytest.raises(NotAnAddress):
        position(name)


def test_an_area_is_its_first_and_last_cell() -> None:
    assert area("B2:$D$9") == ((2, 2), (9, 4))
    assert area("B2") == ((2, 2), (2, 2))


def test_a_workbook_open_in_excel_is_read_with_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "回答.xlsx"
    path.write_bytes(workbook(every_kind))
    assert open_workbook(path).notes == ()
    (tmp_path / "~$回答.xlsx").write_bytes(b"\x05")
    assert [note.id for note in open_workbook(path).notes] == ["spreadsheet.open_elsewhere"]


def test_links_to_other_files_are_noted() -> None:
    link = (
        b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink" '
        b'Target="externalLinks/externalLink1.xml"/></Relationships>'
    )
    raw = rewritten(
        workbook(every_kind), {"xl/_rels/workbook.xml.rels": lambda part: part.replace(b"</Relationships>", link)}
    )
    [note] = open_workbook(raw).notes
    assert (note.id, note.params) == ("spreadsheet.external_links", (("count", 1),))


@pytest.mark.slow
def test_what_libreoffice_saved_again_reads_the_same(tmp_path: Path) -> None:
    path = tmp_path / "回答.xlsx"
    path.write_bytes(workbook(every_kind))
    before, after = (open_workbook(p).sheets[0] for p in (path, resaved_by_libreoffice(path, tmp_path)))
    for at, value in EXPECTED:
        assert after.at(at).value == value, at
    # LibreOffice writes TRUE as the formula =TRUE().
    assert [at for at, _ in EXPECTED if after.at(at).is_formula] == ["B4", "C4", "D4", "E4"]
    assert after.at("B3").number_format == "0.0%"
    assert (after.at("E5").fill, after.at("F5").fill) == ("FFFF00", "FF0000")
    assert [at for at in ("B10", "H11", "B3") if after.at(at).is_hidden] == ["B10", "H11"]
    assert after.merged == before.merged
    assert after.comments == before.comments
    reading = read_number(after.at("B3"), NumberColumn("％"))
    assert isinstance(reading, Certain)
    assert str(reading.value) == "22.6"


@pytest.mark.slow
def test_a_formula_of_openpyxl_has_its_result_after_libreoffice(tmp_path: Path) -> None:
    path = tmp_path / "式.xlsx"
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "=1+1"
    book.save(path)
    cell = open_workbook(resaved_by_libreoffice(path, tmp_path)).sheets[0].at("A1")
    assert (cell.is_formula, cell.value) == (True, Decimal(2))


def test_a_sheet_whose_part_is_missing_is_refused_when_it_is_read() -> None:
    found = open_workbook(rewritten(workbook(every_kind), {SHEET_PART: None}), "回答.xlsx")
    with pytest.raises(InvalidInput) as refused:
        found.sheets[0].at("A1")
    assert refused.value.problems[0].why.id == "spreadsheet.part_missing"
