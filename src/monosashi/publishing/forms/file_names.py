"""What a filled form is called."""

from collections.abc import Sequence
from pathlib import PurePath

from monosashi.core.tree import Node
from monosashi.exchange.answer_sheets.sheet_names import file_words, told_apart
from monosashi.publishing.forms.printing import TONGUE


def file_name_for(form_name: str, node: Node | None) -> str:
    """The form's own name with the measure behind it; None: that of the form filled once for all."""
    return _named(form_name, None if node is None else file_words(node.label))


def file_names_for(form_name: str, nodes: Sequence[Node]) -> tuple[str, ...]:
    """A name for each measure, told apart where two are called alike."""
    return tuple(_named(form_name, words) for words in told_apart((node.label, node.id) for node in nodes))


def _named(form_name: str, words: str | None) -> str:
    path = PurePath(form_name)
    form = file_words(path.stem)
    if words is None:
        return TONGUE.say("form_fields.file.whole", form=form) + path.suffix
    return TONGUE.say("form_fields.file.of_measure", form=form, measure=words) + path.suffix
