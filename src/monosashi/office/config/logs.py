"""Logs: one JSON object a line, without anything personal.

A request leaves its id, method, the template of its address (`plans/<str:plan>/`), never what was searched or typed, its status,
its time and a fingerprint of the account that nobody outside can undo. An error leaves its kind and the lines of our code it came
through, never its text: databases quote what people typed.
"""

import hmac
import json
import logging
import re
import secrets
import time
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import PurePath
from types import TracebackType
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

_REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
_HEADER = "X-Request-ID"

_requests = logging.getLogger("monosashi.requests")


def logging_of(*, requests: bool = True) -> dict[str, Any]:
    """The set-up of Python's logging: everything to standard error, as lines of JSON. `requests`: those too."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": "monosashi.office.config.logs.JsonLines"}},
        "handlers": {"error": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["error"], "level": "WARNING"},
        "loggers": {
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.request": {"level": "ERROR"},
            "django_tasks_db": {"level": "ERROR"},  # it warns whenever it was asked to stop
            "monosashi": {"level": "INFO"},
            "monosashi.requests": {"level": "INFO" if requests else "WARNING"},
            "_granian": {"handlers": ["error"], "level": "WARNING", "propagate": False},
        },
    }


class JsonLines(logging.Formatter):
    """A record as a line. Of others' records only the template of the message is kept: their parameters may be personal."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, object] = {"at": at, "level": record.levelname.lower(), "logger": record.name}
        line["message"] = str(record.msg).partition("\n")[0]  # below it the server puts an error's text
        if (request := getattr(record, "request", None)) is not None:
            line |= {"request": getattr(request, "id", ""), "route": route_of(request)}
        line |= getattr(record, "said", {})
        if record.exc_info and record.exc_info[0] is not None:
            line |= {"error": _kind(record.exc_info[0]), "lines": list(_lines(record.exc_info[2]))}
        return json.dumps(line, ensure_ascii=False, default=str)


class RequestLog:
    """Gives each request an id, which the answer carries too, and logs it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and log how."""
        given = request.headers.get(_HEADER, "")
        number = given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(8)
        request.id = number  # type: ignore[attr-defined]
        began = time.perf_counter()
        response = self._get_response(request)
        response[_HEADER] = number
        said = {
            "request": number,
            "method": request.method,
            "route": route_of(request),
            "status": response.status_code,
            "ms": round((time.perf_counter() - began) * 1000, 1),
            "staff": _fingerprint(request),
        }
        _requests.info("request", extra={"said": said})
        return response


def route_of(request: HttpRequest) -> str:
    """The template of the address; "" where there is no such page."""
    found = getattr(request, "resolver_match", None)
    return "" if found is None else f"/{found.route}"


def _fingerprint(request: HttpRequest) -> str | None:
    """None where nobody is logged in, or the page did not ask who it is: a log must not ask the database."""
    user = getattr(request, "_cached_user", None)
    if user is None or not user.is_authenticated:
        return None
    return hmac.new(settings.SECRET_KEY.encode(), f"staff {user.pk}".encode(), "sha256").hexdigest()[:12]


def _kind(kind: type[BaseException]) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


def _lines(trace: TracebackType | None) -> Iterator[str]:
    for frame in traceback.extract_tb(trace):
        yield f"{'/'.join(PurePath(frame.filename).parts[-3:])}:{frame.lineno} {frame.name}"
