"""The unit written behind a number, held against the unit of its column."""

from dataclasses import dataclass
from decimal import Decimal
from math import prod

from monosashi.core.messages import Message, message
from monosashi.exchange.typed_numbers import Spelled
from monosashi.exchange.typed_text import folded, without_spaces
from monosashi.exchange.typed_words import MULTIPLIERS, PERCENT, YEN, contradict, same_unit

_YEN = next(iter(YEN))


@dataclass(frozen=True, slots=True)
class NumberColumn:
    """What a column of figures holds. `unit` is as printed (千円, ％, 人), "" where the column does not say.

    `money`: △, ▲ and parentheses make a number negative. A column in 円, 千円 or 百万円 is one of money without saying so.
    """

    unit: str = ""
    money: bool = False

    @property
    def is_money(self) -> bool:
        """Whether △ is a minus sign here."""
        return self.money or self.folded_unit in YEN

    @property
    def folded_unit(self) -> str:
        """The unit with narrow letters and no spaces or brackets around it."""
        return without_spaces(folded(self.unit).text).strip("()")

    @property
    def is_percent(self) -> bool:
        """Whether the figures are percentages: 22.6 is 22.6 %."""
        return same_unit(self.folded_unit, PERCENT)


@dataclass(frozen=True, slots=True)
class InUnit:
    """A number, without sign, in the unit of its column, and `how` it was got.

    `doubt` names the question where the two units differ, "" where they agree. `readings` are then what may be meant: none where
    the units are of different things.
    """

    value: Decimal
    how: tuple[Message, ...] = ()
    doubt: str = ""
    readings: tuple[Decimal, ...] = ()


def in_unit(number: Spelled, column: NumberColumn) -> InUnit:
    """The number in the column's unit."""
    unit = column.folded_unit
    how = (message("typed.how.commas"),) if number.has_commas else ()
    written = number.scale + number.unit
    if number.last is not None and written and same_unit(written, unit):
        return InUnit(number.last, (*how, message("typed.how.unit")))
    if _yen(number) and unit in YEN:
        return _money(number, YEN[unit])
    if not number.unit and not number.in_yen:
        return _without_unit(number, unit, how)
    if number.unit and same_unit(number.unit, unit):
        return InUnit(number.total, (*how, *_multiplied(number), message("typed.how.unit")))
    return _in_another(number, unit)


def _in_another(number: Spelled, unit: str) -> InUnit:
    """A number in another unit than its column's, which may be unknown (""), larger (80人 among 千人) or of something else."""
    if not unit:
        return InUnit(number.total, doubt="unit_unknown", readings=(number.total,))
    written = number.unit or _YEN
    base = unit.lstrip("".join(MULTIPLIERS))
    if base != unit and same_unit(written, base):
        scale = unit.removesuffix(base)
        smaller = _divided(number.total, prod(MULTIPLIERS[letter] for letter in scale))
        return InUnit(number.total, doubt="other_unit", readings=(smaller, number.total))
    readings = () if contradict(written, base) else (number.total,)
    return InUnit(number.total, doubt="other_unit", readings=readings)


def _multiplied(number: Spelled) -> tuple[Message, ...]:
    return (message("typed.how.multiplied"),) if number.scale or number.last is None else ()


def _without_unit(number: Spelled, unit: str, how: tuple[Message, ...]) -> InUnit:
    """1.2万 is 12,000; but in a column in 千円 it may be 12,000 of them or 12."""
    factor = YEN.get(unit, 1)
    multiplied = _multiplied(number)
    if multiplied and (factor != 1 or unit[:1] in MULTIPLIERS):
        readings = (number.total, _divided(number.total, factor))
        return InUnit(number.total, doubt="multiplied_in_large_unit", readings=readings)
    return InUnit(number.total, (*how, *multiplied))


def _yen(number: Spelled) -> bool:
    return number.in_yen or number.unit in YEN


def _money(number: Spelled, factor: int) -> InUnit:
    """An amount in another unit of money, or behind a yen sign."""
    amount = number.total * YEN.get(number.unit, 1)
    if factor == 1 and (number.last is None or number.scale + number.unit not in YEN):
        return InUnit(number.total, (*_multiplied(number), message("typed.how.unit")))
    in_column = _divided(amount, factor)
    readings = (in_column,) if number.last is None else (in_column, number.last)
    return InUnit(in_column, doubt="other_unit", readings=readings)


def _divided(amount: Decimal, factor: int) -> Decimal:
    quotient = amount / factor
    whole = quotient.to_integral_value()
    return whole if whole == quotient else quotient.normalize()
