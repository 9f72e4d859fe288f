"""What a report is made of: blocks one below the other, and the words in them. The templates in `paper/` know each by its name."""

from dataclasses import dataclass, fields, is_dataclass
from typing import Any, TypeAlias, Union

from monosashi.publishing.charts.tones import Tone


@dataclass(frozen=True, slots=True)
class City:
    """The city's own words, which are Japanese in every language."""

    text: str


@dataclass(frozen=True, slots=True)
class Absent:
    """A word that stands where there is no figure."""

    text: str


@dataclass(frozen=True, slots=True)
class Quiet:
    """Said beside something, smaller."""

    text: "Words"


@dataclass(frozen=True, slots=True)
class Strong:
    """Said with weight."""

    text: "Words"


@dataclass(frozen=True, slots=True)
class Mark:
    """The symbol of a grade in its tone."""

    text: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class PageOf:
    """The number of the page on which the heading with this key stands, with the words around it."""

    key: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """Several, each on a line of its own."""

    texts: "tuple[Words, ...]"


Words: TypeAlias = Union[str, City, Absent, Quiet, Strong, Mark, PageOf, Lines, "tuple[Words, ...]"]
"""Words of a line or a cell, several in a row."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. `level` counts from 1 and skips none; `look` is part, group, measure, section or minor.

    `key` is by what others name its page, "" for none; `field` goes into the running head from here on, "" leaves what stands there.
    Parts, groups and measures stand in the table of contents.
    """

    text: Words
    level: int
    look: str
    key: str = ""
    field: Words = ""


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Text. `look` is plain, lead, quiet, notice or label."""

    texts: tuple[Words, ...]
    look: str = "plain"


@dataclass(frozen=True, slots=True)
class Said:
    """Text under a small label that is no heading: a result, a reason, a reply. `inner`: it answers what stands above."""

    label: Words
    texts: tuple[Words, ...]
    inner: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Short facts, each with its name."""

    rows: tuple[tuple[Words, Words], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The grade at the head of a measure, with what it says and the figures that matter most."""

    mark: Words
    beside: Words
    texts: tuple[Words, ...]
    figures: tuple[tuple[Words, Words], ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Large figures side by side, each under its name."""

    rows: tuple[tuple[Words, Words], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `right`: of figures; `share` of the width that figures leave, 0 for as wide as its words."""

    head: Words
    right: bool = False
    share: float = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A row. `look` is plain, group (one cell over the whole width) or total."""

    cells: tuple[Words, ...]
    look: str = "plain"


@dataclass(frozen=True, slots=True)
class Table:
    """A table. Its heads are repeated on every page that it goes on to."""

    caption: Words
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as SVG with plain sizes; `told` is the same in words, `key` explains its signs. `table` are its figures."""

    svg: str
    told: str
    narrow: bool = False
    signs: tuple["Sign", ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign of a chart and what it means."""

    svg: str
    text: Words


@dataclass(frozen=True, slots=True)
class Items:
    """A list with dots."""

    items: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """Words and what they mean."""

    rows: tuple[tuple[Words, Words], ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page, unless nothing stands on this one."""


Block = Heading | Paragraphs | Said | Facts | Answer | Figures | Table | Picture | Items | Terms | PageBreak


@dataclass(frozen=True, slots=True)
class Part:
    """Blocks that belong together. `name` is by what people find them: where a letter is that the font lacks."""

    name: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page. `state` is 速報 or 確定, `state_means` what that says; `notices` what a reader must know before."""

    city: Words
    plan: Words
    title: str
    state: str
    state_means: str
    notices: tuple[Words, ...]
    facts: tuple[tuple[Words, Words], ...]
    foot: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The whole report. `created` is the day of its edition, ISO; `head` stands at the top of every page."""

    language: str
    title: str
    author: str
    created: str
    head: Words
    contents: str
    cover: Cover
    parts: tuple[Part, ...]


def as_data(held: object, language: str) -> Any:  # noqa: ANN401 -- plain data of any shape: what JSON can hold
    """Blocks as plain data: each names its kind, which is its class in small letters. Words of the city are marked where they are foreign."""
    if isinstance(held, City) and language == "ja":
        return held.text
    if is_dataclass(held) and not isinstance(held, type):
        kind = {"kind": type(held).__name__.lower()}
        return kind | {field.name: as_data(getattr(held, field.name), language) for field in fields(held)}
    if isinstance(held, tuple | list):
        return [as_data(each, language) for each in held]
    return held
