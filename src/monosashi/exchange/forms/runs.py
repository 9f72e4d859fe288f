"""Texts that a program has cut into runs: Word at every spelling mark. Joined they are read, apart they are filled."""

from collections.abc import Sequence
from dataclasses import dataclass

from monosashi.exchange.forms.grammar import Spot, filled, has_braces, spots
from monosashi.exchange.forms.tree import Element


@dataclass(slots=True, eq=False)
class Piece:
    """A text (`w:t`, `a:t`) or a break between texts, and what it stands in. `run` stands in `around`."""

    element: Element
    run: Element
    around: Element
    text: str

    @property
    def is_text(self) -> bool:
        """Whether letters can be put there."""
        return self.element.kind in {"w:t", "a:t"}


@dataclass(slots=True, eq=False)
class JoinedText:
    """The text of a paragraph."""

    pieces: list[Piece]

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Its placeholders and marks."""
        return spots(self.text)

    @property
    def has_braces(self) -> bool:
        """Whether there may be something to look at."""
        return has_braces(self.text)

    def fill(self, values: Sequence[tuple[Spot, str]]) -> None:
        """Put the values there, each with the look of its first letter."""
        for piece, text in zip(self.pieces, filled([piece.text for piece in self.pieces], values), strict=True):
            if text == piece.text:
                continue
            if not piece.is_text:
                piece.run.children.remove(piece.element)
            elif piece.element.kind == "w:t":
                _in_word(piece, text)
            else:
                _in_drawing(piece, text)


def _in_word(piece: Piece, text: str) -> None:
    made: list[Element | str] = []
    for at, line in enumerate(text.split("\n")):
        made.extend([piece.element.made("br")] if at else [])
        for tab, part in enumerate(line.split("\t")):
            made.extend([piece.element.made("tab")] if tab else [])
            if part:
                made.append(Element(piece.element.tag, "w:t", {"xml:space": "preserve"}, [part]))
    _replace(piece.run, piece.element, made)


def _in_drawing(piece: Piece, text: str) -> None:
    made: list[Element | str] = []
    look = piece.run.first("a:rPr")
    for at, line in enumerate(text.split("\n")):
        looks = [look.copied()] if look is not None else []
        made.extend([piece.run.made("br", *looks)] if at else [])
        if line:
            made.append(piece.run.made("r", *(each.copied() for each in looks), piece.run.made("t", line)))
    _replace(piece.around, piece.run, made)


def _replace(parent: Element, old: Element, new: list[Element | str]) -> None:
    at = next(at for at, child in enumerate(parent.children) if child is old)
    parent.children[at : at + 1] = new
