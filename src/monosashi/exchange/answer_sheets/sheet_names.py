"""Names that Excel and file systems take: of sheets (31 letters) and of files."""

import re
from collections.abc import Iterable

from monosashi.exchange.spreadsheets.neutral import letters

LONGEST_SHEET_NAME = 31
_LONGEST_FILE_NAME = 60
_NOT_IN_SHEETS = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NOT_IN_FILES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def sheet_name(number: int, name: str) -> str:
    """A sheet's name: its number keeps it apart from the others."""
    found = f"{number:02}_{_NOT_IN_SHEETS.sub('', name).strip(chr(39))}"
    while letters(found) > LONGEST_SHEET_NAME:
        found = found[:-1]
    return found


def file_words(name: str) -> str:
    """The name without what a file name may not hold."""
    return _NOT_IN_FILES.sub("", name).strip(" .")[:_LONGEST_FILE_NAME] or "_"


def told_apart(names: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """One name for each pair of a name and what stands above it: longer, or numbered, where two would be the same."""
    pairs = [(file_words(name), file_words(f"{above}_{name}")) for name, above in names]
    short = [name.casefold() for name, _ in pairs]
    chosen: list[str] = []
    taken: set[str] = set()
    for name, long in pairs:
        wanted = long if short.count(name.casefold()) > 1 else name
        number, free = 1, wanted
        while free.casefold() in taken:
            number += 1
            free = f"{wanted}_{number}"
        taken.add(free.casefold())
        chosen.append(free)
    return tuple(chosen)
