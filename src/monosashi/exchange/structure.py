"""The structure of a plan document, taken from the values of `core`: each field of a frozen dataclass is a key.

Here it becomes a validator that reads a parsed document straight into those values, and the plain form that is written.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from types import GenericAlias, MappingProxyType, NoneType, UnionType
from typing import TYPE_CHECKING, Any, TypeAlias, get_args, get_type_hints

from pydantic_core import CoreSchema, PydanticCustomError, SchemaValidator, core_schema

from monosashi.core.plan import Plan
from monosashi.core.values import Absence, Described, Span, Value
from monosashi.exchange.numbers import plain_decimal, plain_value, read_amount, read_decimal, read_value

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Hint: TypeAlias = Any
"""A type hint: a class, `tuple[Target, ...]` or `Decimal | None`. The typing module has no type for it."""

_FIGURES: Mapping[frozenset[Hint], Callable[[object], object]] = MappingProxyType(
    {
        frozenset(get_args(Value)): read_value,
        frozenset({Decimal, Absence}): read_amount,
        frozenset({Decimal}): read_decimal,
    }
)


def read_structure(body: object) -> Plan:
    """The plan that a parsed document, without its head, is the plain form of. Raises ValidationError."""
    plan: Plan = _validator().validate_python(body)
    return plan


@cache
def _validator() -> SchemaValidator:
    text = core_schema.no_info_after_validator_function(_whole_text, core_schema.str_schema(strict=True))
    return SchemaValidator(Structure(text).schema(Plan))


def _whole_text(read: str) -> str:
    """The text, unless it holds half of a pair of UTF-16 codes, which UTF-8 cannot write, or U+0000, which no database keeps."""
    try:
        read.encode()
    except UnicodeEncodeError:
        raise PydanticCustomError("document.not_unicode", "half of a character") from None
    if "\0" in read:
        raise PydanticCustomError("document.null_character", "a code that stands for nothing")
    return read


def alternatives(hint: Hint) -> frozenset[Hint]:
    """The kinds that a type hint allows: several for `Decimal | None`, one for all else."""
    return frozenset(get_args(hint) if isinstance(hint, UnionType) else (hint,))


class Structure:
    """Makes schemas of type hints. `text` is that of words; `number` is tried first where a figure stands, None: nothing is."""

    def __init__(self, text: CoreSchema, number: CoreSchema | None = None) -> None:
        self._number = number
        self._scalars = {
            str: text,
            int: core_schema.int_schema(strict=True),
            bool: core_schema.bool_schema(strict=True),
        }

    def schema(self, hint: Hint) -> CoreSchema:
        """The schema of whatever a type hint allows."""
        kinds = alternatives(hint)
        if NoneType in kinds:
            return core_schema.nullable_schema(self._of_kinds(kinds - {NoneType}))
        return self._of_kinds(kinds)

    def _of_kinds(self, kinds: frozenset[Hint]) -> CoreSchema:
        if kinds in _FIGURES:
            return self._figure(core_schema.no_info_plain_validator_function(_FIGURES[kinds]))
        (kind,) = kinds
        if isinstance(kind, GenericAlias):
            return core_schema.tuple_schema([self.schema(get_args(kind)[0])], variadic_item_index=0)
        if is_dataclass(kind):
            return self.record(kind)
        if issubclass(kind, Enum):
            return core_schema.enum_schema(kind, list(kind), sub_type="str")
        return self._scalars[kind]

    def _figure(self, exact: CoreSchema) -> CoreSchema:
        return exact if self._number is None else core_schema.union_schema([self._number, exact], mode="left_to_right")

    def record(self, kind: Hint, head: Sequence[core_schema.DataclassField] = ()) -> CoreSchema:
        """The schema of a record. `head` are keys that stand beside its fields and are looked at only."""
        hints = get_type_hints(kind)
        own = [
            core_schema.dataclass_field(field.name, self._field(field, hints[field.name]), kw_only=True)
            for field in fields(kind)
        ]
        return core_schema.dataclass_schema(
            kind,
            core_schema.dataclass_args_schema(kind.__name__, [*own, *head]),
            [field.name for field in fields(kind)],
            slots="__slots__" in vars(kind),
            config={"extra_fields_behavior": "forbid"},
        )

    def _field(self, field: Field[object], hint: Hint) -> CoreSchema:
        schema = self.schema(hint)
        return schema if field.default is MISSING else core_schema.with_default_schema(schema, default=field.default)


def plain(value: object) -> object:
    """The value as JSON has it: figures as strings, lists, records."""
    if type(value) is str:  # nearly all of them
        return value
    if isinstance(value, tuple):
        return [plain(entry) for entry in value]
    if isinstance(value, Decimal):
        return plain_decimal(value)
    if isinstance(value, Absence | Span | Described):
        return plain_value(value)
    if isinstance(value, Enum):
        return value.value
    return plain_record(value) if is_dataclass(value) and not isinstance(value, type) else value


def plain_record(record: "DataclassInstance") -> dict[str, object]:
    """The fields of a record in their order, defaults left out."""
    filled = ((name, getattr(record, name), default) for name, default in _named(type(record)))
    return {name: plain(held) for name, held, default in filled if held is not default and held != default}


@cache
def _named(kind: "type[DataclassInstance]") -> tuple[tuple[str, object], ...]:
    """Names and defaults of a record's fields; MISSING, which no field ever holds, where there is none."""
    return tuple((field.name, field.default) for field in fields(kind))
