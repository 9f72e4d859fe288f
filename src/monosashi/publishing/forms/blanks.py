"""What stays blank in a filled form: nobody said anything, which is no absence that somebody stated."""

from collections.abc import Sequence
from dataclasses import dataclass

from monosashi.core.messages import Message, message
from monosashi.core.tree import Node
from monosashi.exchange.forms.form import Form, Found
from monosashi.exchange.forms.values import Lookup
from monosashi.publishing.forms.checking import asks_for_measures, is_of_plan


@dataclass(frozen=True, slots=True)
class Blank:
    """A placeholder that stays blank. `measures` are those of which nothing was said; none: the plan itself says nothing."""

    written: str
    measures: tuple[Node, ...]

    @property
    def told(self) -> Message:
        """In a sentence."""
        if not self.measures:
            return message("form_fields.blank", written=self.written)
        return message("form_fields.blank_of_measures", written=self.written, count=len(self.measures))


def blanks_in(form: Form, whole: Lookup, measures: Sequence[tuple[Node, Lookup]]) -> tuple[Blank, ...]:
    """Each placeholder that stays blank once, in the order of the form."""
    asks = asks_for_measures(form)
    once: dict[object, Found] = {}
    for found in form.found:
        once.setdefault((found.placeholder, found.in_block), found)
    blanks: list[Blank] = []
    for found in once.values():
        if (found.in_block or asks) and not is_of_plan(found.placeholder.name):
            silent = tuple(node for node, values in measures if values(found.placeholder) == "")
            blanks += [Blank(found.written, silent)] if silent else []
        elif whole(found.placeholder) == "":
            blanks.append(Blank(found.written, ()))
    return tuple(blanks)
