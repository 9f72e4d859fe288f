"""Whole plans of any shape that the rules allow, for property tests.

A strategy that does not depend on what was drawn is made once: hypothesis looks at each new one as a whole before it draws.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from enum import Enum
from functools import cache, partial
from typing import Any, TypeVar

from hypothesis import strategies as st

from monosashi.core.indicators import (
    Accumulation,
    Actual,
    Baseline,
    Composition,
    Direction,
    Fraction,
    Indicator,
    IndicatorKind,
    ReferenceSeries,
    SeriesPoint,
    Target,
)
from monosashi.core.money import Account, BudgetProgram, BudgetStage, FundingSource, MoneyLine, Share
from monosashi.core.paths import KEY_FIELDS, key_of, keyed
from monosashi.core.plan import (
    Document,
    KeptTarget,
    Municipality,
    OfYear,
    Plan,
    PlanYear,
    Provenance,
    RelatedPlan,
    YearState,
)
from monosashi.core.results import (
    Answer,
    Choice,
    Disposition,
    Exclusion,
    ExclusionReason,
    Execution,
    ManagedBy,
    NodeYear,
    Note,
    Question,
    QuestionKind,
    Rater,
    Rating,
)
from monosashi.core.tree import (
    Department,
    Level,
    Milestone,
    Node,
    Post,
    Prose,
    Responsibility,
    Role,
    Succession,
    SuccessionKind,
)
from monosashi.core.values import Absence, Described, Span, Value, ValueStatus

FIRST_YEAR, LAST_YEAR = 2021, 2025
LEVELS = (Level("l-1", "分野", grouped=True), Level("l-2", "個別施策", answered=True), Level("l-3", "細事業"))
QUESTIONS = (
    Question("q-text", "l-2", "課題は何か"),
    Question("q-number", "l-2", "参加者は何人か", QuestionKind.NUMBER),
    Question(
        "q-choice",
        "l-2",
        "効果はあったか",
        QuestionKind.CHOICE,
        (Choice("y", "あった"), Choice("n", "ない")),
        required=True,
    ),
    Question("q-choices", "l-3", "誰が使うか", QuestionKind.CHOICES, (Choice("a/b", "市民"), Choice("c~", "職員"))),
)

DOCUMENTS = (Document("doc", "年次報告書", "見本市", "2025-09"),)

Yearly = TypeVar("Yearly", bound=OfYear)
Entry = TypeVar("Entry")


@cache
def one(among: tuple[Any, ...] | type[Enum]) -> st.SearchStrategy[Any]:
    """One of a few values, or of the values of a kind."""
    return st.sampled_from(among)


years = st.integers(FIRST_YEAR, LAST_YEAR)
names = st.sampled_from(
    ("窓口の混雑が減った。", "A/B~C.D#2", '「\\"\n\t」', "𠮷野家 髙﨑", "-", "22.6", "not_set", "\u2028\x7f")
)
texts = st.just("") | names
keys = st.sampled_from(("課題", "a/b", "c~d.e", "x#2", "値 1"))


@st.composite
def decimals(draw: st.DrawFn, low: int = -(10**6), high: int = 10**6) -> Decimal:
    """Numbers as printed: 22.6 and 22.60 both come."""
    return Decimal(draw(st.integers(low, high))).scaleb(-draw(st.integers(0, 4)))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """Ranges the right way round, with one end at least."""
    low, high = sorted((draw(decimals()), draw(decimals())))
    return draw(st.sampled_from((Span(low, high), Span(low), Span(high=high))))


values: st.SearchStrategy[Value] = st.one_of(
    decimals(), st.sampled_from(Absence), spans(), st.builds(Described, names, texts)
)


@cache
def some(ids: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    """A few of the ids, or none."""
    return st.lists(st.sampled_from(ids), max_size=2, unique=True).map(tuple) if ids else st.just(())


@cache
def one_or_none(ids: tuple[str, ...]) -> st.SearchStrategy[str | None]:
    """One of the ids, or nothing."""
    return st.one_of(st.none(), st.sampled_from(ids)) if ids else st.none()


def yearly(kind: st.SearchStrategy[Yearly]) -> st.SearchStrategy[tuple[Yearly, ...]]:
    """At most one entry for each year, in any order."""
    return st.lists(kind, max_size=3, unique_by=lambda entry: entry.fiscal_year).map(tuple)


def keyed_lists(kind: st.SearchStrategy[Entry], size: int = 2) -> st.SearchStrategy[tuple[Entry, ...]]:
    """A few entries that differ in their keys."""
    return st.lists(kind, max_size=size, unique_by=key_of).map(tuple)


@cache
def maybe(kind: st.SearchStrategy[Entry]) -> st.SearchStrategy[Entry | None]:
    """Something of the kind, or nothing."""
    return st.none() | kind


numbers, amounts = decimals(), st.one_of(decimals(0), st.sampled_from(Absence))
ups_and_downs, some_names = st.booleans(), st.lists(names, max_size=2).map(tuple)
validity = st.sampled_from(((None, None), ("2021-04-01", None), ("2021-04-01", "2024-03-31"), (None, "2025-02-28")))
times = st.sampled_from(("2025-03-31", "2025-03", "2024-Q4", "2024"))
two_years = st.lists(years, max_size=2, unique=True)
a_digit = st.integers(0, 9)
targets = yearly(st.builds(Target, years, values))
successions = keyed_lists(
    st.builds(Succession, st.sampled_from(("old-1", "old-2")), st.sampled_from(SuccessionKind), years, st.booleans())
)


baselines = st.builds(Baseline, values, maybe(years), texts)
actuals = yearly(st.builds(Actual, years, values, one(ValueStatus), texts, texts))
fractions = yearly(st.builds(Fraction, years, maybe(numbers), maybe(numbers)))
reference_series = keyed_lists(
    st.builds(ReferenceSeries, keys, one(("%", "")), yearly(st.builds(SeriesPoint, years, values)))
)
items = one(("", "委託料", "負担金/補助.交付金"))
lines = keyed_lists(st.builds(MoneyLine, years, one(BudgetStage), amounts, items, maybe(one(FundingSource))), 4)
some_prose = st.lists(st.builds(Prose, keys, texts), max_size=3).map(tuple)
some_notes = st.lists(st.builds(Note, keys, texts, texts), max_size=3).map(tuple)
grades = maybe(one(("A", "◎", "3・4")))
exclusions = st.builds(Exclusion, one(ExclusionReason), texts)


@st.composite
def departments(draw: st.DrawFn) -> tuple[Department, ...]:
    """One to three, each in an earlier one or in none."""
    made: list[Department] = []
    for number in range(draw(st.integers(1, 3))):
        earlier = tuple(department.id for department in made)
        valid_from, valid_to = draw(validity)
        parent, members = draw(one_or_none(earlier)), draw(some(earlier))
        made.append(Department(f"d-{number}", draw(names), parent, members, draw(ups_and_downs), valid_from, valid_to))
    return tuple(made)


@st.composite
def nodes(draw: st.DrawFn, given_departments: tuple[str, ...], related: tuple[str, ...]) -> tuple[Node, ...]:
    """Up to five, each below earlier ones of a higher level or a root."""
    made: list[Node] = []
    for number in range(draw(st.integers(0, 5))):
        level = draw(st.integers(0, len(LEVELS) - 1))
        above = tuple(node.id for node in made if node.level < LEVELS[level].id)
        made.append(
            Node(
                id=f"n-{number}",
                level=LEVELS[level].id,
                name=draw(names),
                parent=draw(one_or_none(above)),
                number=draw(one(("", "1-(2)", "①"))),
                summary=draw(texts),
                effect=draw(texts),
                responsibilities=draw(responsibilities(given_departments)),
                cross_listed_under=draw(some(above)),
                tags=draw(some_names),
                milestones=draw(milestones(number)),
                prose=draw(some_prose),
                related_plans=draw(some(related)),
                succeeds=draw(successions),
            )
        )
    return tuple(made)


@cache
def milestones(number: int) -> st.SearchStrategy[tuple[Milestone, ...]]:
    """At most one, of this number."""
    return keyed_lists(st.builds(Milestone, st.just(f"ms-{number}"), names, times, maybe(times)))


@cache
def responsibilities(given_departments: tuple[str, ...]) -> st.SearchStrategy[tuple[Responsibility, ...]]:
    """Parts of departments in a node, with or without dates."""
    made = st.builds(Responsibility, one(given_departments), one(Role))
    dated = st.tuples(made, validity).map(lambda both: replace(both[0], valid_from=both[1][0], valid_to=both[1][1]))
    return keyed_lists(dated)


def _not_before(baseline: Baseline | None, year: int) -> bool:
    return baseline is None or baseline.fiscal_year is None or year >= baseline.fiscal_year


@st.composite
def indicators(draw: st.DrawFn, given_nodes: tuple[str, ...], related: tuple[str, ...]) -> tuple[Indicator, ...]:
    """Up to four; some are components of the first."""
    made: list[Indicator] = []
    for number in range(draw(st.integers(0, 4)) if given_nodes else 0):
        whole = draw(one_or_none(("i-0",))) if number else None
        baseline = draw(maybe(baselines))
        made.append(
            Indicator(
                id=f"i-{number}",
                node=made[0].node if whole else draw(one(given_nodes)),
                name=draw(names),
                unit=draw(one(("%", "件", ""))),
                kind=draw(one(IndicatorKind)),
                direction=draw(one(Direction)),
                accumulation=draw(one(Accumulation)),
                part_of=whole,
                composition=draw(maybe(one(Composition))),
                computation=draw(texts),
                rationale=draw(texts),
                baseline=baseline,
                targets=draw(targets),
                interim_targets=draw(targets),
                final_target=draw(maybe(values)),
                final_year=draw(maybe(years.filter(partial(_not_before, baseline)))),
                actuals=draw(actuals),
                fractions=draw(fractions),
                reference_series=draw(reference_series),
                tags=draw(some_names),
                shared_with_plans=draw(some(related)),
                succeeds=draw(successions),
            )
        )
    return tuple(made)


@st.composite
def programs(
    draw: st.DrawFn, given_nodes: tuple[str, ...], given_departments: tuple[str, ...]
) -> tuple[BudgetProgram, ...]:
    """Up to three, of one node, common to some, or divided between them."""
    made = []
    for number in range(draw(st.integers(0, 3))):
        shared = draw(some(given_nodes))
        made.append(
            BudgetProgram(
                id=f"b-{number}",
                name=draw(names),
                part=draw(texts),
                code=draw(one(("", "02-01"))),
                account=draw(one(Account)),
                department=draw(one_or_none(given_departments)),
                shares=draw(one(_ways_to_share(shared))),
                lines=draw(lines),
            )
        )
    return tuple(made)


def _ways_to_share(ids: tuple[str, ...]) -> tuple[tuple[Share, ...], ...]:
    ratios = {0: (), 1: (Decimal("100.0"),), 2: (Decimal("33.3"), Decimal("66.7"))}[len(ids)]
    return tuple(Share(id_) for id_ in ids), tuple(Share(id_, ratio) for id_, ratio in zip(ids, ratios, strict=True))


@st.composite
def answers(draw: st.DrawFn, node: Node) -> tuple[Answer, ...]:
    """Answers to some of the questions of the node's level, of the kind asked for."""
    made = []
    for question in (question for question in QUESTIONS if question.level == node.level and draw(ups_and_downs)):
        choices = tuple(choice.value for choice in question.choices)
        chosen = draw(some(choices))
        made.append(
            Answer(
                question.id,
                draw(texts),
                draw(maybe(numbers)) if question.kind is QuestionKind.NUMBER else None,
                chosen if question.kind is QuestionKind.CHOICES else chosen[:1],
            )
        )
    return tuple(made)


@st.composite
def results(draw: st.DrawFn, node: Node, given_indicators: tuple[str, ...]) -> tuple[NodeYear, ...]:
    """What was said of one node, for some years."""
    raters = one(Rater)
    ratings = st.builds(Rating, one(("progress", "a.b")), raters, grades, texts, one_or_none(given_indicators))
    return tuple(
        NodeYear(
            node=node.id,
            fiscal_year=year,
            stage=draw(one((None, "2", "3・4"))),
            managed_by=draw(maybe(one(ManagedBy))),
            execution=draw(maybe(one(Execution))),
            result=draw(texts),
            unmet_reason=draw(texts),
            response=draw(texts),
            disposition=draw(maybe(one(Disposition))),
            next_step=draw(texts),
            ratings=draw(keyed_lists(ratings)),
            answers=draw(answers(node)),
            notes=draw(some_notes),
            excluded=draw(maybe(exclusions)),
        )
        for year in draw(two_years)
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A valid plan."""
    related = tuple(RelatedPlan(id_, draw(names), draw(texts)) for id_ in draw(some(("r-1", "r-2"))))
    related_ids = tuple(plan.id for plan in related)
    in_charge = draw(departments())
    department_ids = tuple(department.id for department in in_charge)
    tree = draw(nodes(department_ids, related_ids))
    measured = draw(indicators(tuple(node.id for node in tree), related_ids))
    measured_ids = tuple(indicator.id for indicator in measured)
    kept = keyed_lists(st.builds(KeptTarget, one(measured_ids), values)) if measured else st.just(())
    schemes = one((None, "akita@1", "new-scheme@2.1"))
    plan = Plan(
        id="plan",
        name=draw(names),
        municipality=Municipality("052019", draw(names)),
        first_year=FIRST_YEAR,
        last_year=LAST_YEAR,
        levels=LEVELS,
        edition=draw(texts),
        revision=draw(st.integers(1, 9)),
        money_unit=draw(one(("千円", "円"))),
        years=draw(yearly(st.builds(PlanYear, years, schemes, schemes, one(YearState), kept))),
        departments=in_charge,
        posts=tuple(Post(f"p-{id_}", draw(names), id_) for id_ in draw(some(department_ids))),
        related_plans=related,
        nodes=tree,
        indicators=measured,
        budget_programs=draw(programs(tuple(node.id for node in tree), department_ids)),
        questions=QUESTIONS,
        results=tuple(result for node in tree for result in draw(results(node, measured_ids))),
    )
    return replace(plan, documents=DOCUMENTS, provenance=draw(sources(plan)))


def sources(plan: Plan) -> st.SearchStrategy[tuple[Provenance, ...]]:
    """Where some of the plan's values came from."""
    made = st.builds(Provenance, st.sampled_from(list(places(plan))), st.just("doc"), texts, a_digit, texts, texts)
    return st.lists(made, max_size=4, unique_by=lambda source: source.at).map(tuple)


def places(plan: Plan) -> Iterator[str]:
    """The path of everything in the plan."""
    yield from _places_below("", plan)


def _places_below(above: str, held: object) -> Iterator[str]:
    if is_dataclass(held):
        below = {field.name: getattr(held, field.name) for field in fields(held)}
    else:
        entries = held if isinstance(held, tuple) else ()
        below = dict(keyed(entry for entry in entries if type(entry) in KEY_FIELDS))
    for segment, value in below.items():
        yield f"{above}{segment}"
        yield from _places_below(f"{above}{segment}/", value)
