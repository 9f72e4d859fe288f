"""What the pages of people share: the day they show, crumbs, one page for every form."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.office.accounts.access import standing_in
from monosashi.office.accounts.deciding import Shown
from monosashi.office.accounts.models import Staff
from monosashi.office.accounts.permissions import Permission, may
from monosashi.office.entering.page import sent
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.forms import SayingForm, can_be_meant
from monosashi.office.ui.language import spoken


def today() -> date:
    """Today in the city."""
    return timezone.localdate()


def day_asked(request: HttpRequest) -> date:
    """The day that the address asks for (`day=2026-04-01`), today where it asks for none that can be meant."""
    try:
        day = date.fromisoformat(request.GET.get("day", ""))
        can_be_meant(day)
    except (ValueError, ValidationError):
        return today()
    return day


def manages(request: HttpRequest) -> bool:
    """Whether whoever asks manages people and departments."""
    return may(standing_in(request), Permission.MANAGE_PEOPLE)


def staff_or_404(pk: int) -> Staff:
    """The account. Raises Http404."""
    staff = Staff.objects.filter(pk=pk).first()
    if staff is None:
        raise Http404(pk)
    return staff


def people_crumbs(*rest: Crumb) -> tuple[Crumb, ...]:
    """The way to a page about people."""
    return (Crumb(message("people.people.heading"), reverse("people:list")), *rest)


def department_crumbs(*rest: Crumb) -> tuple[Crumb, ...]:
    """The way to a page about departments."""
    return (Crumb(message("people.departments.heading"), reverse("departments:tree")), *rest)


@dataclass(frozen=True, slots=True)
class FormPage:
    """A page with one form. `back` is where it leads without anything done."""

    heading: Message
    lead: Message
    act: Message
    back: str
    crumbs: tuple[Crumb, ...] = field(default_factory=tuple)


def form_page(request: HttpRequest, form: SayingForm, page: FormPage, refused: Message | None = None) -> HttpResponse:
    """The page; `refused` says what the state of things does not allow."""
    status = 409 if refused else 422 if form.is_bound and form.errors else 200
    context = {"form": form, "page": page, "refused": refused, "crumbs": page.crumbs}
    return render(request, "people/form.html", context, status=status)


def shown_on(request: HttpRequest, page: FormPage) -> Callable[[Shown[Any]], HttpResponse]:
    """How a decision shows its form on the page."""

    def show(shown: Shown[Any]) -> HttpResponse:
        context = {**sent(shown), "page": page, "crumbs": page.crumbs}
        return render(request, "people/form.html", context, status=shown.status)

    return show


def done(request: HttpRequest, what: Message, to: str, **parts: str | int) -> HttpResponse:
    """Go on to a page that says what was done."""
    messages.success(request, spoken(what))
    return redirect(reverse(to, kwargs=parts or None))
