"""References from one part of a plan to another: that they lead somewhere, and not in circles."""

import difflib
from collections.abc import Iterator, Mapping
from itertools import chain

from monosashi.core.indicators import Indicator
from monosashi.core.messages import Problem, message
from monosashi.core.money import BudgetProgram
from monosashi.core.paths import escaped, place
from monosashi.core.plan import Plan, PlanYear
from monosashi.core.results import NodeYear
from monosashi.core.tree import Department, Node
from monosashi.core.validation_words import level_name

Reference = tuple[tuple[object, ...], str, str | None]
"""The segments of the place that refers, the list that it refers into, and the id; None refers to nothing."""


def dangling_references(plan: Plan) -> Iterator[Problem]:
    """Ids that no entry of the list has to which they refer."""
    lists = ("levels", "departments", "related_plans", "nodes", "indicators", "questions", "documents")
    known = {name: {entry.id for entry in getattr(plan, name)} for name in lists}
    for segments, into, given in references(plan):
        if given is not None and given not in known[into]:
            near = difflib.get_close_matches(given, sorted(known[into]), n=1)
            remedy = message("plan.refer_to_near", near=near[0]) if near else message("plan.mend_reference", list=into)
            yield Problem(place(*segments), given, message("plan.dangling_reference", id=given, list=into), remedy)


def references(plan: Plan) -> Iterator[Reference]:
    """Everything in a plan that refers to something else in it by id."""
    return chain(
        (r for year in plan.years for r in _of_year(year)),
        (r for department in plan.departments for r in _of_department(department)),
        ((("posts", post, "department"), "departments", post.department) for post in plan.posts),
        (r for node in plan.nodes for r in _of_node(node)),
        (r for indicator in plan.indicators for r in _of_indicator(indicator)),
        (r for program in plan.budget_programs for r in _of_program(program)),
        ((("questions", question, "level"), "levels", question.level) for question in plan.questions),
        (r for result in plan.results for r in _of_result(result)),
        ((("provenance", source, "document"), "documents", source.document) for source in plan.provenance),
    )


def _of_year(year: PlanYear) -> Iterator[Reference]:
    for kept in year.kept_targets:
        yield ("years", year, "kept_targets", kept, "indicator"), "indicators", kept.indicator


def _of_department(department: Department) -> Iterator[Reference]:
    yield ("departments", department, "parent"), "departments", department.parent
    for member in department.members:
        yield ("departments", department, "members"), "departments", member


def _of_node(node: Node) -> Iterator[Reference]:
    yield ("nodes", node, "level"), "levels", node.level
    yield ("nodes", node, "parent"), "nodes", node.parent
    for given in node.responsibilities:
        yield ("nodes", node, "responsibilities", given, "department"), "departments", given.department
    for parent in node.cross_listed_under:
        yield ("nodes", node, "cross_listed_under"), "nodes", parent
    for related in node.related_plans:
        yield ("nodes", node, "related_plans"), "related_plans", related


def _of_indicator(indicator: Indicator) -> Iterator[Reference]:
    yield ("indicators", indicator, "node"), "nodes", indicator.node
    yield ("indicators", indicator, "part_of"), "indicators", indicator.part_of
    for related in indicator.shared_with_plans:
        yield ("indicators", indicator, "shared_with_plans"), "related_plans", related


def _of_program(program: BudgetProgram) -> Iterator[Reference]:
    yield ("budget_programs", program, "department"), "departments", program.department
    for share in program.shares:
        yield ("budget_programs", program, "shares", share, "node"), "nodes", share.node


def _of_result(result: NodeYear) -> Iterator[Reference]:
    yield ("results", result, "node"), "nodes", result.node
    for rating in result.ratings:
        yield ("results", result, "ratings", rating, "indicator"), "indicators", rating.indicator
    for answer in result.answers:
        yield ("results", result, "answers", answer, "question"), "questions", answer.question


def wrong_level_order(plan: Plan) -> Iterator[Problem]:
    """A node under another of the same or a lower level: levels are listed from the top down."""
    order = {level.id: position for position, level in enumerate(plan.levels)}
    levels = {node.id: node.level for node in plan.nodes}
    for node in plan.nodes:
        for parent in (node.parent, *node.cross_listed_under):
            above = levels.get(parent) if parent is not None and parent != node.id else None
            if above in order and node.level in order and order[above] >= order[node.level]:
                field = "parent" if parent == node.parent else "cross_listed_under"
                why = message("plan.level_order", level=level_name(node.level, plan), above=level_name(above, plan))
                yield Problem(place("nodes", node, field), parent, why, message("plan.mend_level_order"))


def cycles(plan: Plan) -> Iterator[Problem]:
    """Nodes, departments or indicators that are above themselves."""
    nodes = {node.id: (*filter(None, (node.parent,)), *node.cross_listed_under) for node in plan.nodes}
    parts = {indicator.id: (indicator.part_of,) for indicator in plan.indicators if indicator.part_of is not None}
    parents = {department.id: (department.parent,) for department in plan.departments if department.parent is not None}
    members = {department.id: department.members for department in plan.departments}
    yield from _cycle_problems("nodes", "parent", nodes)
    yield from _cycle_problems("indicators", "part_of", parts)
    yield from _cycle_problems("departments", "parent", parents)
    yield from _cycle_problems("departments", "members", members)


def _cycle_problems(name: str, field: str, above: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    for cycle in circles(above):
        why = message("plan.cycle", ids=(*cycle, cycle[0]))
        yield Problem(place(name, escaped(cycle[0]), field), above[cycle[0]][0], why, message("plan.break_cycle"))


def circles(above: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Ways that lead back to where they began, each told once. Without recursion: a chain may be of any length."""
    finished: set[str] = set()
    for start in above:
        way: dict[str, Iterator[str]] = {}
        following: str | None = start
        while following is not None or way:
            if following is not None and following in way:
                ids = tuple(way)
                yield ids[ids.index(following) :]
            elif following is not None and following not in finished:
                way[following] = iter(above.get(following, ()))
            following = _next(way, finished)


def _next(way: dict[str, Iterator[str]], finished: set[str]) -> str | None:
    """The next id to go to from the end of the way, going back where an id leads no further."""
    while way:
        last = next(reversed(way))
        following = next(way[last], None)
        if following is not None:
            return following
        finished.add(last)
        del way[last]
    return None
