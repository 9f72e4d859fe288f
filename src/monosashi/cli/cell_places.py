"""Where in a workbook something stands, in the words of the language: the readers name it in Japanese."""

import re

from monosashi.cli.session import Session
from monosashi.exchange.typed_words import WORDS


def _pattern(form: str) -> re.Pattern[str]:
    parts = {"file": r"(?P<file>.*?)", "sheet": r"(?P<sheet>.*)", "cell": r"(?P<cell>[A-Z]{1,3}[0-9]{1,7})"}
    spelled = re.escape(form).replace(r"\{", "{").replace(r"\}", "}")
    return re.compile(spelled.format(**parts), re.DOTALL)


_CELL, _SHEET = (_pattern(WORDS[name]) for name in ("cell_place", "sheet_place"))


def place_text(place: str, session: Session) -> str:
    """The place of a cell or sheet in the session's language; any other place as it is."""
    if found := _CELL.fullmatch(place):
        return session.text("cli.place_of_cell", **found.groupdict()).strip()
    if found := _SHEET.fullmatch(place):
        return session.text("cli.place_of_sheet", **found.groupdict()).strip()
    return place
