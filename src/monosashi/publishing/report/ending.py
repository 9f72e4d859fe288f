"""What stands behind the measures: those that were not evaluated, departments, words, letters that the font lacks, how to cite."""

from collections.abc import Iterator

from monosashi.core.tree import Department, Node
from monosashi.publishing.open_data.licences import licence_named
from monosashi.publishing.report.blocks import (
    Block,
    City,
    Column,
    Facts,
    Heading,
    Items,
    Lines,
    PageBreak,
    Paragraphs,
    Part,
    Row,
    Table,
    Terms,
    Words,
)
from monosashi.publishing.report.glyphs import Missing
from monosashi.publishing.report.measures import exclusion
from monosashi.publishing.report.writing import Writing
from monosashi.publishing.site import addresses
from monosashi.publishing.site.addresses import Address
from monosashi.publishing.site.errata import ErratumRow
from monosashi.publishing.site.lists import departments_with_measures, overview_page
from monosashi.publishing.site.measures import departments_of
from monosashi.publishing.site.terms import Term

_LEVEL = 2
_HALF = 32
"""Letters of a hash on a line: two lines of them are read more easily than one that no line can hold."""
STAGE = "stage-"
"""How the keys of the city's own stages begin."""


def errata_part(rows: tuple[ErratumRow, ...], writing: Writing) -> Part:
    """The 正誤表 of a correction."""
    say, correction = writing.tongue.say, writing.edition.correction or {}
    wrong = correction["corrects"]
    label = writing.tongue.edition(wrong["number"], wrong["label"])
    columns = (
        Column(say("site.head.place"), share=3),
        Column(say("site.head.wrong"), share=2),
        Column(say("site.head.right"), share=2),
        Column(say("site.head.reason"), share=2),
    )
    cells = (
        (row.place, row.wrong.striptags(), row.right.striptags(), writing.city(row.reason) if row.reason else "")
        for row in rows
    )
    table = Table(say("site.errata_caption", label=label), columns, tuple(Row(each) for each in cells))
    reason = Paragraphs((writing.city(correction["reason"]),)) if correction.get("reason") else None
    return _part(say("site.errata"), (*((reason,) if reason else ()), table))


def excluded_part(writing: Writing) -> Part:
    """Everything that is out of the year's evaluation, and why."""
    say, page = writing.tongue.say, overview_page(writing.edition, writing.tongue)
    ungraded = tuple(row for row in writing.rows if not row.excluded and row.grades.shown.symbol is None)
    blocks: list[Block] = []
    if page.excluded:
        told = ((writing.named(node), say("site.colon"), *exclusion(why, writing)) for node, why in page.excluded)
        blocks.append(Items(tuple(told)))
    if ungraded and any(row.grades.shown.symbol for row in writing.rows):
        blocks.append(Paragraphs((say("report.without_grade"),), "label"))
        reasons = ((writing.named(row.node), say("site.colon"), *_why_none(row.node, writing)) for row in ungraded)
        blocks.append(Items(tuple(reasons)))
    return _part(say("site.section.excluded"), tuple(blocks) or (Paragraphs((say("report.all_evaluated"),)),))


def _why_none(node: Node, writing: Writing) -> Iterator[Words]:
    outcome = writing.edition.outcomes[node.id]
    reasons = [rating["reason"] for rating in outcome["ratings"] if rating["grade"] is None and rating["reason"]]
    yield writing.city(reasons[0]) if reasons else writing.tongue.sentence(outcome["explanation"])


def departments_part(writing: Writing) -> Part:
    """Every department with its measures, its part in each, and the page."""
    say, found = writing.tongue.say, departments_with_measures(writing.edition)
    if not found:
        return _part(say("site.nav.departments"), (Paragraphs((say("site.departments.none"),)),))
    columns = (
        Column(say("site.head.measure"), share=1),
        Column(say("report.head.role")),
        Column(say("report.head.page"), right=True),
    )
    rows = tuple(row for department, nodes in found.items() for row in _department(department, nodes, writing))
    lead = Paragraphs((say("site.departments.lead", count=len(found)),))
    return _part(say("site.nav.departments"), (lead, Table(say("report.departments_caption"), columns, rows)))


def _department(department: Department, nodes: tuple[Node, ...], writing: Writing) -> Iterator[Row]:
    count = writing.tongue.say("site.count", count=len(nodes))
    yield Row(((writing.city(department.name), *writing.in_brackets(count)),), "group")
    for node in nodes:
        roles = [role for role, other in departments_of(writing.edition, node) if other == department]
        words = writing.joined(writing.tongue.word(role) for role in dict.fromkeys(roles))
        yield Row((writing.city(node.label), words, writing.page_number(node)))


def glossary_part(writing: Writing) -> Part:
    """The words that were used, in the order of the glossary."""
    say = writing.tongue.say
    met = [term for key, term in writing.terms.items() if key in writing.used or key.startswith(STAGE)]
    rows = tuple((City(t.word), City(t.text)) if t.city else (_word(t), t.text) for t in met)
    return _part(say("site.nav.glossary"), (Terms(rows),))


def _word(term: Term) -> Words:
    """The names of stages are the city's, their explanation is ours."""
    return City(term.word) if term.key.startswith(STAGE) else term.word


def about_part(missing: Missing, writing: Writing) -> Part:
    """How to cite and verify, on which terms it may be used, where the figures are from, and which letters could not be printed."""
    return _part(
        writing.tongue.say("report.part.about"),
        (*_citing(writing), *_verifying(writing), *_licence(writing), *_sources(writing), *_letters(missing, writing)),
    )


def _citing(writing: Writing) -> Iterator[Block]:
    tongue, edition = writing.tongue, writing.edition
    yield Heading(tongue.say("report.cite"), _LEVEL, "section")
    label = tongue.edition(edition.number, edition.link.label)
    plan = edition.plan
    cited = tongue.say(
        "report.cite_as",
        city=plan.municipality.name,
        plan=plan.name,
        title=tongue.say("report.title", year=writing.year),
        edition=label,
        date=tongue.date(edition.created),
    )
    yield Paragraphs((tongue.say("report.cite_how"), writing.city(cited)))
    base = writing.settings.base_url
    if base:
        place = Address(tongue.language, addresses.OVERVIEW, edition.number).folder
        yield Facts(((tongue.say("report.permanent"), f"{base.rstrip('/')}/{place}"),))


def _verifying(writing: Writing) -> Iterator[Block]:
    say, edition = writing.tongue.say, writing.edition
    yield Heading(say("report.verify"), _LEVEL, "section")
    yield Paragraphs((say("report.verify_how"),))
    yield Facts(
        (
            (say("report.edition_file"), edition.link.file),
            ("SHA-256", Lines((edition.link.sha256[:_HALF], edition.link.sha256[_HALF:]))),
            (say("report.made_with"), say("report.software", version=str(edition.envelope["software"]))),
        )
    )


def _licence(writing: Writing) -> Iterator[Block]:
    say, settings = writing.tongue.say, writing.settings
    yield Heading(say("report.licence"), _LEVEL, "section")
    if not settings.licence:
        yield Paragraphs((say("site.data.no_licence"),))
    else:
        licence, language = licence_named(settings.licence, "licence"), writing.tongue.language
        yield Paragraphs((licence.title[language], licence.terms[language], licence.path))
    if settings.contact:
        yield Paragraphs((say("site.foot.contact"), *(writing.city(line) for line in settings.contact)))


def _sources(writing: Writing) -> Iterator[Block]:
    documents = writing.edition.plan.documents
    if documents:
        yield Heading(writing.tongue.say("site.sources"), _LEVEL, "section")
        yield Items(tuple(writing.city(" ".join(filter(None, (each.title, each.publisher)))) for each in documents))


def _letters(missing: Missing, writing: Writing) -> Iterator[Block]:
    """The letters themselves cannot be printed: their numbers are."""
    say = writing.tongue.say
    if not missing.places:
        return
    yield Heading(say("report.letters"), _LEVEL, "section")
    yield Paragraphs((say("report.letters_how"),))
    columns = (
        Column(say("report.head.letter")),
        Column(say("report.head.letter_name"), share=2),
        Column(say("report.head.stands"), share=3),
    )
    rows = tuple(
        Row((number, name, writing.joined(writing.city(each) for each in places)))
        for number, name, places in missing.told()
    )
    yield Table(say("report.letters_caption"), columns, rows)


def _part(heading: str, blocks: tuple[Block, ...]) -> Part:
    return Part(heading, (PageBreak(), Heading(heading, 1, "part", field=heading), *blocks))
