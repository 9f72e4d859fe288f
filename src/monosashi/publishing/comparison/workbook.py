"""A comparison as a workbook: one row for each difference, in a text the words that changed underlined or struck."""

import io
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from monosashi.core.messages import message
from monosashi.exchange.plan_workbook.row_heights import lines_of
from monosashi.exchange.spreadsheets.neutral import WRITER_OPTIONS
from monosashi.publishing.comparison.differences import Comparison, Difference, Run, RunKind
from monosashi.publishing.comparison.document import Say, shown, title_of
from monosashi.publishing.comparison.text_runs import after_of, before_of, shortened
from monosashi.wording import word

_HEADS = ("number", "node", "kind", "subject", "field", "before", "after", "sentence")
_WIDTHS = (9, 30, 13, 30, 20, 34, 34, 44)
_HEAD_ROW = 4
_LINE_HEIGHT, _HIGHEST = 13, 409
_BEFORE, _AFTER = 5, 6
_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
"""When a workbook was made is not written into it: the same comparison makes the same bytes."""

_FONT = {"font_name": "BIZ UDPGothic", "font_size": 10, "valign": "top", "text_wrap": True}
_LINE = {"border": 1, "border_color": "#BFBFBF"}
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14, "text_wrap": False},
    "line": {"text_wrap": False},
    "head": {**_LINE, "bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF", "valign": "vcenter"},
    "cell": _LINE,
    "kept": {},
    "left_out": {"font_color": "#9C0006", "font_strikeout": True},
    "put_in": {"font_color": "#1F4E9E", "underline": 1, "bold": True},
}


def comparison_workbook(comparison: Comparison, say: Say) -> bytes:
    """The workbook's bytes; the same comparison makes the same bytes."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, **WRITER_OPTIONS})
    book.set_properties({"created": _NO_DATE})
    looks = {name: book.add_format({**_FONT, **look}) for name, look in _LOOKS.items()}
    sheet = book.add_worksheet(say(message("comparison.sheet")))
    _head(sheet, comparison, looks, say)
    rows = [(group.number, group.name, each) for group in comparison.groups for each in group.differences]
    for at, (number, name, each) in enumerate(rows, start=_HEAD_ROW + 1):
        _row(sheet, at, (number, name), each, looks, say)
    _arrange(sheet, len(rows))
    book.close()
    return target.getvalue()


def _head(sheet: Worksheet, comparison: Comparison, looks: dict[str, Format], say: Say) -> None:
    before, after = title_of(comparison.before, say), title_of(comparison.after, say)
    sheet.write_string(0, 0, say(message("comparison.title")), looks["title"])
    sheet.write_string(1, 0, say(message("comparison.between", before=before, after=after)), looks["line"])
    sheet.write_string(2, 0, counts_line(comparison, say), looks["line"])
    for at, (name, width) in enumerate(zip(_HEADS, _WIDTHS, strict=True)):
        sheet.set_column(at, at, width)
        sheet.write_string(_HEAD_ROW, at, say(message(f"comparison.column.{name}")), looks["head"])


def counts_line(comparison: Comparison, say: Say) -> str:
    """How many differences there are of each kind, in one line."""
    counts = comparison.counts()
    if not counts:
        return say(message("comparison.none"))
    parts = tuple(message("comparison.count", kind=word(kind), count=count) for kind, count in counts.items())
    return say(message("comparison.counts", total=sum(counts.values()), parts=parts))


def _row(
    sheet: Worksheet, at: int, node: tuple[str, str], each: Difference, looks: dict[str, Format], say: Say
) -> None:
    words = (*node, say(word(each.kind)), say(each.subject), say(each.field))
    for column, text in enumerate(words):
        sheet.write_string(at, column, text, looks["cell"])
    runs = shortened(each.runs)
    plain = (shown(each.before, each.unit, say), shown(each.after, each.unit, say))
    _side(sheet, (at, _BEFORE), before_of(runs), plain[0], looks)
    _side(sheet, (at, _AFTER), after_of(runs), plain[1], looks)
    sentence = say(each.message)
    sheet.write_string(at, _AFTER + 1, sentence, looks["cell"])
    texts = (*words, *(plain if not runs else _texts(runs)), sentence)
    lines = max(lines_of(text, width) for text, width in zip(texts, _WIDTHS, strict=True))
    sheet.set_row(at, min(lines * _LINE_HEIGHT + 3, _HIGHEST))


def _texts(runs: tuple[Run, ...]) -> tuple[str, str]:
    return "".join(run.text for run in before_of(runs)), "".join(run.text for run in after_of(runs))


def _side(sheet: Worksheet, cell: tuple[int, int], runs: tuple[Run, ...], plain: str, looks: dict[str, Format]) -> None:
    changed = any(run.kind is not RunKind.KEPT for run in runs)
    if changed and len(runs) > 1:
        sheet.write_rich_string(*cell, *_pieces(runs, looks), looks["cell"])
    elif changed:
        sheet.write_string(*cell, runs[0].text, looks["cell"])
    else:
        sheet.write_string(*cell, plain, looks["cell"])


def _pieces(runs: Iterable[Run], looks: dict[str, Format]) -> Iterable[object]:
    for run in runs:
        yield looks[run.kind.value]
        yield run.text


def _arrange(sheet: Worksheet, rows: int) -> None:
    sheet.autofilter(_HEAD_ROW, 0, _HEAD_ROW + max(rows, 1), len(_HEADS) - 1)
    sheet.freeze_panes(_HEAD_ROW + 1, 2)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD_ROW)
    sheet.hide_gridlines(2)
    sheet.set_footer("&R&P / &N")
