"""A Word document: where it names values, and the document with them."""

from collections.abc import Iterator, Sequence

from monosashi.core.messages import Message, message
from monosashi.exchange.forms.found import Found
from monosashi.exchange.forms.grammar import faults
from monosashi.exchange.forms.parts import FormFile
from monosashi.exchange.forms.tree import Element
from monosashi.exchange.forms.values import Lookup, nothing
from monosashi.exchange.forms.values_in import Filling
from monosashi.exchange.forms.word_blocks import Copies, WordBlock, no_body, position_in, word_blocks
from monosashi.exchange.forms.word_lists import RepeatedLists
from monosashi.exchange.forms.word_texts import WordTexts, joined_text, unbind
from monosashi.exchange.spreadsheets.workbook_parts import relations

_TABLE = "w:tbl"


class DocumentForm:
    """A document with all that is needed of it. Raises UnreadablePart."""

    def __init__(self, form: FormFile) -> None:
        self.form = form
        self.root = form.tree(form.main).root
        if self.root.first("w:body") is None:
            raise no_body(form.main)
        self.texts = [(form.main, text) for text in WordTexts().all(self.root)]
        for part, place in _other_parts(form):
            self.texts += [(part, text) for text in WordTexts(place).all(form.tree(part).root)]
        for _, text in self.texts:
            form.problems.extend(faults(text.joined.text, form.place(text.place)))
        roots = [form.tree(part).root for part in dict.fromkeys(part for part, _ in self.texts)]
        self.blocks = word_blocks(form, [text for _, text in self.texts], roots)
        self._repeated = {id(element) for block in self.blocks for element in block.walk()}

    def found(self) -> Iterator[Found]:
        """The placeholders in the order of the file."""
        for _, text in self.texts:
            for spot in text.joined.spots:
                if not spot.is_mark and not text.around.is_fallback:
                    yield Found(spot.placeholder, text.place, spot.written, id(text.paragraph) in self._repeated)

    def fill(self, whole: Lookup, measures: Sequence[Lookup]) -> None:
        """Put the values there."""
        filling = Filling(self.form)
        for part in dict.fromkeys(part for part, _ in self.texts):
            unbind(self.form.tree(part).root)
        for part, text in self.texts:
            if text.joined.spots:
                self.form.changed(part)
                if id(text.paragraph) not in self._repeated:
                    text.joined.fill(filling.printed(text.joined.spots, whole, text.place))
        copies = Copies(self.root)
        places = {id(text.paragraph): text.place for _, text in self.texts}
        lists = RepeatedLists(self.form, self.root)
        for block in self.blocks:
            _Repeating(block, filling, copies, lists, places).repeat(measures)


def _other_parts(form: FormFile) -> Iterator[tuple[str, Message]]:
    """The parts beside the body that hold text."""
    places = {
        "header": message("forms.place.header"),
        "footer": message("forms.place.footer"),
        "footnotes": message("forms.place.footnote"),
        "endnotes": message("forms.place.endnote"),
    }
    for relation in relations(form.package, form.main).values():
        if relation.kind in places and not relation.is_outside and form.has(relation.target):
            yield relation.target, places[relation.kind]


class _Repeating:
    def __init__(
        self, block: WordBlock, filling: Filling, copies: Copies, lists: RepeatedLists, places: dict[int, Message]
    ) -> None:
        self.block, self.filling, self.copies, self.lists, self.places = block, filling, copies, lists, places

    def repeat(self, measures: Sequence[Lookup]) -> None:
        """Put the copies where the block stands; of no measure one, empty."""
        block = self.block
        inside = block.inside
        made: list[Element | str] = []
        own_lists = self.lists.of_block(block.walk())
        for at, measure in enumerate(measures or (nothing,)):
            copy = [child.copied() if isinstance(child, Element) else child for child in inside]
            self._fill(inside, copy, measure)
            if at:
                self.lists.count_anew(copy, own_lists)
            made += self._between(inside) if at else []
            made += [self.copies.unique(child) if at and isinstance(child, Element) else child for child in copy]
        start, end = position_in(block.parent, block.first), position_in(block.parent, block.last) + 1
        if block.has_own_marks:
            made = self._with_neighbours(made, start, end)
        block.parent.children[start:end] = made

    def _fill(self, inside: Sequence[Element | str], copy: Sequence[Element | str], measure: Lookup) -> None:
        for old, new in zip(_paragraphs(inside), _paragraphs(copy), strict=True):
            place = self.places.get(id(old))
            if place is not None:
                joined = joined_text(new)
                joined.fill(self.filling.printed(joined.spots, measure, place))

    def _between(self, inside: Sequence[Element | str]) -> list[Element | str]:
        """Two tables without a paragraph between them would become one."""
        elements = [child for child in inside if isinstance(child, Element)]
        is_table = self.block.has_own_marks and bool(elements) and elements[0].kind == elements[-1].kind == _TABLE
        return [self._gap()] if is_table else []

    def _gap(self) -> Element:
        """The paragraph of the end mark, without its text."""
        gap = self.copies.unique(self.block.last.copied())
        gap.children[:] = [child for child in gap.elements if child.kind == "w:pPr"]
        return gap

    def _with_neighbours(self, made: list[Element | str], start: int, end: int) -> list[Element | str]:
        elements = [child for child in made if isinstance(child, Element)]
        around = self.block.parent.children
        before = [child for child in around[:start] if isinstance(child, Element)][-1:]
        behind = [child for child in around[end:] if isinstance(child, Element)][:1]
        if not elements or (elements[0].kind == _TABLE and before and before[0].kind == _TABLE):
            made = [self._gap(), *made]
        if elements and elements[-1].kind == _TABLE and (not behind or behind[0].kind in {_TABLE, "w:sectPr"}):
            made = [*made, self._gap()]
        return made


def _paragraphs(children: Sequence[Element | str]) -> list[Element]:
    return [
        element for child in children if isinstance(child, Element) for element in child.walk() if element.kind == "w:p"
    ]
