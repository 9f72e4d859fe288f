"""A mapping drafted from the headings of a CSV, by the words of `finance_words.toml`. What these do not tell for certain is asked."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import islice

from monosashi.core.messages import InvalidInput, message
from monosashi.exchange.finance.csv_text import Record, csv_bytes, decoded, records
from monosashi.exchange.finance.mapping import Rounding, Totals
from monosashi.exchange.finance.words import fold, shipped
from monosashi.exchange.typed_words import YEN

_DELIMITERS = (",", "\t", ";")
_HEADINGS_WITHIN = 10
"""In which of the first records headings are looked for."""
_OPEN, _CLOSE = "(", ")"
"""Brackets around a unit, as `fold` leaves them."""


def sample_mapping() -> str:
    """The text of a mapping with all that cities most often need, each line explained."""
    return resources.files("monosashi.exchange.finance").joinpath("sample_mapping.toml").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class _Head:
    """Headings that were known: `row` counts records from 1. `columns` and `stages` lead from a code to its headings."""

    row: int
    delimiter: str
    columns: Mapping[str, tuple[str, ...]]
    stages: Mapping[str, tuple[str, ...]]
    above: tuple[Record, ...]
    below: tuple[Record, ...]
    fields: tuple[str, ...]

    @property
    def is_enough(self) -> bool:
        """Whether it says to what a row belongs, and an amount."""
        return bool(self.stages) and bool({"code", "name"} & self.columns.keys())

    @property
    def known(self) -> int:
        """How many headings were known."""
        return len(self.columns) + len(self.stages)


def draft_mapping(source: bytes, *, unit: str = "", rounding: Rounding = Rounding.NONE) -> str:
    """The text (TOML) of a mapping for a CSV in bytes. `unit` is that of its amounts, "" where the CSV says it itself.

    Raises InvalidInput where headings are not known or two may be meant, and where nothing says the unit.
    """
    head = _head(decoded(csv_bytes(source), "auto"))
    _refuse_two(head)
    table: dict[str, Mapping[str, object]] = {
        "file": {"unit": fold(unit) or _unit(head), **_file(head, rounding)},
        "columns": {code: headings[0] for code, headings in head.columns.items()},
        "stages": {code: headings[0] for code, headings in head.stages.items()},
    }
    return "\n".join(_lines(table))


def _head(text: str) -> _Head:
    """The record that has the most known headings. Raises InvalidInput where none has enough."""
    found = [head for delimiter in _DELIMITERS for head in _heads(text, delimiter)]
    best = max(found, key=lambda head: (head.is_enough, head.known), default=None)
    if best is None or not best.is_enough:
        headings = tuple(field.strip() for field in (best.fields if best else ()) if field.strip())
        columns, stages = shipped()["columns"], shipped()["stages"]
        names = (*columns["code"][:1], *columns["name"][:1])
        amounts = tuple(words[-1] for words in (stages["initial"], stages["current"], stages["spent"]))
        why = message("finance_draft.headings", headings=headings)
        raise InvalidInput.of("", why, message("finance_draft.headings.remedy", names=names, amounts=amounts))
    return best


def _heads(text: str, delimiter: str) -> Iterator[_Head]:
    found, _ = records(text, delimiter)
    for at, record in enumerate(islice(found, _HEADINGS_WITHIN)):
        fields = tuple(field.strip() for field in record.fields)
        columns = _known(fields, "columns")
        stages = _known(fields, "stages")
        yield _Head(at + 1, delimiter, columns, stages, found[:at], found[at + 1 :], fields)


def _known(fields: Sequence[str], group: str) -> Mapping[str, tuple[str, ...]]:
    """The headings of a record that mean each code of a group, in the order of the codes."""
    known = {}
    for code, words in shipped()[group].items():
        spellings = set(map(fold, words))
        if headings := tuple(field for field in fields if _without_unit(field) in spellings):
            known[code] = headings
    return known


def _without_unit(heading: str) -> str:
    """What a heading says before 「（円）」."""
    folded = fold(heading)
    return folded.partition(_OPEN)[0] if _unit_in(folded) else folded


def _unit_in(folded: str) -> str:
    """The unit in brackets at the end of a text, "" where there is none."""
    inner = folded.rpartition(_OPEN)[2].removesuffix(_CLOSE).removeprefix(fold(shipped()["units"]["label"]))
    return inner if folded.endswith(_CLOSE) and inner in YEN else ""


def _refuse_two(head: _Head) -> None:
    for headings in (*head.columns.values(), *head.stages.values()):
        if len(headings) > 1:
            why = message("finance_draft.two", headings=headings)
            raise InvalidInput.of("", why, message("finance_draft.two.remedy"))


def _unit(head: _Head) -> str:
    """The unit that the headings of the amounts or a line above them say. Raises InvalidInput where they say none, or several."""
    amounts = [heading for headings in head.stages.values() for heading in headings]
    above = [field for record in head.above for field in record.fields]
    said = {unit for text in (*amounts, *above) if (unit := _unit_in(fold(text)))}
    if len(said) != 1:
        raise InvalidInput.of("", message("finance_draft.unit"), message("finance_draft.unit.remedy"))
    return said.pop()


def _file(head: _Head, rounding: Rounding) -> dict[str, object]:
    """What else [file] says, where that is not what holds without it."""
    said: dict[str, object] = {}
    if head.row > 1:
        said["header_row"] = head.row
    if head.delimiter != _DELIMITERS[0]:
        said["delimiter"] = head.delimiter
    if rounding is not Rounding.NONE:
        said["rounding"] = rounding.value
    return said | _totals(head)


def _totals(head: _Head) -> dict[str, object]:
    """Where totals stand: in rows that say so by a word, or nowhere, where each row has an item or source."""
    items = set(_texts(head, "item"))
    known = set(map(fold, shipped()["totals"]["words"]))
    if words := sorted(text for text in items if fold(text) in known):
        return {"total_words": words}
    told = [
        any(row)
        for row in zip(*(_texts(head, code) for code in ("item", "source") if code in head.columns), strict=True)
    ]
    return {"totals": Totals.SUM.value} if told and all(told) else {}


def _texts(head: _Head, code: str) -> tuple[str, ...]:
    """What stands in a column, in each row that is not blank."""
    if code not in head.columns:
        return ()
    at = head.fields.index(head.columns[code][0])
    rows = (record.fields for record in head.below if not record.is_blank)
    return tuple(fields[at].strip() if at < len(fields) else "" for fields in rows)


def _lines(tables: Mapping[str, Mapping[str, object]]) -> Iterator[str]:
    for name, table in tables.items():
        yield f"[{name}]"
        for key, value in table.items():
            yield f"{key} = {json.dumps(value, ensure_ascii=False)}"
        yield ""
