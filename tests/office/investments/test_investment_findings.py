"""What the software notices in a case, and in whose figures there is nothing to notice."""

from dataclasses import replace
from decimal import Decimal

import pytest

from monosashi.office.investments.figures import InvestmentLine, Sums
from monosashi.office.investments.noticing import Facts, Option, Spent, noticed
from office.investments.test_investment_figures import EXAMPLE, GENERAL, SUMS, YEARS, told

pytestmark = pytest.mark.without_database
_L = InvestmentLine
_NOW = (*told(_L.OPERATION, 900, 900, 900, 900, 900, source=GENERAL), *told(_L.LABOUR, 9, 9, 9, 9, 9))
PRESENT = Option("現状のまま", Sums(YEARS, _NOW, Decimal(3200), is_present=True))
PROPOSAL = Option("提案", SUMS, chosen=True)
SOUND = Facts((PRESENT, PROPOSAL), has_indicator=True, baseline=Decimal(2), target=Decimal(1), measured_by="記録")


def proposal(*left_out: InvestmentLine, more: tuple[str, ...] = (), rate: int | None = 3200) -> Facts:
    """The sound case whose proposal lacks some lines."""
    amounts = tuple(each for each in EXAMPLE if each.line not in left_out)
    sums = Sums((*YEARS, *map(int, more)), amounts, None if rate is None else Decimal(rate))
    return replace(SOUND, options=(PRESENT, replace(PROPOSAL, sums=sums)))


def test_a_case_whose_figures_are_all_there_gives_nothing_to_notice() -> None:
    assert noticed(SOUND) == ()


EFFECTS = (_L.HOURS_SAVED, _L.MONEY_SAVED)


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        (replace(SOUND, options=(PRESENT, replace(PROPOSAL, chosen=False))), ["no_proposal"]),
        (replace(SOUND, options=(PROPOSAL,)), ["no_alternative"]),
        (proposal(_L.LABOUR), ["no_labour"]),
        (proposal(more=("2032",)), ["no_labour", "no_later_cost"]),
        (replace(proposal(*EFFECTS), has_indicator=False), ["no_effect"]),
        (replace(proposal(*EFFECTS), has_indicator=False, uncounted="安心"), ["only_uncounted"]),
        (replace(SOUND, measured_by=""), ["no_measuring"]),
        (replace(SOUND, target=None), ["no_target"]),
        (proposal(rate=None), ["no_rate"]),
        (replace(SOUND, options=(replace(PRESENT, sums=Sums(YEARS, (), None, is_present=True)), PROPOSAL)), ["no_alternative", "present_not_told"]),
        (replace(SOUND, only_activity=("施策",)), ["only_activity"]),
        (replace(SOUND, doubled=("別の案件",)), ["doubled"]),
        (replace(SOUND, options=(PRESENT, replace(PROPOSAL, stated=Decimal(10801)))), ["stated"]),
        (replace(SOUND, budgets=Decimal(5999)), ["over_budget"]),
        (replace(SOUND, spent=(Spent(2027, Decimal(5), Decimal(6)),)), ["paid_over_contract"]),
        (replace(SOUND, spent=(Spent(2027, None, Decimal(6001)),)), ["paid_over_expected"]),
    ],
)  # fmt: skip
def test_what_is_noticed(facts: Facts, found: list[str]) -> None:
    assert [each.id.removeprefix("investments.finding.") for each in noticed(facts)] == found


def test_no_more_money_can_fall_away_than_is_spent_now() -> None:
    amounts = tuple(e for e in EXAMPLE if e.line is not _L.MONEY_SAVED) + told(_L.MONEY_SAVED, 0, 900, 901, 900, 900)
    facts = replace(SOUND, options=(PRESENT, replace(PROPOSAL, sums=Sums(YEARS, amounts, Decimal(3200)))))
    (only,) = noticed(facts)
    assert (only.id, dict(only.params)["year"]) == ("investments.finding.saves_more", 2029)
