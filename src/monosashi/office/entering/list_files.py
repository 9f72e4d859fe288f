"""A list as a workbook that can be changed and brought in again."""

from collections.abc import Iterable, Mapping
from typing import Any

from monosashi.core.messages import Message
from monosashi.office.ui.cells import Cell
from monosashi.office.ui.columns_of_files import FileColumn
from monosashi.office.ui.language import spoken
from monosashi.office.ui.list_workbook import list_workbook


def list_to_change(layout: Mapping[str, Any], kind: str, rows: Iterable[tuple[str, ...]], caption: Message) -> bytes:
    """The rows below the first of the headings that are recognised; one line to learn from where there are none.

    `layout` is a room's `columns.toml`, `kind` its table of headings.
    """
    headings = [words[0] for name, words in layout[kind].items() if name != "required"]
    columns = zip(*(list(rows) or [tuple(layout["words"]["example"])]), strict=True)
    made = [FileColumn(heading, tuple(map(Cell, column))) for heading, column in zip(headings, columns, strict=True)]
    return list_workbook(spoken(caption), made)
