"""What the plan review finds on the measure of a sheet, with what was typed, before anybody submits it."""

from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse
from django.utils import timezone

from monosashi.checks.finding import Finding
from monosashi.checks.registry import all_rules
from monosashi.core.messages import Message
from monosashi.evaluation.evaluate import evaluate, judged_anew
from monosashi.evaluation.outcomes import Evaluation
from monosashi.office.answering.shown import ShownSheet
from monosashi.office.findings.identity import key_of
from monosashi.office.findings.list_of_findings import LOOKS
from monosashi.office.findings.queries import Known, ever_known
from monosashi.office.findings.reviewing import Judged, a_year_earlier, review_of
from monosashi.office.findings.rules import ShownRule, rule_of
from monosashi.office.plans.kept.kept_once import kept_once
from monosashi.office.plans.year.sentences import voice_of
from monosashi.office.rounds.basis import Basis
from monosashi.office.rounds.filled import Filled, filled_with
from monosashi.wording import word


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """One finding. `address` is where it is answered, "" where it is not kept yet; `known` what was decided, None for nothing."""

    said: str
    severity: Message
    look: str
    rule: ShownRule
    rule_address: str
    proposal: str
    known: Known | None
    address: str


def findings_on(sheet: ShownSheet) -> tuple[ShownFinding, ...]:
    """What is found on the measure. One query, and two more where this process has not reviewed these answers yet."""
    filled = sheet.filled
    typed = tuple(sorted((slot, text) for slot, text in filled.typed.items()))
    found = found_with(filled.basis, filled.asked.node.id, typed)
    keys = {key_of(each): each for each in found}
    known = ever_known(filled.basis.plan.id, filled.asked.node.id, timezone.localdate())
    say = voice_of(filled.basis.scheme, filled.basis.life_cycle)
    plan = filled.basis.plan.id
    return tuple(
        ShownFinding(
            said=say(each.message),
            severity=word(each.severity),
            look=LOOKS[each.severity.value],
            rule=rule_of(each.rule),
            rule_address=reverse("findings:rule", args=(plan, each.rule)),
            proposal=say(each.proposal.message) if each.proposal else "",
            known=known.get(key),
            address=reverse("findings:finding", args=(plan, key)) if key in known else "",
        )
        for key, each in keys.items()
    )


@lru_cache(maxsize=512)
def found_with(basis: Basis, node: str, typed: tuple[tuple[str, str], ...]) -> tuple[Finding, ...]:
    """What is found with these answers: nothing else on the sheet matters, so that it is found once.

    Only rules that read answers are run again, and on this measure: of 370 the others take a second.
    """
    filled = filled_with(basis, node, dict(typed))
    year = basis.fiscal_year
    fresh = review_of(
        filled.plan,
        year,
        a_year_earlier(basis.plan.id, year),
        rules=[rule for rule in all_rules() if rule.reads_answers],
        node=node,
        judged=_judged_with(filled),
    )
    found = (each for each in (*fresh.findings, *_found_without_answers(basis)) if each.node == node)
    return tuple(sorted(found, key=lambda each: (each.rule, each.place)))


def _judged_with(filled: Filled) -> Judged:
    """What the figures of the plan mean with these answers: on every other measure what they meant without."""
    basis, before = filled.basis, _judged_without_answers(filled.basis)
    if basis.scheme is None or before is None:
        return None, None
    return basis.scheme, judged_anew(before, filled.plan, filled.asked.node.id, basis.scheme, basis.life_cycle)


@kept_once(8)
def _judged_without_answers(basis: Basis) -> Evaluation | None:
    return evaluate(basis.plan, basis.fiscal_year, basis.scheme, basis.life_cycle) if basis.scheme else None


@kept_once(8)
def _found_without_answers(basis: Basis) -> tuple[Finding, ...]:
    """What is found in the plan whatever is answered: the same for every sheet of the round."""
    rules = [rule for rule in all_rules() if not rule.reads_answers]
    return review_of(basis.plan, basis.fiscal_year, rules=rules).findings
