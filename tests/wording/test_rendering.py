"""Messages become sentences; the templates here are a city's own, as a scheme carries them."""

import contextlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monosashi.core.messages import Param, message
from monosashi.core.results import Disposition
from monosashi.core.values import Absence, Described, Span
from monosashi.wording import BadTemplate, Language, UnknownMessage, render


def said(template: str, language: Language, **params: Param) -> str:
    return render(message("own", **params), language, extra={language: {"own": template}})


@pytest.mark.parametrize(
    ("number", "spec", "ja", "en"),
    [
        ("640613", "", "640,613", "640,613"),
        ("22.60", "", "22.60", "22.60"),
        ("-1234.5", "", "△1,234.5", "-1,234.5"),
        ("-0.0", "", "0.0", "0.0"),
        ("-1234.5", ":typed", "-1,234.5", "-1,234.5"),
        ("-1234.5", ":plain", "-1234.5", "-1234.5"),
        ("640613", ":plain", "640613", "640613"),
        ("1500", ":signed", "＋1,500", "+1,500"),
        ("-1500", ":signed", "△1,500", "-1,500"),
        ("0", ":signed", "0", "0"),
        ("1E+3", "", "1,000", "1,000"),
    ],
)
def test_a_number_keeps_its_scale_and_gets_commas_and_signs(number: str, spec: str, ja: str, en: str) -> None:
    assert said(f"{{x{spec}}}", "ja", x=Decimal(number)) == ja
    assert said(f"{{x{spec}}}", "en", x=Decimal(number)) == en


@pytest.mark.parametrize(("number", "said_of_it"), [(0, "0 sheets are"), (1, "1 sheet is"), (1200, "1,200 sheets are")])
def test_words_follow_the_number(number: int, said_of_it: str) -> None:
    assert said("{x} {x:sheet|sheets} {x:is|are}", "en", x=number) == said_of_it


@pytest.mark.parametrize(
    ("year", "ja", "en"),
    [(2024, "令和6年度", "FY2024"), (2019, "令和元年度", "FY2019"), (1600, "1600年度", "FY1600")],
)
def test_a_fiscal_year_is_printed_in_the_way_of_the_language(year: int, ja: str, en: str) -> None:
    assert said("{y:fiscal_year}", "ja", y=year) == ja
    assert said("{y:fiscal_year}", "en", y=year) == en


@pytest.mark.parametrize(
    ("value", "ja", "en"),
    [
        (None, "なし", "none"),
        (Absence.NOT_YET_COUNTED, "未集計", "not yet counted"),
        (Disposition.ABOLISH, "廃止", "abolish"),
        (Span(Decimal(1), Decimal(5)), "1〜5", "1 to 5"),
        (Span(low=Decimal("99.5")), "99.5以上", "99.5 or more"),
        (Span(high=Decimal(3)), "3以下", "3 or less"),
        (Described("適合", criterion="監査で確認"), "適合", "適合"),
        (("甲", Decimal(2000), None), "甲、2,000、なし", "甲, 2,000, none"),
        (message("absence.not_set"), "未設定", "not set"),
    ],
)
def test_what_is_not_a_number_has_its_words(value: Param, ja: str, en: str) -> None:
    assert said("{x}", "ja", x=value) == ja
    assert said("{x}", "en", x=value) == en


def test_a_nested_message_may_be_the_schemes_own() -> None:
    extra = {"ja": {"outer": "理由は{why}", "inner": "実績{n}"}}
    assert render(message("outer", why=message("inner", n=3)), "ja", extra) == "理由は実績3"


def test_a_schemes_own_sentence_comes_before_the_catalogues() -> None:
    assert render(message("absence.not_set"), "ja", {"ja": {"absence.not_set": "(空欄)"}}) == "(空欄)"


def test_a_message_without_words_is_refused_by_name() -> None:
    with pytest.raises(UnknownMessage, match=r"nowhere\.to_be_found \(en\)"):
        render(message("nowhere.to_be_found"), "en")


@pytest.mark.parametrize(
    ("written", "ja", "en"),
    [
        ("2026-02-06", "令和8年2月6日", "2026-02-06"),
        ("2019-04", "平成31年4月", "2019-04"),
        ("2024-Q4", "令和6年度第4四半期", "Q4 of FY2024"),
        ("2024", "令和6年度", "FY2024"),
        ("令和8年春", "令和8年春", "令和8年春"),
    ],
)
def test_what_a_plan_writes_for_a_period_is_printed_as_people_read_it(written: str, ja: str, en: str) -> None:
    assert said("{x:period}", "ja", x=written) == ja
    assert said("{x:period}", "en", x=written) == en


@pytest.mark.parametrize(
    "template", ["{absent}", "{x:stars}", "{x", "{x.__class__}", "{x[0]}", "{}", "{0}", "{x!r:plain}{"]
)
def test_a_template_reaches_nothing_but_its_parameters(template: str) -> None:
    with pytest.raises(BadTemplate):
        said(template, "ja", x=Decimal(1))


@given(st.text(), st.integers(), st.decimals(min_value=-(10**12), max_value=10**12, places=3))
def test_any_template_is_rendered_or_refused(template: str, whole: int, number: Decimal) -> None:
    with contextlib.suppress(BadTemplate):
        assert isinstance(said(template or " ", "ja", x=number, y=whole), str)


def test_an_empty_value_leaves_no_space_before_it() -> None:
    template = "the actual {x} {unit} equals the baseline {x} {unit}, so it is kept"
    assert said(template, "en", x=60, unit="%") == "the actual 60 % equals the baseline 60 %, so it is kept"
    assert said(template, "en", x=60, unit="") == "the actual 60 equals the baseline 60, so it is kept"
