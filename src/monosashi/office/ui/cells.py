"""What stands in one cell or beside one label: text with its unit, a link, a grade, a tag, or the word for an absence."""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from monosashi.core.messages import Message, message
from monosashi.core.values import Absence, Described, Span, Value
from monosashi.office.ui.language import language, spoken
from monosashi.wording import Language, render


@dataclass(frozen=True, slots=True)
class GradeMark:
    """A grade to look at. `tone` is that of `publishing.charts.tones`; `word` says what the symbol means, "" where nothing does."""

    symbol: str
    tone: str = "none"
    word: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    `number` is the figure behind the text and goes into a workbook as a number, None where the text is no figure. `absent`:
    the text says why there is nothing. `address`: where the text leads, "" nowhere; `links`: names that the text lists, each with
    an address of its own. `note` stands small below. `tag` is the
    look of a status tag (`done`, `look`, `wait`, `draft`, `stop`, `none`), "" for plain text. `exact` stands in a file in place
    of the text, "" for the text itself. `whole` text is never broken into two lines.
    """

    text: str = ""
    unit: str = ""
    number: Decimal | None = None
    absent: bool = False
    address: str = ""
    note: str = ""
    tag: str = ""
    grade: GradeMark | None = None
    exact: str = ""
    whole: bool = False
    links: tuple[tuple[str, str], ...] = ()


def number_text(figure: Decimal | int) -> str:
    """A number as it is printed: thousands commas, its own scale, △ before what is negative in Japanese."""
    return _printed(str(figure), language())


@lru_cache(maxsize=16384)
def _printed(plain: str, language: Language) -> str:
    exact = Decimal(plain)
    return render(message("ui.negative" if exact < 0 else "ui.value", value=exact), language)


def figure(value: Value | None, unit: str = "", *, blank: Message | None = None) -> Cell:
    """A value of a plan. `blank` is said where there is none at all: 「記載なし」 unless told otherwise."""
    if value is None:
        return absence(blank or message("ui.blank"))
    if isinstance(value, Absence):
        return Cell(spoken(value), absent=True)
    if isinstance(value, Decimal):
        return Cell(number_text(value), unit, value)
    if isinstance(value, Described):
        return Cell(value.text, note=value.criterion)
    return _span(value, unit)


def amount(value: Decimal | Absence | None, unit: str = "", *, blank: Message | None = None) -> Cell:
    """An amount of money; `blank` as in `figure`."""
    return figure(value, unit, blank=blank)


def signed(value: Decimal | None, unit: str = "") -> Cell:
    """A difference, with its sign."""
    if value is None:
        return absence(message("ui.blank"))
    return Cell(spoken(message("ui.signed", value=value)), unit, value)


def absence(why: Message) -> Cell:
    """A word where nothing is."""
    return Cell(spoken(why), absent=True)


def count(number: int, unit: Message | None = None) -> Cell:
    """How many; 0 is a number."""
    return Cell(number_text(number), spoken(unit) if unit else "", Decimal(number))


def graded(mark: GradeMark | None, otherwise: Message) -> Cell:
    """A grade, or in a word why there is none."""
    return Cell(mark.symbol, grade=mark) if mark else absence(otherwise)


def _span(span: Span, unit: str) -> Cell:
    return Cell(spoken(message("ui.value", value=span)), unit)
