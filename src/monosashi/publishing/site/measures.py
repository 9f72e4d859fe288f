"""The page of one measure: what, why, how far, how graded, for how much money, what comes next."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from monosashi.core.results import Answer, NodeYear, Question
from monosashi.core.tree import Department, Node, Role
from monosashi.evaluation.spending import spending_of_node
from monosashi.publishing.site.axes import axis_words
from monosashi.publishing.site.editions import Outcome, SiteEdition
from monosashi.publishing.site.grades import LegendLine, MeasureGrades, grades_of, legend_of
from monosashi.publishing.site.indicators import IndicatorView, indicator_views
from monosashi.publishing.site.last_year import TwoYears, two_years
from monosashi.publishing.site.money import ProgramMoney, money_of
from monosashi.publishing.site.targets import MovedTarget
from monosashi.publishing.site.words import SiteTongue


@dataclass(frozen=True, slots=True)
class Answered:
    """One question of the city with its answer; `choices` are the printed texts of those chosen."""

    question: Question
    answer: Answer
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """A published document with the pages on which the figures of this page stand."""

    title: str
    publisher: str
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Below:
    """A node below a measure with what was said of it this year."""

    node: Node
    said: NodeYear | None


@dataclass(frozen=True, slots=True)
class Legend:
    """The grades of one axis. `axis` is what it is called, "" where there is but one; `is_of_shown`: the grade at the head is one of them."""

    axis: str
    lines: tuple[LegendLine, ...]
    is_of_shown: bool


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """What the template shows. `spent` is in the plan's money unit, None where nobody said."""

    node: Node
    outcome: Outcome
    said: NodeYear
    above: tuple[Node, ...]
    departments: tuple[tuple[Role, Department], ...]
    grades: MeasureGrades
    legends: tuple[Legend, ...]
    indicators: tuple[IndicatorView, ...]
    money: tuple[ProgramMoney, ...]
    spent: Decimal | None
    last_year: TwoYears
    answers: tuple[Answered, ...]
    below: tuple[Below, ...]
    sources: tuple[SourcePlace, ...]
    same_indicator: tuple[Node, ...]
    stage_name: str


@dataclass(frozen=True, slots=True)
class Years:
    """What a page needs of other editions: the newest of each year, and every target that moved by indicator."""

    newest: Mapping[int, SiteEdition]
    moved: dict[str, tuple[MovedTarget, ...]]


def measure_page(edition: SiteEdition, node: Node, years: Years, tongue: SiteTongue) -> MeasurePage:
    """The page of a measure that the edition evaluated."""
    outcome, index = edition.outcomes[node.id], edition.plan.index
    grades = grades_of(edition, outcome, tongue)
    said = index.result.get((node.id, edition.fiscal_year)) or NodeYear(node.id, edition.fiscal_year)
    return MeasurePage(
        node=node,
        outcome=outcome,
        said=said,
        above=tuple(reversed(index.ancestors(node))),
        departments=departments_of(edition, node),
        grades=grades,
        legends=tuple(_legends(edition, grades, tongue)),
        indicators=indicator_views(edition, node.id, years.moved, tongue),
        money=money_of(edition, node.id),
        spent=spending_of_node(edition.plan, node.id, edition.fiscal_year).spent,
        last_year=two_years(edition, node.id, years.newest, tongue),
        answers=answers_of(edition, said),
        below=tuple(Below(each, index.result.get((each.id, edition.fiscal_year))) for each in index.descendants(node)),
        sources=sources_of(edition, node.id),
        same_indicator=_same_indicator(edition, node),
        stage_name=edition.stage_name(outcome["stage"]),
    )


def _legends(edition: SiteEdition, grades: MeasureGrades, tongue: SiteTongue) -> Iterator[Legend]:
    """The legend of each axis that has a grade on the page; of the scheme's first where none of them has one."""
    known = legend_of(edition, tongue)
    for axis in [axis for axis in grades.axes if axis in known] or list(known)[:1]:
        words = axis_words(edition, axis, tongue) if grades.several_axes else ""
        yield Legend(words, known[axis], is_of_shown=axis == grades.shown_axis or len(known) == 1)


def departments_of(edition: SiteEdition, node: Node) -> tuple[tuple[Role, Department], ...]:
    """Who answers for the node in the edition's fiscal year, the lead first."""
    named = sorted(node.parts_in(edition.fiscal_year), key=lambda each: tuple(Role).index(each.role))
    return tuple((each.role, edition.plan.index.department[each.department]) for each in named)


def answers_of(edition: SiteEdition, said: NodeYear) -> tuple[Answered, ...]:
    """The city's own questions with what was answered, in the order of the questions."""
    given = {answer.question: answer for answer in said.answers}
    return tuple(
        Answered(q, given[q.id], tuple(c.text for c in q.choices if c.value in given[q.id].choices))
        for q in edition.plan.questions
        if q.id in given
    )


def sources_of(edition: SiteEdition, node: str) -> tuple[SourcePlace, ...]:
    """The documents from which figures of the node were taken."""
    indicators = {i.id for i in edition.plan.indicators if i.node == node}
    programs = {program.id for program in edition.plan.index.programs_of.get(node, ())}
    pages: dict[str, dict[str, None]] = {}
    for source in edition.sources.get(node, ()):
        pages.setdefault(source[0], {})[source[1]] = None
    for owner in (*sorted(indicators), *sorted(programs)):
        for document, page in edition.sources.get(owner, ()):
            pages.setdefault(document, {})[page] = None
    documents = {document.id: document for document in edition.plan.documents}
    return tuple(
        SourcePlace(documents[id_].title, documents[id_].publisher, tuple(sorted(filter(None, found), key=_page_order)))
        for id_, found in pages.items()
        if id_ in documents
    )


def _page_order(page: str) -> tuple[int, str]:
    return (int(page) if page.isdigit() else 0, page)


def _same_indicator(edition: SiteEdition, node: Node) -> tuple[Node, ...]:
    """Other measures that are measured by an indicator of the same name."""
    names = {i.name for i in edition.plan.index.indicators_of.get(node.id, ())}
    others = dict.fromkeys(i.node for i in edition.plan.indicators if i.name in names and i.node != node.id)
    return tuple(edition.plan.index.node[id_] for id_ in others if id_ in edition.outcomes)
