"""Cells of a list judged by what the register can keep, so that nothing fails once it is taken over."""

import unicodedata
from collections.abc import Iterator, Mapping

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Model

from monosashi.core.messages import Message, Problem, message
from monosashi.office.people.imports.table import Line, layout

Kept = Mapping[str, tuple[type[Model], str]]
"""By the name of a column the model and the field that keeps it."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Line breaks, tabs and letters that nobody sees. Letters that a city made itself (外字) are none of these."""

_SHOWN = 40
"""Letters of a long text that a problem repeats."""


def unfit(line: Line, kind: str, kept: Kept) -> Iterator[Problem]:
    """The cells of a row that the register cannot keep: unseen letters, too long, no mail address."""
    for name, (model, field) in kept.items():
        why = _why(line[name], name, layout()[kind][name][0], _longest(model, field))
        if why is not None:
            yield Problem(line.place, _shown(line[name]), why, message("people.import_cell.remedy"))


def _longest(model: type[Model], field: str) -> int:
    """How many letters a field keeps."""
    found = model._meta.get_field(field)  # noqa: SLF001 -- Django's public way to a field
    return int(getattr(found, "max_length", 0))


def _why(text: str, name: str, column: str, limit: int) -> Message | None:
    if any(unicodedata.category(letter) in _UNSEEN for letter in text):
        return message("people.import_cell.unseen", column=column)
    if len(text) > limit:
        return message("people.import_cell.too_long", column=column, count=len(text), limit=limit)
    if name == "email" and text and not _is_address(text):
        return message("people.import_cell.no_address", column=column)
    return None


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _shown(text: str) -> str:
    seen = "".join("␣" if unicodedata.category(letter) in _UNSEEN else letter for letter in text)
    return seen if len(seen) <= _SHOWN else f"{seen[:_SHOWN]}…"
