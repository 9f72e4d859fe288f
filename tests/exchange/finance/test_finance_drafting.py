"""A mapping drafted from a CSV's headings says what they say, and what they leave open is asked."""

import pytest

from exchange.finance.finance_samples import HEAD, mapping
from monosashi.core.messages import InvalidInput
from monosashi.exchange.finance.drafting import draft_mapping, sample_mapping
from monosashi.exchange.finance.mapping import Columns, FinanceMapping, Rounding, Totals
from monosashi.exchange.finance.mapping_reading import read_mapping


def drafted(
    *lines: str, unit: str = "円", rounding: Rounding = Rounding.NONE, encoding: str = "utf-8"
) -> FinanceMapping:
    csv = "\r\n".join((*lines, "")).encode(encoding)
    return read_mapping(draft_mapping(csv, unit=unit, rounding=rounding).encode())


def refused(*lines: str, unit: str = "円") -> list[str]:
    with pytest.raises(InvalidInput) as error:
        drafted(*lines, unit=unit)
    return [problem.why.id for problem in error.value.problems]


def test_usual_headings_make_the_mapping_that_a_person_would_write() -> None:
    known = HEAD.replace("コード", "事業コード", 1)
    written = mapping()
    made = drafted(known, "01,事業,一般会計,,,1,,,,,1,1,,")
    assert (made.columns, made.unit) == (
        Columns("事業コード", "事業名", account="会計", item="節", source="財源"),
        "円",
    )
    assert made.stages == written.stages


def test_a_line_above_the_headings_says_the_unit_in_a_file_of_excel() -> None:
    made = drafted(
        "令和7年度 歳出決算（単位：千円）", "予算事業名,予算現額,支出済額", "窓口,10,9", unit="", encoding="cp932"
    )
    assert (made.unit, made.header_row) == ("千円", 2)


def test_headings_say_the_unit_behind_the_amount() -> None:
    made = drafted("事業名\t予算現額（円）\t支出済額（円）", "窓口\t10\t9", unit="", rounding=Rounding.HALF_UP)
    assert (made.unit, made.delimiter, made.rounding) == ("円", "\t", Rounding.HALF_UP)
    assert set(made.stages.values()) == {"予算現額（円）", "支出済額（円）"}


@pytest.mark.parametrize(
    ("items", "totals", "words"),
    [(("", "委託料"), Totals.ROWS, ()), (("報酬", "委託料"), Totals.SUM, ()), (("委託料", "計"), Totals.ROWS, ("計",))],
)
def test_where_totals_stand_is_seen_in_the_rows(items: tuple[str, ...], totals: Totals, words: tuple[str, ...]) -> None:
    made = drafted("事業名,節,支出済額", *(f"窓口,{item},9" for item in items))
    assert (made.totals, made.total_words) == (totals, words)


@pytest.mark.parametrize(
    ("lines", "unit", "why"),
    [
        (("名前,支出済額", "窓口,9"), "円", "finance_draft.headings"),
        (("事業名,今年度分", "窓口,9"), "円", "finance_draft.headings"),
        (("事業名,細事業名,支出済額", "窓口,発券,9"), "円", "finance_draft.two"),
        (("事業名,予算現額（円）,支出済額（千円）", "窓口,10,9"), "", "finance_draft.unit"),
        (("事業名,支出済額", "窓口,9"), "", "finance_draft.unit"),
    ],
)
def test_what_headings_do_not_say_for_certain_is_asked(lines: tuple[str, ...], unit: str, why: str) -> None:
    assert refused(*lines, unit=unit) == [why]


def test_the_sample_is_a_mapping_as_it_stands() -> None:
    made = read_mapping(sample_mapping().encode())
    assert (made.columns.code, made.columns.name, len(made.stages)) == ("事業コード", "事業名", 3)
