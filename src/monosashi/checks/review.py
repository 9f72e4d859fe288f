"""Runs the rules over a plan. No rule stops another: what cannot run or breaks is listed with its reason."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from monosashi.checks.configuration import Configuration
from monosashi.checks.finding import Finding, Review, RuleCost, RuleNotRun, Waived, Waiver
from monosashi.checks.grade_ranks import ranks_of
from monosashi.checks.needs import FACTS, Need
from monosashi.checks.registry import all_rules
from monosashi.checks.rule import AnyRule, AnySubject, Rule, Scope
from monosashi.checks.subjects import (
    Desk,
    IndicatorSubject,
    MeasureSubject,
    NodeSubject,
    PlanSubject,
    TwoYearsSubject,
)
from monosashi.checks.texts import Texts
from monosashi.checks.tokenizer import Tokenizer
from monosashi.core.messages import Message, message
from monosashi.core.plan import Plan
from monosashi.core.tree import Node
from monosashi.evaluation.outcomes import Evaluation, Judgements
from monosashi.evaluation.scheme import Scheme


def review(  # noqa: PLR0913 -- each is one thing that a reviewer brings
    plan: Plan,
    fiscal_year: int,
    *,
    today: date,
    previous: Plan | None = None,
    rules: Iterable[type[AnyRule]] | None = None,
    waivers: Iterable[Waiver] = (),
    evaluation: Evaluation | Judgements | None = None,
    scheme: Scheme | None = None,
    tokenizer: Tokenizer | None = None,
    configuration: Configuration | None = None,
    node: str | None = None,
) -> Review:
    """What the rules find in one fiscal year of the plan.

    `node`: what looks at one node at a time looks at this one alone; rules that lay measures side by side see them all.
    `previous` is the plan as it stood a year earlier, None: only this plan's own earlier years are looked at.
    `evaluation` is of the same plan and year. `scheme` is that of the year, None: the shipped one which the plan names. The plan must be valid (no cycle, no dangling reference).
    """
    configuration = configuration or Configuration()
    run = _Run(Desk(plan, fiscal_year, Texts(tokenizer), evaluation, previous, scheme), configuration, node)
    for rule in all_rules() if rules is None else rules:
        if configuration.chooses(rule):
            run.take(rule)
    return _waived(run, tuple(waivers), today)


class _Run:
    """One pass over the plan, gathering what is found."""

    def __init__(self, desk: Desk, configuration: Configuration, node: str | None) -> None:
        self.desk = desk
        self.configuration = configuration
        self.subjects = _subjects(desk, node)
        self.met: dict[Need, bool] = {}
        self.findings: list[Finding] = []
        self.not_run: list[RuleNotRun] = []
        self.costs: list[RuleCost] = []

    def take(self, kind: type[AnyRule]) -> None:
        """Run one rule, or say why not: a broken one must not take the others with it."""
        lacking = next((need for need in kind.needs if not self._has(need)), None)
        if lacking is not None:
            self.not_run.append(RuleNotRun(kind.code, kind.name, message(f"check.lacks.{lacking}")))
            return
        started = time.process_time()
        subjects = [s for s in self.subjects[kind.scope] if kind.reviews_excluded or not _is_excluded(s)]
        try:
            found = self._found(kind, subjects)
        except Exception as error:
            self.not_run.append(RuleNotRun(kind.code, kind.name, _breakdown(error), failed=True))
            return
        self.findings += found
        self.costs.append(RuleCost(kind.code, time.process_time() - started, len(subjects)))

    def _has(self, need: Need) -> bool:
        """Whether what a rule needs is here, looked up once for all rules."""
        if need not in self.met:
            self.met[need] = _is_met(need, self.desk, self.subjects)
        return self.met[need]

    def _found(self, kind: type[AnyRule], subjects: Iterable[AnySubject]) -> list[Finding]:
        rule = kind(self.configuration.thresholds.get(kind.code))
        assert isinstance(rule, Rule)  # noqa: S101 -- tells the type checker what the registry holds
        found = [finding for subject in subjects for finding in rule.check(subject)]
        severity = self.configuration.severities.get(kind.code)
        return [replace(finding, severity=severity) for finding in found] if severity else found


def _subjects(desk: Desk, only: str | None) -> Mapping[Scope, tuple[AnySubject, ...]]:
    every = tuple(MeasureSubject(desk, node) for node in desk.index.measures)
    measures = tuple(measure for measure in every if only in {None, measure.node.id})
    shown = tuple(measure for measure in every if measure.excluded is None)
    node = desk.index.node
    return {
        Scope.NODE: tuple(NodeSubject(desk, each) for each in desk.plan.nodes if only in {None, each.id}),
        Scope.MEASURE: measures,
        Scope.INDICATOR: tuple(
            IndicatorSubject(desk, node[i.node], i) for i in desk.plan.indicators if only in {None, i.node}
        ),
        Scope.PLAN: (PlanSubject(desk, shown, only),),
        Scope.TWO_YEARS: _two_years(desk, measures),
    }


def _two_years(desk: Desk, measures: Iterable[MeasureSubject]) -> tuple[TwoYearsSubject, ...]:
    earlier = Desk(desk.previous or desk.plan, desk.fiscal_year - 1, desk.texts)
    if desk.previous is None and not any(r.fiscal_year == earlier.fiscal_year for r in desk.plan.results):
        return ()
    pairs = ((measure, _earlier_node(measure.node, earlier)) for measure in measures)
    return tuple(TwoYearsSubject(now, MeasureSubject(earlier, node)) for now, node in pairs if node is not None)


def _earlier_node(node: Node, earlier: Desk) -> Node | None:
    """The same node a year earlier; of a renamed one, what it was called."""
    known = earlier.index.node
    predecessors = (s.predecessor for s in node.succeeds if s.comparable)
    return next((known[id_] for id_ in (node.id, *predecessors) if id_ in known), None)


def _is_met(need: Need, desk: Desk, subjects: Mapping[Scope, tuple[AnySubject, ...]]) -> bool:
    if need in FACTS:
        return FACTS[need](desk.plan)
    brought = {
        Need.TOKENIZER: desk.texts.can_split,
        Need.EVALUATION: desk.evaluation is not None,
        Need.PREVIOUS_PLAN: desk.previous is not None,
        Need.EARLIER_YEAR: bool(subjects[Scope.TWO_YEARS]),
        Need.LEGEND: bool(ranks_of(desk)),
        Need.LIFE_CYCLE: desk.life_cycle is not None,
        Need.MANAGEMENT: _tells_management(desk),
    }
    return brought[need]


def _tells_management(desk: Desk) -> bool:
    stated = any(result.managed_by for result in desk.plan.results if result.fiscal_year == desk.fiscal_year)
    return stated or any(outcome.managed_by for outcome in desk.outcome.values())


def _is_excluded(subject: AnySubject) -> bool:
    if isinstance(subject, TwoYearsSubject):
        return subject.now.excluded is not None
    return not isinstance(subject, PlanSubject) and subject.excluded is not None


def _breakdown(error: Exception) -> Message:
    return message("check.rule_failed", error=f"{type(error).__name__}: {error}")


def _waived(run: _Run, waivers: tuple[Waiver, ...], today: date) -> Review:
    findings, waived, used = [], [], set()
    for finding in _in_plan_order(run):
        mine = [waiver for waiver in waivers if waiver.covers(finding)]
        used.update(mine)
        valid = next((waiver for waiver in mine if waiver.expires >= today), None)
        if valid:
            waived.append(Waived(finding, valid))
        else:
            findings.append(replace(finding, expired=mine[0]) if mine else finding)
    unused = tuple(waiver for waiver in waivers if waiver not in used)
    return Review(tuple(findings), tuple(waived), tuple(run.not_run), unused, tuple(run.costs))


def _in_plan_order(run: _Run) -> list[Finding]:
    position = {node.id: number for number, node in enumerate(run.desk.plan.nodes, start=1)}
    return sorted(run.findings, key=lambda f: (position.get(f.node or "", 0), f.rule, f.place))
