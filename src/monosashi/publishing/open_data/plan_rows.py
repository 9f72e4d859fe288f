"""Rows of the tables that the plan of an edition makes, without the columns that all tables begin with."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from monosashi.core.indicators import Indicator
from monosashi.core.plan import Plan
from monosashi.core.tree import Node, Role, Succession
from monosashi.core.values import Absence
from monosashi.publishing.open_data.cells import Cell, figure
from monosashi.publishing.public_editions import PublicEdition

Row = tuple[Cell, ...]
Rows = Iterator[Row]

_PATH_BREAK, _NAME_BREAK = " / ", "\u3001"


def _plans(plan: Plan) -> Rows:
    city = plan.municipality.name
    yield city, plan.id, plan.name, plan.edition, plan.first_year, plan.last_year, plan.money_unit


def _levels(plan: Plan) -> Rows:
    for depth, level in enumerate(plan.levels, start=1):
        yield level.id, level.name, depth, level.answered, level.grouped


def _nodes(plan: Plan) -> Rows:
    for n in plan.nodes:
        yield n.id, n.level, n.parent, n.number, n.name, n.summary, n.effect, n.tags, n.cross_listed_under


def _measures(edition: PublicEdition) -> Rows:
    plan = edition.plan
    for node in plan.index.measures:
        above = _PATH_BREAK.join(each.name for each in reversed(plan.index.ancestors(node)))
        leads = _leads(plan, node, edition.link.fiscal_year)
        yield node.id, node.number, node.name, above, leads, node.summary, node.effect


def _leads(plan: Plan, node: Node, fiscal_year: int) -> str:
    """The names of those who lead it in the year."""
    parts = (part for part in node.parts_in(fiscal_year) if part.role is Role.LEAD)
    names = (plan.index.department[part.department].name for part in parts)
    return _NAME_BREAK.join(names)


def _plan_texts(plan: Plan) -> Rows:
    for node in plan.nodes:
        for position, prose in enumerate(node.prose, start=1):
            yield node.id, position, prose.heading, prose.text


def _departments(plan: Plan) -> Rows:
    for d in plan.departments:
        yield d.id, d.name, d.parent, d.members, d.coordinating_office, d.valid_from, d.valid_to


def _responsibilities(plan: Plan) -> Rows:
    for node in plan.nodes:
        for each in node.responsibilities:
            yield node.id, each.department, each.role, each.valid_from, each.valid_to


def _related_plans(plan: Plan) -> Rows:
    for related in plan.related_plans:
        yield related.id, related.name, related.kind


def _related_plan_links(plan: Plan) -> Rows:
    for node in plan.nodes:
        for related in node.related_plans:
            yield related, node.id, None
    for indicator in plan.indicators:
        for related in indicator.shared_with_plans:
            yield related, indicator.node, indicator.id


def _milestones(plan: Plan) -> Rows:
    for node in plan.nodes:
        for milestone in node.milestones:
            yield milestone.id, node.id, milestone.name, milestone.due, milestone.done


def _successions(plan: Plan) -> Rows:
    for node in plan.nodes:
        yield from (_succession("node", node.id, each) for each in node.succeeds)
    for indicator in plan.indicators:
        yield from (_succession("indicator", indicator.id, each) for each in indicator.succeeds)


def _succession(record: str, id_: str, each: Succession) -> Row:
    return record, id_, each.predecessor, each.kind, each.fiscal_year, each.comparable


def _indicators(plan: Plan) -> Rows:
    for i in plan.indicators:
        what = (i.id, i.node, i.part_of, i.composition, i.name, i.unit)
        yield (*what, i.kind, i.direction, i.accumulation, i.computation, i.rationale, i.tags)


def _baselines(plan: Plan) -> Rows:
    for i in plan.indicators:
        if i.baseline is not None:
            yield i.id, i.baseline.fiscal_year, i.baseline.as_of, *figure(i.baseline.value), i.unit


def _targets(plan: Plan) -> Rows:
    kept: dict[str, list[Row]] = {}
    for year in plan.years:
        for target in year.kept_targets:
            row = (target.indicator, "kept", year.fiscal_year, *figure(target.value))
            kept.setdefault(target.indicator, []).append(row)
    for i in plan.indicators:
        yield from ((*row, i.unit) for row in (*_promised(i), *kept.get(i.id, ())))


def _promised(indicator: Indicator) -> Rows:
    for kind, targets in (("annual", indicator.targets), ("interim", indicator.interim_targets)):
        yield from ((indicator.id, kind, target.fiscal_year, *figure(target.value)) for target in targets)
    if indicator.final_target is not None:
        yield indicator.id, "final", indicator.final_year, *figure(indicator.final_target)


def _actuals(plan: Plan) -> Rows:
    """One row for each year that has an actual or a fraction."""
    for i in plan.indicators:
        actuals = {actual.fiscal_year: actual for actual in i.actuals}
        fractions = {fraction.fiscal_year: fraction for fraction in i.fractions}
        for year in dict.fromkeys((*actuals, *fractions)):
            actual, fraction = actuals.get(year), fractions.get(year)
            parts = (fraction.numerator, fraction.denominator) if fraction else (None, None)
            told = (actual.status, actual.note) if actual else (None, None)
            yield i.id, year, *figure(actual.value if actual else None), i.unit, *told, *parts


def _reference_series(plan: Plan) -> Rows:
    for i in plan.indicators:
        for series in i.reference_series:
            for point in series.points:
                yield i.id, series.name, point.fiscal_year, *figure(point.value), series.unit


def _budget_programs(plan: Plan) -> Rows:
    for program in plan.budget_programs:
        yield program.id, program.name, program.part, program.code, program.account, program.department


def _program_shares(plan: Plan) -> Rows:
    for program in plan.budget_programs:
        yield from ((program.id, share.node, share.ratio) for share in program.shares)


def _money(plan: Plan) -> Rows:
    for program in plan.budget_programs:
        for line in program.lines:
            absent = isinstance(line.amount, Absence)
            amount = (None, line.amount) if absent else (line.amount, None)
            yield program.id, line.fiscal_year, line.stage, line.item, line.source, *amount, plan.money_unit


def _results(plan: Plan) -> Rows:
    for r in plan.results:
        told = (r.result, r.unmet_reason, r.response, r.disposition, r.next_step)
        out = (r.excluded.reason, r.excluded.note) if r.excluded else (None, None)
        yield r.node, r.fiscal_year, r.stage, r.managed_by, r.execution, *told, *out


def _ratings(plan: Plan) -> Rows:
    for r in plan.results:
        for rating in r.ratings:
            given = (rating.axis, rating.rater, rating.indicator, rating.grade, rating.reason)
            yield r.node, r.fiscal_year, *given


def _questions(plan: Plan) -> Rows:
    for q in plan.questions:
        values, texts = tuple(choice.value for choice in q.choices), tuple(choice.text for choice in q.choices)
        yield q.id, q.level, q.text, q.kind, values, texts


def _answers(plan: Plan) -> Rows:
    for r in plan.results:
        for answer in r.answers:
            yield r.node, r.fiscal_year, answer.question, answer.text, answer.number, answer.choices


def _notes(plan: Plan) -> Rows:
    for r in plan.results:
        yield from ((r.node, r.fiscal_year, note.author, note.text, note.reply) for note in r.notes)


def _sources(plan: Plan) -> Rows:
    documents = {document.id: document for document in plan.documents}
    for source in plan.provenance:
        document = documents[source.document]
        told = (document.id, document.title, document.publisher, document.published)
        yield source.at, *told, source.page, source.line or None


def _of_plan(made: Callable[[Plan], Rows]) -> Callable[[PublicEdition], Rows]:
    return lambda edition: made(edition.plan)


PLAN_ROWS: Mapping[str, Callable[[PublicEdition], Rows]] = MappingProxyType(
    {"measures": _measures}
    | {
        made.__name__.removeprefix("_"): _of_plan(made)
        for made in (
            *(_plans, _levels, _nodes, _plan_texts, _departments, _responsibilities),
            *(_related_plans, _related_plan_links, _milestones, _successions),
            *(_indicators, _baselines, _targets, _actuals, _reference_series),
            *(_budget_programs, _program_shares, _money),
            *(_results, _ratings, _questions, _answers, _notes, _sources),
        )
    }
)
"""Table -> its rows, of the newest edition and its plan."""
