"""The indicators of all cities with what they are looked for by: their letters in one spelling, folded once when the panel is made."""

from collections.abc import Mapping
from importlib import import_module

from monosashi.checks.similarity import letters_of
from monosashi.panel.engine import Rows, ibis
from monosashi.panel.indicator_years import INDICATOR_KEY, PLAN_KEY

NAMES = ("indicator", "measure")
"""The columns in which something is looked for; `…_letters` beside each."""

_DECLARED = ("unit", "kind", "direction", "accumulation")


def indicators(tables: Mapping[str, Rows]) -> Rows:
    """One row for each indicator: its city, its measure, names, unit, what it is declared to be, and the letters of both names."""
    measures = tables["measures"].select(*PLAN_KEY, node_id="measure_id", measure="name")
    cities = tables["plans"].select(*PLAN_KEY, "municipality")
    named = tables["indicators"].select(*INDICATOR_KEY, "node_id", *_DECLARED, indicator=tables["indicators"]["name"])
    joined = named.left_join(measures, (*PLAN_KEY, "node_id")).join(cities, PLAN_KEY)
    found = joined.select(*INDICATOR_KEY, "municipality", "measure", "indicator", *_DECLARED).to_pyarrow()
    for name in NAMES:
        letters = [letters_of(text or "") for text in found.column(name).to_pylist()]
        found = found.append_column(f"{name}_letters", import_module("pyarrow").array(letters, "string"))
    return ibis().memtable(found)
