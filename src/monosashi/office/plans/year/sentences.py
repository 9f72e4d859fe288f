"""Explanations in the language of the page: a scheme's and a life cycle's own sentences come before those of the catalogues."""

from collections.abc import Mapping
from dataclasses import dataclass

from monosashi.core.messages import Message
from monosashi.evaluation.life_cycle import LifeCycle
from monosashi.evaluation.scheme import Scheme
from monosashi.office.ui.language import language
from monosashi.wording import render

Templates = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Voice:
    """Says messages. `templates` are those of the scheme and the life cycle in use, by language and message id."""

    templates: Templates

    def __call__(self, sentence: Message) -> str:
        """The sentence in the language of the request."""
        return render(sentence, language(), self.templates)


def voice_of(*sources: Scheme | LifeCycle | None) -> Voice:
    """A voice that knows the sentences that these carry."""
    merged: dict[str, dict[str, str]] = {}
    for source in sources:
        for code, templates in (source.messages if source else {}).items():
            merged.setdefault(code, {}).update(templates)
    return Voice(merged)
