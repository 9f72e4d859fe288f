"""What stands printed in a document: lines with their places, and words told alike however they were spaced or widened."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from importlib.resources import files
from types import MappingProxyType
from typing import Any

WORDS: Mapping[str, Any] = MappingProxyType(
    tomllib.loads(files("monosashi.exchange.reading").joinpath("words.toml").read_text(encoding="utf-8"))
)
_BLOCKS = frozenset({"p", "li", "br", "ul", "ol", "tr", "div"})
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>")
_NARROW = str.maketrans(
    {
        "\uff08": "(",
        "\uff09": ")",
        "\u3000": " ",
        "\u2160": "I",
        "\u2161": "II",
        "\u2162": "III",
        "\u2163": "IV",
        "\u2164": "V",
    }
)
_RULE = re.compile(rf"[{re.escape(WORDS['rules'])}\t]*")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document. `number` counts from 1 through the whole of it; `page` counts from 1, None in a text file.

    The cells of a row of a table are parted by tabs.
    """

    number: int
    text: str
    page: int | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells without markup and without spaces around them."""
        return tuple(plain(cell) for cell in self.text.split("\t"))

    @property
    def is_bare(self) -> bool:
        """Whether nothing stands there but a line that a converter drew."""
        return _RULE.fullmatch(self.text) is not None


@dataclass(frozen=True, slots=True)
class Printed:
    """Words where they stand: the line on which they begin."""

    text: str
    line: Line

    def and_(self, more: str) -> "Printed":
        """The same words going on, in another row or on the next page."""
        return Printed(f"{self.text}\n{more}" if self.text else more, self.line)


def alike(text: str) -> str:
    """The text without spaces and with plain letters: labels are printed with both."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def in_one_line(text: str) -> str:
    """The text with single spaces and no line break."""
    return " ".join(text.split())


def plain(text: str) -> str:
    """A cell without the markup that converters leave in it: paragraphs and list entries become lines."""
    if not _MARKUP.search(text):
        return text.strip()
    parser = _Plain()
    parser.feed(text)
    parser.close()
    lines = (line.strip() for line in "".join(parser.parts).splitlines())
    return "\n".join(line for line in lines if line)


class _Plain(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 -- of the base class
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        self._part(tag)

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def _part(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n")


def narrow(text: str) -> str:
    """The text with narrow brackets, spaces and roman numbers, whatever they were printed with. Circled numbers stay."""
    return text.translate(_NARROW).strip()
