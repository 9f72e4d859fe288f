"""The page of rules is made from the rules and is never stale."""

from pathlib import Path

from monosashi.checks.registry import all_rules
from scripts.generate_rule_reference import PAGE, page

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_of_rules_is_the_one_that_the_rules_make() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run scripts/generate_rule_reference.py"


def test_the_page_has_every_rule() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert [rule.code for rule in all_rules() if f"## {rule.code} {rule.name}" not in text] == []
