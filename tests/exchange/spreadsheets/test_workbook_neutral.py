"""Nothing that we write runs, and nothing is written that a cell cannot hold."""

import csv
import io
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from monosashi.core.messages import InvalidInput
from monosashi.exchange.spreadsheets import open_workbook
from monosashi.exchange.spreadsheets.neutral import (
    WRITER_OPTIONS,
    csv_field,
    escaped,
    from_csv_field,
    letters,
    unescaped,
    unwritable,
)
from monosashi.exchange.spreadsheets.saving import save_whole

FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "=cmd|' /C calc'!A0", " =1+1", "-", "--5"]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_would_be_a_formula_is_guarded_in_a_csv_and_comes_back(text: str) -> None:
    assert csv_field(text) == f"'{text}"
    assert from_csv_field(csv_field(text)) == text


@pytest.mark.parametrize("text", ["-5", "+5", "-1234.5", "80人", "△1,000", "", "'80", "https://example.jp/"])
def test_numbers_and_words_stay_as_they_are_in_a_csv(text: str) -> None:
    assert csv_field(text) == text
    assert from_csv_field(text) == text


@given(st.text())
def test_every_text_comes_back_from_a_csv_field(text: str) -> None:
    assert from_csv_field(csv_field(text)) == text


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc"])))
def test_every_text_comes_back_from_the_escape_of_a_workbook(text: str) -> None:
    assert unescaped(escaped(text)) == text


@pytest.mark.parametrize("text", ["総合_x0000_計画", "_xD842_", "_xdfb7_"])
def test_an_escape_for_no_character_stays_as_it_is_written(text: str) -> None:
    assert unescaped(f"{text}_x000A_") == f"{text}\n"


@pytest.mark.parametrize("text", [*FORMULAS, "{=1+1}", "https://example.jp/", "_x000D_", "'80"])
def test_text_written_with_our_options_is_text_in_the_workbook(text: str) -> None:
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {**WRITER_OPTIONS, "in_memory": True})
    book.add_worksheet().write_string("A1", text)
    book.add_worksheet().write("A1", text)
    book.close()
    for sheet in open_workbook(written.getvalue()).sheets:
        cell = sheet.at("A1")
        assert not cell.is_formula
        assert cell.value == text


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("表\x07題", "control_character"),
        ("\x00", "control_character"),
        ("\ud842", "control_character"),
        ("\uffff", "control_character"),
        ("あ" * 32_768, "text_too_long"),
        ("𠮷" * 16_384, "text_too_long"),
    ],
)
def test_what_a_cell_cannot_hold_is_told(text: str, why: str) -> None:
    [problem] = unwritable(text, "measures/m-1/name")
    assert problem.why.id == f"spreadsheet.{why}"
    assert problem.place == "measures/m-1/name"


@pytest.mark.parametrize("text", ["", "一行目\n二行目\t表", "あ" * 32_767, "𠮷髙﨑①㈱㎡"])
def test_what_a_cell_can_hold_is_no_problem(text: str) -> None:
    assert list(unwritable(text, "")) == []


def test_excel_counts_a_letter_beyond_the_basic_plane_twice() -> None:
    assert letters("𠮷野家") == 4


def test_a_csv_with_guarded_fields_stays_one_row() -> None:
    out = io.StringIO()
    csv.writer(out).writerow([csv_field(text) for text in FORMULAS])
    out.seek(0)
    [row] = csv.reader(out)
    assert [from_csv_field(field) for field in row] == FORMULAS


def test_a_file_that_cannot_be_written_is_a_sentence_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as refused:
        save_whole(b"x", tmp_path / "ない" / "a.xlsx")
    assert refused.value.problems[0].why.id == "spreadsheet.cannot_write"
    assert list(tmp_path.iterdir()) == []
