"""The paragraphs of a Word document that name values, each with where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from monosashi.core.messages import Message, message
from monosashi.exchange.forms.grammar import spots
from monosashi.exchange.forms.runs import JoinedText, Piece
from monosashi.exchange.forms.tree import Element

_DELETED = frozenset({"w:del", "w:moveFrom", "w:pPr", "w:sdtPr"})
_TIES = frozenset({"w:dataBinding", "-:dataBinding"})
_BREAKS = {"w:br": "\n", "w:cr": "\n", "w:tab": "\t"}


@dataclass(frozen=True, slots=True, eq=False)
class Surroundings:
    """What a paragraph stands in. `row` and `table` are the nearest, None outside tables.

    `parts_place` is the place of a part other than the body (header, footnotes). `is_fallback`: for older programs.
    """

    parts_place: Message | None = None
    row: Element | None = None
    row_number: int = 0
    table: Element | None = None
    table_number: int = 0
    in_box: bool = False
    is_fallback: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class WordText:
    """A paragraph with braces. `parent` holds it."""

    paragraph: Element
    parent: Element
    joined: JoinedText
    place: Message
    around: Surroundings


class WordTexts:
    """Goes through a part and counts paragraphs outside tables, and tables."""

    def __init__(self, place: Message | None = None) -> None:
        self.first = Surroundings(place)
        self.paragraphs = 0
        self.tables = 0

    def all(self, root: Element) -> Iterator[WordText]:
        """The paragraphs with braces, in the order of the file."""
        yield from self._within(root, self.first)

    def _within(self, element: Element, around: Surroundings) -> Iterator[WordText]:
        for child in element.elements:
            if child.kind == "w:p":
                yield from self._paragraph(child, element, around)
            elif child.kind == "w:tbl":
                self.tables += 1
                inside = replace(around, table=child, table_number=self.tables, row=None, row_number=0)
                yield from self._table(child, inside, iter(range(1, 1 << 20)))
            else:
                yield from self._within(child, _inside(child, around))

    def _table(self, element: Element, around: Surroundings, numbers: Iterator[int]) -> Iterator[WordText]:
        for child in element.elements:
            if child.kind == "w:tr":
                yield from self._within(child, replace(around, row=child, row_number=next(numbers)))
            else:
                yield from self._table(child, around, numbers)

    def _paragraph(self, paragraph: Element, parent: Element, around: Surroundings) -> Iterator[WordText]:
        if around.row is None and not around.in_box:
            self.paragraphs += 1
        joined = joined_text(paragraph)
        if joined.has_braces:
            yield WordText(paragraph, parent, joined, self._place(around), around)
        yield from self._within(paragraph, around)

    def _place(self, around: Surroundings) -> Message:
        if around.parts_place is not None:
            return around.parts_place
        if around.in_box:
            return message("forms.place.text_box")
        if around.row is not None:
            return message("forms.place.table_row", table=around.table_number, row=around.row_number)
        return message("forms.place.paragraph", number=self.paragraphs)


def _inside(element: Element, around: Surroundings) -> Surroundings:
    if element.kind == "w:txbxContent":
        return replace(around, in_box=True, row=None, table=None)
    if element.kind == "mc:Fallback":
        return replace(around, is_fallback=True)
    return around


def joined_text(paragraph: Element) -> JoinedText:
    """The text of a paragraph: what was inserted counts, what was deleted does not, nor what stands in a shape over it."""
    return JoinedText(list(_pieces(paragraph)))


def _pieces(element: Element) -> Iterator[Piece]:
    for child in element.elements:
        if child.kind == "w:r":
            yield from _of_run(child, element)
        elif child.kind.startswith("w:") and child.kind not in _DELETED and child.kind != "w:p":
            yield from _pieces(child)


def _of_run(run: Element, around: Element) -> Iterator[Piece]:
    for child in run.elements:
        if child.kind == "w:t":
            yield Piece(child, run, around, child.text())
        elif child.kind in _BREAKS:
            yield Piece(child, run, around, _BREAKS[child.kind])


def unbind(root: Element) -> None:
    """Cut content controls that hold placeholders from what they are tied to: Word would put the old text back."""
    for control in [element for element in root.walk() if element.kind == "w:sdt"]:
        settings = control.first("w:sdtPr")
        text = "".join(element.text() for element in control.walk() if element.kind == "w:t")
        if settings is not None and spots(text):
            settings.children[:] = [each for each in settings.elements if each.kind not in _TIES]
