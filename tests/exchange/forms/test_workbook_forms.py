"""An Excel form with its values: what is filled, and that all else stays."""

import io
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import python_calamine
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter.worksheet import Worksheet

from exchange.forms.made_forms import (
    WHOLE,
    figure,
    listing,
    measure,
    parts,
    picture,
    values,
    workbook_form,
)
from exchange.spreadsheets.made_workbooks import resaved_by_libreoffice, rewritten
from monosashi.core.messages import InvalidInput
from monosashi.exchange.forms.form import FormKind, fill, read_form
from monosashi.exchange.forms.values import FormValue, Placeholder
from monosashi.exchange.spreadsheets import open_workbook
from monosashi.wording import render

SHEET = "xl/worksheets/sheet1.xml"


def form_of(*cells: str, **options: str) -> bytes:
    """A sheet with these texts in A1, A2, …, all in one format."""

    def write(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        shape = book.add_format(options)
        for row, text in enumerate(cells):
            sheet.write_string(row, 0, text, shape)

    return workbook_form(write)


def cells_of(raw: bytes, sheet: str = "様式1") -> dict[str, object]:
    """What openpyxl reads."""
    book = openpyxl.load_workbook(io.BytesIO(raw))
    return {cell.coordinate: cell.value for row in book[sheet].iter_rows() for cell in row if cell.value is not None}


def test_a_workbook_form_says_what_it_asks_for_and_where() -> None:
    form = read_form(workbook_form(listing), "様式.xlsx")
    assert (form.kind, form.repeats) == (FormKind.WORKBOOK, True)
    assert [(render(f.place, "ja"), f.placeholder.name, f.placeholder.year, f.in_block) for f in form.found] == [
        ("シート『様式1』のA1", "年度", "", False),
        ("シート『様式1』のA2", "計画名", "", False),
        ("シート『様式1』のA7", "施策番号", "", True),
        ("シート『様式1』のB7", "施策名", "", True),
        ("シート『様式1』のC7", "指標1の実績値", "", True),
        ("シート『様式1』のD7", "支出済額", "", True),
        ("シート『様式1』のE7", "支出済額", "前年度", True),
        ("シート『様式1』のA10", "作成日", "", False),
        ("シート『様式1』のヘッダー", "年度", "", False),
        ("シート『様式1』のフッター", "計画名", "", False),
        ("シート『様式1』の図形", "計画名", "", False),
    ]
    assert form.found[6].written == "｛｛支出済額：前 年度｝｝"


@pytest.mark.parametrize(
    ("value", "number_format", "read"),
    [
        (figure("12345"), "#,##0", 12345),
        (figure("-0.5"), "0.0", -0.5),
        (figure("22.6"), "0.0%", 0.226),
        (figure("0.00"), "General", 0),
        (figure("1E+3"), "General", 1000),
        (figure("1234567890123456", "1,234,567,890,123,456"), "#,##0", "1,234,567,890,123,456"),
        ("=1+1", "General", "=1+1"),
        ("12345", "#,##0", "12345"),
        ("", "General", None),
        (" 前後の空白\n改行 ", "General", " 前後の空白\n改行 "),
        ("_x000D_ は文字", "General", "_x000D_ は文字"),
        ("<b>&amp;", "General", "<b>&amp;"),
    ],
)
def test_a_placeholder_alone_becomes_a_number_or_a_text_in_the_look_of_its_cell(
    value: FormValue, number_format: str, read: object
) -> None:
    raw = fill(form_of("{{値}}", num_format=number_format, bold="1"), "様式.xlsx", values({"値": value}))
    cell = open_workbook(raw).sheets[0].at("A1")
    assert (cell.value, cell.is_formula) == (Decimal(str(read)) if isinstance(read, float) else read, False) or float(
        str(cell.value)
    ) == read
    opened = openpyxl.load_workbook(io.BytesIO(raw))["様式1"]["A1"]
    assert (opened.number_format, opened.font.b) == (number_format, True)


def test_a_number_within_other_words_is_printed_as_people_read_it() -> None:
    raw = fill(
        form_of("実績は{{値}}千円({{差}})です"), "様式.xlsx", values({"値": figure("12345"), "差": figure("-5", "△5")})
    )
    assert cells_of(raw) == {"A1": "実績は12,345千円(△5)です"}


def test_text_of_several_looks_keeps_them_and_loses_its_reading_aids() -> None:
    raw = form_of("仮")
    rich = (
        '<si><r><rPr><b/></rPr><t>太{{施</t></r><r><rPr><i/></rPr><t>策名}}斜</t></r><rPh sb="0" eb="1"><t>フト</t></rPh>'
        '<phoneticPr fontId="1"/></si>'
    )
    changed = rewritten(raw, {"xl/sharedStrings.xml": lambda p: re.sub(rb"<si>.*?</si>", rich.encode(), p)})
    out = fill(changed, "様式.xlsx", values({"施策名": "窓口"}))
    assert (
        '<is><r><rPr><b/></rPr><t xml:space="preserve">太窓口</t></r><r><rPr><i/></rPr><t xml:space="preserve">斜</t></r></is>'
        in parts(out)[SHEET].decode()
    )
    assert python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(out)).get_sheet_by_index(0).to_python() == [
        ["太窓口斜"]
    ]


def test_every_part_without_placeholders_is_the_same_byte_for_byte() -> None:
    raw = workbook_form(listing)
    before, after = parts(raw), parts(fill(raw, "様式.xlsx", WHOLE, [measure(at) for at in (1, 2, 3)]))
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == {
        SHEET,
        "xl/worksheets/sheet2.xml",  # its formulas hang on the first sheet
        "xl/workbook.xml",  # the names of cells
        "xl/charts/chart1.xml",
        "xl/drawings/drawing1.xml",
        "xl/drawings/vmlDrawing1.vml",
        "xl/comments1.xml",
    }
    filled_once = parts(fill(raw, "様式.xlsx", WHOLE))
    assert {name for name in before if before[name] != filled_once[name]} == {
        SHEET,
        "xl/worksheets/sheet2.xml",
        "xl/drawings/drawing1.xml",
    }


def test_a_workbook_without_placeholders_comes_back_unchanged() -> None:
    raw = workbook_form(lambda _book, sheet: sheet.write("A1", "{ } だけ") and None)
    assert parts(fill(raw, "様式.xlsx", WHOLE)) == parts(raw)


def test_shapes_pictures_and_macros_stay() -> None:
    macros = rewritten(
        workbook_form(listing),
        {
            "[Content_Types].xml": lambda p: p.replace(
                b"vnd.openxmlformats-officedocument.spreadsheetml.sheet.main", b"vnd.ms-excel.sheet.macroEnabled.main"
            ),
            "xl/vbaProject.bin": b"\xd0\xcf macros",
        },
    )
    assert read_form(macros, "様式.xlsm").kind is FormKind.WORKBOOK
    after = parts(fill(macros, "様式.xlsm", WHOLE, [measure(1)]))
    assert after["xl/vbaProject.bin"] == b"\xd0\xcf macros"
    assert b"macroEnabled" in after["[Content_Types].xml"]
    assert after["xl/media/image1.png"] == picture()
    drawing = after["xl/drawings/drawing1.xml"].decode()
    assert "決裁印" in drawing
    assert "連絡先 秋田市DX計画 &amp; 実施" in drawing


def test_a_line_break_in_a_shape_is_one() -> None:
    out = fill(
        workbook_form(lambda _b, s: s.insert_textbox("A1", "{{成果}}終") and None),
        "様式.xlsx",
        values({"成果": "一\n二"}),
    )
    drawing = parts(out)["xl/drawings/drawing1.xml"].decode()
    assert re.findall(r"<a:t>([^<]*)</a:t>|<a:(br)", drawing) == [("一", ""), ("", "br"), ("二終", "")]


@pytest.mark.parametrize(
    ("header", "value", "written"),
    [
        ("&C{{課}}", "総務&企画課", "&amp;C総務&amp;&amp;企画課"),
        ("&C&12{{課}}", "2課", "&amp;C&amp;12 2課"),
        ("&C&12第{{課}}", "2課", "&amp;C&amp;12第2課"),
    ],
)
def test_a_value_in_the_head_of_a_page_is_no_code(header: str, value: str, written: str) -> None:
    out = fill(workbook_form(lambda _b, s: s.set_header(header) and None), "様式.xlsx", values({"課": value}))
    assert f"<oddHeader>{written}</oddHeader>" in parts(out)[SHEET].decode()


def test_formulas_on_filled_cells_lose_their_results_and_others_keep_them() -> None:
    def write(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write("A1", "{{値}}")
        book.define_name("値", "=様式1!$A$1")
        near, far, apart = (book.add_worksheet(name) for name in ("近い", "遠い", "別"))
        near.write_formula("A1", "=様式1!A1*2", None, 99)
        far.write_formula("A1", "=近い!A1", None, 99)
        far.write_formula("A2", "=値", None, 99)
        apart.write_formula("A1", "=1+1", None, 2)

    raw = rewritten(
        workbook_form(write), {"xl/workbook.xml": lambda p: re.sub(rb"<calcPr[^>]*>", b'<oleSize ref="A1"/>', p)}
    )
    out = parts(fill(raw, "様式.xlsx", values({"値": figure("7")})))
    assert b"<v>99</v>" not in out["xl/worksheets/sheet2.xml"] + out["xl/worksheets/sheet3.xml"]
    assert out["xl/worksheets/sheet4.xml"] == parts(raw)["xl/worksheets/sheet4.xml"]
    assert b'</definedNames><calcPr fullCalcOnLoad="1"/><oleSize' in out["xl/workbook.xml"]


def test_a_prefix_in_the_file_and_names_that_must_stay_declared_are_kept() -> None:
    def prefixed(part: bytes) -> bytes:
        text = re.sub(r"<(/?)(?=[a-z])(?!\?)", r"<\1x:", part.decode())
        return (
            text.replace("xmlns=", "xmlns:x=")
            .replace(
                "xmlns:r=",
                'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:q="urn:q" mc:Ignorable="q" xmlns:r=',
                1,
            )
            .encode()
        )

    out = fill(
        rewritten(form_of("{{値}}", "{{数}}"), {SHEET: prefixed}),
        "様式.xlsx",
        values({"値": "窓口", "数": figure("3")}),
    )
    sheet = parts(out)[SHEET].decode()
    assert 'xmlns:q="urn:q" mc:Ignorable="q"' in sheet
    assert '<x:is><x:t xml:space="preserve">窓口</x:t></x:is>' in sheet
    assert cells_of(out) == {"A1": "窓口", "A2": 3}


WRITABLE = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff", include_characters="\n\t"),
    max_size=60,
)


@pytest.mark.slow
@given(WRITABLE)
def test_any_text_reads_back_as_that_text(text: str) -> None:
    raw = TEXT_FORM
    out = fill(raw, "様式.xlsx", values({"値": text}))
    assert open_workbook(out).sheets[0].at("A1").value == (text or None)
    assert open_workbook(out).sheets[0].at("A2").value == f"前{text}後"
    before, after = parts(raw), parts(out)
    assert {name for name in before if before[name] != after[name]} == {SHEET}


TEXT_FORM = form_of("{{値}}", "前{{値}}後")


@pytest.mark.parametrize(
    ("value", "why"),
    [("あ\x01", "control_character"), ("あ" * 32_768, "text_too_long")],
)
def test_a_text_that_no_cell_holds_is_refused_with_its_place(value: str, why: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        fill(form_of("{{値}}"), "様式.xlsx", values({"値": value}))
    [problem] = refused.value.problems
    assert problem.place == "様式.xlsx シート『様式1』のA1"
    assert dict(problem.why.params)["why"].id == f"spreadsheet.{why}"  # type: ignore[union-attr]


def test_a_value_is_asked_for_by_its_folded_name() -> None:
    asked: list[Placeholder] = []

    def lookup(placeholder: Placeholder) -> str:
        asked.append(placeholder)
        return "値"

    fill(form_of("｛｛ 施策 名 ： ｒ６｝｝"), "様式.xlsx", lookup)
    assert asked == [Placeholder("施策名", "r6")]


def openpyxl_made() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "様式1"
    sheet["A1"] = "{{年度}}"
    sheet["A3"] = "{{各施策}}{{施策名}}"
    sheet["B3"] = "{{支出済額}}"
    sheet["B4"] = "=SUM(B3:B3)"
    sheet.merge_cells("A5:B5")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize("make", [openpyxl_made, lambda: workbook_form(listing)], ids=["openpyxl", "xlsxwriter"])
def test_libreoffice_opens_and_reckons_a_filled_form_and_its_own_forms_are_filled(
    make: Callable[[], bytes], tmp_path: Path
) -> None:
    form, out = tmp_path / "form.xlsx", tmp_path / "filled.xlsx"
    form.write_bytes(make())
    theirs = resaved_by_libreoffice(form, tmp_path).read_bytes()
    measures = [measure(at) for at in range(1, 5)]
    out.write_bytes(fill(theirs, "様式.xlsx", WHOLE, measures))
    read = open_workbook(resaved_by_libreoffice(out, tmp_path).read_bytes()).sheets[0]
    texts = {cell.value for _, row in read.rows() for cell in row.values()}
    assert {"第1の施策", "第4の施策", 10_000} <= texts
    assert not any("{{" in str(text) for text in texts)
