"""The year on a few pages: reached by field, grades by field, money, what was not reached, and everything that nobody may hide."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from monosashi.core.results import Rater
from monosashi.publishing.charts.bars import GradeShare
from monosashi.publishing.report.blocks import (
    Absent,
    Block,
    Column,
    Figures,
    Heading,
    Items,
    Lines,
    PageBreak,
    Paragraphs,
    Part,
    Quiet,
    Row,
    Table,
    Words,
)
from monosashi.publishing.report.drawings import picture_of
from monosashi.publishing.report.fields import fields_of, measures_below
from monosashi.publishing.report.measures import exclusion
from monosashi.publishing.report.writing import Writing
from monosashi.publishing.site.editions import Outcome
from monosashi.publishing.site.grades import Grade, grade_shares
from monosashi.publishing.site.lists import MeasureRow, OverviewPage, UnmetRow, overview_page

_LEVEL = 2


def summary_part(writing: Writing) -> Part:
    """The whole plan, whichever measures the report tells of."""
    heading = writing.tongue.say("report.part.summary")
    return Part(heading, (PageBreak(), Heading(heading, 1, "part", field=heading), *_blocks(writing)))


def _blocks(writing: Writing) -> Iterator[Block]:
    page = overview_page(writing.edition, writing.tongue)
    yield Paragraphs((_lead(page, writing),), "lead")
    yield from _groups(page, writing)
    yield from _grades(page, writing)
    yield from _money(page, writing)
    yield from _unmet(page, writing)
    yield from _stages(page, writing)


def _lead(page: OverviewPage, writing: Writing) -> str:
    say, total = writing.tongue.say, page.total
    if total and total["counted"]:
        rate = writing.tongue.read(total["rate_printed"])
        return say(
            "site.overview.lead", year=writing.year, counted=total["counted"], reached=total["reached"], rate=rate
        )
    return say("site.overview.lead_plain", year=writing.year, measures=page.measures)


def _groups(page: OverviewPage, writing: Writing) -> Iterator[Block]:
    say = writing.tongue.say
    if not page.groups or not any(row.outcome["counted"] or row.outcome["excluded"] for row in page.groups):
        return
    yield Heading(say("site.section.groups"), _LEVEL, "section")
    columns: tuple[Column, ...] = (
        Column(say("site.head.field"), share=2),
        Column(say("site.head.reached"), right=True),
        Column(say("site.head.counted"), right=True),
        Column(say("site.head.rate"), right=True),
        Column(say("report.head.remark"), share=2),
    )
    rows = [_group(writing.city(row.node.label), row.outcome, writing) for row in page.groups]
    if page.total:
        rows.append(Row(_group(say("site.whole"), page.total, writing).cells, "total"))
    if not any(row.cells[-1] for row in rows):
        columns, rows = columns[:-1], [Row(row.cells[:-1], row.look) for row in rows]
    yield Table(say("site.groups_caption", year=writing.year), columns, tuple(rows))


def _group(name: Words, outcome: Outcome, writing: Writing) -> Row:
    say = writing.tongue.say
    if outcome["excluded"]:
        why = (writing.term("excluded"), say("site.colon"), *exclusion(outcome["excluded"], writing))
        return Row((name, "", "", "", why))
    printed = outcome["rate_printed"]
    rate: Words = (
        say("absence.not_computable") if printed is None else say("site.percent", rate=writing.tongue.read(printed))
    )
    return Row((name, str(outcome["reached"]), str(outcome["counted"]), rate, ""))


def _grades(page: OverviewPage, writing: Writing) -> Iterator[Block]:
    say = writing.tongue.say
    if not page.grades:
        return
    yield Heading(say("site.section.grades"), _LEVEL, "section")
    shares = tuple(grade_shares(writing.edition, writing.tongue))
    for bar, (axis, rater, counts) in zip(page.grades, shares, strict=True):
        name = writing.rater(rater) + (say("value.of_axis", axis=bar.axis) if bar.axis else "")
        yield Heading(name, _LEVEL + 1, "minor")
        if drawn := picture_of(bar.chart, writing, table=False):
            yield drawn
        yield _by_field(axis, rater, counts, writing)
    if page.differing:
        yield Heading(say("site.differing", count=len(page.differing)), _LEVEL + 1, "minor")
        yield Paragraphs((say("site.differing_how"),))
        yield Items(tuple((writing.named(row.node), " ", writing.grade_with_computed(row)) for row in page.differing))


def _by_field(axis: str, rater: Rater, counts: Sequence[GradeShare], writing: Writing) -> Table:
    """A row for each field, one for the whole plan, and its shares where the scheme prints them: as it rounds them."""
    say = writing.tongue.say
    given = [(row, _given(row, axis, rater)) for row in writing.rows if not row.excluded]
    columns = (
        Column(say("site.head.field"), share=1),
        *(Column(say("site.without_grade") if each.grade is None else each.grade, right=True) for each in counts),
        Column(say("site.total"), right=True),
    )
    symbols = [each.grade for each in counts]
    rows = [
        Row((writing.city(field.label), *_counted(of_field, symbols)))
        for field in fields_of(writing)
        if (of_field := _of(given, {row.node.id for row in measures_below(field, writing)}))
    ]
    told = [str(each.count) for each in counts]
    rows.append(Row((say("site.whole"), *told, str(sum(each.count for each in counts))), "total"))
    printed: Mapping[str, str] = writing.edition.summary.get("shares", {}).get(axis, {}).get(rater.value, {})
    if printed:
        rows.append(
            Row(
                (
                    say("site.head.rate"),
                    *(_share(printed.get(s or ""), writing) for s in symbols),
                    _share("100", writing),
                )
            )
        )
    return Table(say("report.grades_by_field"), columns, tuple(rows))


def _of(given: list[tuple[MeasureRow, str | None]], nodes: set[str]) -> list[str | None]:
    return [grade for row, grade in given if row.node.id in nodes]


def _counted(grades: list[str | None], symbols: list[str | None]) -> tuple[str, ...]:
    counter = Counter(grades)
    return (*(str(counter[symbol]) for symbol in symbols), str(len(grades)))


def _share(printed: str | None, writing: Writing) -> str:
    return writing.tongue.say("site.percent", rate=writing.tongue.read(printed)) if printed else ""


def _given(row: MeasureRow, axis: str, rater: Rater) -> str | None:
    """The grade that one rater gave on one axis."""
    if rater is Rater.COMPUTED:
        return row.grades.computed.symbol if row.grades.axis == axis else None
    stated: Iterator[Grade] = (e.grade for e in row.grades.stated if e.axis == axis and e.grade.rater is rater)
    return next((grade.symbol for grade in stated), None)


def _money(page: OverviewPage, writing: Writing) -> Iterator[Block]:
    tongue, money = writing.tongue, page.money
    yield Heading(tongue.say("site.section.money"), _LEVEL, "section")
    if money["initial"] is None and money["spent"] is None:
        yield Paragraphs((tongue.say("site.no_money"),))
        return
    named = [
        name for name in ("initial", "current", "spent", "labour") if name != "labour" or money["labour"] is not None
    ]
    yield Figures(tuple((writing.term(name), writing.value(tongue.read(money[name]), writing.unit)) for name in named))
    if money["execution_of_initial"] is not None:
        of_initial, of_current = (tongue.read(money[f"execution_of_{name}"]) for name in ("initial", "current"))
        yield Paragraphs((tongue.say("site.execution", of_initial=of_initial, of_current=of_current),))
    if page.taken_as_current:
        yield Paragraphs((tongue.say("site.taken_as_current", count=page.taken_as_current),), "quiet")
    if money["initial"] is not None and money["initial"] != money["initial_naive"]:
        naive = tongue.read(money["initial_naive"])
        yield Paragraphs((tongue.say("site.counted_once", naive=naive, unit=writing.unit),), "quiet")
    if page.money_chart and (drawn := picture_of(page.money_chart, writing, table=False)):
        yield drawn


def _unmet(page: OverviewPage, writing: Writing) -> Iterator[Block]:
    say = writing.tongue.say
    yield Heading(say("site.section.unmet"), _LEVEL, "section")
    if not page.unmet:
        yield Paragraphs((say("site.no_unmet" if writing.edition.reported else "site.nothing_reported"),))
        return
    yield Paragraphs((say("site.unmet_how", count=len(page.unmet)),))
    columns = (
        Column(say("site.head.measure"), share=4),
        Column(say("site.head.indicator"), share=3),
        Column(say("charts.head.target"), right=True),
        Column(say("charts.head.actual"), right=True),
        Column(say("site.head.response"), share=5),
    )
    rows = tuple(Row(tuple(_unmet_cells(row, writing))) for row in page.unmet)
    yield Table(say("site.unmet_caption", year=writing.year), columns, rows)


def _unmet_cells(row: UnmetRow, writing: Writing) -> Iterator[Words]:
    unmet, outcome = row.unmet, row.unmet.outcome
    yield writing.named(unmet.node)
    yield (writing.city(outcome["name"]), *((" ", writing.grade(row.grade)) if row.grade else ()))
    yield _unmet_figure(outcome, "target", writing)
    actual = _unmet_figure(outcome, "actual", writing)
    yield (actual, " ", Quiet(writing.tongue.word(row.not_final))) if row.not_final else actual
    told = tuple(writing.city(text) for text in (unmet.reason, unmet.response) if text)
    yield Lines(told) if told else Absent(writing.tongue.say("site.no_response"))


def _unmet_figure(outcome: Outcome, name: str, writing: Writing) -> Words:
    figure = writing.tongue.read(outcome[name])
    if figure is None and outcome["components"]:
        return Absent(writing.tongue.say("site.by_part"))
    return writing.value(figure, outcome["unit"])


def _stages(page: OverviewPage, writing: Writing) -> Iterator[Block]:
    say = writing.tongue.say
    if page.stages:
        yield Heading(writing.term("stage"), _LEVEL, "section")
        columns = (Column(say("site.head.stage"), share=1), Column(say("site.head.count"), right=True))
        rows = tuple(Row((writing.city(f"{each['stage']} {each['name']}"), str(each["count"]))) for each in page.stages)
        yield Table(say("site.stages_caption"), columns, rows)
