"""What is found on a sheet is what the review of the whole plan finds on its measure, though far less is looked at."""

from dataclasses import replace
from datetime import date

import pytest

from monosashi.checks.registry import all_rules
from monosashi.office.answering.findings_of_sheet import found_with
from monosashi.office.findings import actions
from monosashi.office.findings.identity import key_of
from monosashi.office.findings.models import FindingRow
from monosashi.office.findings.reviewing import review_of, reviewed
from monosashi.office.plans.queries import held
from monosashi.office.rounds.basis import basis_of
from monosashi.office.rounds.filled import Filled
from office.answering.conftest import Browser
from office.rounds.blank_year import YEAR
from office.rounds.desk import Desk

pytestmark = pytest.mark.slow


def test_a_sheet_is_told_what_the_whole_review_finds(desk: Desk) -> None:
    basis, seen = basis_of(desk.round), set()
    for node in [measure.id for measure in basis.plan.index.measures][::6]:
        typed = tuple(sorted((slot, cell.text) for slot, cell in desk.answers(node).items()))
        whole = review_of(Filled(basis, basis.asked(node), dict(typed)).plan, YEAR)
        wanted = sorted(
            (each for each in whole.findings if each.node == node), key=lambda each: (each.rule, each.place)
        )
        assert list(found_with(basis, node, typed)) == wanted
        seen |= {each.rule for each in wanted}
    blind = {rule.code for rule in all_rules() if not rule.reads_answers}
    assert seen & blind
    assert seen - blind


def test_a_finding_that_is_known_says_what_was_decided_and_leads_to_where_it_is_answered(
    desk: Desk, browser: Browser, sheet_address: str
) -> None:
    plan = desk.full.id
    answerer = browser(desk.answerer)
    before = answerer.get(sheet_address).content.decode()
    reviewed(plan, YEAR, held(plan).revision)
    on_sheet = {key_of(each) for each in found_with(basis_of(desk.round), desk.node, ())}
    known = sorted(FindingRow.objects.filter(node=desk.node, key__in=on_sheet).values_list("key", flat=True))
    elsewhere = FindingRow.objects.exclude(node=desk.node).first()
    assert known
    assert elsewhere is not None
    taken = actions.Given(text="秋に見直す", department="d-03", post="係長", until=date(2025, 9, 30))
    actions.take_on(actions.About(plan, known[0], 0), taken, by=desk.coordinator)
    actions.take_on(actions.About(plan, elsewhere.key, 0), replace(taken, text="よその話"), by=desk.coordinator)
    page = answerer.get(sheet_address).content.decode()
    assert "秋に見直す" in page
    assert "よその話" not in page
    led_to = {key for key in on_sheet if f"/findings/{key}/" in page}
    assert led_to == set(known)
    assert not [key for key in on_sheet if f"/findings/{key}/" in before]
