"""How numbers are spelled: sign, digits with commas, 万 and 千, a unit. The grammar only; what a column makes of it is elsewhere."""

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from itertools import pairwise

from monosashi.exchange.typed_text import without_spaces
from monosashi.exchange.typed_words import MULTIPLIERS, WORDS

DIGITS_LIMIT = 28
"""Digits that a number may have; a decimal of the plan document holds as many."""

_DASHES = re.escape(WORDS["dashes"])
_TRIANGLES = re.escape(WORDS["money_minus_signs"])
_MULTIPLIERS = "".join(MULTIPLIERS)
_YEN_SIGNS = re.escape(WORDS["units"]["yen_signs"])
_NUMBER = r"(?:[0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+)"
_SPELLED = re.compile(
    rf"(?P<sign>[+{_DASHES}{_TRIANGLES}]?)(?P<yen>[{_YEN_SIGNS}]?)(?P<second>[{_DASHES}{_TRIANGLES}]?)"
    rf"(?P<body>{_NUMBER}(?:[{_MULTIPLIERS}]+{_NUMBER})*)(?P<scale>[{_MULTIPLIERS}]*)(?P<unit>[^0-9]*)"
)
_PART = re.compile(rf"({_NUMBER})([{_MULTIPLIERS}]*)")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")


class Sign(Enum):
    """What stands before the digits, or around them."""

    NONE = ""
    PLUS = "plus"
    MINUS = "minus"
    DASH = "dash"  # a dash that is not a minus sign
    TRIANGLE = "triangle"
    PARENTHESES = "parentheses"

    @property
    def is_negative(self) -> bool:
        """Whether it makes the number negative where it counts as a sign."""
        return self not in {Sign.NONE, Sign.PLUS}


@dataclass(frozen=True, slots=True)
class Spelled:
    """A number as spelled. `last` is the number before the last 万 or 千 (`scale`), None where parts are added up (1億2千万).

    `total` is all of it multiplied out, without sign. `unit` is what stands behind, "" where nothing does.
    """

    sign: Sign
    total: Decimal
    last: Decimal | None
    scale: str
    unit: str
    has_commas: bool = False
    in_yen: bool = False


@dataclass(frozen=True, slots=True)
class Misgrouped:
    """Commas that do not part thousands: `1,23`. `readings` are what may be meant, without sign."""

    sign: Sign
    readings: tuple[Decimal, ...]


def spelled(text: str) -> Spelled | Misgrouped | None:
    """The number that the folded text spells, None where it spells none."""
    close = without_spaces(text)
    if inside := re.fullmatch(r"\((?P<inside>[^()]*)\)(?P<unit>[^0-9()]*)", close):
        return _in_parentheses(inside["inside"], inside["unit"])
    match = _SPELLED.fullmatch(close)
    if match is None or not _is_sound(match):
        return None
    if re.search(r"[0-9]\s+[0-9]", text):
        return Misgrouped(_sign_of(match), (Decimal(match["body"].replace(",", "")),)) if not match["scale"] else None
    return _of_parts(match)


def _is_sound(match: re.Match[str]) -> bool:
    """One sign, not too many digits, and no ² or ① in what stands behind."""
    digits = sum(letter.isascii() and letter.isdigit() for letter in match["body"])
    is_strange = any(unicodedata.category(letter).startswith("N") for letter in match["unit"])
    return not (match["sign"] and match["second"]) and digits <= DIGITS_LIMIT and not is_strange


def _sign_of(match: re.Match[str]) -> Sign:
    return _sign(match["sign"] or match["second"])


def _in_parentheses(inside: str, unit: str) -> Spelled | Misgrouped | None:
    number = spelled(inside + unit)
    if number is None or number.sign is not Sign.NONE:
        return None
    return replace(number, sign=Sign.PARENTHESES)


def _of_parts(match: re.Match[str]) -> Spelled | Misgrouped | None:
    parts = _PART.findall(match["body"] + match["scale"])
    numbers = [_plain(number) for number, _ in parts]
    if any(number is None for number in numbers):
        return Misgrouped(_sign_of(match), _commas_meant(match["body"])) if len(parts) == 1 else None
    total = _sum(numbers, [scale for _, scale in parts])
    if total is None:
        return None
    return Spelled(
        sign=_sign_of(match),
        total=total,
        last=numbers[0] if len(parts) == 1 else None,
        scale=match["scale"],
        unit=match["unit"],
        has_commas="," in match["body"],
        in_yen=bool(match["yen"]),
    )


def _sum(numbers: list[Decimal | None], scales: list[str]) -> Decimal | None:
    """億, 万 and 千 must fall from left to right: 1億2千万 is 120,000,000, 2千1億 is nothing."""
    factors = [_factor(scale) for scale in scales]
    if any(left <= right for left, right in pairwise(factors)):
        return None
    if factors == [1]:
        return numbers[0]
    return _shortest(sum((number or 0) * factor for number, factor in zip(numbers, factors, strict=True)))


def _factor(scale: str) -> int:
    factor = 1
    for letter in scale:
        factor *= MULTIPLIERS[letter]
    return factor


def _shortest(total: Decimal | int) -> Decimal:
    """1.2万 is 12000, not 12000.0: multiplied out, the decimals that are left over say nothing."""
    number = Decimal(total)
    whole = number.to_integral_value()
    return whole if whole == number else number.normalize()


def _plain(number: str) -> Decimal | None:
    if "," in number and not _GROUPED.fullmatch(number):
        return None
    return Decimal(number.replace(",", ""))


def _commas_meant(body: str) -> tuple[Decimal, ...]:
    without = Decimal(body.replace(",", ""))
    return (without, Decimal(body.replace(",", "."))) if body.count(",") == 1 and "." not in body else (without,)


def _sign(sign: str) -> Sign:
    if not sign:
        return Sign.NONE
    if sign == "+":
        return Sign.PLUS
    if sign in WORDS["minus_signs"]:
        return Sign.MINUS
    return Sign.TRIANGLE if sign in WORDS["money_minus_signs"] else Sign.DASH
