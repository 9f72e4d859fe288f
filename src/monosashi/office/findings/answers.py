"""The head of the pages of a review: the answer in one sentence, figures by severity, what did not run."""

from collections import Counter

from monosashi.core.messages import Message, message
from monosashi.office.findings.list_of_findings import COUNTED, LOOKS, SEVERITIES
from monosashi.office.findings.queries import Reviewed
from monosashi.office.findings.rules import ShownRule, rule_of
from monosashi.office.plans.pages import Context, address
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.ui.language import spoken


def answer(year: InYear, found: Reviewed) -> tuple[Message, ...]:
    """How much was looked at and how much was found."""
    measures = len(year.plan.index.measures)
    looked = message("findings.answer.looked", year=year.fiscal_year, measures=measures, rules=len(found.ran))
    if not found.findings:
        return (looked, message("findings.answer.nothing"))
    shown = found.shown
    count = Counter(each.severity for each in shown)
    told = message(
        "findings.answer.found",
        count=len(shown),
        rules=len({each.rule for each in shown}),
        **{severity.value: count[severity.value] for severity in SEVERITIES},
    )
    return (looked, told, message("findings.answer.look"))


def head_of(year: InYear, found: Reviewed) -> Context:
    """What every page of a review shows above its list."""
    shown = found.shown
    count = Counter(each.severity for each in shown)
    return {
        "answer": answer(year, found),
        "reviewed": found,
        "severities": tuple(
            (
                spoken(severity),
                message(f"findings.means.{severity.value}"),
                count[severity.value],
                address(year, "findings:list", severity=severity.value, state=COUNTED),
            )
            for severity in SEVERITIES
        ),
        "decided": sum(not each.undecided for each in found.findings),
        "undecided": sum(each.undecided for each in shown),
        "waived": len(found.waived),
        "silent": tuple(_linked(year, rule_of(code)) for code in found.silent),
        "not_run": tuple((_linked(year, rule_of(each.rule)), each.reason) for each in found.not_run),
        "looks": LOOKS,
        "waivers_address": address(year, "findings:waivers"),
    }


def _linked(year: InYear, rule: ShownRule) -> tuple[ShownRule, str]:
    return rule, address(year, "findings:rule", rule.code)
