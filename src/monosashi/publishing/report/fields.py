"""The plan from its roots down: fields with what is said of them and the list of their measures, then one measure after another."""

from collections.abc import Iterator

from monosashi.core.results import NodeYear
from monosashi.core.tree import Node
from monosashi.publishing.report.blocks import (
    Block,
    Column,
    Heading,
    Items,
    PageBreak,
    Paragraphs,
    Part,
    Row,
    Said,
    Table,
    Words,
)
from monosashi.publishing.report.indicators import indicator_blocks
from monosashi.publishing.report.measures import exclusion, measure_blocks, opinions, texts_of_year
from monosashi.publishing.report.writing import Writing, key_of
from monosashi.publishing.site.editions import Outcome
from monosashi.publishing.site.lists import MeasureRow, NodePage, node_page

_ROWS_ABOVE_A_MEASURE = 6


def parts_of_plan(writing: Writing) -> Iterator[Part]:
    """A part for each field and each measure that was chosen, in the order of the plan."""
    follows_heading = False
    for root in writing.edition.plan.index.children.get("", ()):
        for node, level in _told(root, 1, writing):
            is_measure = node.id in writing.edition.outcomes
            blocks = tuple(measure_blocks(node, level, writing) if is_measure else _field(node, level, writing))
            yield Part(node.label, blocks if follows_heading else (PageBreak(), *blocks))
            follows_heading = not is_measure and not _fills_a_page(blocks)


def fields_of(writing: Writing) -> tuple[Node, ...]:
    """The nodes by which yearly summaries make totals: those of the grouped levels, else the roots of the tree."""
    index = writing.edition.plan.index
    grouped = tuple(node for node in writing.edition.plan.nodes if index.level[node.level].grouped)
    return grouped or tuple(index.children.get("", ()))


def measures_below(node: Node, writing: Writing) -> tuple[MeasureRow, ...]:
    """The measures of a node, itself where it is one."""
    below = {node.id, *(each.id for each in writing.edition.plan.index.descendants(node))}
    return tuple(row for row in writing.rows if row.node.id in below)


def _fills_a_page(blocks: tuple[Block, ...]) -> bool:
    """Whether so much stands under the heading of a field that its first measure begins a page of its own."""
    return sum(len(each.rows) for each in blocks if isinstance(each, Table)) > _ROWS_ABOVE_A_MEASURE


def _told(node: Node, level: int, writing: Writing) -> Iterator[tuple[Node, int]]:
    """Fields and chosen measures with the level of their headings, from the top down."""
    is_measure = node.id in writing.edition.outcomes
    if not is_measure and not _is_told(node, writing):
        return
    if not is_measure or node.id in writing.chosen:
        yield node, level
    for child in writing.edition.plan.index.children.get(node.id, ()):
        yield from _told(child, level + 1, writing)


def _is_told(node: Node, writing: Writing) -> bool:
    """A field is told of where one of its measures is, and in a whole report always; what is below a measure stands with it."""
    if any(row.node.id in writing.chosen for row in measures_below(node, writing)):
        return True
    index = writing.edition.plan.index
    below_measure = any(above.id in writing.edition.outcomes for above in index.ancestors(node))
    return len(writing.chosen) == len(writing.edition.outcomes) and not below_measure


def _field(node: Node, level: int, writing: Writing) -> Iterator[Block]:
    page = node_page(writing.edition, node, writing.years, writing.tongue)
    is_field = node.id in {each.id for each in fields_of(writing)}
    yield Heading(
        writing.city(node.label),
        level,
        "group",
        key_of(node),
        writing.city(node.label) if is_field or level == 1 else "",
    )
    if node.summary:
        yield Paragraphs(writing.prose(node.summary), "lead")
    if page.outcome:
        yield from _reached(page.outcome, writing)
    for piece in node.prose:
        yield Said(writing.city(piece.heading), writing.prose(piece.text))
    yield from _said(page.said, writing)
    yield from (_step(step, writing) for step in page.steps)
    for view in page.indicators:
        yield from indicator_blocks(view, level + 1, writing)
    yield from opinions(page.said, level + 1, writing)
    if page.cross_listed:
        yield Paragraphs((writing.tongue.say("site.cross_listed"),), "label")
        yield Items(tuple(writing.named(each) for each in page.cross_listed))
    if is_field and page.measures:
        yield measure_table(page, writing)


def _reached(outcome: Outcome, writing: Writing) -> Iterator[Block]:
    say = writing.tongue.say
    if outcome["excluded"]:
        told = (writing.term("excluded"), say("site.colon"), *exclusion(outcome["excluded"], writing))
        yield Paragraphs((told,), "notice")
    elif outcome["counted"]:
        rate = writing.tongue.read(outcome["rate_printed"])
        yield Paragraphs((say("site.node.reached", counted=outcome["counted"], reached=outcome["reached"], rate=rate),))


def _said(said: NodeYear, writing: Writing) -> Iterator[Block]:
    if said.result:
        yield Said(writing.tongue.say("site.result", year=writing.year), writing.prose(said.result))
    yield from texts_of_year(said, writing)
    if said.next_step:
        yield Said(writing.tongue.say("site.next_step"), writing.prose(said.next_step))


def _step(step: Outcome, writing: Writing) -> Block:
    grade: tuple[Words, ...] = (
        (writing.city(step["grade"]), writing.tongue.say("site.separator")) if step["grade"] else ()
    )
    return Said(
        writing.tongue.say("site.section.node_grade"), ((*grade, writing.tongue.sentence(step["explanation"])),)
    )


def measure_table(page: NodePage, writing: Writing) -> Table:
    """The measures of a field on one table, with their pages."""
    say = writing.tongue.say
    has_money = any(row.initial is not None or row.spent is not None for row in writing.rows)
    has_stages = any(row.stage for row in writing.rows)
    columns = (
        Column(say("site.head.measure"), share=3),
        Column(say("site.head.grade")),
        *((Column(say("site.head.stage")),) if has_stages else ()),
        Column(say("site.head.department"), share=2),
        *((Column(say("site.head.initial", unit=writing.unit), right=True),) if has_money else ()),
        *((Column(say("site.head.spent", unit=writing.unit), right=True),) if has_money else ()),
        Column(say("report.head.page"), right=True),
    )
    rows = tuple(Row(tuple(_cells(row, writing, has_stages=has_stages, has_money=has_money))) for row in page.measures)
    return Table(say("site.measures.caption", year=writing.year), columns, rows)


def _cells(row: MeasureRow, writing: Writing, *, has_stages: bool, has_money: bool) -> Iterator[Words]:
    yield writing.city(row.node.label)
    yield writing.grade_with_computed(row)
    if has_stages:
        yield writing.city(row.stage) if row.stage else ""
    yield writing.departments(row.departments)
    if has_money:
        yield writing.money(row.initial, shared=row.shared)
        yield writing.money(row.spent, shared=row.shared)
    yield writing.page_number(row.node)
