"""Departments of a plan that the register has under another code: taken over as they are, each would stand there twice."""

from collections.abc import Iterator, Mapping
from datetime import date

from monosashi.core.messages import Message, message
from monosashi.core.plan import Plan
from monosashi.office.accounts.register import tree_on


def known_elsewhere(plan: Plan, today: date) -> Iterator[Message]:
    """One remark naming them, where there are any: of a code that the register lacks, and called as one that it has."""
    tree = tree_on(today)
    names: Mapping[str, str] = {unit.name: unit.code for unit in tree.standing}
    found = [each for each in plan.departments if each.id not in tree.units and each.name in names]
    if found:
        first = found[0]
        told = {"name": first.name, "code": first.id, "there": names[first.name]}
        yield message("plans.import.known_elsewhere", count=len(found), **told)
