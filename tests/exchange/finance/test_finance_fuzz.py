"""Whatever stands in a CSV or a mapping, it is read or refused in sentences, never with a traceback."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.finance.finance_samples import HEAD, LAYOUT, P94, in_may, mapping
from monosashi.core.messages import InvalidInput
from monosashi.exchange.finance.mapping import FinanceMapping
from monosashi.exchange.finance.mapping_reading import read_mapping
from monosashi.exchange.finance.money_reading import read_money
from monosashi.exchange.finance.only_money import is_money
from monosashi.wording import LANGUAGES, render

pytestmark = pytest.mark.slow

ODD = st.sampled_from(
    (*"△▲()-－０９1,.%=＝\"'\n\r\t\0約万千億円〜①", "1e99", "９" * 30, P94, "委託料", "未定", "R6", "\u200b", "\ud7ff")
)
cells = st.lists(ODD, max_size=6).map("".join)
lines = st.lists(cells, min_size=10, max_size=15).map(",".join)
plain = cells.map(lambda text: re.sub('[,"\\s\0]', "", text))
rows_of_p94 = st.lists(plain, min_size=11, max_size=11).map(lambda eleven: ",".join(("0", P94, "", *eleven)))
encodings = st.sampled_from(("utf-8", "utf-8-sig", "cp932"))
layouts = st.sampled_from(
    [mapping(file) for file in ("", 'rounding = "up"', 'repeated = "sum"', 'totals = "sum"', 'dash = "zero"')]
)


def refused_in_sentences(raw: bytes, layout: FinanceMapping) -> None:
    try:
        money = read_money(in_may(), raw, layout, 2024)
    except InvalidInput as error:
        told = error.problems
    else:
        told = (*money.questions, *money.sums, *money.renamed)
        assert all(is_money(change, 2024) for change in money.changes)
    for problem in told:
        for language in LANGUAGES:
            assert render(problem.why, language)
            assert render(problem.remedy, language)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes(raw: bytes) -> None:
    refused_in_sentences(raw, mapping())
    refused_in_sentences(HEAD.encode() + b"\n" + raw, mapping())


@settings(max_examples=200, deadline=None)
@given(st.lists(rows_of_p94 | lines, max_size=4), encodings, layouts)
def test_any_rows(rows: list[str], encoding: str, layout: FinanceMapping) -> None:
    refused_in_sentences("\r\n".join((HEAD, *rows)).encode(encoding, errors="replace"), layout)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(LAYOUT.split("\n")),
    st.text(max_size=20) | st.sampled_from(("[items]", "a = 1", "[[stage]]", "file = 3")),
)
def test_any_mapping(line: str, instead: str) -> None:
    text = LAYOUT.format(file="").replace(line, instead, 1) if line else LAYOUT.format(file=instead.replace("\n", ""))
    try:
        read_mapping(text.encode())
    except InvalidInput as error:
        for problem in error.problems:
            assert render(problem.why, "ja")
            assert render(problem.remedy, "en")
