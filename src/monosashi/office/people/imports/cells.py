"""Cells of a list judged by what the register can keep, so that nothing fails once it is taken over."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Model

from monosashi.core.messages import Message, Problem, message
from monosashi.office.accounts.kept_text import Unfit, longest, repeated, unfit
from monosashi.office.people.imports.table import Line, layout

Kept = Mapping[str, tuple[type[Model], str]]
"""By the name of a column the model and the field that keeps it."""


def unfit_cells(line: Line, kind: str, kept: Kept) -> Iterator[Problem]:
    """The cells of a row that the register cannot keep: unseen letters, too long, no mail address."""
    return unfit_under(line, layout()[kind], kept)


def unfit_under(line: Line, told: Mapping[str, Any], kept: Kept) -> Iterator[Problem]:
    """The same for a file of any room, whose headings are `told` as its `columns.toml` tells them."""
    for name, (model, field) in kept.items():
        wrong = unfit(model, field, line[name])
        if wrong is not None:
            why = _why(wrong, told[name][0], line[name], longest(model, field))
            yield Problem(line.place, repeated(line[name]), why, message("people.import_cell.remedy"))


def _why(wrong: Unfit, column: str, text: str, limit: int) -> Message:
    if wrong is Unfit.UNSEEN:
        return message("people.import_cell.unseen", column=column)
    if wrong is Unfit.TOO_LONG:
        return message("people.import_cell.too_long", column=column, count=len(text), limit=limit)
    return message("people.import_cell.no_address", column=column)
