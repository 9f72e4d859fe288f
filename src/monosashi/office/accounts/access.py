"""The door of every page: who may open it, told where the page is written."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from monosashi.office.accounts.models import Staff
from monosashi.office.accounts.permissions import EVERYWHERE, Permission, Place, Standing, check
from monosashi.office.accounts.standing import Person

View = Callable[..., HttpResponseBase]
PlaceOf = Callable[..., Place]
Page = TypeVar("Page", bound=View)


def of_plan(plan: str, **_rest: object) -> Place:
    """The place of a page whose address names a plan (`<str:plan>`)."""
    return Place(plan)


def anywhere(**_rest: object) -> Place:
    """The place of a page that belongs to no plan."""
    return EVERYWHERE


def requires(permission: Permission, place: PlaceOf = anywhere) -> Callable[[Page], Page]:
    """Open the page to whoever may. `place` is called with the parts of the address. Others see 403 with a sentence.

    Somebody who is not logged in is asked to, and comes back to the page.
    """

    def guard(view: Page) -> Page:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **parts: object) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            check(standing_in(request), permission, place(**parts))
            return view(request, *args, **parts)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return guard


def public(view: Page) -> Page:
    """A page that anybody may open: log-in, health."""
    view.permission = None  # type: ignore[attr-defined]
    return view


def standing_in(request: HttpRequest) -> Standing:
    """Who asks, as what."""
    standing: Standing = request.standing  # type: ignore[attr-defined]
    return standing


def person_in(request: HttpRequest) -> Person:
    """Whoever is logged in. Only behind `requires`."""
    if not isinstance(request.user, Staff):
        raise TypeError(request.user)
    return Person(request.user, standing_in(request))
