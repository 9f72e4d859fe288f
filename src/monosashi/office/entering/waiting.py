"""Lists as files: each waits until somebody has seen what it would change. They may name people, so they are forgotten soon."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol, TypeVar

from django.apps import apps
from django.db import models
from django.db.models import QuerySet
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.office.accounts.refusals import ChangedMeanwhile
from monosashi.office.accounts.standing import Person

KEPT = timedelta(days=1)
"""How long a file waits for a decision."""


class WaitingFile(models.Model):
    """A file whose difference somebody is looking at. `state` is the hash of what it was compared with; `made_by` brought it in."""

    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    state = models.CharField(max_length=64)
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        abstract = True


class Compared(Protocol):
    """What a file would change. `state` is the hash of everything that it was worked out from."""

    @property
    def state(self) -> str:
        """It, to be held against what was shown."""


@dataclass(frozen=True, slots=True)
class ChangedField:
    """One thing that a file says otherwise: what it is called, what stands there, what the file says."""

    name: Message
    before: str
    after: str


Waiting = TypeVar("Waiting", bound=WaitingFile)
Found = TypeVar("Found", bound=Compared)


def still_waiting(kind: type[Waiting]) -> QuerySet[Waiting]:
    """The files of a kind that still wait."""
    return kind._default_manager.filter(made_at__gte=timezone.now() - KEPT)  # noqa: SLF001 -- Django's documented name


def keep_waiting(
    pending: Waiting, compared: Callable[[Waiting], Compared], *, file_name: str, raw: bytes, by: Person
) -> Waiting:
    """Keep a file with what it was compared with. Raises InvalidInput with everything that is wrong in it; then nothing is kept."""
    pending.file_name, pending.content = file_name[-200:], raw
    pending.made_by, pending.made_at = by.staff.pk, timezone.now()
    pending.state = compared(pending).state
    _forget_old(type(pending))
    pending.save()
    return pending


def as_it_was_shown(found: Found, pending: WaitingFile) -> Found:
    """The difference, where it is still the one that somebody saw. Raises ChangedMeanwhile."""
    if found.state != pending.state:
        raise ChangedMeanwhile(message("entering.import.changed_meanwhile"))
    return found


def forget_old_files() -> None:
    """Forget the files of every room that waited too long, whoever brought them in."""
    for kind in apps.get_models():
        if issubclass(kind, WaitingFile):
            _forget_old(kind)


def _forget_old(kind: type[WaitingFile]) -> None:
    kind._default_manager.filter(made_at__lt=timezone.now() - KEPT).delete()  # noqa: SLF001 -- as above
