"""The names by which cells refer to departments, measures, indicators: as printed, and unmistakable.

A name that several have is told apart by what it belongs to, 「オープンデータの推進（基盤整備）」, and else by its id.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from monosashi.core.plan import Plan


@dataclass(frozen=True, slots=True)
class Named:
    """Something that cells refer to. `beside` tells it from others of its name: what it belongs to, "" where nothing does."""

    id: str
    name: str
    beside: str = ""

    def forms(self) -> tuple[str, ...]:
        """Its possible labels, the plainest first."""
        beside = (f"{self.name}（{self.beside}）",) if self.beside else ()
        return (self.name, *beside, f"{self.name}［{self.id}］", self.id)


def labels(entries: Iterable[Named]) -> dict[str, str]:
    """Id -> label. No two labels are the same, and none is blank."""
    forms = {entry.id: entry.forms() for entry in entries}
    step = dict.fromkeys(forms, 0)
    while True:
        found = {id_: forms[id_][at] for id_, at in step.items()}
        count = Counter(found.values())
        crowded = [
            id_
            for id_, label in found.items()
            if (count[label] > 1 or not label.strip()) and step[id_] < len(forms[id_]) - 1
        ]
        if not crowded:
            return found
        for id_ in crowded:
            step[id_] += 1


def choice_labels(choices: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Value -> what a choice of a question, given as value and text, is called in cells."""
    return labels(Named(value, text) for value, text in choices)


KINDS = ("levels", "departments", "related_plans", "nodes", "indicators", "budget_programs", "questions", "documents")
"""The lists of a plan that cells refer into."""


def named_in(plan: Plan) -> dict[str, tuple[Named, ...]]:
    """Everything in a plan that cells refer to, by list."""
    rows = {kind: [_row_of(entry) for entry in getattr(plan, kind)] for kind in KINDS}
    return {kind: tuple(named(kind, rows)) for kind in KINDS}


def _row_of(entry: object) -> dict[str, Any]:
    names = ("id", "name", "text", "title", "parent", "node", "part", "kind", "publisher")
    return {name: getattr(entry, name) for name in names if hasattr(entry, name)}


_NAME = {"questions": "text", "documents": "title"}
_BESIDE = {
    "departments": ("parent", "departments"),
    "related_plans": ("kind", ""),
    "nodes": ("parent", "nodes"),
    "indicators": ("node", "nodes"),
    "budget_programs": ("part", ""),
    "documents": ("publisher", ""),
}
"""The field that tells equal names apart, and the list into which it refers ("": it is words itself)."""


def named(kind: str, rows: Mapping[str, Iterable[Mapping[str, Any]]]) -> Iterator[Named]:
    """What the rows of one list are called, given the rows of all lists."""
    field, into = _BESIDE.get(kind, ("", ""))
    owners = {row["id"]: row.get("name") or "" for row in rows.get(into, ())}
    for row in rows[kind]:
        beside = row.get(field) or ""
        yield Named(row["id"], row.get(_NAME.get(kind, "name")) or "", owners.get(beside, "") if into else beside)
