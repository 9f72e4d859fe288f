"""Plan files as this software writes them, read in about half the time.

The bytes are parsed and validated in one go, without a parsed document in between. That shows neither where something is wrong
nor that a key was repeated. So whatever is not surely a whole, valid, canonical document is left to the careful way of reading.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import cache
from itertools import chain
from operator import attrgetter
from types import GenericAlias
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from pydantic_core import SchemaValidator, ValidationError, core_schema

from monosashi.core.plan import Plan
from monosashi.exchange.numbers import PLAIN_NUMBER
from monosashi.exchange.structure import Hint, Structure, alternatives
from monosashi.exchange.upgrades import FORMAT, NEWEST

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_HEAD = {"format": FORMAT, "version": NEWEST}
_WHITE_SPACE = b" \t\r\n"
_NULL_CHARACTER = b"\\u0000"


def quickly_read(raw: bytes) -> Plan | None:
    """The plan, or None where the bytes have to be read with care."""
    if _NULL_CHARACTER in raw:
        return None
    try:
        plan: Plan = _validator().validate_json(raw)
    except ValidationError:
        return None
    return plan if _has_keys(raw, len(_HEAD) + _keys_of(plan)) else None


@cache
def _validator() -> SchemaValidator:
    """Numbers that are plain strings, nearly all figures, never come to Python. Its errors do not say enough."""
    digits = core_schema.str_schema(pattern=f"^{PLAIN_NUMBER.pattern}$", strict=True)
    number = core_schema.chain_schema([digits, core_schema.no_info_plain_validator_function(Decimal)])
    head = [
        core_schema.dataclass_field(key, core_schema.literal_schema([read]), kw_only=True, init_only=True)
        for key, read in _HEAD.items()
    ]
    return SchemaValidator(Structure(core_schema.str_schema(strict=True), number).record(Plan, head))


def _has_keys(raw: bytes, count: int) -> bool:
    """Whether the bytes surely have no more keys than this.

    After each key there is a colon, and a quote before it once white space is gone. Colons and quotes inside strings may be
    counted too, so a count can be too high, never too low.
    """
    return raw.count(b":") == count or raw.translate(None, _WHITE_SPACE).count(b'":') == count


def _keys_of(plan: Plan) -> int:
    """How many keys the plan has in canonical form. As many in the file, all of them known: then none stands twice."""
    return sum(_keys_below(Plan, [plan]))


def _keys_below(kind: "type[DataclassInstance]", records: Sequence[object]) -> Iterator[int]:
    """The keys of records of one kind and of what they hold, field by field: there are thousands of records."""
    for held_by, default, in_lists, kinds in _fields_of(kind):
        held = list(map(held_by, records))
        yield len(held) - held.count(default)
        for below in kinds:
            found = list(chain.from_iterable(held)) if in_lists else [value for value in held if type(value) is below]
            if found:
                yield from _keys_below(below, found)


_Kept = tuple[Callable[[object], Any], object, bool, "tuple[type[DataclassInstance], ...]"]
"""What takes a field's value, its default, whether that is a list, and the kinds of record that may be in it."""


@cache
def _fields_of(kind: "type[DataclassInstance]") -> tuple[_Kept, ...]:
    hints = get_type_hints(kind)
    return tuple(_kept(field.name, field.default, hints[field.name]) for field in fields(kind))


def _kept(name: str, default: object, hint: Hint) -> _Kept:
    in_lists = isinstance(hint, GenericAlias)
    kinds = alternatives(get_args(hint)[0] if in_lists else hint)
    return (
        attrgetter(name),
        default,
        in_lists,
        tuple(kind for kind in kinds if is_dataclass(kind) and isinstance(kind, type)),
    )
