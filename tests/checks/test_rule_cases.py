"""Every rule has its case file of small plans in which it must and must not speak."""

from datetime import date
from functools import cache

import pytest

from checks.evaluated import evaluation_of
from checks.small_plans import CASES, Case, cases_of
from monosashi.checks.registry import all_rules
from monosashi.checks.review import review
from monosashi.checks.rule import AnyRule
from monosashi.checks.tokenizer import SudachiTokenizer

RULES = all_rules()
TODAY = date(2025, 5, 12)


@cache
def tokenizer() -> SudachiTokenizer:
    return SudachiTokenizer()


def case_file(rule: type[AnyRule]) -> str:
    *_, family, module = rule.__module__.split(".")
    return f"{family}/{module}.toml"


def all_cases() -> list[Case]:
    return [case for path in sorted(CASES.glob("*/*.toml")) for case in cases_of(path)]


def test_every_rule_has_a_case_file_and_every_case_file_a_rule() -> None:
    assert sorted(map(case_file, RULES)) == sorted(str(path.relative_to(CASES)) for path in CASES.glob("*/*.toml"))


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: f"{case.rule_file}:{case.name}")
def test_a_rule_speaks_where_it_must_and_nowhere_else(case: Case) -> None:
    rule = next(rule for rule in RULES if case_file(rule) == case.rule_file)
    result = review(
        case.plan,
        case.fiscal_year,
        today=TODAY,
        rules=(rule,),
        previous=case.previous,
        evaluation=evaluation_of(case.plan, case.fiscal_year),
        tokenizer=tokenizer(),
    )
    broken = [each for each in result.rules_not_run if each.failed]
    assert broken == []
    assert len(result.findings) == case.speaks, result.findings


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_case_file_has_plans_in_which_the_rule_speaks_and_others_in_which_it_does_not(rule: type[AnyRule]) -> None:
    spoken = [case.speaks for case in cases_of(CASES / case_file(rule))]
    assert any(spoken)
    assert not all(spoken)
