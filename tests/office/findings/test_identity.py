from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monosashi.checks.finding import Finding, Proposal, Severity
from monosashi.core.messages import Message, Param, message
from monosashi.core.plan import Plan
from monosashi.core.values import Described, Span
from monosashi.office.findings.identity import body_of, finding_of, key_of, param_of, plain
from monosashi.office.findings.reviewing import review_of

NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=2)
PARAMS: st.SearchStrategy[Param] = st.recursive(
    st.none()
    | st.text()
    | st.integers()
    | NUMBERS
    | st.builds(Span, NUMBERS, NUMBERS)
    | st.builds(Described, st.text(), st.text()),
    lambda inner: st.lists(inner, max_size=3).map(tuple) | inner.map(lambda held: Message("a.b", (("x", held),))),
    max_leaves=6,
)

FINDING = Finding(
    rule="TGT002",
    name="target-not-beyond-baseline",
    severity=Severity.WARNING,
    place="indicators/i-1/final_target",
    node="n-1",
    measure="講座",
    indicator="i-1",
    fiscal_year=2024,
    message=message("check.TGT002", measure="講座", baseline=Decimal(60)),
    evidence=(("baseline", Decimal(60)), ("target", Decimal(60))),
    proposal=Proposal(message("check.TGT002.proposal"), ("暮らしが楽になる",)),
)


@given(PARAMS)
def test_no_parameter_of_a_sentence_is_lost_in_keeping(value: Param) -> None:
    assert param_of(plain(value)) == value


def test_a_kept_finding_is_the_finding() -> None:
    assert finding_of(body_of(FINDING)) == FINDING


@pytest.mark.slow
def test_every_finding_of_a_real_plan_is_kept_whole_and_has_a_key_of_its_own(akita: Plan) -> None:
    findings = review_of(akita, 2024).findings
    assert [finding_of(body_of(each)) for each in findings] == list(findings)
    assert len({key_of(each) for each in findings}) == len(findings)


@pytest.mark.parametrize(
    "other",
    [
        replace(FINDING, measure="教室"),
        replace(FINDING, message=message("check.TGT002", measure="教室", baseline=Decimal(60))),
        replace(FINDING, severity=Severity.LOOK),
        replace(FINDING, proposal=None),
    ],
)
def test_a_finding_stays_the_same_when_names_severity_or_proposal_change(other: Finding) -> None:
    assert key_of(other) == key_of(FINDING)


@pytest.mark.parametrize(
    "other",
    [
        replace(FINDING, evidence=(("baseline", Decimal(60)), ("target", Decimal(61)))),
        replace(FINDING, place="indicators/i-2/final_target"),
        replace(FINDING, fiscal_year=2025),
    ],
)
def test_other_figures_another_place_or_year_make_another_finding(other: Finding) -> None:
    assert key_of(other) != key_of(FINDING)
