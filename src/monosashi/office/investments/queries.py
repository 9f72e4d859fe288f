"""Rows -> cases as they stand on a day, in a fixed number of queries whatever they hold."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.db.models import Max, Prefetch, Q, QuerySet

from monosashi.core.fiscal_years import fiscal_year_on
from monosashi.core.messages import message
from monosashi.core.money import FundingSource
from monosashi.office.accounts.bearers import bearers, names_today
from monosashi.office.accounts.permissions import Place
from monosashi.office.accounts.register import with_predecessors
from monosashi.office.accounts.written_once import Columns, Parameter
from monosashi.office.investments.figures import Amount, InvestmentLine, Sums
from monosashi.office.investments.models import (
    Alternative,
    Case,
    Condition,
    Decision,
    LabourRate,
    SimilarCase,
    Verification,
    Viewpoint,
)
from monosashi.office.investments.states import (
    IN_FORCE,
    OPEN_TO_CHANGE,
    InvestmentConditionState,
    InvestmentLikeness,
    InvestmentPriority,
    InvestmentState,
    is_due,
)
from monosashi.office.ui.language import spoken


class NoSuchInvestment(LookupError):
    """There is no case, alternative or condition with this key."""


class ActualKind(StrEnum):
    """What is told of a fiscal year of a case that goes on."""

    CONTRACT = "contract"
    PAID = "paid"
    LABOUR = "labour"
    HOURS_SAVED = "hours_saved"
    MONEY_SAVED = "money_saved"
    INDICATOR = "indicator"
    """The value of a typed indicator; one of the plan's has its actuals in the plan."""


@dataclass(frozen=True)
class CaseNow:
    """A case as it stands on a day. `codes` are the departments whose it is now, `department` what they are called.

    `rate` is the city's unit labour cost for the year of the case, None where it has none.
    """

    row: Case
    codes: frozenset[str]
    department: str
    rate: Decimal | None
    day: date

    @property
    def state(self) -> InvestmentState:
        """Where it stands."""
        return InvestmentState(self.row.state)

    @property
    def priority(self) -> InvestmentPriority:
        """How pressing it is."""
        return InvestmentPriority(self.row.priority)

    @property
    def place(self) -> Place:
        """Whose it is."""
        return Place(self.row.plan_id, self.codes)

    @property
    def years(self) -> tuple[int, ...]:
        """The fiscal years of its period."""
        return tuple(range(self.row.fiscal_year, self.row.fiscal_year + self.row.years))

    @cached_property
    def alternatives(self) -> tuple[tuple[Alternative, Sums], ...]:
        """What is compared, each with what it comes to."""
        return tuple((row, self.sums_of(row)) for row in self.row.alternatives.all())

    @property
    def proposal(self) -> tuple[Alternative, Sums] | None:
        """What the department proposes, None where it chose nothing yet."""
        return next((each for each in self.alternatives if each[0].chosen), None)

    @property
    def newest(self) -> Decision | None:
        """What was decided last, None where nothing was."""
        every = tuple(self.row.decisions.all())
        return every[-1] if every else None

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Those of the decision that counts."""
        return tuple(self.newest.conditions.all()) if self.newest and self.state in IN_FORCE else ()

    @property
    def verified(self) -> Verification | None:
        """What verification came to last, None where there was none."""
        every = tuple(self.row.verifications.all())
        return every[-1] if every else None

    @property
    def is_due(self) -> bool:
        """Whether its effects are to be verified now."""
        return is_due(self.row.state, self.row.verify_year, fiscal_year_on(self.day))

    @cached_property
    def actual(self) -> Mapping[tuple[str, int], Decimal]:
        """What was told to have become of it, by kind and fiscal year."""
        return {(each.line, each.fiscal_year): Decimal(each.value) for each in self.row.actuals.all()}

    def sums_of(self, row: Alternative) -> Sums:
        """What an alternative comes to."""
        amounts = tuple(
            Amount(
                InvestmentLine(each.line),
                each.fiscal_year,
                Decimal(each.value),
                FundingSource(each.source) if each.source else None,
            )
            for each in row.lines.all()
        )
        return Sums(self.years, amounts, self.rate, row.is_present)


_OF_PLAN = Columns(lambda: Case.objects.filter(plan=Parameter("plan")).values_list("pk", "code"))


def every_case(day: date) -> tuple[CaseNow, ...]:
    """All cases, the newest year first. Twelve queries at most."""
    return _now(Case.objects.all(), day)


def decided_cases() -> Iterator[tuple[Case, date]]:
    """The rows of the cases about which was decided, each with the day of the newest decision. One query."""
    decided = Case.objects.filter(state__in=[*IN_FORCE, InvestmentState.PUT_OFF])
    rows = decided.annotate(decided_on=Max("decisions__decided_on")).filter(decided_on__isnull=False)
    return ((row, row.decided_on) for row in rows)


def one_case(pk: int, day: date) -> CaseNow:
    """One case. Twelve queries at most. Raises NoSuchInvestment."""
    found = _now(Case.objects.filter(pk=pk), day)
    if not found:
        raise NoSuchInvestment(pk)
    return found[0]


def one_row(pk: int) -> Case:
    """The row of a case with its plan. One query. Raises NoSuchInvestment."""
    row = Case.objects.select_related("plan").filter(pk=pk).first()
    if row is None:
        raise NoSuchInvestment(pk)
    return row


def one_condition(pk: int) -> Condition:
    """The row of a condition with its decision and case. One query. Raises NoSuchInvestment."""
    row = Condition.objects.select_related("decision__case__plan").filter(pk=pk).first()
    if row is None:
        raise NoSuchInvestment(pk)
    return row


def rows_of_measure(plan: str | Parameter, node: str | Parameter) -> "QuerySet[Case]":
    """The rows of the cases that belong to a measure."""
    return Case.objects.filter(measures__node=node, plan=plan)


def cases_of_measure(plan: str, node: str, day: date) -> tuple[CaseNow, ...]:
    """The cases that belong to a measure."""
    return _now(rows_of_measure(plan, node), day)


def cases_of_department(plan: str, code: str, day: date) -> tuple[CaseNow, ...]:
    """The cases of a plan that are a department's today. One short query where the plan has none."""
    every = _OF_PLAN(plan=plan)
    own = with_predecessors((code,), day) if every else frozenset()
    keys = [pk for pk, of in every if of in own]
    return _now(Case.objects.filter(pk__in=keys), day) if keys else ()


def cases_waiting(day: date) -> tuple[CaseNow, ...]:
    """Those for which somebody has to do something."""
    keys = [pk for (pk,) in _WAITING(day=day)]
    return _now(Case.objects.filter(pk__in=keys), day) if keys else ()


def keys_waiting() -> "QuerySet[Case, tuple[Any, ...]]":
    """The keys of the cases for which somebody has to do something on a day, which is its parameter `day`."""
    conditions = [InvestmentConditionState.OPEN, InvestmentConditionState.REPORTED]
    to_decide = Q(state__in=[InvestmentState.EXAMINING, *OPEN_TO_CHANGE])
    to_verify = Q(state__in=IN_FORCE, verify_year__lte=Parameter("day", fiscal_year_on))
    to_fulfil = Q(state__in=IN_FORCE, decisions__conditions__state__in=conditions)
    return Case.objects.filter(to_decide | to_verify | to_fulfil).order_by("pk").values_list("pk").distinct()


_WAITING = Columns(keys_waiting)


def others_of(row: Case) -> tuple[Case, ...]:
    """The other cases of the same plan, by their own columns alone. One query."""
    return tuple(Case.objects.filter(plan=row.plan_id).exclude(pk=row.pk))


def place_of(row: Case, day: date) -> Place:
    """Whose a case is: of its department and of whoever goes on with its work on a day."""
    return Place(row.plan_id, bearers((row.code,), day))


def place_of_condition(row: Condition, day: date) -> Place:
    """Who reports on a condition: the department that was told, and whoever goes on with its work."""
    return Place(row.decision.case.plan_id, bearers((row.code,), day))


def rates() -> "QuerySet[LabourRate]":
    """What an hour of staff costs, by fiscal year."""
    return LabourRate.objects.all()


def viewpoints() -> "QuerySet[Viewpoint]":
    """The city's viewpoints in their order, also those that are asked no more."""
    return Viewpoint.objects.all()


def viewpoints_for(row: Case) -> tuple[Viewpoint, ...]:
    """Those that are asked, and those that this case answered already. Two queries."""
    answered = {each.viewpoint_id for each in row.answers.all()}
    return tuple(each for each in viewpoints() if each.in_use or each.pk in answered)


def counted_elsewhere(every: Iterable[CaseNow]) -> frozenset[int]:
    """Of these cases those whose money is part of another one's that is among them: a total has it once."""
    rows = {now.row.pk: now.row for now in every}
    return frozenset(pk for pk, row in rows.items() if any(_is_there(each, rows) for each in row.similar.all()))


def _is_there(each: SimilarCase, rows: Mapping[int, Case]) -> bool:
    return each.likeness == InvestmentLikeness.COUNTED_THERE and each.other_id in rows


def _now(cases: "QuerySet[Case]", day: date) -> tuple[CaseNow, ...]:
    decisions = Prefetch("decisions", Decision.objects.select_related("decided_in__item__meeting__body"))
    rows = list(
        cases.select_related("plan").prefetch_related(
            "measures", "programs", "alternatives__lines", decisions, "decisions__conditions", "verifications",
            "actuals", "similar",
        )
    )  # fmt: skip
    if not rows:
        return ()
    rate = {each.fiscal_year: Decimal(each.yen) for each in rates()}
    return tuple(
        CaseNow(
            row,
            bearers((row.code,), day),
            spoken(message("value.separator")).join(names_today((row.code,), day)),
            rate.get(row.fiscal_year),
            day,
        )
        for row in rows
    )
