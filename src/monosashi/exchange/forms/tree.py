"""A part as a tree whose names, prefixes and declarations stay as they are written, so that it is written back as it was.

`mc:Ignorable` names prefixes that must stay declared: a reader that makes its own prefixes would lose them.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from monosashi.core.messages import message
from monosashi.exchange.spreadsheets.packages import Package, UnreadablePart
from monosashi.exchange.spreadsheets.xml_parts import feed, local, parser

DEPTH_LIMIT = 200
"""Elements within one another. Word nests about 30."""

PART_LIMIT = 60_000_000
"""Bytes of a part that may have to be changed, unpacked."""

_MEANT = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "x",
    "http://purl.oclc.org/ooxml/spreadsheetml/main": "x",
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing": "xdr",
    "http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing": "xdr",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://purl.oclc.org/ooxml/drawingml/chart": "c",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.microsoft.com/office/excel/2006/main": "xm",
}
_ODD_IN_TEXT = re.compile("[&<>\r]")
_ODD_IN_VALUE = re.compile('[&<>"\r\n\t]')
_SPELLED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}


class Markup(str):
    """XML that is written as it stands."""

    __slots__ = ()


@dataclass(slots=True, eq=False)
class Element:
    """An element. `tag` is as written; `kind` says by the namespace what it is: `w:t` whatever the prefix in the file."""

    tag: str
    kind: str
    attributes: dict[str, str]
    children: list["Element | str"]

    @property
    def elements(self) -> list["Element"]:
        """The children that are elements."""
        return [child for child in self.children if isinstance(child, Element)]

    @property
    def prefix(self) -> str:
        """The prefix of the tag with its colon, "" where it has none."""
        before, colon, _ = self.tag.rpartition(":")
        return before + colon

    def first(self, kind: str) -> "Element | None":
        """The first child of this kind."""
        return next((child for child in self.elements if child.kind == kind), None)

    def walk(self) -> Iterator["Element"]:
        """This element and all within, in the order of the file."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def attribute(self, name: str) -> str | None:
        """The attribute of this name, whatever its prefix. None where there is none."""
        return next((value for key, value in self.attributes.items() if local(key) == name), None)

    def text(self) -> str:
        """The characters that stand in it directly."""
        return "".join(child for child in self.children if isinstance(child, str) and not isinstance(child, Markup))

    def made(self, name: str, *children: "Element | str", **attributes: str) -> "Element":
        """A new element beside this one, with the same prefix."""
        return Element(self.prefix + name, f"{self.kind.partition(':')[0]}:{name}", dict(attributes), list(children))

    def copied(self) -> "Element":
        """A copy through and through."""
        children = [child.copied() if isinstance(child, Element) else child for child in self.children]
        return Element(self.tag, self.kind, dict(self.attributes), children)


@dataclass(frozen=True, slots=True)
class Tree:
    """A part: what stands before its root (declaration, remarks), the root."""

    before: str
    root: Element

    def written(self) -> bytes:
        """The part in UTF-8."""
        return (self.before + markup(self.root)).encode()


def tree(package: Package, part: str) -> Tree:
    """Read the part. Raises UnreadablePart."""
    if part in package.parts and package.archive.getinfo(part).file_size > PART_LIMIT:
        why = message("forms.part_too_large", part=part, limit=PART_LIMIT // 1_000_000)
        raise UnreadablePart(part, why)
    made = _Maker(part)
    expat = parser()
    expat.StartElementHandler = made.start
    expat.EndElementHandler = made.end
    expat.CharacterDataHandler = made.text
    expat.CommentHandler = made.comment
    expat.ProcessingInstructionHandler = made.instruction
    expat.XmlDeclHandler = made.declaration
    feed(expat, package, part)
    return made.tree()


class _Maker:
    """Takes what expat reports."""

    def __init__(self, part: str) -> None:
        self.part = part
        self.before = '<?xml version="1.0" encoding="UTF-8"?>\n'
        self.top = Element("", "", {}, [])
        self.open = [self.top]
        self.scopes: list[_Scope] = [_Scope({})]

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A start tag."""
        if len(self.open) > DEPTH_LIMIT:
            raise UnreadablePart(self.part, message("spreadsheet.part_damaged", part=self.part))
        scope = self.scopes[-1].within(attributes)
        element = Element(tag, scope.kind(tag), attributes, [])
        self.open[-1].children.append(element)
        self.open.append(element)
        self.scopes.append(scope)

    def end(self, _tag: str) -> None:
        """An end tag."""
        self.open.pop()
        self.scopes.pop()

    def text(self, text: str) -> None:
        """Characters."""
        self.open[-1].children.append(text)

    def comment(self, text: str) -> None:
        """A remark."""
        self.open[-1].children.append(Markup(f"<!--{text}-->"))

    def instruction(self, target: str, data: str) -> None:
        """An instruction to programs."""
        self.open[-1].children.append(Markup(f"<?{target} {data}?>"))

    def declaration(self, version: str, _encoding: str | None, standalone: int) -> None:
        """The declaration: what is written is always UTF-8."""
        alone = {0: ' standalone="no"', 1: ' standalone="yes"'}.get(standalone, "")
        self.before = f'<?xml version="{version}" encoding="UTF-8"{alone}?>\n'

    def tree(self) -> Tree:
        """What was read."""
        [root] = self.top.elements
        remarks = "".join(child for child in self.top.children if isinstance(child, Markup))
        return Tree(self.before + remarks, root)


class _Scope:
    """What prefixes stand for within an element."""

    def __init__(self, meant: dict[str, str]) -> None:
        self.meant = meant
        self.kinds: dict[str, str] = {}

    def within(self, attributes: dict[str, str]) -> "_Scope":
        """The scope of an element with these attributes."""
        new = {key[6:]: uri for key, uri in attributes.items() if key == "xmlns" or key.startswith("xmlns:")}
        return _Scope(self.meant | new) if new else self

    def kind(self, tag: str) -> str:
        """What the tag is: `w:t`; `-:t` in a namespace of which nothing is asked."""
        if tag not in self.kinds:
            prefix, _, name = tag.rpartition(":")
            self.kinds[tag] = f"{_MEANT.get(self.meant.get(prefix, ''), '-')}:{name}"
        return self.kinds[tag]


def markup(element: Element) -> str:
    """The element as XML."""
    out: list[str] = []
    _write(element, out.append)
    return "".join(out)


def escaped_text(text: str) -> str:
    """Characters as they stand between tags."""
    return _ODD_IN_TEXT.sub(_spelled, text) if _ODD_IN_TEXT.search(text) else text


def _spelled(found: re.Match[str]) -> str:
    return _SPELLED[found[0]]


def start_tag(element: Element) -> str:
    """The start tag without its last `>` or `/>`."""
    values = "".join(
        f' {name}="{_ODD_IN_VALUE.sub(_spelled, value) if _ODD_IN_VALUE.search(value) else value}"'
        for name, value in element.attributes.items()
    )
    return f"<{element.tag}{values}"


def _write(element: Element, put: Callable[[str], None]) -> None:
    put(start_tag(element))
    if not element.children:
        put("/>")
        return
    put(">")
    for child in element.children:
        if isinstance(child, Element):
            _write(child, put)
        else:
            put(child if isinstance(child, Markup) else escaped_text(child))
    put(f"</{element.tag}>")
