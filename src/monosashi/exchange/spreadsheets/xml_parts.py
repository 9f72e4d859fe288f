"""XML of a part, read as a stream of starts, ends and texts. Document types and entities are refused: no bomb can be spelled."""

import xml.parsers.expat as expat  # noqa: PLR0402 -- the name under which its documentation goes
from collections.abc import Callable, Mapping
from functools import lru_cache

from monosashi.core.messages import message
from monosashi.exchange.spreadsheets.packages import Package, UnreadablePart

Attributes = Mapping[str, str]


class _Forbidden(Exception):
    """A document type or an entity."""


def parser() -> expat.XMLParserType:
    """An expat parser that gives texts whole and refuses document types."""
    made = expat.ParserCreate()
    made.buffer_text = True
    made.StartDoctypeDeclHandler = _refuse
    made.EntityDeclHandler = _refuse
    made.ExternalEntityRefHandler = _refuse
    return made


def _refuse(*_given: object) -> int:
    raise _Forbidden


def feed(made: expat.XMLParserType, package: Package, part: str) -> None:
    """Run the parser over the part. Raises UnreadablePart."""
    try:
        for chunk in package.chunks(part):
            made.Parse(chunk, False)  # noqa: FBT003 -- expat takes no keyword
        made.Parse(b"", True)  # noqa: FBT003
    except _Forbidden:
        raise UnreadablePart(part, message("spreadsheet.entity", part=part)) from None
    except (expat.ExpatError, ValueError, LookupError) as error:  # LookupError: an encoding that nobody knows
        raise UnreadablePart(part, message("spreadsheet.part_damaged", part=part)) from error


@lru_cache(maxsize=1024)
def local(name: str) -> str:
    """The name without its prefix."""
    return name.rpartition(":")[2]


def each_start(package: Package, part: str, found: Callable[[str, Attributes], None]) -> None:
    """Call `found` with the local name and the attributes of every element. Raises UnreadablePart."""
    made = parser()
    made.StartElementHandler = lambda name, attributes: found(local(name), attributes)
    feed(made, package, part)


def each_text(
    package: Package, part: str, *, of: str, into: str, without: str, found: Callable[[Attributes, str], None]
) -> None:
    """Call `found` for every element `into` with its attributes and the joined texts of all `of` in it, `without` left out.

    The texts of a shared string stand in `t`, its reading aid (ふりがな) in `t` within `rPh`. Raises UnreadablePart.
    """
    made = parser()
    held: list[str] = []
    kept: Attributes = {}
    left_out = 0

    def start(name: str, attributes: Attributes) -> None:
        nonlocal kept, left_out
        plain = local(name)
        if plain == without:
            left_out += 1
        elif plain == into:
            kept = attributes
            held.clear()
        made.CharacterDataHandler = held.append if plain == of and not left_out else None

    def end(name: str) -> None:
        nonlocal left_out
        plain = local(name)
        if plain == without:
            left_out -= 1
        elif plain == into:
            found(kept, "".join(held))
        if plain == of:
            made.CharacterDataHandler = None

    made.StartElementHandler = start
    made.EndElementHandler = end
    feed(made, package, part)


def refuse_entities(package: Package) -> None:
    """Stream every XML part through a parser that refuses document types, before another library reads them. Raises UnreadablePart."""
    for part in sorted(package.parts):
        if part.lower().endswith((".xml", ".rels", ".vml")):
            feed(parser(), package, part)
