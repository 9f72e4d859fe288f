"""What is repeated in a Word document: rows of a table, or paragraphs and tables of the body."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from monosashi.core.messages import Message, message
from monosashi.exchange.forms.grammar import BEGIN_MARK, END_MARK, Spot, is_begin
from monosashi.exchange.forms.parts import FormFile
from monosashi.exchange.forms.tree import Element
from monosashi.exchange.forms.word_texts import WordText
from monosashi.exchange.spreadsheets.packages import UnreadablePart

_NOTES = frozenset({"w:footnoteReference", "w:endnoteReference"})

Mark = tuple[WordText, Spot]


@dataclass(frozen=True, slots=True, eq=False)
class WordBlock:
    """What stands in `parent` from `first` to `last`, both within. `has_own_marks`: these two are paragraphs that go."""

    parent: Element
    first: Element
    last: Element
    has_own_marks: bool
    place: Message

    @property
    def inside(self) -> list[Element | str]:
        """What is repeated."""
        start, end = position_in(self.parent, self.first), position_in(self.parent, self.last)
        return self.parent.children[start + 1 : end] if self.has_own_marks else self.parent.children[start : end + 1]

    def walk(self) -> Iterator[Element]:
        """All elements that are repeated."""
        for child in self.inside:
            if isinstance(child, Element):
                yield from child.walk()


def position_in(parent: Element, child: Element) -> int:
    """Where the child stands among the children."""
    return next(at for at, each in enumerate(parent.children) if each is child)


def word_blocks(form: FormFile, texts: Sequence[WordText], roots: Sequence[Element]) -> list[WordBlock]:
    """The blocks that the marks in the texts say. What is wrong with marks is noted."""
    marks = [
        (text, spot) for text in texts for spot in text.joined.spots if spot.is_mark and not text.around.is_fallback
    ]
    return _Blocks(form, roots).blocks(marks)


class _Blocks:
    def __init__(self, form: FormFile, roots: Sequence[Element]) -> None:
        self.form = form
        self.parents = {id(child): parent for root in roots for parent in root.walk() for child in parent.elements}

    def blocks(self, marks: Sequence[Mark]) -> list[WordBlock]:
        """The blocks, none within another."""
        groups: dict[int, list[Mark]] = {}
        for mark in marks:
            if self._is_allowed(mark):
                groups.setdefault(id(mark[0].around.table), []).append(mark)
        found = [block for group in groups.values() if (block := self._block(group)) is not None]
        for block in found:
            self._look(block, found)
        return found

    def _is_allowed(self, mark: Mark) -> bool:
        text, spot = mark
        if text.around.parts_place is not None or text.around.in_box:
            self._problem(mark, message("forms.mark_not_in_body"), message("forms.mark_not_in_body.remedy"))
            return False
        if text.around.row is None and text.joined.text.strip() != spot.written:
            self._problem(mark, message("forms.mark_not_alone"), message("forms.mark_not_alone.remedy"))
            return False
        return True

    def _block(self, marks: Sequence[Mark]) -> WordBlock | None:
        begins = [mark for mark in marks if is_begin(mark[1].placeholder)]
        ends = [mark for mark in marks if not is_begin(mark[1].placeholder)]
        for mark in (*begins[1:], *ends[1:]):
            self._problem(mark, message("forms.mark_twice"), message("forms.mark_twice.remedy"))
        if not begins or (ends and marks.index(ends[0]) < marks.index(begins[0])):
            self._problem(
                ends[0],
                message("forms.mark_reversed", begin=BEGIN_MARK),
                message("forms.mark_reversed.remedy", begin=BEGIN_MARK, end=END_MARK),
            )
            return None
        in_body = begins[0][0].around.row is None
        if in_body and not ends:
            self._problem(
                begins[0],
                message("forms.mark_unclosed", end=END_MARK),
                message("forms.mark_unclosed.remedy", end=END_MARK),
            )
            return None
        return self._between(begins[0], (ends or begins)[0], in_body=in_body)

    def _between(self, begin: Mark, end: Mark, *, in_body: bool) -> WordBlock | None:
        first, last = (mark[0].paragraph if in_body else mark[0].around.row for mark in (begin, end))
        if first is None or last is None:
            return None
        parent = self.parents[id(first)]
        if self.parents[id(last)] is not parent:
            self._problem(end, message("forms.mark_elsewhere"), message("forms.mark_elsewhere.remedy"))
            return None
        return WordBlock(parent, first, last, in_body, begin[0].place)

    def _look(self, block: WordBlock, blocks: Sequence[WordBlock]) -> None:
        within = {id(element): element for element in block.walk()}
        for other in blocks:
            if other is not block and id(other.first) in within:
                why, remedy = message("forms.mark_nested"), message("forms.mark_nested.remedy")
                self.form.problem(other.place, None, why, remedy)
        kinds = {element.kind for element in (*within.values(), *block.first.walk(), *block.last.walk())}
        if "w:sectPr" in kinds:
            why, remedy = message("forms.section_in_block"), message("forms.section_in_block.remedy")
            self.form.problem(block.place, None, why, remedy)
        if kinds & _NOTES:
            why, remedy = message("forms.note_in_block"), message("forms.note_in_block.remedy")
            self.form.problem(block.place, None, why, remedy)

    def _problem(self, mark: Mark, why: Message, remedy: Message) -> None:
        self.form.problem(mark[0].place, mark[1].written, why, remedy)


_MARKS_OF_OTHERS = frozenset(
    {
        "w:bookmarkStart", "w:bookmarkEnd", "w:commentRangeStart", "w:commentRangeEnd", "w:commentReference",
        "w:permStart", "w:permEnd",
    }
)  # fmt: skip
_REVISIONS = frozenset(
    {
        "w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:rPrChange", "w:pPrChange", "w:tblPrChange", "w:trPrChange",
        "w:tcPrChange", "w:cellIns", "w:cellDel", "w:cellMerge", "w:numberingChange", "w:tblGridChange", "w:tblPrExChange",
        "w:moveFromRangeStart", "w:moveFromRangeEnd", "w:moveToRangeStart", "w:moveToRangeEnd",
    }
)  # fmt: skip
_ONCE = frozenset({"paraId", "textId", "anchorId", "editId"})


class Copies:
    """Copies of what a block holds, in which nothing has the number of something else."""

    def __init__(self, root: Element) -> None:
        shapes = [_number(element, "id") for element in root.walk() if element.kind == "wp:docPr"]
        changes = [_number(element, "id") for element in root.walk() if element.kind in _REVISIONS]
        self._shapes, self._changes = count(max(shapes, default=0) + 1), count(max(changes, default=0) + 1)

    def unique(self, element: Element) -> Element:
        """The copy, changed so that it can stand beside what it was copied from."""
        element.children[:] = [
            child
            for child in element.children
            if not (isinstance(child, Element) and (child.kind in _MARKS_OF_OTHERS or _is_own_id(element, child)))
        ]
        for name in list(element.attributes):
            if name.rpartition(":")[2] in _ONCE:
                del element.attributes[name]
            elif name.rpartition(":")[2] == "id" and element.kind in _REVISIONS:
                element.attributes[name] = str(next(self._changes))
            elif name == "id" and element.kind == "wp:docPr":
                element.attributes[name] = str(next(self._shapes))
        for child in element.elements:
            self.unique(child)
        return element


def _is_own_id(parent: Element, child: Element) -> bool:
    """The number of a content control: where there is none, Word gives one."""
    return parent.kind == "w:sdtPr" and child.kind == "w:id"


def _number(element: Element, name: str) -> int:
    text = element.attribute(name) or ""
    return int(text) if text.isdecimal() and text.isascii() else 0


def no_body(part: str) -> UnreadablePart:
    """For a document without a body."""
    return UnreadablePart(part, message("spreadsheet.part_damaged", part=part))
