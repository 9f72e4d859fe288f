"""A rule's docstring is its documentation, and its words stand in both catalogues."""

import ast
import inspect
import re
import sys
from pathlib import Path

import pytest

import monosashi
from monosashi.checks.needs import Need
from monosashi.checks.registry import InvalidRule, all_rules, in_order, only_rule
from monosashi.checks.rule import AnyRule, IndicatorRule

HEADINGS = ("なぜ問題か", "例", "直し方")
FAMILIES = ("KPI", "TGT", "RES", "STG", "STR", "MON", "EVA", "PUB")


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_rule_says_what_it_finds_why_it_matters_an_example_and_what_to_do(rule: type[AnyRule]) -> None:
    document = rule.__doc__ or ""
    assert tuple(re.findall(r"## (\S+)", document)) == HEADINGS
    assert re.search(r"[ぁ-ん]", document.splitlines()[0])
    parts = [part.strip() for part in re.split(r"## \S+", document)]
    assert all(len(part) > 8 for part in parts)


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_rule_has_a_code_of_its_family_a_name_like_its_file_and_a_source(rule: type[AnyRule]) -> None:
    *_, family, module = rule.__module__.split(".")
    assert re.fullmatch(rf"({'|'.join(FAMILIES)})\d{{3}}", rule.code)
    assert rule.code[:3] == family.upper()
    assert rule.name == module.replace("_", "-")
    assert rule.sources
    assert all(threshold.meaning for threshold in rule.thresholds.values())


class First(IndicatorRule):
    code, name = "TGT990", "first"


class SameCode(IndicatorRule):
    code, name = "TGT990", "second"


class SameName(IndicatorRule):
    code, name = "TGT991", "first"


@pytest.mark.parametrize("second", [SameCode, SameName])
def test_two_rules_with_one_code_or_name_are_refused(second: type[AnyRule]) -> None:
    with pytest.raises(InvalidRule):
        in_order((First, second))


def test_a_file_with_two_rules_or_none_is_refused() -> None:
    with pytest.raises(InvalidRule):
        only_rule(__name__, (First, SameCode))
    with pytest.raises(InvalidRule):
        only_rule(__name__, ())


CATALOGUES = Path(monosashi.__file__).parent / "wording" / "catalogues"


def catalogue_ids(language: str) -> set[str]:
    files = sorted((CATALOGUES / language).glob("checks*.po"))
    return {
        id_ for file in files for id_ in re.findall(r'^msgid "(.+)"', file.read_text(encoding="utf-8"), re.MULTILINE)
    }


def written_ids(rule: type[AnyRule]) -> set[str]:
    """The ids that stand in the rule's own file, and the one that every finding of it has by default."""
    source = inspect.getsource(sys.modules[rule.__module__])
    variants = re.findall(r'variant="(\w+)"', source)
    return {f"check.{rule.code}.{v}" for v in variants} | set(re.findall(rf'"(check\.{rule.code}\.[\w.]+)"', source))


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_rules_sentences_stand_in_the_catalogue(rule: type[AnyRule], language: str) -> None:
    known = catalogue_ids(language)
    assert written_ids(rule) - known == set()
    assert [id_ for id_ in known if id_.startswith(f"check.{rule.code}")] != []


@pytest.mark.parametrize("need", list(Need))
def test_what_a_rule_may_lack_has_a_sentence(need: Need) -> None:
    assert f"check.lacks.{need}" in catalogue_ids("ja") & catalogue_ids("en")


PARTS_OF_A_FINDING = {"variant", "place", "node", "indicator", "proposal", "severity", None}


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_every_figure_of_a_finding_has_its_name_in_both_languages(rule: type[AnyRule]) -> None:
    calls = [
        node
        for node in ast.walk(ast.parse(inspect.getsource(sys.modules[rule.__module__])))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "find"
    ]
    figures = {keyword.arg for call in calls for keyword in call.keywords} - PARTS_OF_A_FINDING
    assert {f"evidence.{figure}" for figure in figures} - (catalogue_ids("ja") & catalogue_ids("en")) == set()
