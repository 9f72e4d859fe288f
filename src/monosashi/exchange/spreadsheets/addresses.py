"""Cells are named as Excel names them: F12. Rows and columns count from 1."""

import re
from functools import cache

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""The last row and column (XFD) of a sheet."""

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_LETTERS = 26


class NotAnAddress(ValueError):
    """The text names no cell of a sheet."""


@cache
def column_letters(column: int) -> str:
    """F for 6, AA for 27."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


@cache
def column_number(letters: str) -> int:
    """6 for F. Raises NotAnAddress."""
    number = 0
    for letter in letters.upper():
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    if not (letters.isascii() and letters.isalpha() and number <= LAST_COLUMN):
        raise NotAnAddress(letters)
    return number


def address(row: int, column: int) -> str:
    """F12 for row 12, column 6."""
    return f"{column_letters(column)}{row}"


def position(text: str) -> tuple[int, int]:
    """Row and column of an address such as F12 or $F$12. Raises NotAnAddress."""
    match = _ADDRESS.fullmatch(text)
    if match is None or not 1 <= int(match[2]) <= LAST_ROW:
        raise NotAnAddress(text)
    return int(match[2]), column_number(match[1])


def area(text: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """First and last cell, row and column each, of an area such as B2:D9 or of one cell. Raises NotAnAddress."""
    first, _, last = text.partition(":")
    return position(first), position(last or first)
