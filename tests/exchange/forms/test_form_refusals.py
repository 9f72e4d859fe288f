"""Files that are no forms, and forms whose parts are damaged: always a sentence."""

import random
from collections.abc import Callable

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from exchange.forms.made_forms import WHOLE, document_form, listing, measure, paragraph, parts, statement, workbook_form
from exchange.spreadsheets.made_workbooks import rewritten
from exchange.spreadsheets.test_workbook_refusals import OLE, flagged_as_encrypted, zipped
from monosashi.core.messages import InvalidInput
from monosashi.exchange.forms.form import fill, read_form
from monosashi.wording import LANGUAGES, render

NO_FORMS: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "kind.empty"),
    "xls": (lambda: OLE + "Workbook".encode("utf-16-le"), "kind.xls"),
    "doc": (lambda: OLE + "WordDocument".encode("utf-16-le"), "kind.word"),
    "rtf": (lambda: b"{\\rtf1 }", "kind.word"),
    "password": (lambda: OLE + "EncryptionInfo".encode("utf-16-le"), "kind.password"),
    "zip password": (flagged_as_encrypted, "kind.password"),
    "pdf": (lambda: b"%PDF-1.7\n", "kind.pdf"),
    "html": (lambda: b"<html><table></table></html>", "kind.html"),
    "xml": (lambda: b'<?xml version="1.0"?><Workbook/>', "kind.xml"),
    "csv": ("施策,実績\n".encode, "kind.text"),
    "ods": (lambda: zipped(mimetype="x", content__xml="x"), "kind.ods"),
    "zip": (lambda: zipped(a__txt="x"), "kind.not_a_workbook"),
    "docm": (
        lambda: rewritten(
            statement(),
            {
                "[Content_Types].xml": lambda p: p.replace(
                    b"vnd.openxmlformats-officedocument.wordprocessingml.document.main",
                    b"vnd.ms-word.document.macroEnabled.main",
                )
            },
        ),
        "kind.has_macros",
    ),
    "pptx": (
        lambda: rewritten(
            statement(), {"[Content_Types].xml": lambda p: p.replace(b"wordprocessingml", b"presentationml")}
        ),
        "kind.other_office",
    ),
    "xlsb": (
        lambda: rewritten(
            workbook_form(listing),
            {"[Content_Types].xml": lambda p: p.replace(b"spreadsheetml.sheet.main", b"sheet.binary")},
        ),
        "kind.xlsb",
    ),
    "half": (lambda: statement()[:900], "kind.damaged"),
}


@pytest.mark.parametrize("case", NO_FORMS)
def test_a_file_that_is_no_form_says_what_it_is_and_what_to_do(case: str) -> None:
    make, why = NO_FORMS[case]
    with pytest.raises(InvalidInput) as refused:
        read_form(make(), "様式.xlsx")
    [problem] = refused.value.problems
    assert (problem.place, problem.why.id, problem.remedy.id) == ("様式.xlsx", f"forms.{why}", f"forms.{why}.remedy")
    for language in LANGUAGES:
        assert render(problem.why, language)
        assert render(problem.remedy, language)


BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">]><x/>'
DEEP = b"<x>" * 5000 + b"</x>" * 5000


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/drawings/drawing1.xml"]
)
@pytest.mark.parametrize("content", [BOMB, DEEP, b"", b"<x", None], ids=["entities", "deep", "empty", "cut", "gone"])
def test_a_part_that_cannot_be_read_is_a_sentence(part: str, content: bytes | None) -> None:
    raw = rewritten(workbook_form(listing), {part: content})
    try:
        filled = fill(raw, "様式.xlsx", WHOLE, [measure(1)])
    except InvalidInput as refused:
        [problem] = refused.problems
        assert problem.remedy.id in {"forms.kind.damaged.remedy", "spreadsheet.harmful.remedy"}
    else:
        assert content is None  # without shapes or texts there is less to fill
        assert filled


def test_a_document_without_a_body_is_damaged() -> None:
    raw = rewritten(document_form(paragraph("")), {"word/document.xml": b"<document/>"})
    with pytest.raises(InvalidInput) as refused:
        read_form(raw, "調書.docx")
    assert refused.value.problems[0].remedy.id == "forms.kind.damaged.remedy"


def mangled(raw: bytes, chance: random.Random) -> bytes:
    """The form with a few attributes, tags or letters of its parts changed."""
    names = [name for name in parts(raw) if name.endswith((".xml", ".rels", ".vml"))]

    def change(part: bytes) -> bytes:
        text = bytearray(part)
        for _ in range(chance.randint(1, 4)):
            at, kind = chance.randrange(len(text)), chance.randrange(4)
            if kind == 0:
                text[at : at + chance.randint(1, 40)] = b""
            elif kind == 1:
                text[at] = chance.choice(b'<>"/0A9{}: \x00')
            elif kind == 2:
                digits = [each for each, letter in enumerate(text) if letter in b"0123456789"]
                where = chance.choice(digits)
                text[where : where + 1] = chance.choice([b"-1", b"99999999", b"A", b"", b"\xef\xbc\x91"])
            else:
                other = chance.randrange(len(text))
                text[at:at] = text[other : other + chance.randint(1, 60)]
        return bytes(text)

    return rewritten(raw, dict.fromkeys(chance.sample(names, chance.randint(1, 2)), change))


@pytest.mark.slow
@pytest.mark.parametrize("make", [lambda: workbook_form(listing), statement], ids=["xlsx", "docx"])
def test_a_damaged_form_is_filled_or_refused_and_nothing_else(make: Callable[[], bytes]) -> None:
    raw, refused = make(), 0
    for seed in range(120):
        damaged = mangled(raw, random.Random(seed))  # noqa: S311 -- no secret
        try:
            fill(damaged, "様式", WHOLE, [measure(1), measure(2)])
        except InvalidInput:
            refused += 1
    assert 0 < refused < 120


def with_formula(_book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
    sheet.write("A1", "{{施策名}}")
    sheet.write_formula("A2", '="{{施策名}}"&"様"')


def with_title_of_a_chart(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=様式1!$B$1:$B$3"})
    chart.set_title({"name": "{{施策名}}の推移"})
    sheet.insert_chart("A3", chart)


def with_nothing(_book: xlsxwriter.Workbook, _sheet: Worksheet) -> None:
    """An empty sheet."""


@pytest.mark.parametrize(
    ("raw", "place", "read", "why"),
    [
        (workbook_form(with_formula), "シート『様式1』のA2", "{{施策名}}", "in_formula"),
        (workbook_form(with_title_of_a_chart), "グラフ", "{{施策名}}", "in_chart"),
        (workbook_form(with_nothing, "{{年度}}"), "シート『{{年度}}』", "{{年度}}", "in_sheet_name"),
    ],
    ids=["formula", "chart", "sheet name"],
)
def test_a_placeholder_where_nothing_is_filled_is_refused(raw: bytes, place: str, read: str, why: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_form(raw, "様式.xlsx")
    [problem] = refused.value.problems
    assert (problem.place, problem.read, problem.why.id) == (f"様式.xlsx {place}", read, f"forms.{why}")


@pytest.mark.parametrize(
    ("make", "name", "why"),
    [(lambda: workbook_form(listing), "調書.docx", "is_workbook"), (statement, "調書.xlsx", "is_document")],
    ids=["excel", "word"],
)
def test_a_form_under_the_name_of_the_other_kind_is_refused_since_nothing_would_open_it(
    make: Callable[[], bytes], name: str, why: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_form(make(), name)
    [problem] = refused.value.problems
    assert problem.why.id == f"forms.{why}"
