"""Mapping files: what they say, and everything that is wrong in one at once."""

import pytest

from exchange.finance.finance_samples import EXAMPLES, LAYOUT, akita
from monosashi.core.messages import InvalidInput
from monosashi.core.money import BudgetStage
from monosashi.exchange.finance.mapping import FinanceMapping, Rounding
from monosashi.exchange.finance.mapping_reading import check_mapping, read_mapping
from monosashi.exchange.finance.money_reading import read_money


def wrong(text: str) -> list[tuple[str, str]]:
    try:
        read_mapping(text.encode())
    except InvalidInput as error:
        return [(problem.place, problem.why.id.rpartition(".")[2]) for problem in error.problems]
    return []


def changed(old: str, new: str) -> str:
    return LAYOUT.format(file="").replace(old, new)


def test_a_mapping_says_where_everything_stands() -> None:
    mapping = read_mapping(LAYOUT.format(file='rounding = "half_up"').encode())
    assert isinstance(mapping, FinanceMapping)
    assert (mapping.unit, mapping.rounding, mapping.columns.name) == ("円", Rounding.HALF_UP, "事業名")
    assert mapping.stages[BudgetStage.SPENT] == "支出済額"


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ('unit = "円"', 'unit = "ドル"', [("file.unit", "unit")]),
        ('unit = "円"', "", [("file.unit", "unit")]),
        ('unit = "円"', 'unit = "円"\nheader_row = -1', [("file.header_row", "header_row")]),
        ('unit = "円"', 'unit = "円"\nencoding = "ebcdic"', [("file.encoding", "not_a_choice")]),
        ('unit = "円"', 'unit = "円"\ndelimiter = "|"', [("file.delimiter", "not_a_choice")]),
        ('unit = "円"', 'unit = "円"\nrounding = "banker"', [("file.rounding", "not_a_choice")]),
        ('unit = "円"', 'unit = "円"\ndash = "none"', [("file.dash", "not_a_choice")]),
        ('unit = "円"', 'unit = "円"\ntotal_words = "計"', [("file.total_words", "not_texts")]),
        ('unit = "円"', 'unit = 1\n', [("file.unit", "not_a_text"), ("file.unit", "unit")]),
        ('item = "節"', "item = 0", [("columns.item", "not_a_column")]),
        ('item = "節"', 'itm = "節"', [("columns.itm", "unknown_key")]),
        ("[stages]", "[stagse]", [("stagse", "unknown_key"), ("stages", "one_way_of_stages")]),
        ("[stages]", '[stage]\ncolumn = "区分"\namount = "額"\n[stages]', [("stages", "one_way_of_stages")]),
        ("[stages]", '[words]\nsources = 1\n[stages]', [("sources", "not_a_table")]),
        ("[stages]", '[decisions]\nmatch = 1\n[stages]', [("decisions.match", "not_tables")]),
        ("[stages]", '[[decisions.match]]\nprogram = "b"\n[stages]', [("decisions.match[1]", "decision")]),
        ('code = "コード"\nname = "事業名"', "", [("columns", "code_or_name")]),
    ],
)  # fmt: skip
def test_what_a_mapping_may_not_say_is_told_by_its_place(old: str, new: str, found: list[tuple[str, str]]) -> None:
    assert wrong(changed(old, new)) == found


def test_everything_wrong_is_told_at_once() -> None:
    text = changed('unit = "円"', 'unit = "ドル"\nrounding = "x"').replace('item = "節"', "item = 0")
    assert [place for place, _ in wrong(text)] == ["file.unit", "columns.item", "file.rounding"]


def test_what_is_no_toml_is_told_by_its_line() -> None:
    with pytest.raises(InvalidInput) as refused:
        read_mapping(b'[file]\nunit = "x\n')
    assert [(problem.why.id, problem.line) for problem in refused.value.problems] == [("finance.mapping.not_toml", 2)]


def test_a_stage_without_its_columns_is_told() -> None:
    text = '[file]\nunit = "円"\n[columns]\nname = "n"\n[stage]\ncolumn = "区分"\n'
    assert ("stage", "column_and_amount") in wrong(text)


def test_a_decision_about_a_programme_that_the_plan_lacks_is_told() -> None:
    text = LAYOUT.format(file="") + '[decisions]\nleave = ["b-p070", "b-nowhere"]\n'
    with pytest.raises(InvalidInput) as refused:
        check_mapping(read_mapping(text.encode()), akita())
    assert [(p.place, p.read) for p in refused.value.problems] == [("decisions.leave", "b-nowhere")]


def test_the_example_agrees_with_the_example_plan() -> None:
    money = read_money(akita(), EXAMPLES / "finance.csv", read_mapping(EXAMPLES / "finance.mapping.toml"), 2024)
    assert (money.changes, money.undecided, money.unmatched_rows, len(money.told)) == ((), (), (), 6)
