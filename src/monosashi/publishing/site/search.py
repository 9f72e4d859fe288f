"""The search index: folded texts of the newest state, loaded by the search page and by no other."""

import json
import unicodedata
from collections.abc import Iterator

from monosashi.core.tree import Node
from monosashi.publishing.site.addresses import department_place, measure_place, node_place
from monosashi.publishing.site.editions import SiteEdition
from monosashi.publishing.site.grades import grades_of
from monosashi.publishing.site.lists import departments_with_measures, nodes_with_a_page
from monosashi.publishing.site.measures import departments_of
from monosashi.publishing.site.words import SiteTongue

FILE = "search/index.json"


def search_index(edition: SiteEdition, tongue: SiteTongue) -> bytes:
    """The index as JSON: place, title, a line about it, the grade, and the folded text that is searched."""
    return json.dumps({"entries": list(_entries(edition, tongue))}, ensure_ascii=False, separators=(",", ":")).encode()


def fold(text: str) -> str:
    """As the page folds what is typed: NFKC, small letters, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())


def _entries(edition: SiteEdition, tongue: SiteTongue) -> Iterator[dict[str, str]]:
    for id_, outcome in edition.outcomes.items():
        node = edition.plan.index.node[id_]
        grade = grades_of(edition, outcome, tongue).shown.symbol
        yield _entry(edition, node, measure_place(id_), grade or "")
    for node in nodes_with_a_page(edition):
        yield _entry(edition, node, node_place(node.id), "")
    for department in departments_with_measures(edition):
        yield {
            "place": department_place(department.id),
            "title": department.name,
            "about": "",
            "text": fold(department.name),
        }


def _entry(edition: SiteEdition, node: Node, place: str, grade: str) -> dict[str, str]:
    index = edition.plan.index
    named = f"{node.number} {node.name}" if node.number else node.name
    below = [each.name for each in index.descendants(node)] if node.id in edition.outcomes else []
    texts = (
        named,
        node.summary,
        node.effect,
        *(i.name for i in edition.plan.indicators if i.node == node.id),
        *(department.name for _, department in departments_of(edition, node)),
        *(program.name for program in index.programs_of.get(node.id, ())),
        *node.tags,
        *below,
    )
    return {"place": place, "title": named, "about": node.summary, "grade": grade, "text": fold(" ".join(texts))}
