"""The published JSON Schema of a plan document (draft 2020-12), made from the same values that files are read into."""

import inspect
import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from decimal import Decimal
from enum import Enum
from types import GenericAlias, MappingProxyType, NoneType
from typing import TYPE_CHECKING, get_args, get_type_hints

from monosashi.core.plan import Plan
from monosashi.core.values import Absence, Described, Span, Value
from monosashi.exchange.numbers import PLAIN_NUMBER
from monosashi.exchange.structure import Hint, alternatives, plain
from monosashi.exchange.upgrades import FORMAT, NEWEST

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Schema = dict[str, object]

_NUMBER = (
    'A number as printed, as a string: "22.60" keeps its scale. A bare JSON number is read too, without exponent; '
    "it is written as a string."
)
_SCALARS: Mapping[object, str] = MappingProxyType({str: "string", int: "integer", bool: "boolean"})


def schema_bytes() -> bytes:
    """The schema as it is published."""
    return json.dumps(plan_schema(), ensure_ascii=False, indent=2).encode() + b"\n"


def plan_schema() -> Schema:
    """The schema of a plan document of the newest version."""
    definitions = _Definitions()
    plan = definitions.record(Plan)
    head = {"format": {"const": FORMAT}, "version": {"const": NEWEST}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:monosashi:plan:{NEWEST}",
        "title": f"Plan document, version {NEWEST}",
        **plan,
        "properties": {**head, **plan["properties"]},  # type: ignore[dict-item]
        "required": [*head, *plan["required"]],  # type: ignore[misc]
        "$defs": dict(sorted(definitions.made.items())),
    }


class _Definitions:
    """One definition for each kind of record, code and figure."""

    def __init__(self) -> None:
        self.made: dict[str, Schema] = {
            "Number": {
                "description": _NUMBER,
                "anyOf": [{"type": "string", "pattern": f"^{PLAIN_NUMBER.pattern}$"}, {"type": "number"}],
            },
            "Amount": _any_of(_ref("Number"), _ref("Absence")),
            "Value": _any_of(_ref("Number"), _ref("Absence"), _ref("Span"), _ref("Described")),
        }
        for kind in (Absence, Described, Span):
            self._named(kind)
        self.made["Span"] |= {"anyOf": [_filled("low"), _filled("high")]}

    def record(self, kind: "type[DataclassInstance]") -> Schema:
        """The schema of a record itself."""
        hints = get_type_hints(kind)
        return {
            "description": described(kind),
            "type": "object",
            "properties": {field.name: self._field(field, hints[field.name]) for field in fields(kind)},
            "required": [field.name for field in fields(kind) if field.default is MISSING],
            "additionalProperties": False,
        }

    def _field(self, field: Field[object], hint: Hint) -> Schema:
        schema = self._schema(hint)
        if field.default in (MISSING, None):
            return schema
        return schema | {"default": plain(field.default)}

    def _schema(self, hint: Hint) -> Schema:
        kinds = alternatives(hint)
        if NoneType in kinds:
            return _any_of(self._of_kinds(kinds - {NoneType}), {"type": "null"})
        return self._of_kinds(kinds)

    def _of_kinds(self, kinds: frozenset[Hint]) -> Schema:
        if kinds in _FIGURES:
            return _ref(_FIGURES[kinds])
        (kind,) = kinds
        if isinstance(kind, GenericAlias):
            return {"type": "array", "items": self._schema(get_args(kind)[0])}
        return {"type": _SCALARS[kind]} if kind in _SCALARS else self._named(kind)

    def _named(self, kind: Hint) -> Schema:
        if kind.__name__ not in self.made:
            self.made[kind.__name__] = _codes(kind) if issubclass(kind, Enum) else self.record(kind)
        return _ref(kind.__name__)


_FIGURES: Mapping[frozenset[Hint], str] = MappingProxyType(
    {
        frozenset(get_args(Value)): "Value",
        frozenset({Decimal, Absence}): "Amount",
        frozenset({Decimal}): "Number",
    }
)


def described(kind: type) -> str:
    """What the docstring says, each paragraph in one line."""
    paragraphs = inspect.cleandoc(kind.__doc__ or "").split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def _codes(kind: type[Enum]) -> Schema:
    return {"description": described(kind), "enum": [member.value for member in kind]}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _any_of(*schemas: Schema) -> Schema:
    return {"anyOf": list(schemas)}


def _filled(end: str) -> Schema:
    return {"required": [end], "properties": {end: _ref("Number")}}
