"""A form as it was opened or sent: on which state of the plan, under which token, with what in it."""

import secrets
from dataclasses import dataclass

from django.http import Http404, HttpRequest, QueryDict

from monosashi.core.plan import Plan
from monosashi.office.plans.actions import Decisions
from monosashi.office.plans.editing.record import NoSuchEntry, Subject, new_subject, subject_in
from monosashi.office.plans.forms.sent import Sent, sent
from monosashi.office.plans.kept.merging import Choice
from monosashi.office.plans.kept.rows import BESIDE
from monosashi.office.plans.kept.submissions import Earlier
from monosashi.office.plans.queries import Held, NoSuchRevision, at_revision, whole
from monosashi.office.ui.kept_forms import kept

DECIDE = "decide:"
"""Begins the name under which a decision about a place is sent."""


@dataclass(frozen=True)
class Opened:
    """A form as it was opened or sent: on which state of the plan, under which token, with what in it."""

    request: HttpRequest
    state: Held
    base: Plan
    based_on: int
    subject: Subject
    token: str
    data: QueryDict
    given: Sent
    earlier: Earlier | None = None

    @property
    def why(self) -> str:
        """Why it is changed, in the words of whoever changes it."""
        return str(self.data.get("why", "")).strip()


def open_form(request: HttpRequest, state: Held, collection: str, key: str | None) -> Opened:
    """The form that an address names, with what was sent or kept of it. `key` None: of a new entry. Raises Http404."""
    data = request.POST if request.method == "POST" else kept(request) or QueryDict()
    token = token_of(data)
    base, based_on = base_of(state, str(data.get("based_on", "")), collection)
    try:
        asked = {name: str(text) for name, text in request.GET.items()}
        subject = new_subject(base, collection, asked, token) if key is None else subject_in(base, collection, key)
    except NoSuchEntry as error:
        raise Http404(str(error)) from None
    return Opened(request, state, base, based_on, subject, token, data, sent(data))


def base_of(state: Held, based_on: str, collection: str = "") -> tuple[Plan, int]:
    """The plan that a form was made from, with what stands beside it where the form is of that.

    Raises Http404 for a revision that there never was.
    """
    number = int(based_on) if based_on.isdecimal() else state.revision
    if number == state.revision:
        return (whole(state.plan.id) if collection in BESIDE else state.plan), number
    try:
        return at_revision(state.plan.id, number), number
    except NoSuchRevision:
        raise Http404(based_on) from None


def token_in(request: HttpRequest) -> str:
    """The token of the form that was sent, or a new one for a form that is to be shown."""
    return token_of(request.POST)


def token_of(data: QueryDict) -> str:
    """The token of a form: what tells a form sent twice from two forms."""
    return str(data.get("token", ""))[:64] or secrets.token_urlsafe(16)


def decisions_in(data: QueryDict) -> Decisions | None:
    """What somebody decided about places that clash, None where nothing was asked."""
    seen = str(data.get("against", ""))
    if not seen.isdecimal():
        return None
    known = {choice.value: choice for choice in Choice}
    chosen = {name.removeprefix(DECIDE): known.get(str(data[name])) for name in data if name.startswith(DECIDE)}
    return Decisions(int(seen), {place: choice for place, choice in chosen.items() if choice is not None})
