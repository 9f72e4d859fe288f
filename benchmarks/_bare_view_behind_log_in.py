"""A bare Django view that returns bytes it was given to whoever is logged in, over the office's own database."""

import os
from pathlib import Path

from django.contrib.auth.decorators import login_required
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

from benchmarks._pages_asked import FOLDER

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks._bare_settings"

_PAGES = {file.stem: file.read_bytes() for file in Path(os.environ[FOLDER]).glob("*.html")}


@login_required
def page(_request: HttpRequest, name: str) -> HttpResponse:
    """The bytes."""
    return HttpResponse(_PAGES[name])


def health(_request: HttpRequest) -> HttpResponse:
    """That the server answers."""
    return HttpResponse(b"ok")


urlpatterns = [path("healthz", health), path("<str:name>", page)]
application = get_wsgi_application()
