"""The cells of a sheet as a form sends them: for each its text, and what stood in it when the page was made."""

from collections.abc import Iterator

from django.http import QueryDict

from monosashi.core.messages import Message, message
from monosashi.office.plans.forms.texts import lines
from monosashi.office.rounds.actions_answering import Typed

CELL, WAS, THEIRS = "cell:", "was:", "theirs:"
"""Before a slot's id: its text; what stood there; sent where somebody chose what another person wrote."""


def typed_in(sent: QueryDict) -> dict[str, Typed]:
    """The cells that somebody changed, by slot. Where they chose the other's text, nothing of theirs is left."""
    return {slot: cell for slot, cell in _cells(sent) if cell.text != cell.was and f"{THEIRS}{slot}" not in sent}


def texts_in(sent: QueryDict) -> dict[str, str]:
    """The texts of all cells that were sent, by slot."""
    return {slot: cell.text for slot, cell in _cells(sent)}


def was_in(sent: QueryDict) -> dict[str, str]:
    """What stood in the cells when the page was made, by slot."""
    return {slot: cell.was for slot, cell in _cells(sent)}


def _cells(sent: QueryDict) -> Iterator[tuple[str, Typed]]:
    for name in sent:
        if name.startswith(CELL):
            slot = name.removeprefix(CELL)
            yield slot, Typed(lines(str(sent[name])), lines(str(sent.get(f"{WAS}{slot}", ""))))


def label_of(name: str) -> Message:
    """What a field is called where nothing but its name is known."""
    if name.startswith(CELL):
        return message("answering.typed_in", slot=name.removeprefix(CELL))
    return message("answering.typed")
