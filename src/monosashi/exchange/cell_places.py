"""Where in a workbook something stands, in the words of a language: the readers name it in Japanese."""

import re

from monosashi.core.messages import message
from monosashi.exchange.typed_words import WORDS
from monosashi.wording import Language, render


def _pattern(form: str) -> re.Pattern[str]:
    parts = {"file": r"(?P<file>.*?)", "sheet": r"(?P<sheet>.*)", "cell": r"(?P<cell>[A-Z]{1,3}[0-9]{1,7})"}
    spelled = re.escape(form).replace(r"\{", "{").replace(r"\}", "}")
    return re.compile(spelled.format(**parts), re.DOTALL)


_CELL, _SHEET = (_pattern(WORDS[name]) for name in ("cell_place", "sheet_place"))


def place_in(place: str, language: Language) -> str:
    """The place of a cell or sheet in the language; any other place as it is."""
    if found := _CELL.fullmatch(place):
        return render(message("spreadsheet.place_of_cell", **found.groupdict()), language).strip()
    if found := _SHEET.fullmatch(place):
        return render(message("spreadsheet.place_of_sheet", **found.groupdict()), language).strip()
    return place
