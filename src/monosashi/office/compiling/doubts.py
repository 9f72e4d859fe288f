"""What is to be looked at before a sheet is accepted: grades, sums, copied texts, findings. By measure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache

from monosashi.checks.finding import Finding, Severity, Waiver
from monosashi.checks.registry import all_rules
from monosashi.checks.review import review
from monosashi.checks.rule import AnyRule
from monosashi.core.messages import Message, message
from monosashi.office.compiling.gathered import Gathered
from monosashi.office.findings.queries import waivers
from monosashi.office.findings.reviewing import tokenizer

_SUMS, _COPIED = "MON004", "EVA003"
"""The rules on sums of money and on texts that stand on another sheet."""


class DoubtKind(StrEnum):
    """Why a sheet is looked at before it is accepted."""

    GRADE_DIFFERS = "grade_differs"
    SUMS_DIFFER = "sums_differ"
    SAME_TEXT = "same_text"
    FINDING = "finding"


@dataclass(frozen=True, slots=True)
class Doubt:
    """One reason."""

    kind: DoubtKind
    said: Message


def doubts_of(found: Gathered, today: date) -> Mapping[str, tuple[Doubt, ...]]:
    """The reasons by measure; a measure without any is not there. What is out of scope today is left out. A few queries."""
    basis = found.basis
    told = waivers(basis.plan.id, basis.fiscal_year, today)
    doubts: dict[str, list[Doubt]] = {node: list(_of_grade(found, node)) for node in found.sheets}
    for finding in _findings(found):
        if finding.node in doubts and not any(_stands(each, finding, today) for each in told):
            doubts[finding.node].append(Doubt(_kind(finding), finding.message))
    return {node: tuple(each) for node, each in doubts.items() if each}


def _stands(waiver: Waiver, finding: Finding, today: date) -> bool:
    return waiver.covers(finding) and waiver.expires >= today


def _of_grade(found: Gathered, node: str) -> Iterator[Doubt]:
    outcome = found.outcomes.get(node)
    own = outcome.own_rating if outcome else None
    if outcome is None or own is None or not outcome.differs:
        return
    kind = "with_reason" if own.reason else "without_reason"
    said = message(f"compiling.doubt.grade_{kind}", own=own.grade, computed=outcome.computed.grade, reason=own.reason)
    yield Doubt(DoubtKind.GRADE_DIFFERS, said)


def _findings(found: Gathered) -> tuple[Finding, ...]:
    """What the rules for faults find in the figures that are in, and the texts that stand on two sheets."""
    texts = tuple((r.node, r.result) for r in found.plan.results if r.fiscal_year == found.basis.fiscal_year)
    return (*_faults(found), *_copied(_Texts(texts, found)))


@dataclass(frozen=True, slots=True)
class _Texts:
    """The result texts. Comparing thousands takes seconds, and accepting a sheet changes none of them."""

    texts: tuple[tuple[str, str], ...]
    found: Gathered = field(compare=False)


@lru_cache(maxsize=4)
def _faults(found: Gathered) -> tuple[Finding, ...]:
    told = _review(found, [rule for rule in all_rules() if rule.severity is Severity.ERROR])
    return tuple(each for each in told if each.severity is Severity.ERROR)


@lru_cache(maxsize=4)
def _copied(texts: _Texts) -> tuple[Finding, ...]:
    return _review(texts.found, [rule for rule in all_rules() if rule.code == _COPIED])


def _review(found: Gathered, rules: list[type[AnyRule]]) -> tuple[Finding, ...]:
    basis = found.basis
    told = review(
        found.plan,
        basis.fiscal_year,
        today=date.min,
        rules=rules,
        evaluation=found.evaluation,
        scheme=basis.scheme,
        tokenizer=tokenizer(),
    )
    return told.findings


def _kind(finding: Finding) -> DoubtKind:
    kinds = {_SUMS: DoubtKind.SUMS_DIFFER, _COPIED: DoubtKind.SAME_TEXT}
    return kinds.get(finding.rule, DoubtKind.FINDING)
