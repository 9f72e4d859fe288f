"""Which tables of the open data a panel is made of, with the types of their columns.

A column of the open data keeps its name and meaning, and new ones come at the end: what a panel compares by (`needed`) must be
there, what an older city's file lacks besides is empty, what a newer one has besides is left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from monosashi.publishing.open_data.columns import Table, tables

_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "string": "string",
        "integer": "int64",
        "number": "float64",
        "boolean": "boolean",
        "date": "date",
        "array": "string",
    }
)
"""Type of the open data -> type of Ibis. Numbers are for reckoning over many cities here; as printed they stand in the open data."""

_NEEDED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "plans": ("plan_id", "municipality", "name"),
        "measures": ("measure_id", "number", "name", "path"),
        "indicators": ("indicator_id", "node_id", "part_of", "name", "unit", "kind"),
        "baselines": ("indicator_id", "fiscal_year", "value"),
        "targets": ("indicator_id", "kind", "fiscal_year", "value"),
        "actuals": ("indicator_id", "fiscal_year", "value"),
        "indicator_results": ("indicator_id", "measure_id", "fiscal_year", "direction"),
        "grades": ("measure_id", "fiscal_year", "state", "self_grade", "computed_grade", "standing", "excluded_reason"),
        "money_totals": ("fiscal_year", "current", "spent", "execution_of_current", "unit"),
    }
)
_OF_ALL = ("municipality_code",)


@dataclass(frozen=True, slots=True)
class Source:
    """One table of the open data. `types` is the type of each of its columns for Ibis, in their order; `needed` those that must be there."""

    name: str
    file: str
    types: Mapping[str, str]
    needed: tuple[str, ...]


@cache
def sources() -> tuple[Source, ...]:
    """All of them, in the order of the open data."""
    return tuple(_source(table) for table in tables() if table.name in _NEEDED)


def _source(table: Table) -> Source:
    types = {column.name: _TYPES[column.type] for column in table.columns}
    return Source(table.name, table.file, types, _OF_ALL + _NEEDED[table.name])


PLANS = next(table for table in sources() if table.name == "plans")
