"""Whether the office can do its work, for whoever watches it."""

import shutil
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from monosashi import __version__
from monosashi.office.accounts.access import public
from monosashi.office.events.models import Event, Seal
from monosashi.office.operation.marks import Part, marks
from monosashi.office.schemes.brought import not_read

LATE = timedelta(minutes=2)
"""A worker that has not been heard of for so long is taken for gone."""

BACKUP_LATE = timedelta(hours=25)
"""A daily backup that did not come for so long has failed: a day, and an hour to make it."""

LEAST_FREE_MEGABYTES = 500


@public
def healthz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 -- Django's signature
    """200 where all parts are well, else 503. Times and sizes alone: nothing about people or plans.

    Rules of the city's own that this version cannot read are counted; pages say so themselves, and the office does its work.
    A part that never was there (no worker was ever started, no daily backup is set up) is null and does not count.
    """
    parts = {"database": _database(), "disk": _disk()}
    if parts["database"]["ok"]:
        parts |= _times()
    if parts["database"]["ok"]:
        parts["rules"] = _rules()
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
        "backup": {"ok": _backed_up(found.get(Part.BACKUP)), "at": _written(found.get(Part.BACKUP))},
        "seal": {"ok": None, "at": _written(sealed)},
    }


def _rules() -> dict[str, object]:
    try:
        number = sum(1 for _ in not_read())
    except DatabaseError:
        return {"ok": None, "not_readable": None}
    return {"ok": None if number else True, "not_readable": number}


def _backed_up(last: datetime | None) -> bool | None:
    """Whether the daily backup came; None where none is made, and on the first day."""
    if not settings.INSTALLATION.backup_at:
        return None
    since = last or Event.objects.order_by("id").values_list("at", flat=True).first()
    if since is None:
        return None
    if timezone.now() - since > BACKUP_LATE:
        return False
    return None if last is None else True


def _written(moment: datetime | None) -> str | None:
    return None if moment is None else timezone.localtime(moment).isoformat(timespec="seconds")
