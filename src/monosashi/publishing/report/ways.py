"""How the city grades, and through which stages a measure goes: the scheme's legend and the life cycle in words."""

from collections.abc import Iterator

from monosashi.publishing.report.blocks import (
    Block,
    Column,
    Heading,
    Items,
    PageBreak,
    Paragraphs,
    Part,
    Row,
    Table,
    Words,
)
from monosashi.publishing.report.writing import Writing
from monosashi.publishing.site.axes import axes_in_words
from monosashi.publishing.site.editions import Outcome
from monosashi.publishing.site.grades import legend_of

_LEVEL = 2


def ways_part(writing: Writing) -> Part:
    """What one has to know to read the grades."""
    heading = writing.tongue.say("report.part.ways")
    return Part(
        heading, (PageBreak(), Heading(heading, 1, "part", field=heading), *_grades(writing), *_life_cycle(writing))
    )


def _grades(writing: Writing) -> Iterator[Block]:
    tongue, scheme = writing.tongue, writing.edition.scheme
    title = tongue.of_both(scheme["title"])
    yield Heading(tongue.say("site.nav.grades"), _LEVEL, "section")
    yield Paragraphs((writing.city(title) if tongue.is_source else title,), "lead")
    yield Paragraphs(((tongue.say("site.grades.source"), *_source(scheme["source"], writing)),), "quiet")
    if scheme.get("incomplete"):
        yield Paragraphs((tongue.of_both(scheme["incomplete"]),), "notice")
    yield Paragraphs((tongue.say("site.grades.same_rule"),))
    yield from _legends(writing)
    reference = scheme.get("judging", {}).get("reference", "final_target")
    yield Heading(tongue.say("site.grades.reference"), _LEVEL + 1, "minor")
    yield Paragraphs((tongue.say(f"site.grades.reference.{reference}"), tongue.say("site.grades_of_cities")))


def _source(source: Outcome, writing: Writing) -> Iterator[Words]:
    yield writing.city(source["document"])
    printed = source.get("page", "")
    if printed:
        yield " "
        yield writing.tongue.say("site.source_page", pages=(printed,)) if printed.isdigit() else writing.city(printed)


def _legends(writing: Writing) -> Iterator[Block]:
    say, legend = writing.tongue.say, legend_of(writing.edition, writing.tongue)
    words = axes_in_words(writing.edition, writing.tongue)
    columns = (Column(say("site.head.grade")), Column(say("site.head.meaning"), share=1))
    if not legend:
        yield Paragraphs((say("site.grades.no_legend"),))
    for axis, lines in legend.items():
        of_axis = say("value.of_axis", axis=words[axis]) if len(legend) > 1 else ""
        rows = tuple(Row((writing.mark(line), line.meaning)) for line in lines)
        yield Table(say("site.legend") + of_axis, columns, rows)


def _life_cycle(writing: Writing) -> Iterator[Block]:
    say, stages = writing.tongue.say, (writing.edition.life_cycle or {}).get("stages", ())
    yield Heading(say("site.nav.life_cycle"), _LEVEL, "section")
    if not stages:
        yield Paragraphs((say("site.life_cycle.none"),))
        return
    named = {str(stage["id"]): f"{stage['id']} {stage['name']}" for stage in stages}
    columns = (
        Column(say("site.head.stage"), share=1),
        Column(say("report.managed"), share=2),
        Column(say("report.head.next_stage"), share=2),
    )
    rows = tuple(Row((writing.city(named[str(stage["id"])]), *_stage(stage, named, writing))) for stage in stages)
    yield Table(say("site.life_cycle.lead"), columns, rows)
    yield from _moves(named, writing)


def _stage(stage: Outcome, named: dict[str, str], writing: Writing) -> Iterator[Words]:
    yield writing.tongue.say(f"site.managed.{stage['managed_by']}")
    yield writing.joined(writing.city(named.get(move["to"], move["to"])) for move in stage.get("moves", ()))


def _moves(named: dict[str, str], writing: Writing) -> Iterator[Block]:
    tongue, moves = writing.tongue, writing.edition.summary["moves"]
    if not moves:
        return
    yield Heading(tongue.say("site.life_cycle.suggested"), _LEVEL + 1, "minor")
    yield Paragraphs((tongue.say("site.life_cycle.people_decide"),))
    yield Items(tuple(_move(move, named, writing) for move in moves))


def _move(move: Outcome, named: dict[str, str], writing: Writing) -> Words:
    node = writing.edition.plan.index.node[move["node_id"]]
    way = f"{named.get(move['stage'], move['stage'])} → {named.get(move['to'], move['to'])}"
    reason = writing.tongue.of_both(move["reason"])
    return (writing.named(node), " ", writing.city(way), writing.tongue.say("site.colon"), reason)
