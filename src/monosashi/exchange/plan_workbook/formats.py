"""How cells look: one look for each kind of column, made once in a workbook."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format

from monosashi.exchange.plan_workbook.cell_contents import Content
from monosashi.exchange.plan_workbook.layout import WORDS, Column, Kind
from monosashi.exchange.typed_formats import TEXT

_COLOURS: Mapping[str, str] = WORDS["colours"]
_LINES = {"border": 1, "border_color": _COLOURS["line"]}
_MIDDLE = {"valign": "vcenter"}
_WRAPPED = {**_MIDDLE, "text_wrap": True}
_INDENTED = {**_WRAPPED, "indent": 1}
_AS_TYPED = {**_INDENTED, "num_format": TEXT}
_GREY = {**_MIDDLE, "indent": 1, "num_format": TEXT, "font_color": _COLOURS["grey_text"], "bg_color": _COLOURS["grey"]}
_RIGHT = {**_WRAPPED, "align": "right", "indent": 1}
_HEAD = {**_LINES, "bold": True, "font_color": "#FFFFFF", "text_wrap": True, "valign": "vcenter", "align": "center"}
_DATE: str = WORDS["date_format"]
_FIGURES = frozenset({Kind.FIGURE, Kind.NUMBER, Kind.PART, Kind.PERCENT, Kind.AMOUNT})
_FORMULA_STARTS = ("=", "+", "-", "@", "\t")

_LOOKS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "title": {"bold": True, "font_size": WORDS["title_size"]},
        "purpose": {"font_color": _COLOURS["note_text"], "valign": "vcenter"},
        "note": {"font_color": _COLOURS["note_text"], "font_size": 8, "text_wrap": True, "valign": "bottom"},
        "head": {**_HEAD, "bg_color": _COLOURS["heading"]},
        "head_required": {**_HEAD, "bg_color": _COLOURS["required"]},
        "head_grey": {**_HEAD, "bg_color": _COLOURS["grey"], "font_color": _COLOURS["note_text"]},
        "plain": {**_LINES, **_WRAPPED},
        "line": _WRAPPED,
        "link": {**_LINES, **_MIDDLE, "font_color": "#0563C1", "underline": 1},
        "count": {**_LINES, **_MIDDLE, "num_format": "#,##0"},
    }
)

_BY_KIND: Mapping[Kind, Mapping[str, Any]] = MappingProxyType(
    {
        **dict.fromkeys((Kind.ID, Kind.SHOWN), _GREY),
        **dict.fromkeys((Kind.SHORT, Kind.TIME, Kind.YEAR), _AS_TYPED),
        **dict.fromkeys((Kind.TEXT, Kind.REF, Kind.REFS, Kind.WORDS, Kind.CHOICES), _INDENTED),
        **dict.fromkeys(_FIGURES, _RIGHT),
        Kind.WHOLE: {**_MIDDLE, "align": "left"},
        Kind.CODE: {**_MIDDLE, "align": "left", "indent": 1},
        Kind.MARK: {**_MIDDLE, "align": "center"},
        Kind.DATE: {**_MIDDLE, "num_format": _DATE, "align": "left"},
    }
)


class Formats:
    """The formats of one workbook."""

    def __init__(self, workbook: xlsxwriter.Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[object, ...], Format] = {}

    def look(self, name: str) -> Format:
        """A look by its name: title, note, head."""
        return self._format((name,), _LOOKS[name])

    def column(self, column: Column) -> Format:
        """The look of a column's blank cells below the table: what is typed there has the right kind."""
        looks = {name: look for name, look in _BY_KIND[column.kind].items() if name != "bg_color"}
        return self._format((column.kind, "column"), looks)

    def cell(self, column: Column, held: Content) -> Format:
        """The look of a cell with its content: a number's scale, and a sign that keeps text from becoming a formula."""
        scale = max(0, -int(held.as_tuple().exponent)) if isinstance(held, Decimal) else None
        quoted = isinstance(held, str) and held.startswith(_FORMULA_STARTS)
        looks = {**_BY_KIND[column.kind], **_LINES}
        if scale is not None:
            looks |= {"num_format": _number_format(column.kind, scale), "text_wrap": False}
        elif isinstance(held, date):
            looks["num_format"] = _DATE
        if quoted:
            looks["quote_prefix"] = True
        return self._format((column.kind, scale, quoted), looks)

    def _format(self, key: tuple[object, ...], looks: Mapping[str, Any]) -> Format:
        if key not in self._made:
            font = {"font_name": WORDS["fonts"]["text"], "font_size": WORDS["fonts"]["size"]}
            self._made[key] = self._workbook.add_format({**font, **looks})
        return self._made[key]


def _number_format(kind: Kind, scale: int) -> str:
    """Thousands commas and the number's own decimals; a negative amount of money with the sign that officials use."""
    if kind is Kind.WHOLE:
        return "0"
    places = "#,##0" + ("." + "0" * scale if scale else "")
    return f'{places};"△"{places}' if kind is Kind.AMOUNT else places
