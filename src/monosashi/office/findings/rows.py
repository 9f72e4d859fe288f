"""Findings as rows of a list: each with what it says in the language of the page, and whose it is."""

from dataclasses import dataclass
from functools import cached_property

from monosashi.core.tree import Node, Responsibility, Role
from monosashi.office.findings.queries import Known, Reviewed
from monosashi.office.findings.rules import ShownRule, rule_of
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.plans.year.sentences import Voice


@dataclass(frozen=True)
class FindingOf:
    """One finding in the plan as it stands. `node` None: it is about the plan, or about what is gone.

    `parts` are those of the year that is reviewed, `leads` the names of the departments that lead the measure in it.
    """

    known: Known
    node: Node | None
    leads: tuple[str, ...]
    parts: tuple[Responsibility, ...]
    say: Voice

    @property
    def departments(self) -> frozenset[str]:
        """The codes of the departments that have a part in the measure in the year."""
        return frozenset(part.department for part in self.parts)

    @property
    def rule(self) -> ShownRule:
        """The rule that found it."""
        return rule_of(self.known.rule)

    @cached_property
    def said(self) -> str:
        """The finding in words."""
        return self.say(self.known.finding.message)


def rows_of(year: InYear, found: tuple[Known, ...]) -> tuple[FindingOf, ...]:
    """Findings with their measures."""
    return tuple(row_of(year, each) for each in found)


def row_of(year: InYear, known: Known) -> FindingOf:
    """One finding with its measure."""
    node = year.plan.index.node.get(known.node)
    if node is None:
        return FindingOf(known, None, (), (), year.said)
    return FindingOf(known, node, year.department_names(node, Role.LEAD), year.parts(node), year.said)


def departments_named(year: InYear, found: Reviewed) -> dict[str, str]:
    """The departments of the measures that something was found on, by code, as they are in the year."""
    nodes = {each.node for each in found.findings}
    return {
        part.department: year.department_name(part)
        for node in year.plan.nodes
        if node.id in nodes
        for part in year.parts(node)
    }
