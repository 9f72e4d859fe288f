"""Findings as the pages show them: by family and rule, one rule with its documentation."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from monosashi.checks.finding import GRAVITY, Severity
from monosashi.core.messages import Message, message
from monosashi.office.findings.list_of_findings import LOOKS, severity_cell, state_cell
from monosashi.office.findings.queries import Reviewed
from monosashi.office.findings.rows import FindingOf
from monosashi.office.findings.rules import ShownRule
from monosashi.office.plans.pages import Context, address, node_address
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.ui.cells import Cell
from monosashi.office.ui.language import spoken
from monosashi.office.ui.markup import cell_markup

FAMILIES = ("kpi", "tgt", "res", "stg", "str", "mon", "eva", "pub")
"""In the order in which a plan is thought out: what is measured, how far, what became of it, then how it is told."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One finding in a list without columns."""

    said: str
    address: str
    measure: str
    measure_address: str
    leads: tuple[str, ...]
    severity: Cell
    state: Cell
    undecided: bool
    rule: ShownRule

    @property
    def tags(self) -> SafeString:
        """How grave it is, and where it stands as far as something was decided."""
        told = [self.severity] if self.undecided and self.state.tag != "look" else [self.severity, self.state]
        return format_html_join(" ", "{}", ((cell_markup(each),) for each in told))


@dataclass(frozen=True, slots=True)
class OfRule:
    """What one rule found. `first` is the first measure, `more` how many others; `decided` of `rows` are decided."""

    rule: ShownRule
    address: str
    severity: Cell
    first: str
    more: int
    decided: int
    rows: tuple[Shown, ...]
    opinions: str


@dataclass(frozen=True, slots=True)
class Family:
    """The rules about one side of a plan."""

    heading: Message
    rules: tuple[OfRule, ...]


def by_family(year: InYear, rows: Iterable[FindingOf]) -> tuple[Family, ...]:
    """Findings by family and rule, rules in the order of their codes."""
    of_rule: dict[str, list[FindingOf]] = {}
    for row in rows:
        of_rule.setdefault(row.known.rule, []).append(row)
    of_family: dict[str, list[OfRule]] = {}
    for code in sorted(of_rule):
        one = _of_rule(year, of_rule[code])
        of_family.setdefault(one.rule.family, []).append(one)
    order = sorted(of_family, key=lambda key: FAMILIES.index(key) if key in FAMILIES else len(FAMILIES))
    return tuple(Family(message(f"findings.family.{key}"), tuple(of_family[key])) for key in order)


def shown_of(year: InYear, row: FindingOf) -> Shown:
    """A finding without columns."""
    node = row.node
    return Shown(
        said=row.said,
        address=address(year, "findings:finding", row.known.key),
        measure=node.label if node else spoken(message("findings.whole_plan")),
        measure_address=node_address(year, node) if node else "",
        leads=row.leads,
        severity=severity_cell(row),
        state=state_cell(row),
        undecided=row.known.undecided,
        rule=row.rule,
    )


def shown_rule(found: Reviewed, rule: ShownRule, rows: tuple[FindingOf, ...]) -> Context:
    """A rule with what it found, or why it found nothing."""
    reason = next((each.reason for each in found.not_run if each.rule == rule.code), None)
    return {
        "rule": rule,
        "rule_look": LOOKS[rule.severity.value] if rule.severity else "none",
        "found_count": sum(row.known.state.value != "waived" for row in rows),
        "rule_waived": sum(row.known.state.value == "waived" for row in rows),
        "reason_not_run": reason,
        "ran": rule.code in found.ran,
    }


def _of_rule(year: InYear, rows: list[FindingOf]) -> OfRule:
    gravest = max(rows, key=lambda row: GRAVITY.index(Severity(row.known.severity)))
    rule = rows[0].rule
    shown = tuple(shown_of(year, row) for row in rows)
    return OfRule(
        rule=rule,
        address=address(year, "findings:rule", rule.code),
        severity=severity_cell(gravest),
        first=shown[0].measure,
        more=len({each.measure for each in shown}) - 1,
        decided=sum(not each.undecided for each in shown),
        rows=shown,
        opinions=spoken(message("plans.names", names=opinions)) if (opinions := _opinions(rule)) else "",
    )


def _opinions(rule: ShownRule) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source.opinion for source in rule.sources if source.opinion))
