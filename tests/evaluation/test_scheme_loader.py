"""A scheme is read from data, and a bad one is refused with every fault, its place and what to do."""

import json
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monosashi.core.messages import Problem
from monosashi.evaluation.conditions import FORMS
from monosashi.evaluation.evaluate import shipped_scheme, shipped_schemes
from monosashi.evaluation.explanations import INDICATOR_PARAMS, NODE_PARAMS
from monosashi.evaluation.indicator_facts import FIGURES
from monosashi.evaluation.scheme_loader import load_scheme, read_scheme, scheme_from_data
from monosashi.evaluation.shipped import UnknownScheme
from monosashi.evaluation.table_reading import NotUsable
from monosashi.wording import LANGUAGES, render

SHIPPED = [
    "akita@1",
    "akita@2",
    "d-cannot-evaluate@1",
    "improvement-band@1",
    "nagasaki@1",
    "prorated@1",
    "ratio-bands@1",
    "sasebo@1",
]
Data = dict[str, Any]
OTHERS = Path(__file__).parent / "schemes_of_other_cities"


def data(reference: str = "ratio-bands@1") -> Data:
    """A scheme's plain data, free to be spoiled."""
    copy: Data = json.loads(json.dumps(shipped_scheme(reference).data))
    return copy


def refused(spoiled: Data) -> tuple[Problem, ...]:
    with pytest.raises(NotUsable) as refusal:
        scheme_from_data(spoiled, "city.toml")
    return refusal.value.problems


def test_every_shipped_scheme_loads_with_its_examples_and_its_source() -> None:
    assert [scheme.reference for scheme in shipped_schemes()] == SHIPPED
    assert all(scheme.source.document for scheme in shipped_schemes())
    assert shipped_scheme("akita@1").source.page == "68"


def test_an_unknown_scheme_names_those_there_are() -> None:
    with pytest.raises(UnknownScheme) as unknown:
        shipped_scheme("akita@99")
    assert unknown.value.known == tuple(SHIPPED)


@pytest.mark.parametrize("reference", SHIPPED)
def test_a_scheme_goes_through_json_and_comes_back_the_same(reference: str) -> None:
    scheme = shipped_scheme(reference)
    again = scheme_from_data(data(reference), "edition")
    assert again == scheme
    assert again.messages == scheme.messages


@pytest.mark.parametrize("reference", SHIPPED)
def test_every_sentence_of_a_scheme_stands_in_both_languages(reference: str) -> None:
    messages = shipped_scheme(reference).messages
    assert messages["ja"].keys() == messages["en"].keys()
    assert all(text.strip() for language in LANGUAGES for text in messages[language].values())


def first_branch(spoiled: Data) -> Data:
    branch: Data = spoiled["steps"][0]["branches"][0]
    return branch


SPOILED: list[tuple[str, Callable[[Data], Any], str, str]] = [
    ("without a version", lambda d: d.pop("version"), "city.toml/version", "必要な項目がありません"),
    ("a misspelt key", lambda d: d.update(judgin={}), "city.toml/judgin", "使えない項目"),
    ("an unknown reference", lambda d: d["judging"].update(reference="goal"), "judging/reference", "決められた語"),
    (
        "a number that is none",
        lambda d: first_branch(d)["when"].update(at_least="8割"),
        "when/at_least",
        "数として読めません",
    ),
    ("no bound", lambda d: first_branch(d)["when"].pop("at_least"), "full/when", "数の範囲がありません"),
    ("a grade outside the legend", lambda d: first_branch(d).update(grade="S"), "full/grade", "凡例にない"),
    ("no outcome", lambda d: first_branch(d).pop("grade"), "branches/full", "結果がないか"),
    ("two outcomes", lambda d: first_branch(d).update(not_rated=True), "branches/full", "結果がないか"),
    ("no example", lambda d: first_branch(d).pop("example"), "full/example", "計算例がありません"),
    ("a duplicate branch", lambda d: d["steps"][0]["branches"][1].update(id="full"), "full/id", "同じ id"),
    ("a branch behind the last", lambda d: first_branch(d).pop("when"), "branches/nearly", "決して選ばれません"),
    (
        "a step it does not know",
        lambda d: d["steps"][1]["branches"][0]["when"].update(some="x"),
        "less/when",
        "前にある段階",
    ),
    ("two conditions in one", lambda d: first_branch(d)["when"].update(has="indicators"), "full/when", "一つだけ"),
    ("an unknown figure", lambda d: first_branch(d)["when"].update(figure="speed"), "when/figure", "決められた語"),
    ("one language", lambda d: first_branch(d)["explain"].pop("en"), "explain/en", "必要な項目"),
    (
        "an unknown field",
        lambda d: first_branch(d)["explain"].update(ja="{tempo}", en="{tempo}"),
        "full/explain",
        "tempo",
    ),
    ("differing fields", lambda d: first_branch(d)["explain"].update(ja="{actual}"), "full/explain", "違います"),
    ("open braces", lambda d: first_branch(d)["explain"].update(ja="{actual", en="x"), "full/explain", "波かっこ"),
    ("an unknown format", lambda d: first_branch(d)["explain"].update(ja="{year:wareki}"), "full/explain", "wareki"),
    ("a step that decides nothing", lambda d: d["steps"][0].pop("branches"), "steps/band", "何も決めません"),
    ("a figure asked of a measure", lambda d: d["steps"][0].update(rates="measure"), "when/figure", "直接は問えません"),
    ("a wrong kind", lambda d: d.update(steps="none"), "city.toml/steps", "種類が違います"),
    ("n of an unknown step", lambda d: d["reached"].update(step="x"), "reached/step", "決められた語"),
    (
        "an unclear tolerance",
        lambda d: d["judging"].update(tolerances=[{"tag": "a", "points": "1", "relative": "2"}]),
        "tolerances/1",
        "どちらか一つ",
    ),
]


@pytest.mark.parametrize(("spoil", "place", "why"), [case[1:] for case in SPOILED], ids=[case[0] for case in SPOILED])
def test_a_bad_scheme_is_refused_with_place_and_sentence(spoil: Callable[[Data], Any], place: str, why: str) -> None:
    spoiled = data()
    spoil(spoiled)
    problems = refused(spoiled)
    said = [(problem.place, render(problem.why, "ja"), render(problem.remedy, "ja")) for problem in problems]
    assert any(place in at and why in reason and remedy for at, reason, remedy in said), said
    assert all(render(problem.why, "en") and render(problem.remedy, "en") for problem in problems)


def test_all_faults_are_told_at_once() -> None:
    spoiled = data()
    del spoiled["version"]
    first_branch(spoiled)["when"]["at_least"] = "八割"
    spoiled["judging"]["path"] = "winding"
    assert len(refused(spoiled)) == 3


def test_an_example_that_gives_another_grade_is_refused_with_both() -> None:
    spoiled = data()
    first_branch(spoiled)["example"]["actual"] = "99"
    (problem,) = refused(spoiled)
    assert problem.place == "city.toml/steps/band/branches/full/example"
    assert render(problem.why, "ja") == "計算例は「full ◎」と言いますが、計算すると「nearly ○」になります。"


def test_an_example_that_ends_in_another_branch_with_the_same_grade_is_refused() -> None:
    spoiled = data("akita@1")
    reached = spoiled["steps"][0]["branches"][2]
    reached["example"].update(baseline="200", target="200", actual="200")
    (problem,) = refused(spoiled)
    assert "「reached A」と言いますが、計算すると「reached_at_tie A」" in render(problem.why, "ja")


def test_an_example_that_says_nothing_is_refused() -> None:
    spoiled = data()
    del first_branch(spoiled)["example"]["gives"]
    assert refused(spoiled)


def test_a_changed_boundary_breaks_the_example_that_stands_on_it() -> None:
    spoiled = data("sasebo@1")
    first_branch(spoiled)["when"]["at_least"] = "85"
    assert refused(spoiled)[0].place.endswith("reached/example")


def test_a_bare_decimal_is_not_rounded_on_its_way() -> None:
    text = b"[judging]\ntolerances = [{ points = 0.1 }]\n"
    with pytest.raises(NotUsable) as refusal:
        read_scheme(text, "city.toml")
    assert not [p for p in refusal.value.problems if "points" in p.place]


def test_a_citys_own_file_is_read_from_its_path(tmp_path: Path) -> None:
    source = Path(__file__).parent / "schemes_of_other_cities" / "points-with-caps.toml"
    (tmp_path / "ours.toml").write_bytes(b"\xef\xbb\xbf" + source.read_bytes())
    assert load_scheme(tmp_path / "ours.toml").reference == "points-with-caps@2024"


JUNK: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, -1, 7, "", "x", "{", "9e9", "-5", [], ["x"], {}, {"id": "x"}, [{}], [[]]]
)


def places(of: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = of.items() if isinstance(of, dict) else enumerate(of) if isinstance(of, list) else ()
    return [at, *(place for key, value in inner for place in places(value, (*at, key)))]


@pytest.mark.slow
@given(st.sampled_from(["points-with-caps", "judged-beside-computed", "interim-prorated"]), st.data())
@settings(max_examples=150, deadline=None)
def test_a_spoiled_scheme_is_refused_by_its_problems_and_never_by_a_crash(name: str, draw: st.DataObject) -> None:
    spoiled = json.loads(json.dumps(load_scheme(OTHERS / f"{name}.toml").data))
    place = draw.draw(st.sampled_from([p for p in places(spoiled) if p]))
    holder = spoiled
    for key in place[:-1]:
        holder = holder[key]
    holder[place[-1]] = draw.draw(JUNK)
    with suppress(NotUsable):
        scheme_from_data(spoiled, "city.toml")


def test_every_word_of_the_language_stands_in_its_reference() -> None:
    page = (Path(__file__).parents[2] / "docs" / "algorithms" / "scheme-language.md").read_text(encoding="utf-8")
    words = {*FORMS, *FIGURES, *INDICATOR_PARAMS, *NODE_PARAMS}
    assert [word for word in sorted(words) if not re.search(rf"`[^`]*\b{word}\b[^`]*`", page)] == []
