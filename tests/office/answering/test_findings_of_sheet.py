"""What is found on a sheet is what the review of the whole plan finds on its measure, though far less is looked at."""

import pytest

from monosashi.checks.registry import all_rules
from monosashi.office.answering.findings_of_sheet import found_with
from monosashi.office.findings.reviewing import review_of
from monosashi.office.rounds.basis import basis_of
from monosashi.office.rounds.filled import Filled
from office.rounds.blank_year import YEAR
from office.rounds.conftest import Desk

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
