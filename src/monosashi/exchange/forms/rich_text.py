"""The text of a cell, which may change its look on the way, and a cell that holds what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from monosashi.core.messages import Message
from monosashi.exchange.forms.grammar import Spot, filled, has_braces, spots
from monosashi.exchange.forms.tree import Element, escaped_text, markup
from monosashi.exchange.forms.values import Figure, Lookup
from monosashi.exchange.forms.values_in import Filling, number_text
from monosashi.exchange.spreadsheets.neutral import escaped


@dataclass(frozen=True, slots=True)
class RichText:
    """A text in runs. `looks` has for each what it looks like, None for the look of the cell. Reading aids are left out."""

    texts: tuple[str, ...]
    looks: tuple[Element | None, ...]
    spots: tuple[Spot, ...]

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self.texts)

    @property
    def alone(self) -> Spot | None:
        """The placeholder where nothing that prints stands beside it."""
        printing = [spot for spot in self.spots if not spot.is_mark]
        if len(printing) != 1:
            return None
        rest = "".join(filled(self.texts, [(spot, "") for spot in self.spots]))
        return None if rest.strip() else printing[0]


def rich_text(element: Element) -> RichText | None:
    """The text of a shared or inline string, None where it has no brace."""
    texts: list[str] = []
    looks: list[Element | None] = []
    for child in element.elements:
        if child.kind == "x:t":
            texts.append(child.text())
            looks.append(None)
        elif child.kind == "x:r" and (text := child.first("x:t")) is not None:
            texts.append(text.text())
            looks.append(child.first("x:rPr"))
    joined = "".join(texts)
    return RichText(tuple(texts), tuple(looks), spots(joined)) if has_braces(joined) else None


def plain_text(text: str) -> RichText | None:
    """A text in the look of its cell, None where it has no brace."""
    return RichText((text,), (None,), spots(text)) if has_braces(text) else None


@dataclass(frozen=True, slots=True)
class TextCell:
    """A cell of a sheet that holds placeholders. `style` is the number of its style, None where it has none."""

    place: Message
    column: str
    style: str | None
    prefix: str
    text: RichText
    alone: Spot | None
    is_percent: bool

    def written(self, row: int, lookup: Lookup, filling: Filling) -> str:
        """The cell in this row with its values."""
        start = self._start(row)
        values = [(spot, filling.value(spot, lookup)) for spot in self.text.spots]
        figure = next((value for spot, value in values if spot is self.alone), None)
        if isinstance(figure, Figure):
            number = number_text(figure, is_percent=self.is_percent)
            if number is not None:
                return f"{start}><{self.prefix}v>{number}</{self.prefix}v></{self.prefix}c>"
        return self._text(start, filling.texts(values, self.place), filling)

    def _start(self, row: int) -> str:
        style = "" if self.style is None else f' s="{self.style}"'
        return f'<{self.prefix}c r="{self.column}{row}"{style}'

    def _text(self, start: str, values: list[tuple[Spot, str]], filling: Filling) -> str:
        texts = filled(self.text.texts, [(spot, escaped(text)) for spot, text in values])
        if not any(texts):
            return start + "/>"
        whole = "".join(texts)
        filling.check(whole, self.place, self.text.spots[0].written, cell=True)
        return f'{start} t="inlineStr"><{self.prefix}is>{self._runs(texts)}</{self.prefix}is></{self.prefix}c>'

    def _runs(self, texts: Sequence[str]) -> str:
        if not any(self.text.looks):
            return self._t("".join(texts))
        return "".join(
            f"<{self.prefix}r>{'' if look is None else markup(_with_prefix(look, self.prefix))}{self._t(text)}</{self.prefix}r>"
            for text, look in zip(texts, self.text.looks, strict=True)
            if text
        )

    def _t(self, text: str) -> str:
        return f'<{self.prefix}t xml:space="preserve">{escaped_text(text)}</{self.prefix}t>'


def _with_prefix(element: Element, prefix: str) -> Element:
    name = element.tag.rpartition(":")[2]
    children = [_with_prefix(child, prefix) if isinstance(child, Element) else child for child in element.children]
    return Element(prefix + name, element.kind, element.attributes, children)
