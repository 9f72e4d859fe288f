"""Documents that tell of a measure in several tables: rows joined by the words that name it, lists within one cell."""

from decimal import Decimal
from pathlib import Path

import pytest

from exchange.reading.a_report import doubted, layout_of, lines_of
from exchange.reading.a_table_report import SUMMARY, SUMMARY_LAYOUT, tables_drafted, tables_read
from monosashi.core.messages import InvalidInput
from monosashi.core.results import Execution
from monosashi.exchange.plan_file import read_plan, write_plan
from monosashi.exchange.reading.layout import Entries
from monosashi.exchange.reading.lists_in_cells import listed, listed_indicators
from monosashi.exchange.reading.printed import Printed
from monosashi.exchange.reading.reads import Mark
from monosashi.exchange.reading.sheets import IndicatorRead

ARROW = Entries("→", (Mark.YEAR_TARGET, Mark.ACTUAL))


def printed(text: str) -> Printed:
    (line,) = lines_of("x")
    return Printed(text, line)


def test_what_two_tables_say_of_a_field_is_one_measure_under_its_headings(tmp_path: Path) -> None:
    plan = tables_drafted(tmp_path, SUMMARY).plan
    names = {node.id: node.name for node in plan.nodes}
    assert [(node.name, names.get(node.parent or ""), node.tags) for node in plan.nodes] == [
        ("くらし", None, ()),
        ("窓口", "くらし", ()),
        ("防災", "くらし", ()),
        ("行かない窓口", "窓口", ()),
        ("手続の電子化", "行かない窓口", ("★",)),
        ("相談 の拡大", "行かない窓口", ()),
        ("早い知らせ", "防災", ()),
        ("防災メール", "早い知らせ", ()),
    ]
    assert [result.execution for result in plan.results] == [Execution.AS_PLANNED, Execution.DELAYED]
    assert [result.notes[0].text for result in plan.results] == ["達成 50% (1/2)", "達成 100% (1/1)"]


def test_indicators_of_a_list_are_taken_once_with_target_and_actual_of_the_year(tmp_path: Path) -> None:
    found = tables_drafted(tmp_path, SUMMARY)
    assert found.doubts == ()
    assert [
        (each.name, each.unit, [one.value for one in each.targets], [one.value for one in each.actuals])
        for each in found.plan.indicators
    ] == [
        ("手続数", "", [Decimal(510)], [Decimal(521)]),
        ("利用率", "%", [Decimal(20)], [Decimal("6.6")]),
        ("登録者数", "", [Decimal(1200)], [Decimal(1300)]),
    ]


def test_what_no_table_names_is_listed_with_its_half_of_the_row(tmp_path: Path) -> None:
    unread = tables_read(tmp_path, SUMMARY).unread
    assert [(line.number, line.text.rstrip()) for line in unread] == [
        (1, "総括"),
        (4, "計\t-\t67% (2/3)\t-"),
        (7, "令和6年度"),
        (12, "令和6年度"),
    ]


def test_a_number_alone_in_the_column_of_a_heading_is_its_name(tmp_path: Path) -> None:
    plan = tables_drafted(tmp_path, "分野\t施策\t主な事業\n②\t早い知らせ\t防災メール\n").plan
    assert [(node.number, node.name) for node in plan.nodes] == [("", "②"), ("", "早い知らせ"), ("", "防災メール")]


def test_every_row_of_what_no_table_names_is_listed(tmp_path: Path) -> None:
    total = "計\t-\t67% (2/3)\t-\t\t\t\t\n"
    unread = tables_read(tmp_path, SUMMARY.replace(total, f"{total}\t\t前年は60%\t\n")).unread
    assert [line.text.strip() for line in unread if line.number == 5] == ["前年は60%"]


@pytest.mark.parametrize(
    ("old", "new", "doubt"),
    [
        ("利用率 20% →6.6%", "利用率 20% →6.7%", (9, "indicator_twice", "利用率")),
        ("窓口\t○", "窓口\t◇", (3, "no_such_word", "◇")),
        ("手続数510→521 ", "手続数 調査中 ", (3, "no_entry", "手続数 調査中 利用率20%→6.6%")),
        ("\t防災メール\t", "\t防災メール 防災無線\t", (14, "list_without_marks", "防災メール 防災無線")),
        ("利用率20%→6.6%", "利用率20%→6.6件", (3, "units_differ", "6.6件")),
        (
            "くらし2/2）\n分野\t施策",
            "くらし2/2）\n分野\t施策\t\n窓口\t出かける窓口",
            (13, "told_otherwise", "出かける窓口"),
        ),
    ],
)
def test_what_is_not_certain_in_a_table_is_a_doubt(
    tmp_path: Path, old: str, new: str, doubt: tuple[int, str, str]
) -> None:
    assert old in SUMMARY
    assert doubt in doubted(tables_drafted(tmp_path, SUMMARY.replace(old, new)))


def test_every_value_of_a_table_has_its_line_and_the_draft_is_a_plan(tmp_path: Path) -> None:
    plan = tables_drafted(tmp_path, SUMMARY).plan
    again = read_plan(write_plan(plan))
    assert again == plan
    places = {place.at: (place.line, place.text) for place in again.provenance}
    assert places["indicators/i-001-2/actuals/2024/value"] == (3, "6.6%")
    assert places["nodes/c-001-1/name"] == (9, "手続の電子化★")


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("● 電子化★ ● 相談 の拡大", ["電子化★", "相談 の拡大"]),
        ("電子化\n相談 の拡大", ["電子化", "相談 の拡大"]),
        ("電子化", ["電子化"]),
        ("電子化 相談", []),
        ("次の二つ ● 電子化 ● 相談", []),
    ],
)
def test_a_list_is_parted_only_where_something_parts_it(cell: str, names: list[str]) -> None:
    found = listed(printed(cell))
    assert [entry.text for entry in found.entries] == names
    assert (found.doubt is None) == bool(names)


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("件数15→16 利用者27,500→47,738", [("件数", "15", "16"), ("利用者", "27,500", "47,738")]),
        (
            "● 利用率（財務）5% →3.9% ● 満足度100.0% → 83.6%",
            [("利用率（財務）", "5%", "3.9%"), ("満足度", "100.0%", "83.6%")],
        ),
        ("令和3年度比の率１０％→９．５％", [("令和3年度比の率", "１０％", "９．５％")]),
        ("● 窓口 の数1→2", [("窓口 の数", "1", "2")]),
        ("窓口 の数1→2", ["窓口 の数1→2"]),
        ("Society5→6", ["Society5→6"]),
        ("件数15→16→17", ["件数15→16→17"]),
        ("件数 未集計", ["件数 未集計"]),
    ],
)
def test_entries_are_a_name_and_its_figures_or_are_left_as_printed(cell: str, read: list[object]) -> None:
    assert [
        (each.name.text, *(figure.printed.text for figure in each.figures))
        if isinstance(each, IndicatorRead)
        else each.text
        for each in listed_indicators(printed(cell), ARROW)
    ] == read


@pytest.mark.parametrize(
    ("old", "new", "place", "why"),
    [
        ('key = "分野"\n', "", "/tables/2/key", "reading.layout.no_key"),
        ('"施策" = "name"', "", "/sheet/labels", "reading.layout.no_name"),
        ('before = "実績（"', "", "/headings/1/first", "evaluation.data.missing_key"),
        ('between = "→"', "", "/sheet/entries/between", "evaluation.data.missing_key"),
        ('key = "分野"\n', 'key = "分野"\nform = "groups"\n', "/tables/2/years", "reading.layout.no_years"),
    ],
)
def test_a_layout_of_tables_that_cannot_be_used_is_told_with_its_place(
    tmp_path: Path, old: str, new: str, place: str, why: str
) -> None:
    assert old in SUMMARY_LAYOUT
    with pytest.raises(InvalidInput) as refused:
        layout_of(tmp_path, SUMMARY_LAYOUT.replace(old, new))
    told = [(problem.place.partition("toml")[2], problem.why.id) for problem in refused.value.problems]
    assert (place, why) in told
