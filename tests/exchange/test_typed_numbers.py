"""What people type where a figure is wanted, case by case."""

from datetime import datetime
from decimal import Decimal

import pytest

from monosashi.core.values import Absence, Described, Span, Value
from monosashi.exchange.typed_cells import Asked, Cell, CellValue, Certain, ErrorValue, Wrong
from monosashi.exchange.typed_values import NumberColumn, read_figure, read_number
from monosashi.wording import LANGUAGES, Language, render

D = Decimal

CERTAIN: list[tuple[str, str, Value]] = [
    # typed, unit of the column, value
    ("80", "人", D("80")),
    ("80.50", "", D("80.50")),
    (" 80 ", "人", D("80")),
    ("\u00a080\u3000", "人", D("80")),
    ("80\n", "人", D("80")),
    ("\u200b80", "人", D("80")),
    ("'80", "人", D("80")),
    ("８０", "人", D("80")),
    ("１２．５", "", D("12.5")),
    ("1,000", "", D("1000")),
    ("１，０００", "", D("1000")),
    ("12,345.6", "", D("12345.6")),
    ("1,234,567", "", D("1234567")),
    ("0", "人", D("0")),
    ("0.0", "％", D("0.0")),
    ("-5", "人", D("-5")),
    ("−5", "人", D("-5")),
    ("－５", "人", D("-5")),
    ("+5", "人", D("5")),
    ("△1,000", "千円", D("-1000")),
    ("▲1,000", "千円", D("-1000")),
    ("(1,000)", "千円", D("-1000")),
    ("（１，０００）", "千円", D("-1000")),
    ("-1,000", "千円", D("-1000")),
    ("−1,000", "千円", D("-1000")),
    ("ー1,000", "千円", D("-1000")),
    ("–1,000", "千円", D("-1000")),
    ("△0", "千円", D("0")),
    ("△ 16,870", "円", D("-16870")),
    ("80人", "人", D("80")),
    ("80 人", "人", D("80")),
    ("80名", "人", D("80")),
    ("８０％", "％", D("80")),
    ("22.60%", "%", D("22.60")),
    ("22.6パーセント", "％", D("22.6")),
    ("80%", "%", D("80")),
    ("80 %", "％", D("80")),
    ("80 パーセント", "%", D("80")),
    ("80", "％", D("80")),
    ("80件", "件", D("80")),
    ("0.8万人", "人", D("8000")),
    ("3ヶ所", "か所", D("3")),
    ("2,417千円", "千円", D("2417")),
    ("２，４１７千円", "千円", D("2417")),
    ("△2,417千円", "千円", D("-2417")),
    ("2千円", "千円", D("2")),
    ("1,318円", "円", D("1318")),
    ("¥1,318", "円", D("1318")),
    ("1.2万", "人", D("12000")),
    ("1.2万人", "人", D("12000")),
    ("1.2万人", "万人", D("1.2")),
    ("1億2千万", "円", D("120000000")),
    ("1億2千万円", "円", D("120000000")),
    ("2千", "件", D("2000")),
    ("3〜5", "日", Span(D("3"), D("5"))),
    ("3～5日", "日", Span(D("3"), D("5"))),
    ("3~5", "日", Span(D("3"), D("5"))),
    ("3日から5日", "日", Span(D("3"), D("5"))),
    ("80%以上", "％", Span(D("80"), None)),
    ("5日以下", "日", Span(None, D("5"))),
    ("未集計", "人", Absence.NOT_YET_COUNTED),
    ("集計中", "人", Absence.NOT_YET_COUNTED),
    ("調査年度でない", "％", Absence.SURVEY_NOT_DUE),
    ("評価未実施", "", Absence.NOT_EVALUATED),
    ("未定", "人", Absence.NOT_SET),
    ("未設定", "人", Absence.NOT_SET),
    ("該当なし", "千円", Absence.NOT_APPLICABLE),
    ("（該当なし）", "千円", Absence.NOT_APPLICABLE),
    ("算出不可", "％", Absence.NOT_COMPUTABLE),
    ("資料に値なし", "％", Absence.NOT_STATED),
]


@pytest.mark.parametrize(("typed", "unit", "value"), CERTAIN)
def test_what_is_certain_is_taken(typed: str, unit: str, value: Value) -> None:
    reading = read_figure(Cell(typed), NumberColumn(unit))
    assert isinstance(reading, Certain)
    assert repr(reading.value) == repr(value)


EVERY_ABSENCE = tuple(Absence)
ASKED: list[tuple[str, str, str, tuple[Value, ...]]] = [
    # typed, unit of the column, question, what it may be
    ("約80", "人", "approximate", (D("80"),)),
    ("約80人", "人", "approximate", (D("80"),)),
    ("80人程度", "人", "approximate", (D("80"),)),
    ("80前後", "人", "approximate", (D("80"),)),
    ("95.4%(見込)", "％", "approximate", (D("95.4"),)),
    ("100未満", "人", "approximate", (D("100"),)),
    ("80人", "％", "other_unit", ()),
    ("80名", "%", "other_unit", ()),
    ("約80人", "％", "other_unit", ()),
    ("80人程度", "％", "other_unit", ()),
    ("80人以上", "％", "other_unit", ()),
    ("70人〜80人", "％", "other_unit", ()),
    ("80ポイント", "％", "other_unit", ()),
    ("80%", "人", "other_unit", ()),
    ("80パーセント", "人", "other_unit", ()),
    ("80件", "人", "other_unit", ()),
    ("80人", "件", "other_unit", ()),
    ("80千円", "件", "other_unit", ()),
    ("80人", "千円", "other_unit", ()),
    ("1.2万人", "千円", "other_unit", ()),
    ("80人", "延べ人数", "other_unit", (D("80"),)),
    ("80点", "健康点", "other_unit", (D("80"),)),
    ("8,000人", "千人", "other_unit", (D("8"), D("8000"))),
    ("8,000件", "千人", "other_unit", ()),
    ("2,417,000円", "千円", "other_unit", (D("2417"), D("2417000"))),
    ("2,417千円", "円", "other_unit", (D("2417000"), D("2417"))),
    ("3百万円", "千円", "other_unit", (D("3000"), D("3"))),
    ("△3百万円", "千円", "other_unit", (D("-3000"), D("-3"))),
    ("1億2千万円", "千円", "other_unit", (D("120000"),)),
    ("80人", "", "unit_unknown", (D("80"),)),
    ("¥80", "％", "other_unit", ()),
    ("￥80", "人", "other_unit", ()),
    ("¥80", "", "unit_unknown", (D("80"),)),
    ("1.2万", "千円", "multiplied_in_large_unit", (D("12000"), D("12"))),
    ("△5", "ポイント", "sign_outside_money", (D("-5"),)),
    ("▲5", "人", "sign_outside_money", (D("-5"),)),
    ("(15)", "人", "sign_outside_money", (D("-15"),)),
    ("ー5", "人", "sign_outside_money", (D("-5"),)),
    ("-", "人", "dash", EVERY_ABSENCE),
    ("‐", "人", "dash", EVERY_ABSENCE),
    ("–", "人", "dash", EVERY_ABSENCE),
    ("—", "人", "dash", EVERY_ABSENCE),
    ("ー", "千円", "dash", EVERY_ABSENCE),
    ("−", "千円", "dash", EVERY_ABSENCE),
    ("－", "千円", "dash", EVERY_ABSENCE),
    ("―", "千円", "dash", EVERY_ABSENCE),
    ("--", "千円", "dash", EVERY_ABSENCE),
    ("(-)", "千円", "dash", EVERY_ABSENCE),
    ("なし", "人", "unclear_absence", (Absence.NOT_APPLICABLE, Absence.NOT_SET)),
    ("N/A", "人", "unclear_absence", (Absence.NOT_APPLICABLE, Absence.NOT_COMPUTABLE)),
    ("1,23", "", "misgrouped", (D("123"), D("1.23"))),
    ("△1,23", "千円", "misgrouped", (D("-123"), D("-1.23"))),
    ("1,2345", "", "misgrouped", (D("12345"), D("1.2345"))),
    ("1 234", "", "misgrouped", (D("1234"),)),
    ("3-5", "日", "hyphen_range", (Span(D("3"), D("5")),)),
    ("5〜3", "日", "range_falls", (Span(D("3"), D("5")),)),
    ("①", "件", "circled", (D("1"),)),
    ("10/1", "件", "date_text_for_number", ()),
    ("R6.10.1", "件", "date_text_for_number", ()),
    ("レベルAA準拠", "", "words", (Described("レベルAA準拠"),)),
    ("順調", "件", "words", (Described("順調"),)),
]


@pytest.mark.parametrize(("typed", "unit", "question", "candidates"), ASKED)
def test_what_is_not_certain_is_asked(typed: str, unit: str, question: str, candidates: tuple[Value, ...]) -> None:
    reading = read_figure(Cell(typed, place="回答.xlsx「実績」シート F12"), NumberColumn(unit))
    assert isinstance(reading, Asked)
    assert reading.problem.why.id == f"typed.figure.{question}"
    assert repr(reading.candidates) == repr(candidates)
    assert reading.problem.place == "回答.xlsx「実績」シート F12"
    assert reading.problem.read == typed


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("○", "mark_for_number"),
        ("△", "mark_for_number"),
        ("×", "mark_for_number"),
        ("10²", "not_a_number"),
        ("1.2.3.4", "not_a_number"),
        ("80(参考70)", "not_a_number"),
        ("80\n(参考70)", "not_a_number"),
        ("2千1億", "not_a_number"),
        ("△-5", "not_a_number"),
        ("1e5", "not_a_number"),
        ("٣", "not_a_number"),
        ("1" * 29, "not_a_number"),
    ],
)
def test_what_cannot_be_a_figure_is_wrong(typed: str, why: str) -> None:
    reading = read_figure(Cell(typed), NumberColumn("千円"))
    assert isinstance(reading, Wrong)
    assert reading.problem.why.id == f"typed.figure.{why}"


STORED: list[tuple[str, str, str, str, str | None]] = [
    # stored, number format, unit of the column, value, how
    ("12", "General", "人", "12", None),
    ("0.3", "General", "人", "0.3", None),
    ("22.6", "General", "％", "22.6", None),
    ("22.6", "0.00", "％", "22.60", None),
    ("1234", "#,##0", "千円", "1234", None),
    ("-1234", "#,##0;△#,##0", "千円", "-1234", None),
    ("0.226", "0.0%", "％", "22.6", "percent"),
    ("0.226", "0.00%", "％", "22.60", "percent"),
    ("0.226", "0%", "％", "22.6", "percent"),
    ("0.22", "0%", "％", "22", "percent"),
    ("1", "0%", "％", "100", "percent"),
    ("2.4", "0.0%", "％", "240.0", "percent"),
    ("0.226", "0.0%", "", "22.6", "percent"),
    ("0.666666666666667", "0.0%", "％", "66.7", "rounded"),
    ("0.666666666666667", "0%", "％", "67", "rounded"),
    ("80", '0"人"', "人", "80", None),
    ("2417", '#,##0"千円"', "千円", "2417", None),
    ("0.5", "0.0", "％", "0.5", None),
]


@pytest.mark.parametrize(("stored", "code", "unit", "value", "how"), STORED)
def test_a_number_is_read_as_its_format_shows_it(
    stored: str, code: str, unit: str, value: str, how: str | None
) -> None:
    reading = read_number(Cell(D(stored), code), NumberColumn(unit))
    assert isinstance(reading, Certain)
    assert str(reading.value) == value
    said = "" if reading.note is None else str(reading.note)
    assert f"typed.how.{how}" in said if how else not said


@pytest.mark.parametrize(
    ("stored", "code", "unit", "question", "candidates"),
    [
        ("0.226", "General", "％", "fraction_or_percent", ("22.6", "0.226")),
        ("0.226", "0.0%", "人", "percent_elsewhere", ()),
        ("0.226", "0.0%", "人日", "percent_elsewhere", ("22.6", "0.226")),
        ("22.6", "0.0%", "％", "percent_large", ("22.6", "2260")),
        ("22.64", "0.0", "％", "hidden_decimals", ("22.64", "22.6")),
        ("0.2264", "0.0%", "％", "hidden_decimals", ("22.64", "22.6")),
        ("2417000", "#,##0,", "千円", "shown_divided", ("2417.000", "2417000")),
        ("80", '0"件"', "人", "format_unit", ()),
        ("80", '0"人"', "延べ人数", "format_unit", ("80",)),
        ("66.6666666666667", "General", "％", "long_tail", ("66.7", "66.67", "67")),
    ],
)
def test_a_number_whose_format_says_something_else_is_asked(
    stored: str, code: str, unit: str, question: str, candidates: tuple[str, ...]
) -> None:
    reading = read_number(Cell(D(stored), code), NumberColumn(unit))
    assert isinstance(reading, Asked)
    assert reading.problem.why.id == f"typed.stored.{question}"
    assert tuple(map(str, reading.candidates)) == candidates


@pytest.mark.parametrize(
    ("value", "formula", "why"),
    [
        (ErrorValue("#REF!"), True, "typed.error_value"),
        (ErrorValue("#DIV/0!"), True, "typed.error_value"),
        (None, True, "typed.formula_without_result"),
        (True, False, "typed.boolean"),
    ],
)
def test_errors_lost_results_and_booleans_are_wrong(value: CellValue, formula: bool, why: str) -> None:  # noqa: FBT001
    reading = read_number(Cell(value, is_formula=formula), NumberColumn())
    assert isinstance(reading, Wrong)
    assert reading.problem.why.id == why


def test_a_result_of_a_formula_is_taken_with_a_note() -> None:
    reading = read_number(Cell(D("24"), is_formula=True), NumberColumn("人"))
    assert isinstance(reading, Certain)
    assert reading.value == D("24")
    assert reading.note is not None


def test_a_day_that_excel_made_of_1_2_is_asked_and_not_a_number() -> None:
    reading = read_figure(Cell(datetime(2024, 1, 2), "m月d日"), NumberColumn("件"))  # noqa: DTZ001
    assert isinstance(reading, Asked)
    assert reading.candidates == (Span(D("1"), D("2")),)


def test_blank_is_none_and_zero_is_zero() -> None:
    blank, zero = (read_number(Cell(value), NumberColumn("人")) for value in (None, D("0")))
    assert isinstance(blank, Certain)
    assert isinstance(zero, Certain)
    assert blank.value is None
    assert zero.value == D("0")


def test_only_spaces_are_blank_with_a_note() -> None:
    reading = read_number(Cell(" \u3000"), NumberColumn("人"))
    assert isinstance(reading, Certain)
    assert reading.value is None
    assert reading.note is not None


def test_a_range_where_one_number_is_wanted_is_asked_with_its_ends() -> None:
    reading = read_number(Cell("3〜5"), NumberColumn("日"))
    assert isinstance(reading, Asked)
    assert reading.candidates == (D("3"), D("5"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reading_can_be_said(language: Language) -> None:
    for typed, unit in [*((t, u) for t, u, _ in CERTAIN), *((t, u) for t, u, *_ in ASKED)]:
        match read_figure(Cell(typed), NumberColumn(unit)):
            case Certain(note=note) if note is not None:
                assert render(note, language)
            case Asked(problem) | Wrong(problem):
                assert render(problem.why, language)
                assert render(problem.remedy, language)


def test_the_sentence_about_80_says_what_to_do() -> None:
    reading = read_figure(Cell("約80"), NumberColumn("人"))
    assert isinstance(reading, Asked)
    assert render(reading.problem.why, "ja") == "「約80」は数だけではありません。"
    assert (
        render(reading.problem.remedy, "ja") == "数だけを入力し、「約」「程度」「見込」などは備考欄に移してください。"
    )


def test_the_note_says_what_was_read_as_what() -> None:
    reading = read_figure(Cell("△２，４１７千円"), NumberColumn("千円"))
    assert isinstance(reading, Certain)
    assert reading.note is not None
    assert render(reading.note, "ja").startswith("「△２，４１７千円」を -2,417 と読みました (全角を半角にしました、")
