"""Where the values of a node came from: documents and pages. Of a plan as it stands in one query, of a past state in none."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db.models import Q

from monosashi.core.plan import Plan
from monosashi.office.plans.models import Entry
from monosashi.office.plans.year.in_year import InYear


@dataclass(frozen=True, slots=True)
class SourceOfValues:
    """A document with the pages (as printed; lines where it has none) on which values of the node stand."""

    title: str
    publisher: str
    published: str
    pages: tuple[str, ...]
    lines: tuple[int, ...]
    values: int


@dataclass(slots=True)
class _Found:
    pages: set[str] = field(default_factory=set)
    lines: set[int] = field(default_factory=set)
    values: int = 0


def sources_of(year: InYear, node: str) -> tuple[SourceOfValues, ...]:
    """The documents behind a node: its own entry, its indicators, its results and its money."""
    documents: dict[str, dict[str, Any]] = {}
    found: dict[str, _Found] = {}
    for collection, entry in _frozen(year.plan, node) if year.past else _kept(year.plan, node):
        if collection == "documents":
            documents[entry["id"]] = entry
        else:
            _add(found.setdefault(entry["document"], _Found()), entry)
    return tuple(_source(documents.get(each, {"title": each}), of) for each, of in found.items())


def _kept(plan: Plan, node: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The documents and what came from them, by list. A plan as it stands is held without them."""
    wanted = Q(collection="documents")
    for start in _places(plan, node):
        wanted |= Q(collection="provenance", key__startswith=start.replace("~", "~0").replace("/", "~1"))
    rows = Entry.objects.filter(wanted, plan_id=plan.id).order_by("collection", "position")
    for collection, body in rows.values_list("collection", "body"):
        yield collection, json.loads(body)


def _frozen(plan: Plan, node: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The same out of a plan that was read whole."""
    starts = tuple(_places(plan, node))
    for document in plan.documents:
        yield "documents", asdict(document)
    for each in plan.provenance:
        if each.at.startswith(starts):
            yield "provenance", asdict(each)


def _places(plan: Plan, node: str) -> Iterable[str]:
    """The beginnings of the paths at which values of a node stand, escaped as `core.paths` does."""
    dotted = node.replace("~", "~0").replace(".", "~2")
    paths = [f"nodes/{node}/", f"results/{dotted}."]
    for indicator in plan.index.indicators_of.get(node, ()):
        parts = plan.index.components_of.get(indicator.id, ())
        paths += [f"indicators/{each.id}/" for each in (indicator, *parts)]
    paths += [f"budget_programs/{program.id}/" for program in plan.index.programs_of.get(node, ())]
    return paths


def _add(found: _Found, entry: dict[str, Any]) -> None:
    found.values += 1
    if entry.get("page"):
        found.pages.add(entry["page"])
    elif entry.get("line"):
        found.lines.add(entry["line"])


def _source(document: dict[str, Any], found: _Found) -> SourceOfValues:
    return SourceOfValues(
        title=document.get("title", ""),
        publisher=document.get("publisher", ""),
        published=document.get("published", ""),
        pages=tuple(sorted(found.pages, key=_page)),
        lines=tuple(sorted(found.lines)),
        values=found.values,
    )


def _page(page: str) -> tuple[int, int | str]:
    return (0, int(page)) if page.isdecimal() else (1, page)
