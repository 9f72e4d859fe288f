"""The page of one form: what it is for, what stood there when somebody else was quicker, and what was typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from monosashi.core.messages import Message, message
from monosashi.office.accounts.deciding import Shown
from monosashi.office.meetings.forms_minutes import MinutesForm
from monosashi.office.meetings.told import ChangedSince, Plain, seen
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.language import spoken


@dataclass(frozen=True, slots=True)
class Page:
    """What the page of a form says. `back` is where one leaves to; `template` shows the fields."""

    heading: Message
    button: Message
    back: str
    way: tuple[Crumb, ...]
    lead: Message | None = None
    template: str = "meetings/form.html"
    more: Mapping[str, Any] | None = None

    def with_lead(self, lead: Message) -> "Page":
        """The same with a sentence below its heading."""
        return replace(self, lead=lead)


def form_page(request: HttpRequest, page: Page, shown: Shown[Any]) -> HttpResponse:
    """The form as it was typed. What somebody else changed meanwhile stands beside it, and is seen when it is sent again."""
    refused, form = shown.refused, shown.form
    stands: Sequence[tuple[str, str]] = ()
    if isinstance(refused, ChangedSince):
        stands = _stands(form, refused.now)
        form.data = form.data.copy()
        form.data[form.add_prefix("based_on")] = seen(refused.now)
    context = {
        "crumbs": (*page.way, Crumb(page.heading)),
        "page": page,
        "form": form,
        "refused": shown.problem,
        "problems": shown.problems,
        "stands": stands,
        **(page.more or {}),
    }
    return render(request, page.template, context, status=shown.status)


def _stands(form: forms.Form, now: Plain) -> Sequence[tuple[str, str]]:
    """What stands there now, where something else was typed: the field's label and its words."""
    wanted = form.told.plain  # type: ignore[attr-defined]
    found = []
    for name, value in now.items():
        if value == wanted[name]:
            continue
        if name in {"said", "attendance"} and isinstance(form, MinutesForm):
            found += _stands_in_minutes(form, name, value, wanted[name])
        else:
            found.append((_label(form, name), _words(form, name, value)))
    return found


def _stands_in_minutes(form: MinutesForm, name: str, now: Any, wanted: Any) -> list[tuple[str, str]]:  # noqa: ANN401 -- plain data
    typed = dict(wanted)
    changed = [(pk, value) for pk, value in now if typed.get(pk) != value]
    if name == "attendance":
        members = {member.pk: member.who for member, _, _ in form.seats()}
        return [(members.get(pk, ""), _seat(form, pk, value)) for pk, value in changed]
    titles = {item.pk: item.title for item, _ in form.items()}
    return [(titles.get(pk, ""), value or spoken(message("value.none"))) for pk, value in changed]


def _seat(form: MinutesForm, pk: int, value: list[str]) -> str:
    return " ".join(filter(None, (_words(form, f"seat-{pk}", value[0]), value[1])))


def _label(form: forms.Form, name: str) -> str:
    field = form.fields.get(_FIELDS.get(name, name))
    return spoken(message(str(field.label))) if field is not None else ""


def _words(form: forms.Form, name: str, value: object) -> str:
    """A value as the form's own choices call it."""
    field = form.fields.get(_FIELDS.get(name, name))
    known = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    if value in (None, "", []):
        return spoken(message("value.none"))
    if isinstance(value, list):
        return spoken(message("value.separator")).join(known.get(str(each), str(each)) for each in value)
    if isinstance(value, bool):
        return spoken(message("trail.yes" if value else "trail.no"))
    return known.get(str(value), str(value))


_FIELDS = {"plan": "looks_at", "round": "looks_at", "edition": "looks_at"}
