"""A case of 市民課 in Akita's plan, made by the acts themselves: two alternatives with figures, viewpoints, a rate."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from monosashi.core.fiscal_years import fiscal_year_on
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.told import new_token, seen
from monosashi.office.investments import actions_examining, actions_proposing
from monosashi.office.investments.actions_examining import ConditionTold, DecisionTold
from monosashi.office.investments.models import Alternative, Case, Condition, Decision
from monosashi.office.investments.queries import one_row, rates, viewpoints
from monosashi.office.investments.states import InvestmentOutcome, InvestmentPriority
from monosashi.office.investments.told import (
    AlternativeTold,
    CaseTold,
    Line,
    SettingsTold,
    told_of_alternative,
    told_of_settings,
)

PLAN, MEASURE, OWN, OTHER = "akita-digital-2", "n-p073", "d-07", "d-05"
"""Akita's plan, a measure of it in which 市民課 has a part, 市民課 and another department."""

THIS_YEAR = fiscal_year_on(timezone.localdate())
TOLD = CaseTold(
    THIS_YEAR,
    3,
    "窓口予約システムの更新",
    "renew",
    "待ち時間が長い",
    served="来庁者",
    without="待ち時間が延びる",
    indicator_name="平均待ち時間",
    indicator_unit="分",
    baseline="20",
    target="10",
    indicator_year=THIS_YEAR + 1,
    measured_by="発券機の記録",
    measures=(MEASURE,),
)


@dataclass
class Bureau:
    """The case as it was entered by `editor` of 市民課; `office` and `colleague` coordinate."""

    office: Person
    colleague: Person
    editor: Person
    case: Case
    present: Alternative
    proposal: Alternative

    @property
    def now(self) -> Case:
        """The row as it stands."""
        return one_row(self.case.pk)


def lines(*rows: tuple[str, str, tuple[str, ...]]) -> tuple[Line, ...]:
    """Lines of an alternative: kind, source, the figures of its years from `THIS_YEAR` on, "" for none."""
    return tuple(
        sorted(
            (kind, source, THIS_YEAR + at, value)
            for kind, source, values in rows
            for at, value in enumerate(values)
            if value
        )
    )


PRESENT = AlternativeTold(
    "現状のまま",
    lines=lines(("operation", "general", ("500", "500", "500")), ("labour", "", ("3000", "3000", "3000"))),
)
PROPOSAL = AlternativeTold(
    "提案",
    "共同利用のサービスを使う",
    chosen=True,
    lines=lines(
        ("initial", "general", ("1000",)),
        ("operation", "general", ("", "200", "200")),
        ("operation", "national", ("200", "200", "200")),
        ("labour", "", ("500", "100", "100")),
        ("hours_saved", "", ("0", "600", "600")),
        ("money_saved", "", ("0", "500", "500")),
    ),
)


def settled(by: Person) -> None:
    """Two viewpoints and a rate of 3,000 yen."""
    told = SettingsTold(((THIS_YEAR, "3000", "給与費の平均"),), ((0, "必要か", True), (0, "過大でないか", True)))
    actions_examining.keep_settings(told, based_on=seen(told_of_settings(rates(), viewpoints()).plain), by=by)


def a_case(by: Person, *, department: str = OWN, told: CaseTold = TOLD, plan: str = PLAN) -> Case:
    """A case with figures in both alternatives."""
    row = actions_proposing.propose(plan, department, told, token=new_token(), by=by)
    for one, wanted in zip(row.alternatives.all(), (PRESENT, PROPOSAL), strict=True):
        figured(row, one, wanted, by)
    return one_row(row.pk)


def figured(row: Case, one: Alternative, told: AlternativeTold, by: Person) -> Alternative:
    based_on = seen(told_of_alternative(one).plain)
    return actions_proposing.change_alternative(row.pk, one.pk, told, based_on=based_on, by=by)


def submitted(row: Case, by: Person) -> Case:
    return actions_proposing.submit(row.pk, seen=one_row(row.pk).version, by=by)


def decision(outcome: str, **more: Any) -> DecisionTold:
    told = {"priority": InvestmentPriority.HIGH, "verify_year": THIS_YEAR, **more}
    return DecisionTold(InvestmentOutcome(outcome), "窓口の待ち時間が減る", timezone.localdate(), **told)


CONDITION = ConditionTold("台帳の移し方を報告する", date(2030, 1, 31), OWN)


def decided(row: Case, by: Person, outcome: str = "approved", **more: Any) -> Decision:
    told = decision(outcome, **more)
    return actions_examining.decide(row.pk, told, token=new_token(), seen=one_row(row.pk).version, by=by)


def conditioned(row: Case, by: Person) -> Condition:
    """The condition of an approval."""
    return decided(row, by, "conditional", conditions=(CONDITION,)).conditions.get()


Act = Callable[..., Any]
