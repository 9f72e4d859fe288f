"""Whether the office can do its work, for whoever watches it."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse

from monosashi import __version__
from monosashi.office.accounts.access import public


@public
def healthz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 -- Django's signature
    """200 with `{"ok": true}` when the database answers, else 503. Nothing about people or plans."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"ok": False, "version": __version__}, status=503)
    return JsonResponse({"ok": True, "version": __version__})
