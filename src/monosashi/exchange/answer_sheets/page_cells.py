"""The paper of a page: columns, styles, and cells that are written with them. What is written on it stands elsewhere."""

import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from monosashi.core.messages import Message, Param, message
from monosashi.exchange.answer_sheets.identity import ANSWER_COLOUR
from monosashi.wording import Language, render

FONT = "BIZ UDPGothic"
WIDTHS = (16, 11, 11, 17, 40)
"""Columns B to F in half-width letters: what is asked, three for what is known, the answer."""

FIRST, LAST = 1, 5
"""The columns that are seen: B to F. A holds the names of the answers and is hidden."""

ANSWER = 5
KNOWN_FIRST, KNOWN_LAST = 2, 4
_LINE = 13.5
_MOST_LINES = 28
_PAGE_HEIGHT = 750
"""Points of an A4 page between its margins."""

_MOST_SHRUNK = 1.25
_PAPER_A4 = 9
_DIGITS = 15

STYLES: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 14},
    "section": {"indent": 1, "bold": True, "font_size": 11, "bg_color": "#1F3A5F", "font_color": "#FFFFFF"},
    "heading": {"indent": 1, "bold": True, "bg_color": "#E8EDF3", "border": 1, "border_color": "#8A97A6"},
    "column": {"bg_color": "#E8EDF3", "border": 1, "border_color": "#8A97A6", "align": "center"},
    "label": {"indent": 1, "bg_color": "#F4F6F8", "border": 1, "border_color": "#8A97A6"},
    "known": {"indent": 1, "border": 1, "border_color": "#8A97A6"},
    "figure": {"indent": 1, "border": 1, "border_color": "#8A97A6", "align": "right"},
    "count": {"border": 1, "border_color": "#8A97A6", "align": "center"},
    "plain": {},
    "small": {"font_size": 9, "font_color": "#444444"},
    "answer": {"indent": 1, "border": 1, "border_color": "#8A97A6", "bg_color": f"#{ANSWER_COLOUR}", "locked": False},
    "answer_figure": {
        "indent": 1,
        "border": 1,
        "border_color": "#8A97A6",
        "bg_color": f"#{ANSWER_COLOUR}",
        "locked": False,
        "align": "right",
    },
    "live": {"indent": 1, "border": 1, "border_color": "#8A97A6", "bold": True, "align": "left"},
    "warning": {"font_color": "#A4001D", "font_size": 9},
}


@dataclass
class Paper:
    """A workbook being written, with its styles and its language."""

    workbook: Workbook
    language: Language
    _formats: dict[tuple[str, str], Format] = field(default_factory=dict)

    def style(self, name: str, number_format: str = "") -> Format:
        """The style of this name, made once."""
        if (name, number_format) not in self._formats:
            base: dict[str, object] = {"font_name": FONT, "font_size": 10, "text_wrap": True, "valign": "vcenter"}
            numbers = {"num_format": number_format} if number_format else {}
            self._formats[name, number_format] = self.workbook.add_format(base | STYLES[name] | numbers)
        return self._formats[name, number_format]

    def say(self, sentence: Message) -> str:
        """The sentence in the workbook's language."""
        return render(sentence, self.language)

    def text(self, id_: str, /, **params: Param) -> str:
        """The sentence with this id."""
        return self.say(message(id_, **params))

    def sheet(self, name: str) -> Worksheet:
        """A locked A4 sheet, as wide as the page. Locked without a password: it keeps fingers off, not people."""
        sheet = self.workbook.add_worksheet(name)
        for column, width in enumerate(WIDTHS, start=FIRST):
            sheet.set_column(column, column, width)
        sheet.set_column(0, 0, 2, None, {"hidden": True})
        sheet.set_paper(_PAPER_A4)
        sheet.set_portrait()
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        sheet.set_footer("&L&9&A&R&9&P / &N")
        sheet.protect("", {"format_rows": True, "format_columns": True, "objects": False})
        return sheet


@dataclass
class Page:
    """A sheet being written from the top down. `row` is the next free row, from 0; `height` is in points."""

    paper: Paper
    sheet: Worksheet
    row: int = 0
    height: float = 0

    def across(self, text: str, style: str = "plain") -> None:
        """One text over the whole width."""
        self.known(((FIRST, LAST, text, style),))

    def known(self, cells: Iterable[tuple[int, int, str, str]], *, lines: int = 1) -> int:
        """A row of texts, each from one column to another, as high as they need. Returns the row's number."""
        placed = tuple(cells)
        for first, last, text, style in placed:
            self._put(first, last, text, style)
        return self.close(max(lines, *(lines_of(text, width_of(first, last)) for first, last, text, _ in placed)))

    def _put(self, first: int, last: int, text: str, style: str) -> None:
        chosen = self.paper.style(style)
        if first == last:
            self.sheet.write_string(self.row, first, text, chosen)
        else:
            self.sheet.merge_range(self.row, first, self.row, last, "", chosen)
            self.sheet.write_string(self.row, first, text, chosen)

    def close(self, lines: int) -> int:
        """End the row, so many lines high."""
        return self._close(_LINE * min(lines, _MOST_LINES) + 5)

    def gap(self) -> None:
        """A little room."""
        self._close(6)

    def finish(self) -> None:
        """Print what is a little longer than a page on one page, a little smaller."""
        if self.height <= _PAGE_HEIGHT * _MOST_SHRUNK:
            self.sheet.fit_to_pages(1, 1)

    def _close(self, height: float) -> int:
        self.sheet.set_row(self.row, height)
        self.height += height
        self.row += 1
        return self.row - 1


def width_of(first: int, last: int) -> int:
    """Half-width letters that fit from one column to another."""
    return sum(WIDTHS[first - FIRST : last - FIRST + 1])


def lines_of(text: str, width: int) -> int:
    """Lines that the text takes in so many half-width letters. A line in Excel breaks a little earlier than it could."""
    usable = max(width - 3, 4)
    return sum(max(1, math.ceil(half_widths(line) / usable)) for line in text.split("\n"))


def half_widths(text: str) -> int:
    """How wide the text is: a kana counts as two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)


def fits_a_number_cell(value: Decimal) -> bool:
    """Whether Excel keeps every digit of the number."""
    return value.is_finite() and len(value.as_tuple().digits) <= _DIGITS


def number_format(decimals: int, numbers: Sequence[Decimal]) -> str:
    """How a figure is shown: with the decimals of its indicator, thousands apart where it is large."""
    if decimals:
        return "#,##0." + "0" * decimals
    large = any(abs(number) >= 1000 for number in numbers)  # noqa: PLR2004 -- where commas begin
    return "#,##0" if large else ""
