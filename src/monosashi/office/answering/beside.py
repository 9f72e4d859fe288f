"""Where other apps join in: sections of the sheet's page, tasks on the first page."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.http import HttpRequest

from monosashi.core.messages import Message
from monosashi.office.joints import Joint
from monosashi.office.rounds.filled import Filled
from monosashi.office.rounds.models import Sheet

Source = Callable[[HttpRequest, Sheet, Filled], Mapping[str, Any]]


class Where(Enum):
    """Where on the sheet's page a section stands. None of them is inside the form of the answers."""

    TOP = "top"  # under the head, before the answers
    CONFIRMATION = "confirmation"  # at the end of 「7 確認」
    END = "end"  # after all sections
    RAIL = "rail"  # beside the answers


@dataclass(frozen=True, slots=True)
class Task:
    """Something to be done, as the first page lists it.

    `look` is how its tag looks (look, draft, none, wait, done) and `state` what the tag says. `about` stands small beneath the
    name, `says` as sentences. `note` is what somebody wrote to whoever does it, in full, `noted_by` who and when.
    """

    look: str
    state: Message
    name: str
    address: str
    button: Message
    about: tuple[Message | str, ...] = ()
    says: tuple[Message | str, ...] = ()
    note: str = ""
    noted_by: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the sheet's page: `source(request, sheet, filled)` gives what `template` is shown with, at its place.

    The template is included with the page's context besides (`sheet`, `round`, `person`), and owns its forms.
    """

    source: Source
    template: str
    where: Where = Where.CONFIRMATION


beside_sheet = Joint[Section]()
"""Sections of the sheet's page."""

tasks_on_home = Joint[Callable[[HttpRequest], Iterable[Task]]]()
"""Asked for tasks on the first page, in the order told, after those of answering. A fixed number of queries, please."""


def sections_of(request: HttpRequest, sheet: Sheet, filled: Filled) -> dict[str, Any]:
    """What the sheet's page is given of other apps: their context, and `besides`: the templates by where they stand."""
    found: dict[str, Any] = {}
    for section in beside_sheet:
        found.update(section.source(request, sheet, filled))
    found["besides"] = {
        where.value: tuple(section.template for section in beside_sheet if section.where is where) for where in Where
    }
    return found


def tasks_of_others(request: HttpRequest) -> tuple[Task, ...]:
    """The tasks that other apps add for whoever asks."""
    return tuple(task for source in tasks_on_home for task in source(request))
