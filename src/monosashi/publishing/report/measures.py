"""One measure on paper: what and why, how far, how graded, for how much money, what came of it, what others say."""

from collections.abc import Iterator

from monosashi.core.results import ManagedBy, NodeYear
from monosashi.core.tree import Node
from monosashi.publishing.report.blocks import (
    Absent,
    Answer,
    Block,
    City,
    Column,
    Facts,
    Heading,
    Items,
    Paragraphs,
    Quiet,
    Row,
    Said,
    Strong,
    Table,
    Words,
)
from monosashi.publishing.report.indicators import distance_words, indicator_blocks
from monosashi.publishing.report.money import money_blocks
from monosashi.publishing.report.writing import Writing, key_of
from monosashi.publishing.site.editions import Outcome
from monosashi.publishing.site.grades import StatedGrade
from monosashi.publishing.site.last_year import TwoYears, YearsRow, as_cell
from monosashi.publishing.site.measures import Answered, Below, MeasurePage, measure_page
from monosashi.publishing.site.words import alone


def measure_blocks(node: Node, level: int, writing: Writing) -> Iterator[Block]:
    """The pages of a measure that the edition evaluated; `level` is that of its heading."""
    page = measure_page(writing.edition, node, writing.years, writing.tongue)
    yield Heading(writing.city(node.label), level, "measure", key_of(node))
    if node.summary:
        yield Paragraphs(writing.prose(node.summary), "lead")
    yield Facts(tuple(_facts(page, writing)))
    yield _answer(page, writing)
    yield from _what(page, level + 1, writing)
    yield from _figures(page, level + 1, writing)
    yield from _milestones(page, level + 1, writing)
    yield from _grade(page, level + 1, writing)
    yield from money_blocks(page.money, level + 1, writing)
    yield from _last_year(page.last_year, level + 1, writing)
    yield from _came_of_it(page, level + 1, writing)
    yield from opinions(page.said, level + 1, writing)
    yield from _below(page.below, level + 1, writing)


def texts_of_year(said: NodeYear, writing: Writing) -> Iterator[Block]:
    """What was said of a node for the year, each text under its name."""
    say = writing.tongue.say
    if said.execution:
        yield Facts(((say("report.execution"), alone(writing.tongue.word(said.execution))),))
    if said.unmet_reason:
        yield Said(say("site.unmet_reason"), writing.prose(said.unmet_reason))
    if said.response:
        yield Said(say("site.response"), writing.prose(said.response))
    if said.disposition:
        yield Facts(((say("site.disposition"), alone(writing.tongue.word(said.disposition))),))


def opinions(said: NodeYear, level: int, writing: Writing) -> Iterator[Block]:
    """What others remarked, with the city's replies."""
    if said.notes:
        yield Heading(writing.tongue.say("site.section.notes"), level, "section")
    for note in said.notes:
        yield Said(
            (writing.tongue.say("site.note_by"), writing.blank, writing.city(note.author)), writing.prose(note.text)
        )
        if note.reply:
            yield Said(writing.tongue.say("site.note_reply"), writing.prose(note.reply), inner=True)


def _facts(page: MeasurePage, writing: Writing) -> Iterator[tuple[Words, Words]]:
    say = writing.tongue.say
    yield say("site.fact.department"), writing.departments(page.departments)
    if page.outcome["stage"]:
        yield writing.term("stage"), writing.city(f"{page.outcome['stage']} {page.stage_name}".strip())
    if page.outcome["managed_by"]:
        yield say("report.managed"), alone(writing.tongue.word(ManagedBy(page.outcome["managed_by"])))
    if page.node.tags:
        yield say("site.fact.tags"), writing.city(" ".join(page.node.tags))
    for each in page.sources:
        pages = say("site.source_page", pages=each.pages) if each.pages else ""
        yield say("site.sources"), (writing.city(each.title), " ", pages)
    if page.same_indicator:
        yield say("site.same_indicator"), writing.joined(writing.named(node) for node in page.same_indicator)


def _answer(page: MeasurePage, writing: Writing) -> Answer:
    shown = page.grades.shown
    return Answer(
        writing.grade(shown), writing.rater(shown.rater), tuple(_told(page, writing)), tuple(_large(page, writing))
    )


def _told(page: MeasurePage, writing: Writing) -> Iterator[Words]:
    tongue, excluded = writing.tongue, page.outcome["excluded"]
    if excluded:
        yield (Strong(writing.term("excluded")), tongue.say("site.colon"), *exclusion(excluded, writing))
    first = page.indicators[0] if page.indicators else None
    if first is None:
        yield tongue.say("site.no_indicator")
    elif first.distance:
        yield Strong(distance_words(first.distance, first.indicator.unit, writing))
        if first.change is not None:
            yield tongue.say("site.increment_change_long", year=writing.year, percent=first.change)


def exclusion(excluded: Outcome, writing: Writing) -> tuple[Words, ...]:
    """Why something is out of the year's evaluation, with the city's words."""
    reason = writing.tongue.say(f"exclusion_reason.{excluded['reason']}")
    return (
        (reason, writing.tongue.say("site.separator"), writing.city(excluded["note"]))
        if excluded["note"]
        else (reason,)
    )


def _large(page: MeasurePage, writing: Writing) -> Iterator[tuple[Words, Words]]:
    year = writing.in_brackets(writing.tongue.year(writing.year))
    for view in page.indicators[:2]:
        actual = view.actual.value if view.actual else None
        yield (writing.city(view.indicator.name), *year), writing.of_parts(actual, view)
    first = page.indicators[0] if page.indicators else None
    if first and first.distance:
        due = writing.in_brackets(writing.tongue.year(first.distance.due_year))
        yield (writing.term("final_target"), *due), writing.value(first.distance.target, first.indicator.unit)
    yield (writing.term("spent"), *year), writing.value(page.spent, writing.unit)


def _what(page: MeasurePage, level: int, writing: Writing) -> Iterator[Block]:
    if not page.node.effect and not page.node.prose:
        return
    yield Heading(writing.tongue.say("site.section.what"), level, "section")
    if page.node.effect:
        yield Said(writing.tongue.say("site.effect"), writing.prose(page.node.effect))
    for piece in page.node.prose:
        yield Said(writing.city(piece.heading), writing.prose(piece.text))


def _figures(page: MeasurePage, level: int, writing: Writing) -> Iterator[Block]:
    if page.indicators:
        yield Heading(writing.tongue.say("site.section.figures"), level, "section")
    for view in page.indicators:
        yield from indicator_blocks(view, level + 1, writing)


def _milestones(page: MeasurePage, level: int, writing: Writing) -> Iterator[Block]:
    if not page.node.milestones:
        return
    tongue = writing.tongue
    yield Heading(tongue.say("site.section.milestones"), level, "section")
    heads = tuple(tongue.say(f"site.head.{name}") for name in ("milestone", "due", "done"))
    rows = tuple(
        Row(
            (
                writing.city(each.name),
                tongue.milestone(each.due),
                tongue.milestone(each.done) if each.done else Absent(tongue.say("site.not_done")),
            )
        )
        for each in page.node.milestones
    )
    yield Table(tongue.say("site.milestones"), (Column(heads[0], share=1), Column(heads[1]), Column(heads[2])), rows)


def _grade(page: MeasurePage, level: int, writing: Writing) -> Iterator[Block]:
    say = writing.tongue.say
    yield Heading(say("site.section.grade"), level, "section")
    if page.grades.differs:
        yield Paragraphs((say("site.grades_differ", computed=page.grades.computed.symbol),), "notice")
    yield Paragraphs((writing.tongue.sentence(page.outcome["explanation"]),))
    columns = (
        Column(say("site.head.rater")),
        Column(say("site.head.grade")),
        Column(say("site.head.reason"), share=1),
    )
    yield Table(say("site.who_rated"), columns, tuple(_raters(page, writing)))
    meanings = tuple(_meanings(page, writing))
    if meanings:
        yield Paragraphs(meanings, "quiet")


def _raters(page: MeasurePage, writing: Writing) -> Iterator[Row]:
    say, grades = writing.tongue.say, page.grades

    def called(rater: str, axis: str) -> str:
        return say(f"site.last_year.grade_{rater}") + (say("value.of_axis", axis=axis) if grades.several_axes else "")

    each: StatedGrade
    for each in grades.stated:
        reason = writing.stated(each.reason)
        yield Row((called(each.grade.rater.value, each.axis_words), writing.grade(each.grade), reason))
    computed = called(grades.computed.rater.value, grades.axis_words)
    yield Row((computed, writing.grade(grades.computed), say("site.computed_how")))


def _meanings(page: MeasurePage, writing: Writing) -> Iterator[Words]:
    """What the grade at the head means; all of them stand in the part on how grades are decided."""
    for legend in page.legends:
        for line in legend.lines if legend.is_of_shown else ():
            if line.symbol == page.grades.shown.symbol:
                yield (writing.mark(line), writing.tongue.say("site.separator"), line.meaning)


def _last_year(table: TwoYears, level: int, writing: Writing) -> Iterator[Block]:
    """Only where the year before has an edition of its own: what a baseline says of it stands in the course already."""
    if table.fiscal_year - 1 not in writing.years.newest:
        return
    tongue = writing.tongue
    yield Heading(tongue.say("site.section.last_year"), level, "section")
    columns = (
        Column(tongue.say("site.last_year.item"), share=1),
        Column(tongue.year(table.fiscal_year - 1), right=True),
        Column(tongue.year(table.fiscal_year), right=True),
    )
    rows = tuple(Row(tuple(_both(row, writing))) for row in table.rows if not row.words)
    yield Table(tongue.say("site.last_year.caption"), columns, rows)


def _both(row: YearsRow, writing: Writing) -> Iterator[Words]:
    say = writing.tongue.say
    name = say(f"site.last_year.{row.kind}") + (say("value.of_axis", axis=row.axis) if row.axis else "")
    unit = writing.in_brackets(row.unit) if row.unit else ()
    about = (writing.city(row.about), " ") if row.about else ()
    yield (*about, name, *unit)
    yield from (writing.cell(as_cell(value, writing.tongue)) for value in row.both)


def _came_of_it(page: MeasurePage, level: int, writing: Writing) -> Iterator[Block]:
    say, said = writing.tongue.say, page.said
    yield Heading(say("report.section.result"), level, "section")
    yield _text(say("site.result", year=writing.year), said.result, writing)
    yield from texts_of_year(said, writing)
    yield _text(say("site.next_step"), said.next_step, writing)
    for each in page.answers:
        yield _answered(each, writing)


def _text(name: str, text: str, writing: Writing) -> Block:
    """A text under its name; that nothing was said stands on one line."""
    return Said(name, writing.prose(text)) if text else Facts(((name, writing.not_stated()),))


def _answered(each: Answered, writing: Writing) -> Said:
    chosen = tuple(writing.city(choice) for choice in each.choices)
    figure = () if each.answer.number is None else (writing.value(each.answer.number),)
    return Said(writing.city(each.question.text), (*chosen, *figure, *writing.prose(each.answer.text)))


def _below(below: tuple[Below, ...], level: int, writing: Writing) -> Iterator[Block]:
    if below:
        yield Heading(writing.tongue.say("site.section.below"), level, "section")
        yield Items(tuple(tuple(_one_below(each, writing)) for each in below))


def _one_below(each: Below, writing: Writing) -> Iterator[Words]:
    yield City(each.node.label)
    marks: list[Words] = [writing.city(tag) for tag in each.node.tags]
    if each.said and each.said.execution:
        marks.append(alone(writing.tongue.word(each.said.execution)))
    if marks:
        yield Quiet(writing.in_brackets(writing.joined(iter(marks))))
    if each.node.summary:
        yield (writing.tongue.say("site.separator"), Quiet(writing.city(each.node.summary)))
    if each.said and each.said.result:
        yield (writing.tongue.say("site.separator"), *writing.prose(each.said.result))
    for step in each.node.milestones:
        yield (
            writing.tongue.say("site.separator"),
            Quiet((writing.city(step.name), " ", writing.tongue.milestone(step.due))),
        )
