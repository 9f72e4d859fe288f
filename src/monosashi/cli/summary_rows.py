"""The totals of a year as one long table: section, what it is about, which figure, its value."""

from collections.abc import Iterator, Mapping
from typing import Any

SUMMARY_COLUMNS = ("fiscal_year", "scheme", "section", "node_id", "name", "item", "value")

SummaryRow = tuple[str, str, str, str, str]


def summary_rows(document: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """One row for each figure of the document that `summary --format json` prints."""
    head = (str(document["fiscal_year"]), str(document["scheme"]))
    for row in _rows(document["summary"]):
        yield (*head, *row)
    for entry in document["unmet"]:
        for item in ("target", "actual", "achievement_rate", "unmet_reason", "response"):
            yield (*head, "unmet", entry["measure_id"], entry["indicator"], item, _cell(entry[item]))


def _rows(summary: Mapping[str, Any]) -> Iterator[SummaryRow]:
    for group in summary["groups"]:
        yield from _group_rows("groups", group)
    if summary["total"]:
        yield from _group_rows("total", summary["total"])
    yield from _grade_rows(summary["grades"])
    for item, amount in summary["money"].items():
        yield "money", "", "", item, _cell(amount)
    for stage in summary["stages"]:
        yield "stages", "", stage["name"], stage["stage"], str(stage["count"])
    for move in summary["moves"]:
        yield "moves", move["node_id"], move["stage"], move["to"], move["reason"]


def _group_rows(section: str, group: Mapping[str, Any]) -> Iterator[SummaryRow]:
    for item in ("counted", "reached", "rate_printed"):
        yield section, group["node_id"], group["name"], item, _cell(group[item])
    if group["excluded"]:
        yield section, group["node_id"], group["name"], "excluded", group["excluded"]["reason"]


def _grade_rows(axes: Mapping[str, Any]) -> Iterator[SummaryRow]:
    for axis, raters in axes.items():
        for rater, grades in raters.items():
            for grade, count in grades.items():
                yield "grades", "", f"{axis}/{rater}", grade, str(count)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return value["text"] if "text" in value else f"{value.get('low', '')}..{value.get('high', '')}"
    return str(value)
