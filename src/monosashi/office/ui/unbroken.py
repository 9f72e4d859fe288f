"""Days and years that are not broken into two lines: 令和8年11月24日 stays whole in a heading, 令和8年 and 11月24日 each in a cell."""

import re
from functools import lru_cache
from html import escape

from markupsafe import Markup

from monosashi.exchange.typed_words import ERAS, WORDS
from monosashi.office.ui.language import language

_OF = WORDS["dates"]
_ERA_YEAR = rf"(?:{'|'.join(era.name for era in ERAS)})(?:{_OF['first_year']}|\d{{1,2}})"
_FISCAL_YEAR, _YEAR = _ERA_YEAR + _OF["fiscal_year"], _ERA_YEAR + _OF["year"]
_MONTH = rf"\d{{1,2}}{_OF['month']}"
_DAY = rf"{_MONTH}\d{{1,2}}{_OF['day']}"
_WHOLE = re.compile(rf"{_FISCAL_YEAR}|{_YEAR}{_DAY}|{_YEAR}{_MONTH}|{_DAY}")
_APART = re.compile(rf"{_FISCAL_YEAR}|{_YEAR}|{_DAY}")


def unbroken(text: str) -> Markup:
    """A heading of which no day and no year is broken. What is markup already stays so."""
    safe = str(text) if isinstance(text, Markup) else escape(text)
    return Markup(_held(safe, _WHOLE) if language() == "ja" else safe)  # noqa: S704 -- escaped above


def in_cell(text: str) -> str:
    """The text of a cell, escaped. A day is broken between year and month alone: a cell can be narrower than a day."""
    safe = escape(text)
    return _held(safe, _APART) if language() == "ja" else safe


def in_note(text: str) -> str:
    """What stands small below the text of a cell, escaped: held together where it is a year or a day and nothing else."""
    return in_cell(text) if _WHOLE.fullmatch(text) else escape(text)


@lru_cache(maxsize=16384)
def _held(safe: str, days: "re.Pattern[str]") -> str:
    return days.sub(r'<span class="nowrap">\g<0></span>', safe)
