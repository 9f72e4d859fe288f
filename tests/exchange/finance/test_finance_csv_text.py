"""Files that finance systems write, and broken ones: encodings, lines, headings, years."""

import codecs
from pathlib import Path

import pytest

from exchange.finance.finance_samples import HEAD, LAYOUT, amount, csv, in_may, mapping, row, with_program
from monosashi.core.messages import InvalidInput, Problem
from monosashi.core.money import BudgetStage
from monosashi.exchange.file_bytes import SIZE_LIMIT
from monosashi.exchange.finance.mapping_reading import read_mapping
from monosashi.exchange.finance.money_reading import read_money

P94 = row(initial="20,978,000", current="52,394,000")


def problems(source: bytes | Path, file: str = "", layout: str = LAYOUT) -> tuple[Problem, ...]:
    try:
        read_money(in_may(), source, read_mapping(layout.format(file=file).encode()), 2024)
    except InvalidInput as error:
        return error.problems
    return ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
@pytest.mark.parametrize("stated", ["", 'encoding = "auto"'])
def test_utf_8_and_shift_jis_are_told_apart(encoding: str, stated: str) -> None:
    money = read_money(in_may(), csv(P94, encoding=encoding), mapping(stated), 2024)
    assert amount(money, BudgetStage.CURRENT) == 52394


@pytest.mark.parametrize(("stated", "encoding"), [("Shift_JIS", "cp932"), ("UTF-8", "utf-8"), ("utf8", "utf-8-sig")])
def test_a_stated_encoding_is_used(stated: str, encoding: str) -> None:
    assert problems(csv(P94, encoding=encoding), f'encoding = "{stated}"') == ()


def test_a_wrong_encoding_names_the_line_and_the_byte() -> None:
    (problem,) = problems(csv("", P94, encoding="cp932"), 'encoding = "utf-8"')
    assert (problem.why.id, problem.line) == ("finance.not_in_encoding", 1)
    found = problems(csv(P94) + b"\xff\xfe\x80,\n")
    assert [(problem.why.id, problem.line) for problem in found] == [
        ("finance.not_in_encoding", line) for line in (3, 1)
    ]


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "finance.empty"),
        (b"\r\n \n", "finance.empty"),
        (codecs.BOM_UTF16_LE + HEAD.encode("utf-16-le"), "finance.utf16"),
        (csv(P94, encoding="utf-16-le"), "finance.utf16"),
        (csv(P94, encoding="utf-16-be"), "finance.utf16"),
        (csv(P94, encoding="iso2022_jp"), "finance.jis"),
        (csv(P94, encoding="euc_jp"), "finance.euc"),
        (b"PK\x03\x04rest", "finance.is_workbook"),
        (b"\xd0\xcf\x11\xe0rest", "finance.is_workbook"),
        (HEAD.encode() + b"\n\0\0", "finance.not_text"),
        (HEAD.encode(), "finance.no_rows"),
    ],
)
def test_what_is_no_csv_is_refused_by_name(raw: bytes, why: str) -> None:
    assert [problem.why.id for problem in problems(raw)] == [why]


def test_a_file_that_is_marked_as_utf_8_is_no_shift_jis() -> None:
    found = problems(csv(P94, encoding="utf-8-sig"), 'encoding = "cp932"')
    assert [problem.why.id for problem in found] == ["finance.marked_utf8"]


def test_utf_8_read_as_shift_jis_misses_its_headings() -> None:
    assert {problem.why.id for problem in problems(csv(P94), 'encoding = "cp932"')} <= {
        "finance.no_heading",
        "finance.not_in_encoding",
    }


def test_every_broken_line_is_told_by_its_number() -> None:
    raw = csv(P94, '"a"b,c', P94, '"never closed,1')
    assert [(p.why.id, p.line) for p in problems(raw)] == [("finance.broken_line", 3), ("finance.broken_line", 5)]


def test_a_line_with_too_few_or_too_many_fields_is_told() -> None:
    raw = csv(P94, "02,基幹系システム標準化事業,一般会計", f"{P94},1,000", f"{P94},,")
    assert [(p.why.id, p.line) for p in problems(raw)] == [("finance.uneven", 3), ("finance.uneven", 4)]


def test_a_line_break_in_a_field_does_not_shift_the_line_numbers() -> None:
    (problem,) = problems(csv(row("道路\n維持費"), row(spent="1.5")))
    assert problem.line == 4


def test_missing_and_double_headings_are_told_with_those_that_are_there() -> None:
    raw = csv(P94).replace("不用額".encode(), "支出済額".encode())
    assert sorted((p.why.id, p.read) for p in problems(raw)) == [
        ("finance.heading_twice", "支出済額"),
        ("finance.no_heading", "不用額"),
    ]


def test_a_heading_is_found_whatever_its_width_and_spaces() -> None:
    assert problems(csv(P94).replace("予算現額".encode(), " 予 算　現 額 ".encode())) == ()


def test_the_heading_may_stand_below_a_title() -> None:
    raw = "令和6年度 歳出予算執行状況\r\n出力日 2025/05/12\r\n".encode() + csv(P94)
    money = read_money(in_may(), raw, mapping("header_row = 3"), 2024)
    assert amount(money, BudgetStage.CURRENT) == 52394


def test_columns_may_be_named_by_their_number() -> None:
    layout = '[file]\nunit = "円"\nheader_row = 0\n[columns]\nname = 1\n[stages]\ncurrent = 2\n'
    raw = "基幹系システム標準化事業,52394000\r\n".encode()
    money = read_money(in_may(), raw, read_mapping(layout.encode()), 2024)
    assert amount(money, BudgetStage.CURRENT) == 52394
    assert [p.why.id for p in problems(raw, layout=layout.replace("= 2", "= 3"))] == ["finance.no_column_number"]
    assert [p.why.id for p in problems(raw, layout=layout.replace("= 2", '= "b"'))] == ["finance.heading_without_row"]


LONG = """
[file]
unit = "円"
{file}
[columns]
name = "事業名"
year = "年度"
[stage]
column = "区分"
amount = "金額"
ignore = ["執行率"]
"""


def test_one_column_may_name_the_stage_and_another_the_year() -> None:
    rows = ("令和6年度,予算現額,52394000", "R5,予算現額,1000", "2024,執行率,100")
    raw = ("事業名,年度,区分,金額\n" + "".join(f"基幹系システム標準化事業,{each}\n" for each in rows)).encode()
    money = read_money(in_may(), raw, read_mapping(LONG.format(file="").encode()), 2024)
    assert amount(money, BudgetStage.CURRENT) == 52394
    assert money.rows_of_other_years == 1


def test_a_stage_or_a_year_that_is_none_is_told() -> None:
    raw = "事業名,年度,区分,金額\n基幹系システム標準化事業,2024,現額,1000\n".encode()
    assert [(p.why.id, p.read) for p in problems(raw, layout=LONG)] == [("finance.unknown_stage", "現額")]
    raw = "事業名,年度,区分,金額\n基幹系システム標準化事業,六年,予算現額,1000\n".encode()
    assert [(p.place, p.read, p.line) for p in problems(raw, layout=LONG)] == [("年度", "六年", 2)]


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    assert [p.why.id for p in problems(tmp_path / "none.csv")] == ["file.missing"]
    assert [p.remedy.id for p in problems(tmp_path)] == ["finance.name_a_csv"]


def test_a_code_that_was_kept_as_text_for_excel_keeps_its_zeros() -> None:
    plan = with_program(in_may(), "b-p094", code="0201")
    money = read_money(plan, csv(row("標準化", code='=""0201""', current="52,394,000")), mapping(), 2024)
    assert amount(money, BudgetStage.CURRENT) == 52394


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(SIZE_LIMIT + 1)
    assert [(p.why.id, p.remedy.id) for p in problems(large)] == [("finance.too_large", "finance.name_a_csv")]
