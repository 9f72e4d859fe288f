"""Where the values of a node came from: documents and pages, in one query whatever the plan's size."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from monosashi.core.plan import Plan
from monosashi.office.plans.models import Entry


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


def sources_of(plan: Plan, node: str) -> tuple[SourceOfValues, ...]:
    """The documents behind a node: its own entry, its indicators, its results and its money."""
    wanted = Q(collection="documents")
    for start in _places(plan, node):
        wanted |= Q(collection="provenance", key__startswith=start)
    rows = Entry.objects.filter(wanted, plan_id=plan.id).order_by("collection", "position")
    documents: dict[str, dict[str, Any]] = {}
    found: dict[str, _Found] = {}
    for collection, body in rows.values_list("collection", "body"):
        entry = json.loads(body)
        if collection == "documents":
            documents[entry["id"]] = entry
        else:
            _add(found.setdefault(entry["document"], _Found()), entry)
    return tuple(_source(documents.get(each, {"title": each}), of) for each, of in found.items())


def _places(plan: Plan, node: str) -> Iterable[str]:
    """The beginnings of the keys under which provenance of a node stands: paths, escaped as `core.paths` does."""
    dotted = node.replace("~", "~0").replace(".", "~2")
    paths = [f"nodes/{node}/", f"results/{dotted}."]
    for indicator in plan.index.indicators_of.get(node, ()):
        parts = plan.index.components_of.get(indicator.id, ())
        paths += [f"indicators/{each.id}/" for each in (indicator, *parts)]
    paths += [f"budget_programs/{program.id}/" for program in plan.index.programs_of.get(node, ())]
    return (path.replace("~", "~0").replace("/", "~1") for path in paths)


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
