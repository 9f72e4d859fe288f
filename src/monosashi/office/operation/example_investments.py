"""Cases of investment in the sample city: two with figures of the source, three to practise with, in every state."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from django.utils import timezone

from monosashi.core.fiscal_years import fiscal_year_on
from monosashi.core.tree import Role as Part
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.told import new_token, seen
from monosashi.office.investments import actions_examining, actions_following, actions_proposing
from monosashi.office.investments.actions_examining import ConditionTold, DecisionTold
from monosashi.office.investments.actions_following import VerificationTold
from monosashi.office.investments.models import Alternative, Case
from monosashi.office.investments.queries import one_row, rates, viewpoints, viewpoints_for
from monosashi.office.investments.states import (
    InvestmentEffect,
    InvestmentNextStep,
    InvestmentOutcome,
    InvestmentPriority,
)
from monosashi.office.investments.told import (
    COLUMNS,
    ActualsTold,
    AlternativeTold,
    AnswersTold,
    CaseTold,
    Line,
    RemarksTold,
    SettingsTold,
    told_of_actuals,
    told_of_alternative,
    told_of_answers,
    told_of_remarks,
    told_of_settings,
)
from monosashi.office.investments.usual import usual_viewpoints
from monosashi.office.plans.queries import held

_DUE = 30
"""Days until a condition is to be reported on."""


@dataclass(frozen=True, slots=True)
class Bureau:
    """Who acts. `own` is the department of `editor`, `other` another one; `elsewhere` enters for all of them, `deputy` decides."""

    plan: str
    own: str
    other: str
    editor: Person
    elsewhere: Person
    deputy: Person


def hold_investments(bureau: Bureau) -> dict[str, Case]:
    """Enter settings and cases, and bring each as far as it goes. The cases by their keys."""
    told, coming = _told(), fiscal_year_on(timezone.localdate()) + 1
    years = {*(case.get("year", coming) for case in told["cases"])}
    costs = tuple((year, told["rate"]["yen"], told["rate"]["source"]) for year in sorted(years))
    wanted = SettingsTold(costs, tuple((0, text, True) for text in usual_viewpoints().texts))
    now = told_of_settings(rates(), viewpoints())
    actions_examining.keep_settings(wanted, based_on=seen(now.plain), by=bureau.deputy)
    return {case["key"]: _case(bureau, case, coming) for case in told["cases"]}


@cache
def _told() -> dict[str, Any]:
    name = "example_investments.toml"
    return tomllib.loads(files("monosashi.office.operation").joinpath(name).read_text(encoding="utf-8"))


def _case(bureau: Bureau, told: Mapping[str, Any], coming: int) -> Case:
    by = bureau.editor if told.get("own") else bureau.elsewhere
    year = told.get("year", coming)
    texts = {name: told[name] for name in COLUMNS if name in told}
    wanted = CaseTold(
        **{**texts, "fiscal_year": year},
        measures=(told["node"],) if "node" in told else (),
        programs=(told["program"],) if "program" in told else (),
    )
    row = actions_proposing.propose(bureau.plan, _department(bureau, told), wanted, token=new_token(), by=by)
    _compare(row, told["alternatives"], by)
    _answer(row, told.get("answers", ()), by)
    if told.get("submitted") or "outcome" in told:
        actions_proposing.submit(row.pk, seen=one_row(row.pk).version, by=by)
    _examine(row, told.get("remarks", ()), bureau.deputy)
    if "outcome" in told:
        _decide(row, told, bureau.deputy)
    _follow(row, told, by, bureau.deputy)
    return one_row(row.pk)


def _department(bureau: Bureau, told: Mapping[str, Any]) -> str:
    """Who leads the measure; else the own department or the other one."""
    if "node" not in told:
        return bureau.own if told.get("own") else bureau.other
    node = held(bureau.plan).plan.index.node[told["node"]]
    return next(each.department for each in node.responsibilities if each.role is Part.LEAD)


def _compare(row: Case, alternatives: list[Mapping[str, Any]], by: Person) -> None:
    there: Iterator[Alternative] = iter(tuple(row.alternatives.all()))
    proposes = True
    for told in alternatives:
        present = bool(told.get("present"))
        lines = tuple(sorted(_lines(told["lines"], row.fiscal_year)))
        chosen = not present and proposes
        wanted = AlternativeTold(told["name"], told.get("text", ""), chosen, told.get("stated_total", ""), lines)
        proposes = proposes and present
        one = next(there, None)
        if one is None:
            actions_proposing.add_alternative(row.pk, wanted, token=new_token(), by=by)
            continue
        based_on = seen(told_of_alternative(one).plain)
        actions_proposing.change_alternative(row.pk, one.pk, wanted, based_on=based_on, by=by)


def _lines(told: Mapping[str, list[str]], first: int) -> Iterator[Line]:
    """Lines as the file has them: kind and source, then the figures of the years."""
    for name, values in told.items():
        kind, _, source = name.partition(" ")
        for at, value in enumerate(values):
            yield kind, source, first + at, value


def _answer(row: Case, answers: list[str], by: Person) -> None:
    asked = viewpoints_for(row)
    wanted = AnswersTold(tuple((each.pk, answers[at] if at < len(answers) else "") for at, each in enumerate(asked)))
    based_on = seen(told_of_answers(row, asked).plain)
    actions_proposing.answer_viewpoints(row.pk, wanted, based_on=based_on, by=by)


def _examine(row: Case, remarks: list[tuple[str, str]], by: Person) -> None:
    if not remarks:
        return
    asked = viewpoints_for(row)
    said = ((each.pk, *(remarks[at] if at < len(remarks) else ("none", ""))) for at, each in enumerate(asked))
    based_on = seen(told_of_remarks(row, asked).plain)
    actions_examining.examine(row.pk, RemarksTold(tuple(said)), based_on=based_on, by=by)


def _decide(row: Case, told: Mapping[str, Any], by: Person) -> None:
    today, outcome = timezone.localdate(), InvestmentOutcome(told["outcome"])
    condition = told.get("condition")
    wanted = DecisionTold(
        outcome,
        told["reason"],
        today,
        InvestmentPriority(told.get("priority", "none")),
        fiscal_year_on(today) + told["verify_after"] if "verify_after" in told else None,
        conditions=(ConditionTold(condition, today + timedelta(_DUE), row.code),) if condition else (),
    )
    actions_examining.decide(row.pk, wanted, token=new_token(), seen=one_row(row.pk).version, by=by)


def _follow(row: Case, told: Mapping[str, Any], by: Person, deputy: Person) -> None:
    if "actuals" in told:
        figures = told["actuals"].items()
        actuals = sorted((kind, row.fiscal_year + at, v) for kind, values in figures for at, v in enumerate(values))
        based_on = seen(told_of_actuals(row).plain)
        actions_following.tell_actuals(row.pk, ActualsTold(tuple(actuals)), based_on=based_on, by=by)
    if "verified" in told:
        said, year = told["verified"], fiscal_year_on(timezone.localdate())
        effect, step = InvestmentEffect(said["effect"]), InvestmentNextStep(said["next_step"])
        wanted = VerificationTold(year, effect, said["reason"], step, year + 1)
        seen_now = one_row(row.pk).version
        actions_following.verify(row.pk, wanted, token=new_token(), seen=seen_now, by=deputy)
