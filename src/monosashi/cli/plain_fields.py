"""A value of flat fields, as it is printed for programs: decimals as digits, None as null or an empty field."""

from dataclasses import asdict, fields
from decimal import Decimal
from typing import TYPE_CHECKING

from monosashi.exchange.numbers import plain_decimal

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def names_of(kind: "type[DataclassInstance]") -> tuple[str, ...]:
    """The names of its fields, in their order."""
    return tuple(field.name for field in fields(kind))


def plain(value: "DataclassInstance") -> dict[str, str | int | None]:
    """Field -> what JSON can hold."""
    return {name: plain_decimal(held) if isinstance(held, Decimal) else held for name, held in asdict(value).items()}


def printed(value: "DataclassInstance") -> tuple[str, ...]:
    """The fields of a CSV, empty for None."""
    return tuple("" if held is None else str(held) for held in plain(value).values())
