"""A bare Django view that returns bytes it was given: what the office's pages are held against."""

import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

settings.configure(ALLOWED_HOSTS=["*"], ROOT_URLCONF="benchmarks._bare_view", SECRET_KEY="not a secret", MIDDLEWARE=[])  # noqa: S106

_PAGES = {file.stem: file.read_bytes() for file in Path(os.environ["MONOSASHI_HOME"]).glob("*.html")}


def page(_request: HttpRequest, name: str) -> HttpResponse:
    """The bytes."""
    return HttpResponse(_PAGES.get(name, b"ok"))


urlpatterns = [path("<str:name>", page)]
application = get_wsgi_application()
