"""When the parts of an installation last did their work, written down and asked for."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from django.utils import timezone

from monosashi.office.operation.models import Mark


class Part(StrEnum):
    """What leaves a mark."""

    WORKER = "worker"
    BACKUP = "backup"
    SESSIONS = "sessions"


def mark(part: Part, at: datetime | None = None) -> None:
    """The part did its work, just now by default."""
    Mark.objects.update_or_create(name=part, defaults={"at": at or timezone.now()})


def marks() -> Mapping[Part, datetime]:
    """When each part last did its work; parts that never did are missing."""
    return {Part(name): at for name, at in Mark.objects.values_list("name", "at") if name in set(Part)}
