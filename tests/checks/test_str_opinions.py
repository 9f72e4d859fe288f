"""One measure split by section: opinion 11 in Akita's nine sheets, and nowhere else."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from checks.akita_plan import TODAY, akita, findings_of, nodes_of, speaks, with_node
from monosashi.checks.registry import all_rules
from monosashi.checks.review import review

STANDARDISATION = tuple(f"n-p{page}" for page in ("093", "094", "096", "097", "097b", "098", "099", "100", "101"))


def test_the_nine_sheets_of_one_migration_are_found_together_and_nothing_else() -> None:  # opinion 11
    findings = findings_of("STR001")
    assert tuple(sorted(nodes_of(findings))) == STANDARDISATION
    assert {dict(finding.evidence)["count"] for finding in findings} == {9}
    assert all(finding.proposal and finding.proposal.drawn_from for finding in findings)


@pytest.mark.parametrize("node", ["n-p096", "n-p101"])
def test_a_sheet_with_an_effect_of_its_own_is_a_measure_of_its_own(node: str) -> None:
    apart = with_node(akita(), node, effect="証明書の交付を待つ時間が半分になり、窓口の混雑がなくなる。")
    assert not speaks("STR001", node, apart)


def test_a_third_copy_of_a_quiet_measure_under_other_sections_is_found() -> None:
    source = akita().index.node["n-p104"]
    other_leads = [r for node in ("n-p072", "n-p146") for r in akita().index.node[node].responsibilities[:1]]
    copies = [
        replace(source, id=f"n-copy{number}", responsibilities=(lead,), milestones=())
        for number, lead in enumerate(other_leads)
    ]
    planted = replace(akita(), nodes=(*akita().nodes, *copies))
    assert not speaks("STR001", "n-p104")
    assert speaks("STR001", "n-p104", planted)


def test_without_a_dictionary_the_rule_says_that_it_did_not_run() -> None:
    rules = [rule for rule in all_rules() if rule.code == "STR001"]
    result = review(akita(), 2024, today=TODAY, rules=rules)
    assert result.findings == ()
    assert [each.reason.id for each in result.rules_not_run] == ["check.lacks.tokenizer"]


def test_a_measure_that_loses_its_lead_is_found() -> None:
    assert findings_of("STR002") == ()
    assert speaks("STR002", "n-p105", with_node(akita(), "n-p105", responsibilities=()))


@pytest.mark.parametrize(("until", "found"), [("2025-03-31", 0), ("2025-03-30", 1)])
def test_a_lead_is_one_who_holds_the_part_on_the_last_day_of_the_year_reviewed(until: str, found: int) -> None:
    (lead, *_) = akita().index.node["n-p105"].responsibilities
    assert (
        speaks("STR002", "n-p105", with_node(akita(), "n-p105", responsibilities=(replace(lead, valid_to=until),)))
        == found
    )


@pytest.mark.parametrize(("since", "found"), [("2024-04-01", 0), ("2025-04-01", 1)])
def test_copies_that_one_section_leads_at_the_end_of_the_year_are_not_split_by_section(since: str, found: int) -> None:
    source = akita().index.node["n-p104"]
    last_day = (date.fromisoformat(since) - timedelta(days=1)).isoformat()
    heir = replace(source.responsibilities[0], valid_from=since)
    copies = [
        replace(
            source,
            id=f"n-copy{node}",
            responsibilities=(replace(akita().index.node[node].responsibilities[0], valid_to=last_day), heir),
            milestones=(),
        )
        for node in ("n-p072", "n-p146")
    ]
    assert speaks("STR001", "n-p104", replace(akita(), nodes=(*akita().nodes, *copies))) == found
