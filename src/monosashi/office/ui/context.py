"""What the layout of every page is given."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.utils.functional import SimpleLazyObject

from monosashi.office.ui.language import language
from monosashi.office.ui.navigation import menu_of


def every_page(request: HttpRequest) -> dict[str, Any]:
    """Language, menu, who is logged in, and the token of every form; one for the page, made where it is asked for."""
    return {
        "csrf_input": SimpleLazyObject(lambda: csrf_input(request)),
        "language": language(),
        "languages": settings.LANGUAGES,
        "menu": menu_of(request.path, getattr(request, "standing", None)),
        "user": getattr(request, "user", None),
    }
