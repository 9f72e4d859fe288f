"""Cells in one language: words for words, figures as figures, contact details masked."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from monosashi.core.messages import Message, Param, message
from monosashi.core.values import Absence
from monosashi.publishing.auditor.tables import Table
from monosashi.publishing.contact_details import masked
from monosashi.wording import Language, render
from monosashi.wording.rendering import Extra

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language, with the scheme's and the life cycle's own sentences."""

    language: Language
    sentences: Extra = field(default_factory=dict)

    def say(self, sentence: Message) -> str:
        """The sentence."""
        return render(sentence, self.language, self.sentences)

    def text(self, id_: str, /, **params: Param) -> str:
        """The sentence with this id and these parameters."""
        return self.say(message(id_, **params))

    def cell(self, held: Param) -> str:
        """What a cell says. Nothing at all is said in a word; several things stand one below the other."""
        if held is None:
            return self.text("auditor.nothing")
        if isinstance(held, tuple):
            return "\n".join(self.cell(each) for each in held)
        if isinstance(held, Message):
            return _clean(self.say(held))
        if isinstance(held, str) and not isinstance(held, Absence):
            return _clean(held)
        return self.text("auditor.value", value=held)

    def plain(self, held: Param) -> str:
        """The cell for a program: no thousands commas, "" for nothing."""
        if held is None:
            return ""
        return f"{held:f}" if isinstance(held, Decimal) else str(held) if isinstance(held, int) else self.cell(held)

    def head(self, table: Table) -> tuple[str, ...]:
        """The headings of a table."""
        return tuple(self.say(column.heading) for column in table.columns)


def _clean(text: str) -> str:
    return masked(_UNPRINTABLE.sub("\ufffd", text))
