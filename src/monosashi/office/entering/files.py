"""The two pages of bringing in a list: the file is chosen, what it would change is seen and taken over.

What is wrong in a file is told by line, all of it, and nothing is kept.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from monosashi.core.messages import InvalidInput, message
from monosashi.office.accounts.access import person_in
from monosashi.office.accounts.deciding import NOT_UNDERSTOOD, Deciding, Done, Shown
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.forms_of_files import FileForm, SeenForm
from monosashi.office.entering.page import sent
from monosashi.office.entering.waiting import Compared, WaitingFile, still_waiting

Context = Mapping[str, Any]

Waiting = TypeVar("Waiting", bound=WaitingFile)
Seen = TypeVar("Seen", bound=SeenForm)
Found = TypeVar("Found", bound=Compared)


LetsWait: TypeAlias = Callable[..., WaitingFile]
"""Who may, and how a file is read: called with `file_name`, `raw`, `by` and what else the form asks for. Raises as actions do."""


def waiting_or_404(request: HttpRequest, model: type[Waiting], /, **where: object) -> Waiting:
    """The file that whoever asks brought in and that still waits. Raises Http404."""
    pending = still_waiting(model).filter(made_by=person_in(request).staff.pk, **where).first()
    if pending is None:
        raise Http404(where)
    return pending


def choosing(
    request: HttpRequest,
    template: str,
    let_wait: LetsWait,
    *,
    to: Callable[[int], str],
    context: Callable[[], Context],
    form: type[FileForm] = FileForm,
) -> Deciding[FileForm]:
    """A file is chosen. `to` is the address of the difference of a waiting file, `context` what the page is given besides."""

    def act(chosen: FileForm, by: Person) -> Done:
        told = dict(chosen.cleaned_data)
        file = told.pop("file")
        pending = let_wait(file_name=str(file.name), raw=file.read(), by=by, **told)
        return Done(message("entering.import.look"), to(pending.pk))

    def page(shown: Shown[FileForm]) -> HttpResponse:
        return render(request, template, {**sent(shown), **context()}, status=shown.status)

    return Deciding(lambda typed: form(typed, request.FILES if typed is not None else None), act, page)


@dataclass(frozen=True, slots=True)
class DifferencePage(Generic[Found]):
    """The page of a difference. `compared` works it out; `context` is what the page is given besides.

    Where the file does not fit any more (`compared` raises InvalidInput), the page says why and `context` gets None.
    """

    template: str
    compared: Callable[[], Found]
    context: Callable[[Found | None], Context]


def taking_over(
    request: HttpRequest,
    pending: WaitingFile,
    page: DifferencePage[Found],
    *,
    form: type[Seen],
    act: Callable[[Seen, Person], Done],
) -> Deciding[Seen]:
    """What a file would change is taken over as it was seen. `act` finds in `pending.state` what was."""

    def taken(decided: Seen, by: Person) -> Done:
        pending.state = decided.cleaned_data["seen"]
        return act(decided, by)

    def shown_page(shown: Shown[Seen]) -> HttpResponse:
        told, status = sent(shown), shown.status
        try:
            found = page.compared()
        except InvalidInput as unfit:
            found, told, status = None, {**told, "problems": unfit.problems}, NOT_UNDERSTOOD
        first = form() if found is None else form(initial={"seen": found.state})
        own = {"pending": pending, "difference": found, "form": first}
        return render(request, page.template, {**told, **own, **page.context(found)}, status=status)

    return Deciding(form, taken, shown_page)
