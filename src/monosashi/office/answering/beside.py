"""Where other apps join in: sections of the sheet's page, tasks on the first page."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from monosashi.core.messages import Message
from monosashi.office.accounts.access import standing_in
from monosashi.office.accounts.asked_together import AskedTogether
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


@dataclass(frozen=True, slots=True)
class Tasks:
    """What an app lists on the first page. `source` gives the tasks of whoever asks, in a fixed number of queries, please.

    `asks` makes the query without any row of which there are none for anybody or for this person, with the parameters `day`
    (today) and `staff` (a key, None for whoever has no account); None: the source is always asked.
    """

    source: Callable[[HttpRequest], Iterable[Task]]
    asks: Callable[[], "QuerySet[Any, Any]"] | None = None


tasks_on_home = AskedTogether[Tasks]()
"""Tasks on the first page, in the order told, after those of answering."""


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
    having = tasks_on_home.having(day=timezone.localdate(), staff=standing_in(request).staff)
    return tuple(task for each in having for task in each.source(request))
