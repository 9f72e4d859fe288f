"""What somebody tells of a thing: as a form gives it, as a row holds it, as an event says it.

A form carries a digest of what it showed. Who saves second is told what stands there now; what was sent twice is done once.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, time
from uuid import uuid4

from monosashi.core.messages import message
from monosashi.office.accounts.refusals import ChangedMeanwhile

Plain = Mapping[str, object]
"""Data that JSON can hold, by the names of the form's fields."""


class ChangedSince(ChangedMeanwhile):
    """Somebody else changed what the form showed. Nothing was kept; `now` is what stands there, `who` changed it."""

    def __init__(self, now: Plain, who: str) -> None:
        super().__init__(message("entering.changed_meanwhile", who=who))
        self.now = now


@dataclass(frozen=True, slots=True)
class Told:
    """What can be told of a thing, all of it at once."""

    @property
    def plain(self) -> dict[str, object]:
        """Its fields as JSON can hold them."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}


def seen(plain: Plain) -> str:
    """What a form carries of what it showed."""
    return hashlib.sha256(json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:32]


def is_news(now: Told, wanted: Told, based_on: str, who: str) -> bool:
    """Whether anything is to be changed; not where it stands there already. `who` changed it last. Raises ChangedSince."""
    if now.plain == wanted.plain:
        return False
    if seen(now.plain) != based_on:
        raise ChangedSince(now.plain, who)
    return True


def new_token() -> str:
    """What a form is known by that makes something."""
    return uuid4().hex


def _plain(value: object) -> object:
    match value:
        case date() | time():
            return value.isoformat()
        case tuple():
            return [_plain(each) for each in value]
    return value
