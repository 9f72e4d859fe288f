"""Folders of one edition, made in memory of a plan that was bent for a test."""

from dataclasses import replace
from decimal import Decimal

from monosashi.core.plan import Plan
from monosashi.publishing.editions import Link, canonical, digest, envelope_of
from monosashi.publishing.public_editions import PublicEdition, PublicFolder, public_edition
from publishing.public_folders import SEPTEMBER, content_of


def sasebo() -> Plan:
    """The plan of Sasebo without its sources."""
    return replace(content_of("sasebo", 2022).plan, provenance=(), documents=())


YEAR = 2022


def folder_of(*plans: Plan) -> PublicFolder:
    """Plans of Sasebo, judged by its scheme and frozen one after the other."""
    links: tuple[Link, ...] = ()
    editions: tuple[PublicEdition, ...] = ()
    for plan in plans:
        content = content_of("sasebo", YEAR, plan)
        envelope = envelope_of(content, links, created=SEPTEMBER)
        state, label, number = content.state.value, str(envelope["label"]), len(links) + 1
        file = f"{number:04}-{YEAR}-{state}.edition.json"
        link = Link(number, file, digest(canonical(envelope)), YEAR, state, label)
        links, editions = (*links, link), (*editions, public_edition(link, envelope))
    return PublicFolder(links, editions)


def with_other_target(plan: Plan) -> tuple[Plan, str]:
    """The plan with 25 as target of its first indicator (15 件), and the measure that has it."""
    first = plan.indicators[0]
    moved = replace(first, targets=(replace(first.targets[0], value=Decimal(25)),))
    return replace(plan, indicators=(moved, *plan.indicators[1:])), first.node


def with_text(plan: Plan, text: str) -> tuple[Plan, str]:
    """The plan with the text as name, effect and result of its first measure, whose id comes beside it."""
    first = plan.index.measures[0]
    nodes = tuple(replace(n, name=text, effect=text, summary=text) if n is first else n for n in plan.nodes)
    results = tuple(replace(r, result=text, next_step=text) if r.node == first.id else r for r in plan.results)
    indicators = tuple(replace(i, name=text) if i.node == first.id else i for i in plan.indicators)
    return replace(plan, nodes=nodes, results=results, indicators=indicators), first.id
