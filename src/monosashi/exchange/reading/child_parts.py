"""What stands under a measure as nodes of the lowest level, from a list in one cell."""

from collections.abc import Iterator

from monosashi.core.messages import message
from monosashi.core.tree import Node
from monosashi.exchange.reading.layout import Children, Layout
from monosashi.exchange.reading.lists_in_cells import listed
from monosashi.exchange.reading.noted import NotedOfSheet
from monosashi.exchange.reading.printed import Printed, in_one_line
from monosashi.exchange.reading.reads import Reads
from monosashi.exchange.reading.sheets import Sheet

CHILDREN = "child"
"""The id of the level under the measures."""


def children(sheet: Sheet, id_: str, measure: str, layout: Layout, noted: NotedOfSheet) -> Iterator[Node]:
    """The measure's list, each entry with its marks. A list whose entries cannot be told apart is a doubt."""
    if layout.children is None:
        return
    entries = [entry for printed in sheet.lists.get(Reads.CHILDREN, ()) for entry in _entries(printed, noted)]
    for at, entry in enumerate(entries, start=1):
        name, tags = _parted(entry, layout.children)
        if name:
            noted.place(f"nodes/{id_}-{at}/name", entry)
            yield Node(f"{id_}-{at}", CHILDREN, name, parent=measure, tags=tags)
        else:
            noted.doubt(entry, message("reading.doubt.list_without_marks"))


def _entries(printed: Printed, noted: NotedOfSheet) -> tuple[Printed, ...]:
    found = listed(printed)
    if found.doubt:
        noted.doubt(printed, found.doubt)
    return found.entries


def _parted(entry: Printed, kinds: Children) -> tuple[str, tuple[str, ...]]:
    """The entry's name, and its marks."""
    name, tags = entry.text, tuple(tag for tag in kinds.tags if tag in entry.text)
    for tag in tags:
        name = name.replace(tag, " ")
    return in_one_line(name), tags
