"""Lists that wait for a decision: names and addresses of everybody, so they are forgotten soon."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from monosashi.office.people.models import PendingImport

KEPT = timedelta(days=1)
"""How long a list waits for a decision."""


def waiting_lists() -> QuerySet[PendingImport]:
    """The lists that still wait."""
    return PendingImport.objects.filter(made_at__gte=timezone.now() - KEPT)


def forget_old_lists() -> None:
    """Forget lists that waited too long, whoever handed them in."""
    PendingImport.objects.filter(made_at__lt=timezone.now() - KEPT).delete()
