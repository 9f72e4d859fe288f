"""The texts of shapes that lie over a sheet: the paragraphs of their text boxes."""

from collections.abc import Iterator
from dataclasses import dataclass

from monosashi.exchange.forms.parts import FormFile
from monosashi.exchange.forms.runs import JoinedText, Piece
from monosashi.exchange.forms.tree import Element


@dataclass(frozen=True, slots=True)
class DrawingText:
    """A paragraph of a shape. `is_fallback`: it repeats, for older programs, one that stands elsewhere."""

    part: str
    joined: JoinedText
    is_fallback: bool


def drawing_texts(form: FormFile, part: str) -> Iterator[DrawingText]:
    """The paragraphs that have braces. Raises UnreadablePart."""
    if form.has(part):
        yield from _within(form.tree(part).root, part, is_fallback=False)


def _within(element: Element, part: str, *, is_fallback: bool) -> Iterator[DrawingText]:
    for child in element.elements:
        if child.kind == "a:p":
            joined = JoinedText(list(_pieces(child)))
            if joined.has_braces:
                yield DrawingText(part, joined, is_fallback)
        else:
            yield from _within(child, part, is_fallback=is_fallback or child.kind == "mc:Fallback")


def _pieces(paragraph: Element) -> Iterator[Piece]:
    for run in paragraph.elements:
        if run.kind == "a:br":
            yield Piece(run, paragraph, paragraph, "\n")
        elif run.kind == "a:r" and (text := run.first("a:t")) is not None:
            yield Piece(text, run, paragraph, text.text())
