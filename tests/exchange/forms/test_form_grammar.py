"""How placeholders are typed, and what is said of those that are typed wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monosashi.exchange.forms.grammar import faults, filled, spots
from monosashi.exchange.forms.values import Placeholder


@pytest.mark.parametrize(
    ("text", "placeholder"),
    [
        ("{{施策名}}", Placeholder("施策名")),
        ("{{ 施策 名 }}", Placeholder("施策名")),
        ("｛｛施策名｝｝", Placeholder("施策名")),
        ("{{指標１の実績値}}", Placeholder("指標1の実績値")),
        ("{{支出済額:前年度}}", Placeholder("支出済額", "前年度")),
        ("｛｛支出済額：令和６年度｝｝", Placeholder("支出済額", "令和6年度")),
        ("{{施策\n名　：\u200b前年度}}", Placeholder("施策名", "前年度")),
        ("{{ｼｻｸ}}", Placeholder("シサク")),
    ],
)
def test_a_placeholder_is_folded(text: str, placeholder: Placeholder) -> None:
    [spot] = spots(f"前{text}後")
    assert (spot.placeholder, spot.written) == (placeholder, text)
    assert list(faults(text, "A1")) == []


def test_a_text_may_hold_several_and_braces_of_its_own() -> None:
    assert [spot.placeholder.name for spot in spots("{a} {{あ}}{{{い}}} }} {")] == ["あ", "い"]
    assert list(faults("{a} {{あ}}{{{い}}} }} {", "A1")) == []


@pytest.mark.parametrize(
    ("text", "read", "why"),
    [
        ("{{施策名", "{{施策名", "unclosed"),
        ("{{施策名} と {{成果}}", "{{施策名} と ", "unclosed"),
        ("{{}}", "{{}}", "no_name"),
        ("{{ 　}}", "{{ 　}}", "no_name"),
        ("{{:前年度}}", "{{:前年度}}", "no_name"),
        ("{{" + "あ" * 101 + "}}", "{{" + "あ" * 28 + "…", "braces_too_long"),
    ],
)
def test_braces_in_fault_are_told_with_place_and_what_was_read(text: str, read: str, why: str) -> None:
    [problem] = faults(text, "様式.xlsx シート『様式1』のA1")
    assert (problem.place, problem.read, problem.why.id) == ("様式.xlsx シート『様式1』のA1", read, f"forms.{why}")


@pytest.mark.slow
@given(st.lists(st.text("あ{}｛｝: い", max_size=9), max_size=5), st.text("値{}", max_size=4))
def test_values_stand_where_the_placeholders_stood_however_the_text_is_cut(texts: list[str], value: str) -> None:
    whole = "".join(texts)
    found = spots(whole)
    expected, at = "", 0
    for spot in found:
        expected += whole[at : spot.start] + value
        at = spot.end
    assert "".join(filled(texts, [(spot, value) for spot in found])) == expected + whole[at:]
