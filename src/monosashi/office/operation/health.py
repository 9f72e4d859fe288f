"""Whether the office can do its work, for whoever watches it."""

import shutil
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from monosashi import __version__
from monosashi.office.accounts.access import public
from monosashi.office.events.models import Seal
from monosashi.office.operation.marks import Part, marks

LATE = timedelta(minutes=2)
"""A worker that has not been heard of for so long is taken for gone."""

LEAST_FREE_MEGABYTES = 500


@public
def healthz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 -- Django's signature
    """200 where all parts are well, else 503. Times and sizes alone: nothing about people or plans.

    A part that never was there (no worker was ever started, no backup ever made) is null and does not count.
    """
    parts = {"database": _database(), "disk": _disk()}
    if parts["database"]["ok"]:
        parts |= _times()
    ok = all(part["ok"] is not False for part in parts.values())
    return JsonResponse({"ok": ok, "version": __version__, **parts}, status=200 if ok else 503)


def _database() -> dict[str, object]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return {"ok": False}
    return {"ok": True}


def _disk() -> dict[str, object]:
    free = shutil.disk_usage(settings.INSTALLATION.home).free // 1_000_000
    return {"ok": free >= LEAST_FREE_MEGABYTES, "free_megabytes": free}


def _times() -> dict[str, dict[str, object]]:
    """What the worker, the backup and the sealer left. Migrations may be missing: then it is the database that is not well."""
    try:
        found, sealed = marks(), Seal.objects.order_by("-number").values_list("at", flat=True).first()
    except DatabaseError:
        return {"database": {"ok": False}}
    beat = found.get(Part.WORKER)
    return {
        "worker": {"ok": None if beat is None else abs(timezone.now() - beat) < LATE, "at": _written(beat)},
        "backup": {"ok": None, "at": _written(found.get(Part.BACKUP))},
        "seal": {"ok": None, "at": _written(sealed)},
    }


def _written(moment: datetime | None) -> str | None:
    return None if moment is None else timezone.localtime(moment).isoformat(timespec="seconds")
