"""Who is who in a workbook: the id of every row, given or new, and by which names cells refer to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from monosashi.core.messages import Problem, message
from monosashi.exchange.plan_workbook.label_resolving import Labels, Unresolved
from monosashi.exchange.plan_workbook.labels import KINDS, named
from monosashi.exchange.plan_workbook.new_ids import PREFIXES, NewIds
from monosashi.exchange.plan_workbook.signature import Signature
from monosashi.exchange.plan_workbook.table_finding import FoundRow, Table

_OWNERS = {"departments": ("parent", "departments"), "nodes": ("parent", "nodes"), "indicators": ("node", "nodes")}
"""The column by whose row equal names are told apart, and the sheet of that row."""


@dataclass(frozen=True, slots=True)
class Identities:
    """`ids` by sheet and row number, `labels` by sheet."""

    ids: Mapping[tuple[str, int], str]
    labels: Mapping[str, Labels]
    new_ids: int


def identities(tables: Mapping[str, Table], signature: Signature, problems: list[Problem]) -> Identities:
    """The identities of all rows. Ids that stand twice are added to the problems."""
    problems += _repeated(tables)
    given = {row.text("id").strip() for sheet in PREFIXES for row in tables[sheet].rows} - {""}
    new = NewIds(signature.plan_id, signature.revision, given)
    ids = {
        (sheet, row.number): row.text("id").strip() or new.new(sheet, *_called(row))
        for sheet in PREFIXES
        for row in tables[sheet].rows
    }
    plain = {sheet: [_entry(row, ids[sheet, row.number]) for row in tables[sheet].rows] for sheet in KINDS}
    by_name = {sheet: Labels(named(sheet, _without_owners(plain)), signature.labels.get(sheet, {})) for sheet in KINDS}
    owned = {sheet: [_owned(sheet, entry, by_name) for entry in entries] for sheet, entries in plain.items()}
    labels = {sheet: Labels(named(sheet, owned), signature.labels.get(sheet, {})) for sheet in KINDS}
    return Identities(ids, labels, new.count)


def _called(row: FoundRow) -> tuple[str, ...]:
    return tuple(row.text(field) for field in ("name", "text", "title", "parent", "node", "level"))


def _entry(row: FoundRow, id_: str) -> dict[str, Any]:
    return {field: row.text(field) for field in row.cells} | {"id": id_}


def _without_owners(rows: Mapping[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    return {sheet: [entry | {"parent": "", "node": ""} for entry in entries] for sheet, entries in rows.items()}


def _owned(sheet: str, entry: dict[str, Any], by_name: Mapping[str, Labels]) -> dict[str, Any]:
    """The row with its owner's id in the place of its name, "" where the name does not lead to one."""
    field, into = _OWNERS.get(sheet, ("", ""))
    if not field:
        return entry
    try:
        owner = by_name[into].resolve(entry.get(field, ""))
    except Unresolved:
        owner = None
    return entry | {field: owner or ""}


def _repeated(tables: Mapping[str, Table]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for row in (row for sheet in PREFIXES for row in tables[sheet].rows):
        id_, cell = row.text("id").strip(), row.cells["id"]
        if id_ in seen:
            why = message("plan_workbook.id_twice", other=seen[id_])
            yield Problem(cell.place, id_, why, message("plan_workbook.id_twice.remedy"))
        elif id_:
            seen[id_] = cell.place
