"""Figures year by year: in columns, or in the rows of a group, where a year is taken only when order and number leave no other."""

from decimal import Decimal
from pathlib import Path

import pytest

from exchange.reading.a_report import doubted
from exchange.reading.a_table_report import YEARS, YEARS_LAYOUT, tables_drafted, tables_read
from monosashi.core.indicators import Accumulation, Baseline, Indicator, IndicatorKind
from monosashi.core.money import BudgetStage
from monosashi.core.results import Answer, Disposition
from monosashi.exchange.reading.drafting import Draft


def of_years(folder: Path, text: str = YEARS) -> Draft:
    return tables_drafted(folder, text, YEARS_LAYOUT)


def one(found: Draft, name: str) -> Indicator:
    (indicator,) = (each for each in found.plan.indicators if each.name == name)
    return indicator


def by_year(indicator: Indicator) -> tuple[dict[int, object], dict[int, object]]:
    return (
        {each.fiscal_year: each.value for each in indicator.targets},
        {each.fiscal_year: each.value for each in indicator.actuals},
    )


def test_columns_of_years_are_an_indicator_of_what_stands_above(tmp_path: Path) -> None:
    found = of_years(tmp_path)
    indicator = one(found, "団体数(累計)")
    assert by_year(indicator) == ({2024: Decimal(8), 2025: Decimal(10)}, {2024: Decimal(9)})
    assert indicator.baseline == Baseline(Decimal(5), 2019)
    assert (indicator.final_target, indicator.final_year) == (Decimal(16), 2026)
    assert (indicator.unit, indicator.accumulation, indicator.tags) == ("団体", Accumulation.CUMULATIVE, ("②",))
    assert {node.id: node.name for node in found.plan.nodes}[indicator.node] == "情報化"


@pytest.mark.parametrize("heads", ["R6目標\tR6実績\tR7目標", "2024目標\t令和6年度実績\tR7目標"])
def test_heads_may_say_year_and_whose_figure_at_once(tmp_path: Path, heads: str) -> None:
    text = f"指標\t基準年\t{heads}\t最終目標\n窓口数\t3か所\t4か所\t5か所\t6か所\t7か所(R8)\n"
    indicator = one(of_years(tmp_path, text + YEARS.partition("\n\n")[2]), "窓口数")
    assert by_year(indicator) == ({2024: Decimal(4), 2025: Decimal(6)}, {2024: Decimal(5)})
    assert (indicator.final_target, indicator.baseline) == (Decimal(7), Baseline(Decimal(3)))


def test_a_last_target_before_the_baseline_is_a_doubt(tmp_path: Path) -> None:
    text = "指標\t基準年\tR7目標\t最終目標\n窓口数\t3か所(R7)\t5か所\t7か所(R6)\n"
    assert doubted(of_years(tmp_path, text)) == [(2, "year_outside", "7か所(R6)")]


def test_rows_of_a_group_are_its_years_in_their_order(tmp_path: Path) -> None:
    found = of_years(tmp_path)
    assert found.doubts == ()
    assert by_year(one(found, "改修数")) == (
        {2024: Decimal(4), 2025: Decimal(4)},
        {2024: Decimal(10), 2025: Decimal(11)},
    )
    assert by_year(one(found, "利用件数")) == (
        {2024: Decimal(3), 2025: Decimal(3), 2026: Decimal(5)},
        {2024: Decimal(2), 2025: Decimal(3)},
    )
    assert [(each.unit, each.kind) for each in found.plan.indicators[1:3]] == [
        ("回", IndicatorKind.OUTPUT),
        ("件", IndicatorKind.OUTCOME),
    ]


def test_a_measure_that_began_later_has_no_rows_of_the_years_before(tmp_path: Path) -> None:
    found = of_years(tmp_path)
    assert by_year(one(found, "会議")) == ({2025: Decimal(2), 2026: Decimal(2)}, {2025: Decimal(1)})
    _, program = found.plan.budget_programs
    assert [(line.fiscal_year, line.stage) for line in program.lines if line.source is None] == [
        (2025, BudgetStage.SPENT),
        (2025, BudgetStage.LABOUR),
        (2026, BudgetStage.INITIAL),
        (2026, BudgetStage.LABOUR),
    ]


@pytest.mark.parametrize(
    ("old", "new", "doubt"),
    [
        ("(新規)R7-8", "(新規)R6-8", (13, "years_unclear", "500")),
        ("会議(回)\t2\t1\t50%", "会議(回)\t2", (13, "years_unclear", "2")),
        ("改修数(回)\t4\t11\t275%", "改修数(回)\t4\t11\t257%", (9, "figures_moved", "4 11 257%")),
        ("改修数(回)\t4\t11\t275%", "改修数(回)\t4\t11", (9, "figures_moved", "4 11")),
        ("\t\t\t2\n", "\t\t課の名\t2\n", (14, "figures_moved", "課の名 2")),
        ("【成果】 利用件数(件)", "利用件数(件)", (10, "mark_lost", "利用件数(件)")),
        ("取組 ii\t2\t新しい事業\t\t500", "取組 iii\t2\t新しい事業\t\t500", (13, "no_heading", "取組 iii")),
        ("①②\t", "①③\t", (21, "no_such_word", "①③")),
        ("電子県庁 H13- 情報課", "電子県庁 情報課", (21, "parts_differ", "電子県庁 情報課")),
        ("電子県庁\t○", "電子県庁\t旧", (8, "no_circle", "旧")),
        ("電子県庁 H13-", "電子市役所 H13-", (21, "told_otherwise", "電子市役所")),
        ("\tR7\t最終", "\tR17\t最終", (2, "year_outside", "10団体")),
        ("16団体(R8)", "16団体(H25)", (2, "year_outside", "16団体(H25)")),
        ("5団体(R元)", "5団体(R9)", (3, "year_outside", "5団体(R9)")),
        ("R6\tR7\t最終目標", "R6\tR6\t最終目標", (2, "more_than_one_figure", "10団体")),
    ],
)
def test_a_year_or_place_that_is_not_certain_is_a_doubt_and_no_value(
    tmp_path: Path, old: str, new: str, doubt: tuple[int, str, str]
) -> None:
    assert old in YEARS
    assert doubt in doubted(of_years(tmp_path, YEARS.replace(old, new)))


def test_rows_that_may_be_of_two_years_have_no_value(tmp_path: Path) -> None:
    found = of_years(tmp_path, YEARS.replace("(新規)R7-8", "(新規)R6-8"))
    assert [program.name for program in found.plan.budget_programs] == ["電子県庁"]
    assert by_year(one(found, "会議")) == ({}, {})


def test_answers_and_direction_stand_with_the_year(tmp_path: Path) -> None:
    found = of_years(tmp_path)
    first, second = found.plan.results
    assert first.answers == (Answer("q-1", choices=("①", "②")), Answer("q-2", "手順を減らした"))
    assert second.answers == (Answer("q-1", choices=("②",)),)
    assert first.disposition is Disposition.IMPROVE


def test_headings_of_a_list_are_named_by_their_numbers(tmp_path: Path) -> None:
    plan = of_years(tmp_path).plan
    names = {node.id: node.name for node in plan.nodes}
    assert [
        (node.name, names.get(node.parent or ""), [names[each] for each in node.cross_listed_under])
        for node in plan.nodes
    ] == [
        ("情報化", None, []),
        ("窓口", "情報化", []),
        ("データ", "情報化", []),
        ("電子県庁", "窓口", ["データ"]),
        ("新しい事業", "データ", []),
    ]


def test_a_number_that_was_listed_already_is_no_heading(tmp_path: Path) -> None:
    text = YEARS.replace("\n取組\t番号\t事業名 期間", "\n3 次\ni 別の見出し\n\n取組\t番号\t事業名 期間")
    assert text != YEARS
    assert "別の見出し" not in {node.name for node in of_years(tmp_path, text).plan.nodes}
    assert "i 別の見出し" in {line.text for line in tables_read(tmp_path, text, YEARS_LAYOUT).unread}


def test_a_number_that_two_headings_have_names_neither(tmp_path: Path) -> None:
    numbered = YEARS_LAYOUT.replace('level = "群"\nname = "情報化"', 'level = "群"\nfirst = "1"')
    layout = numbered.replace('first = "i"\nlisted = true', 'first = "(ア)"')
    rows = "取組\t番号\t事業名 期間 課\n取組 (ア)\t1\t電子県庁 R6- 情報課\n"
    found = tables_drafted(tmp_path, f"1 くらし\n(ア) 窓口\n2 しごと\n(ア) 産業\n{rows}", layout)
    assert doubted(found) == [(6, "no_heading", "取組 (ア)")]
    assert {node.id: node.name for node in found.plan.nodes}[found.plan.nodes[-1].parent or ""] == "産業"


def test_every_cell_that_led_to_nothing_is_listed(tmp_path: Path) -> None:
    read = tables_read(tmp_path, YEARS, YEARS_LAYOUT)
    listed = [(line.number, line.text) for line in read.unread]
    assert (3, "進捗状況") in listed
    assert (8, "概要の文") in listed
    assert (17, "検証の文") in listed
    assert {5, 16, 18} <= {number for number, _ in listed}
