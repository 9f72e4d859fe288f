"""The cells of a sheet as a form sends them: for each its text, and what stood in it when the page was made."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from django.http import QueryDict

from monosashi.core.messages import Message, message
from monosashi.office.plans.forms.texts import lines
from monosashi.office.rounds.actions_answering import Typed

CELL, WAS, THEIRS = "cell:", "was:", "theirs:"
"""Before a slot's id: its text; what stood there; `YES` where somebody chose what another person wrote."""

YES = "yes"

_LABELS: Mapping[tuple[str, str], Message] = MappingProxyType(
    {
        ("actual", "value"): message("answer_sheets.actual"),
        ("actual", "status"): message("answer_sheets.actual_status"),
        ("actual", "evidence"): message("answer_sheets.actual_evidence"),
        ("actual", "note"): message("answer_sheets.actual_note"),
        ("fraction", "numerator"): message("answer_sheets.numerator"),
        ("fraction", "denominator"): message("answer_sheets.denominator"),
        ("result", "execution"): message("answer_sheets.execution"),
        ("result", "result"): message("answer_sheets.result"),
        ("result", "unmet_reason"): message("answer_sheets.unmet_reason"),
        ("result", "response"): message("answer_sheets.response"),
        ("result", "disposition"): message("answer_sheets.disposition"),
        ("result", "next_step"): message("answer_sheets.next_step"),
        ("rating", "grade"): message("answer_sheets.grade", axis=""),
        ("rating", "reason"): message("answer_sheets.grade_reason", axis=""),
        ("money", "spent"): message("answer_sheets.spent"),
    }
)
"""What cells are called on every sheet, by the first and the last part of their names."""


def typed_in(sent: QueryDict) -> dict[str, Typed]:
    """The cells that somebody changed, by slot. Where they chose the other's text, nothing of theirs is left."""
    return {slot: cell for slot, cell in _cells(sent) if cell.text != cell.was and sent.get(f"{THEIRS}{slot}") != YES}


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
    parts = name.removeprefix(CELL).split("/")
    return _LABELS.get((parts[0], parts[-1]), message("answering.typed"))
