"""The check digit of 全国地方公共団体コード (Ministry of Internal Affairs, 昭和43年; six digits, the last is the check)."""

_WEIGHTS = (6, 5, 4, 3, 2)

LENGTH = len(_WEIGHTS) + 1
"""Digits of a code, the check digit included."""


def check_digit(first_five: str) -> str:
    """The check digit for a five-digit code: 11 minus the weighted sum modulo 11, its last digit."""
    weighted = sum(int(digit) * weight for digit, weight in zip(first_five, _WEIGHTS, strict=True))
    return str((11 - weighted % 11) % 10)


def is_valid(code: str) -> bool:
    """Whether `code` is six ASCII digits whose last is the check digit of the others."""
    return len(code) == LENGTH and code.isascii() and code.isdigit() and check_digit(code[:-1]) == code[-1]
