"""What a reorganisation changes in a plan document: departments with their dates, and who answers from the day on. Pure."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from monosashi.core.paths import key_of
from monosashi.core.plan import Plan
from monosashi.core.tree import Department, Node, Responsibility


@dataclass(frozen=True, slots=True)
class Heirs:
    """Who goes on with the work of ended departments from `since` on.

    `heir` is asked with a piece of work's key and its old department; it answers the code that goes on, None for nobody.
    `departments` are the heirs as the plan should know them, where it does not yet. `under` moves departments: code and where to.
    `offices` become the coordinating office.
    """

    since: date
    ended: frozenset[str]
    departments: tuple[Department, ...]
    heir: Callable[[str, str], str | None]
    under: tuple[tuple[str, str | None], ...] = ()
    offices: frozenset[str] = frozenset()

    @property
    def last_day(self) -> str:
        """The last day of what ends, as plans write it."""
        return (self.since - timedelta(days=1)).isoformat()

    @property
    def first_day(self) -> str:
        """The day from which the heirs go on."""
        return self.since.isoformat()


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a plan's work that a reorganisation moves: a key, the department it is with, and what people call it."""

    key: str
    department: str
    label: str


def responsibilities(plan: Plan, ended: frozenset[str], since: date) -> Iterator[Piece]:
    """Parts in nodes that would still be in force on the day."""
    for node in plan.nodes:
        for given in node.responsibilities:
            if given.department in ended and _goes_on(given, since):
                yield Piece(f"{plan.id}/{node.id}/{key_of(given)}", given.department, node.label)


def programs(plan: Plan, ended: frozenset[str]) -> Iterator[Piece]:
    """Budget programs whose money the departments hold."""
    for program in plan.budget_programs:
        if program.department in ended:
            yield Piece(f"{plan.id}/{program.id}", program.department, program.name)


def posts(plan: Plan, ended: frozenset[str]) -> Iterator[Piece]:
    """Posts of the departments that the plan names."""
    for post in plan.posts:
        if post.department in ended:
            yield Piece(f"{plan.id}/{post.id}", post.department, post.name)


def handed_over(plan: Plan, heirs: Heirs) -> Plan:
    """The plan after the reorganisation. A plan that knows none of the departments comes back as it is."""
    known = {department.id for department in plan.departments}
    if not known & (heirs.ended | {code for code, _ in heirs.under}):
        return plan
    return replace(
        plan,
        departments=_departments(plan, heirs),
        nodes=tuple(_node(plan, node, heirs) for node in plan.nodes),
        budget_programs=tuple(
            replace(program, department=_heir_or_old(heirs, f"{plan.id}/{program.id}", program.department))
            if program.department is not None and program.department in heirs.ended
            else program
            for program in plan.budget_programs
        ),
        posts=tuple(
            replace(post, department=_heir_or_old(heirs, f"{plan.id}/{post.id}", post.department))
            if post.department in heirs.ended
            else post
            for post in plan.posts
        ),
    )


def _departments(plan: Plan, heirs: Heirs) -> tuple[Department, ...]:
    """The departments, each heir beside the first one that it follows, those above it that the plan lacks before it."""
    known = {department.id for department in plan.departments}
    coming = [one for one in heirs.departments if one.id not in known]
    found: list[Department] = []
    for department in plan.departments:
        found.append(_department(department, heirs))
        if department.id in heirs.ended and coming:
            found.extend(coming)
            coming = []
    return (*found, *coming)


def _department(department: Department, heirs: Heirs) -> Department:
    under = dict(heirs.under)
    parent = under.get(department.id, department.parent)
    if department.id in heirs.ended:
        return replace(department, valid_to=heirs.last_day)
    if parent in heirs.ended:
        parent = heirs.heir(f"below/{department.id}", parent) or parent
    members = [*department.members]
    for code in department.members:
        heir = heirs.heir(f"group/{department.id}/{code}", code) if code in heirs.ended else None
        if heir is not None and heir not in members:
            members.append(heir)
    office = department.coordinating_office or department.id in heirs.offices
    return replace(department, parent=parent, members=tuple(members), coordinating_office=office)


def _node(plan: Plan, node: Node, heirs: Heirs) -> Node:
    if not any(given.department in heirs.ended for given in node.responsibilities):
        return node
    parts = tuple(part for given in node.responsibilities for part in _parts(plan, node, given, heirs))
    return replace(node, responsibilities=_each_once(parts, node.responsibilities))


def _each_once(parts: tuple[Responsibility, ...], before: tuple[Responsibility, ...]) -> tuple[Responsibility, ...]:
    """The parts, each that was handed over as one with what its department has of the same at the same time."""
    found: list[Responsibility] = []
    for part in parts:
        new = part not in before
        same = [each for each in found if _at_once(each, part) and (new or each not in before)]
        at = found.index(same[0]) if same else len(found)
        found = [each for each in found if each not in same]
        found.insert(at, _as_one((*same, part)))
    return tuple(found)


def _at_once(one: Responsibility, other: Responsibility) -> bool:
    """Whether a department has the same part twice on some day."""
    alike = (one.department, one.role) == (other.department, other.role)
    return alike and _begins_by_the_end(one, other) and _begins_by_the_end(other, one)


def _begins_by_the_end(one: Responsibility, other: Responsibility) -> bool:
    return one.valid_from is None or other.valid_to is None or one.valid_from <= other.valid_to


def _as_one(parts: tuple[Responsibility, ...]) -> Responsibility:
    """From the first day of any of them to the last of any. A day without limit is before and behind all others."""
    firsts, lasts = [part.valid_from for part in parts], [part.valid_to for part in parts]
    return replace(
        parts[0],
        valid_from=None if None in firsts else min(day for day in firsts if day is not None),
        valid_to=None if None in lasts else max(day for day in lasts if day is not None),
    )


def _parts(plan: Plan, node: Node, given: Responsibility, heirs: Heirs) -> Iterable[Responsibility]:
    """A part in a node up to the day, and the heir's from the day on."""
    if given.department not in heirs.ended or not _goes_on(given, heirs.since):
        return (given,)
    begun = given.valid_from is None or given.valid_from < heirs.first_day
    old = (replace(given, valid_to=heirs.last_day),) if begun else ()
    heir = heirs.heir(f"{plan.id}/{node.id}/{key_of(given)}", given.department)
    if heir is None:
        return old or (given,)
    first = heirs.first_day if begun else given.valid_from
    return (*old, replace(given, department=heir, valid_from=first))


def _goes_on(given: Responsibility, since: date) -> bool:
    return given.valid_to is None or given.valid_to >= since.isoformat()


def _heir_or_old(heirs: Heirs, key: str, old: str) -> str:
    return heirs.heir(key, old) or old
