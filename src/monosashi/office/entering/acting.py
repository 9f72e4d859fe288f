"""What acts on rows share: the row that is still there, and who changed it when."""

from typing import Any, TypeVar

from django.db.models import Model
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.refusals import ChangedMeanwhile
from monosashi.office.accounts.standing import Person

Row = TypeVar("Row", bound=Model)


class GoneMeanwhile(ChangedMeanwhile):
    """Somebody took away what this person was looking at."""

    def __init__(self) -> None:
        super().__init__(message("entering.gone_meanwhile"))


def still_there(row: Row | None) -> Row:
    """The row that was asked for. Raises GoneMeanwhile where there is none any more."""
    if row is None:
        raise GoneMeanwhile
    return row


def signed(by: Person) -> dict[str, Any]:
    """Who changes something, and when."""
    return {"changed_by_label": by.actor.label, "changed_at": timezone.now()}


def sign(row: Row, by: Person, /, **changed: object) -> Row:
    """Put into a row what changes, who changes it and when. It is not saved yet."""
    for name, value in {**changed, **signed(by)}.items():
        setattr(row, name, value)
    return row
