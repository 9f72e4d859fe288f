"""Pages that list: overview, tree, all measures, a field, a department, the life cycle."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from monosashi.core.plan import of_year
from monosashi.core.results import NodeYear, Rater
from monosashi.core.tree import Department, Node, Role
from monosashi.core.values import ValueStatus
from monosashi.evaluation.spending import spending_of_node, taken_as_current
from monosashi.publishing.charts.bars import grade_bar, money_bar, share_bar
from monosashi.publishing.charts.chart import Chart
from monosashi.publishing.site.axes import axis_words
from monosashi.publishing.site.editions import Outcome, SiteEdition
from monosashi.publishing.site.grades import Grade, MeasureGrades, grade_shares, grades_of, indicator_grade
from monosashi.publishing.site.indicators import IndicatorView, indicator_views
from monosashi.publishing.site.measures import Years, departments_of
from monosashi.publishing.site.money import whole_money
from monosashi.publishing.site.unmet import Unmet, due_year, unmet_of
from monosashi.publishing.site.words import SiteTongue


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure in a list. Money is in the plan's unit, None where nobody said; `shared`: others have a part in it."""

    node: Node
    grades: MeasureGrades
    excluded: bool
    stage: str | None
    stage_name: str
    departments: tuple[tuple[Role, Department], ...]
    initial: Decimal | None
    spent: Decimal | None
    shared: bool
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupRow:
    """n of m of one field. `place` says whether it has a page of its own."""

    node: Node
    outcome: Outcome
    bar: Chart


@dataclass(frozen=True, slots=True)
class UnmetRow:
    """An unmet indicator with its figures and grade. `due_year` is that of its target, None where it has no target of its own.

    `not_final` is what its actual still is, None where it is final or nobody told one.
    """

    unmet: Unmet
    grade: Grade | None
    due_year: int | None
    not_final: ValueStatus | None


@dataclass(frozen=True, slots=True)
class GradeBar:
    """How many have each grade of one rater. `axis` is what the axis is called, "" where there is but one."""

    rater: Rater
    axis: str
    chart: Chart


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """The city in one page. `taken_as_current`: programs whose initial budget is taken as the current one, for want of another."""

    measures: int
    total: Outcome | None
    total_bar: Chart | None
    groups: tuple[GroupRow, ...]
    grades: tuple[GradeBar, ...]
    money: Outcome
    taken_as_current: int
    money_chart: Chart | None
    unmet: tuple[UnmetRow, ...]
    excluded: tuple[tuple[Node, Outcome], ...]
    differing: tuple[MeasureRow, ...]
    stages: tuple[Outcome, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """A node of the tree with what hangs below it; `row` is there for measures."""

    node: Node
    level: str
    row: MeasureRow | None
    below: tuple["Branch", ...]
    cross_listed: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class NodePage:
    """A field or group."""

    node: Node
    level: str
    above: tuple[Node, ...]
    said: NodeYear
    outcome: Outcome | None
    steps: tuple[Outcome, ...]
    indicators: tuple[IndicatorView, ...]
    below: tuple[Branch, ...]
    measures: tuple[MeasureRow, ...]
    cross_listed: tuple[Node, ...]


def overview_page(edition: SiteEdition, tongue: SiteTongue) -> OverviewPage:
    """The totals of the year, and everything that nobody may hide."""
    rows = measure_rows(edition, tongue)
    name = edition.plan.name
    money = whole_money(edition, name)
    return OverviewPage(
        measures=len(rows),
        total=edition.summary["total"],
        total_bar=_total_bar(edition, tongue),
        groups=tuple(_group_rows(edition, tongue)),
        grades=tuple(_grade_bars(edition, tongue)),
        money=edition.summary["money"],
        taken_as_current=taken_as_current(edition.plan.budget_programs, edition.fiscal_year),
        money_chart=money_bar(money, tongue.language, "money") if money else None,
        unmet=tuple(_unmet_row(edition, each) for each in unmet_of(edition)),
        excluded=_excluded(edition),
        differing=tuple(row for row in rows if row.grades.differs),
        stages=tuple(stage for stage in edition.summary["stages"]),
        sources=tuple(document.title for document in edition.plan.documents),
    )


def _unmet_row(edition: SiteEdition, unmet: Unmet) -> UnmetRow:
    outcome = unmet.outcome
    actual = of_year(edition.plan.index.indicator[outcome["id"]].actuals, edition.fiscal_year)
    not_final = None if actual is None or actual.status is ValueStatus.FINAL else actual.status
    return UnmetRow(unmet, indicator_grade(edition, outcome), due_year(edition, outcome), not_final)


def measure_rows(edition: SiteEdition, tongue: SiteTongue) -> tuple[MeasureRow, ...]:
    """Every measure of the edition, in its order."""
    return tuple(measure_row(edition, edition.plan.index.node[id_], tongue) for id_ in edition.outcomes)


def measure_row(edition: SiteEdition, node: Node, tongue: SiteTongue) -> MeasureRow:
    """One measure in a list."""
    outcome = edition.outcomes[node.id]
    money = spending_of_node(edition.plan, node.id, edition.fiscal_year)
    programs = edition.plan.index.programs_of.get(node.id, ())
    return MeasureRow(
        node=node,
        grades=grades_of(edition, outcome, tongue),
        excluded=outcome["excluded"] is not None,
        stage=outcome["stage"],
        stage_name=edition.stage_name(outcome["stage"]),
        departments=departments_of(edition, node),
        initial=money.initial,
        spent=money.spent,
        shared=any(len(program.shares) > 1 for program in programs),
        pages=tuple(dict.fromkeys(page for _, page in edition.sources.get(node.id, ()) if page)),
    )


def tree_of(edition: SiteEdition, tongue: SiteTongue, parent: str = "") -> tuple[Branch, ...]:
    """The plan from its roots, or below one node."""
    index = edition.plan.index
    cross: dict[str, list[Node]] = {}
    for node in edition.plan.nodes:
        for other in node.cross_listed_under:
            cross.setdefault(other, []).append(node)
    return tuple(_branch(edition, node, cross, tongue) for node in index.children.get(parent, ()))


def node_page(edition: SiteEdition, node: Node, years: Years, tongue: SiteTongue) -> NodePage:
    """The page of a node that is neither a measure nor below one."""
    index = edition.plan.index
    steps = edition.node_outcomes.get(node.id, {}).get("steps", ())
    below = tuple(each for each in index.descendants(node) if each.id in edition.outcomes)
    return NodePage(
        node=node,
        level=index.level[node.level].name,
        above=tuple(reversed(index.ancestors(node))),
        said=index.result.get((node.id, edition.fiscal_year)) or NodeYear(node.id, edition.fiscal_year),
        outcome=edition.groups.get(node.id),
        steps=tuple(steps),
        indicators=indicator_views(edition, node.id, years.moved, tongue),
        below=tuple(b for b in tree_of(edition, tongue, node.id) if b.row is None),
        measures=tuple(measure_row(edition, each, tongue) for each in below),
        cross_listed=tuple(n for n in edition.plan.nodes if node.id in n.cross_listed_under),
    )


def nodes_with_a_page(edition: SiteEdition) -> Iterator[Node]:
    """Fields and groups: every node that is neither a measure nor below one."""
    index = edition.plan.index
    for node in edition.plan.nodes:
        if node.id not in edition.outcomes and not any(above.id in edition.outcomes for above in index.ancestors(node)):
            yield node


def departments_with_measures(edition: SiteEdition) -> dict[Department, tuple[Node, ...]]:
    """Every department that answers for a measure, in the order of the plan."""
    found: dict[Department, dict[str, Node]] = {department: {} for department in edition.plan.departments}
    for id_ in edition.outcomes:
        node = edition.plan.index.node[id_]
        for _, department in departments_of(edition, node):
            found[department][id_] = node
    return {department: tuple(nodes.values()) for department, nodes in found.items() if nodes}


def in_stage(rows: Iterable[MeasureRow], stage: str) -> tuple[MeasureRow, ...]:
    """The measures that stand in one life-cycle stage."""
    return tuple(row for row in rows if row.stage == stage)


def _branch(edition: SiteEdition, node: Node, cross: dict[str, list[Node]], tongue: SiteTongue) -> Branch:
    index = edition.plan.index
    row = measure_row(edition, node, tongue) if node.id in edition.outcomes else None
    below = tuple(_branch(edition, child, cross, tongue) for child in index.children.get(node.id, ()))
    return Branch(node, index.level[node.level].name, row, below, tuple(cross.get(node.id, ())))


def _group_rows(edition: SiteEdition, tongue: SiteTongue) -> Iterator[GroupRow]:
    for outcome in edition.summary["groups"]:
        key = f"share-{outcome['node_id']}"
        bar = share_bar(outcome["name"], outcome["reached"], outcome["counted"], tongue.language, key)
        yield GroupRow(edition.plan.index.node[outcome["node_id"]], outcome, bar)


def _total_bar(edition: SiteEdition, tongue: SiteTongue) -> Chart | None:
    total = edition.summary["total"]
    if total is None:
        return None
    return share_bar(tongue.say("site.whole"), total["reached"], total["counted"], tongue.language, "share-total")


def _grade_bars(edition: SiteEdition, tongue: SiteTongue) -> Iterator[GradeBar]:
    shares = tuple(grade_shares(edition, tongue))
    axes = tuple(dict.fromkeys(axis for axis, _, _ in shares))
    for axis, rater, counts in shares:
        of_axis = f"{axes.index(axis) + 1}-" if len(axes) > 1 else ""
        chart = grade_bar(edition.plan.name, counts, tongue.language, f"grades-{of_axis}{rater}")
        yield GradeBar(rater, axis_words(edition, axis, tongue) if len(axes) > 1 else "", chart)


def _excluded(edition: SiteEdition) -> tuple[tuple[Node, Outcome], ...]:
    told = [(o["id"], o["excluded"]) for o in edition.outcomes.values() if o["excluded"]]
    told += [(g["node_id"], g["excluded"]) for g in edition.groups.values() if g["excluded"]]
    return tuple((edition.plan.index.node[id_], excluded) for id_, excluded in told)
