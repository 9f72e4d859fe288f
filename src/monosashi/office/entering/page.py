"""The page of one form: what it is for, what stood there when somebody else was quicker, and what was typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from monosashi.core.messages import Message
from monosashi.office.accounts.deciding import Shown
from monosashi.office.entering.told import ChangedSince, seen
from monosashi.office.ui.crumbs import Crumb


@dataclass(frozen=True, slots=True)
class Page:
    """What the page of a form says. `back` is where one leaves to; `template` shows the fields; `whose` stands above the heading."""

    heading: Message
    button: Message
    back: str
    way: tuple[Crumb, ...]
    lead: Message | None = None
    template: str = "entering/form.html"
    more: Mapping[str, Any] | None = None
    whose: str = ""

    def with_lead(self, lead: Message) -> "Page":
        """The same with a sentence below its heading."""
        return replace(self, lead=lead)


def sent(shown: Shown[Any]) -> dict[str, Any]:
    """What a page is given of the form on it: as it was typed, and why it was not taken."""
    return {"form": shown.form, "refused": shown.problem, "problems": shown.problems}


def form_page(
    request: HttpRequest, page: Page, shown: Shown[Any], stands: Sequence[tuple[str, str]] = ()
) -> HttpResponse:
    """The form as it was typed. What somebody else changed meanwhile stands beside it, and is seen when it is sent again.

    `stands` are labels and words of what stands there now, from a room that works them out itself.
    """
    refused, form = shown.refused, shown.form
    if isinstance(refused, ChangedSince):
        stands = form.stands(refused.now)
        form.data = form.data.copy()
        form.data[form.add_prefix("based_on")] = seen(refused.now)
    context = {
        "crumbs": (*page.way, Crumb(page.heading)),
        "page": page,
        "stands": stands,
        **sent(shown),
        **(page.more or {}),
    }
    return render(request, page.template, context, status=shown.status)
