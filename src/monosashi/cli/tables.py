"""Sheets on a terminal: Japanese widths right, figures to the right, colour only on a terminal that wants it."""

import os
import re
import sys
from collections.abc import Iterable

from rich.box import Box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from monosashi.cli.line_breaking import Words
from monosashi.cli.problem_lines import printable
from monosashi.cli.session import told_apart, write_out
from monosashi.cli.sheets import Column, Row, Sheet

_PIPE_WIDTH = 120
_LINES = Box("    \n    \n── ─\n    \n    \n    \n    \n    \n")
"""A rule under the headings and nothing else, so that the table also survives being pasted into a mail."""


def width_of_output() -> int:
    """Columns of the terminal, or COLUMNS; 120 where the output goes to a file or pipe."""
    if os.environ.get("COLUMNS", "").isdigit():
        return max(40, int(os.environ["COLUMNS"]))
    return os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else _PIPE_WIDTH


def print_sheets(sheets: Iterable[Sheet]) -> None:
    """Print the sheets to standard output, one below the other."""
    console = Console(width=width_of_output(), highlight=False, markup=False, emoji=False)
    with told_apart(), console.capture() as captured:
        for position, sheet in enumerate(sheets):
            if position:
                console.print()
            console.print(_shown(sheet))
    write_out(re.sub(r" +$", "", captured.get(), flags=re.MULTILINE))


def _shown(sheet: Sheet) -> RenderableType:
    parts: list[RenderableType] = [Words((printable(sheet.title), "bold"))] if sheet.title else []
    if sheet.columns:
        parts.append(_table(sheet))
    if sheet.note:
        parts.append(Words(*_lines(sheet.note, "dim")))
    return Group(*parts)


def _table(sheet: Sheet) -> Table:
    headed = any(column.heading for column in sheet.columns)
    table = Table(box=_LINES, show_header=headed, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    for column in sheet.columns:
        _add_column(table, column)
    for row in sheet.rows:
        table.add_row(*_cells(row, sheet))
    return table


def _add_column(table: Table, column: Column) -> None:
    table.add_column(
        column.heading,
        justify="right" if column.figures else "left",
        no_wrap=not column.wraps,
        overflow="fold",
        header_style="",
        max_width=column.width,
    )


def _cells(row: Row, sheet: Sheet) -> tuple[RenderableType, ...]:
    cells: list[RenderableType] = [""] * len(sheet.columns)
    if row.heading:
        cells[sheet.detail_column] = Words((printable(row.cells[0]), "bold"))
        return tuple(cells)
    style = "yellow" if row.marked else ""
    for position, (cell, column) in enumerate(zip(row.cells, sheet.columns, strict=True)):
        cells[position] = Words(*_lines(cell, style)) if column.wraps else Text(_printable(cell), style=style)
    if row.detail:
        cells[sheet.detail_column] = Words(*_lines(row.cells[sheet.detail_column], style), *_lines(row.detail, "dim"))
    return tuple(cells)


def _printable(text: str) -> str:
    return "\n".join(printable(line) for line in text.split("\n"))


def _lines(text: str, style: str) -> tuple[tuple[str, str], ...]:
    return tuple((printable(line), style) for line in text.split("\n"))
