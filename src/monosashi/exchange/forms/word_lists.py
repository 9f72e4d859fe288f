"""Numbered lists of what is repeated in Word: each measure's list begins to count anew."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import count

from monosashi.exchange.forms.parts import FormFile
from monosashi.exchange.forms.tree import Element
from monosashi.exchange.spreadsheets.workbook_parts import part_of_kind, relations

_FIRST = "0"
"""The outermost level of a list."""


class RepeatedLists:
    """The lists of a document.

    One with several items of its first level in the block, and none elsewhere, counts anew; a numbered heading of each measure
    counts on.
    """

    def __init__(self, form: FormFile, root: Element) -> None:
        self.form = form
        self.part = part_of_kind(relations(form.package, form.main), "numbering") or ""
        self._everywhere = Counter(_lists(root.walk()))
        self._numbers = count(max((_number(each) for each in self._known()), default=0) + 1)

    def of_block(self, inside: Iterable[Element]) -> frozenset[str]:
        """The lists that each copy of these elements counts for itself."""
        paragraphs = list(inside)
        here, known = Counter(_lists(paragraphs)), {each.attribute("numId") for each in self._known()}
        firsts = Counter(_lists(paragraphs, level=_FIRST))
        return frozenset(
            each
            for each, times in here.items()
            if firsts[each] > 1 and times == self._everywhere[each] and each in known
        )

    def count_anew(self, copy: Sequence[Element | str], own: frozenset[str]) -> None:
        """Give a copy lists of its own instead of these."""
        renamed = {each: self._beside(each) for each in sorted(own)}
        for child in copy:
            for element in child.walk() if isinstance(child, Element) else ():
                if element.kind == "w:numId" and (new := renamed.get(element.attribute("val") or "")):
                    element.attributes[f"{element.prefix}val"] = new

    def _known(self) -> list[Element]:
        if not self.form.has(self.part):
            return []
        return [each for each in self.form.tree(self.part).root.elements if each.kind == "w:num"]

    def _beside(self, number: str) -> str:
        """The number of a new list that is like this one and begins at its beginning."""
        like = next(each for each in self._known() if each.attribute("numId") == number)
        new, prefix = like.copied(), like.prefix
        new.attributes = {f"{prefix}numId": str(next(self._numbers))}
        new.children[:] = [each for each in new.elements if each.kind == "w:abstractNumId"]
        begin = like.made("startOverride", **{f"{prefix}val": self._start(like)})
        new.children.append(like.made("lvlOverride", begin, **{f"{prefix}ilvl": _FIRST}))
        around = self.form.tree(self.part).root.children
        last = max(at for at, child in enumerate(around) if isinstance(child, Element) and child.kind == "w:num")
        around.insert(last + 1, new)
        self.form.changed(self.part)
        return new.attributes[f"{prefix}numId"]

    def _start(self, like: Element) -> str:
        """Where the list begins to count."""
        kind = like.first("w:abstractNumId")
        wanted = kind.attribute("val") if kind is not None else ""
        kinds = (each for each in self.form.tree(self.part).root.elements if each.attribute("abstractNumId") == wanted)
        levels = (level for each in kinds for level in each.elements if level.attribute("ilvl") == _FIRST)
        starts = (start.attribute("val") for level in levels if (start := level.first("w:start")) is not None)
        return next(starts, None) or "1"


def _lists(elements: Iterable[Element], level: str | None = None) -> Iterable[str]:
    """The number of each numbered paragraph's list, of one level only where that is given."""
    for element in elements:
        if element.kind == "w:numPr" and (number := element.first("w:numId")) is not None:
            depth = element.first("w:ilvl")
            if level is None or (depth.attribute("val") if depth is not None else _FIRST) == level:
                yield number.attribute("val") or ""


def _number(element: Element) -> int:
    text = element.attribute("numId") or ""
    return int(text) if text.isdecimal() and text.isascii() else 0
