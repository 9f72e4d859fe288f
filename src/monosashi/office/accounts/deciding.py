"""A decision sent from the page of a thing: who may, is it said rightly, does the state allow it, and back to the page.

The view tells the three things that differ (`Deciding`); `decides` does the rest. Nothing that was typed is lost.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Generic, TypeAlias, TypeVar

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from monosashi.core.messages import InvalidInput, Message, Problem
from monosashi.office.accounts.access import PlaceOf, person_in, requires, standing_in
from monosashi.office.accounts.permissions import Permission, check
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.ui.kept_forms import Words, keeps_typed, kept
from monosashi.office.ui.language import spoken

F = TypeVar("F", bound=BaseForm)

NOT_UNDERSTOOD, NOT_AS_THINGS_STAND = 422, 409


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, in a sentence, and the address to go on to. `left` is what is still to be done, in sentences."""

    said: Message
    to: str
    left: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown(Generic[F]):
    """What the page is shown with: the form as it was typed, and why nothing was done.

    `refused` is what the state does not allow, None where it was not asked; `problems` are those of the content.
    """

    form: F
    refused: StateForbids | None = None
    problems: tuple[Problem, ...] = ()
    status: int = 200

    @property
    def problem(self) -> Message | None:
        """The sentence of what was refused."""
        return self.refused.why if self.refused else None


@dataclass(frozen=True, slots=True)
class Deciding(Generic[F]):
    """What differs from one decision to the next.

    `form` makes the form of what was sent (None: nothing was yet). `act` does it, once the form is valid: it raises
    NotAllowed, StateForbids (ChangedMeanwhile is one) or InvalidInput, and then has changed nothing. `page` shows the thing.
    """

    form: Callable[[QueryDict | None], F]
    act: Callable[[F, Person], Done]
    page: Callable[[Shown[F]], HttpResponse]


Told: TypeAlias = Callable[..., Deciding[F]]


def decides(
    permission: Permission, place: PlaceOf, words: Words, *, act_asks: bool = False
) -> Callable[[Told[F]], Callable[..., HttpResponse]]:
    """A view of one decision. It is given the request and the parts of the address, and may raise Http404.

    GET shows the page with the form, POST does what was decided and goes on. 422: the form or the content is not valid. 409: the
    state forbids it. The page says why, with what was typed still in the form. 403: who may not gets it back to copy.

    `act_asks`: the act asks who may, of the row that it locks; asked at the door too, the row would be read twice.
    """

    def mark(told: Told[F]) -> Callable[..., HttpResponse]:
        @keeps_typed(words)
        @(requires(Permission.READ) if act_asks else requires(permission, place))
        @wraps(told)
        def deciding(request: HttpRequest, **parts: object) -> HttpResponse:
            def opened() -> None:
                if act_asks:
                    check(standing_in(request), permission, place(**parts))

            return _answered(request, told(request, **parts), opened)

        return deciding

    return mark


def _answered(request: HttpRequest, deciding: Deciding[F], opened: Callable[[], None]) -> HttpResponse:
    is_sent = request.method == "POST"
    form = deciding.form(request.POST if is_sent else kept(request))
    if not is_sent:
        opened()
        return deciding.page(Shown(form))
    if not form.is_valid():
        opened()
        return deciding.page(Shown(form, status=NOT_UNDERSTOOD))
    try:
        done = deciding.act(form, person_in(request))
    except StateForbids as refused:
        return deciding.page(Shown(form, refused, status=NOT_AS_THINGS_STAND))
    except InvalidInput as wrong:
        return deciding.page(Shown(form, problems=wrong.problems, status=NOT_UNDERSTOOD))
    messages.success(request, spoken(done.said))
    for each in done.left:
        messages.info(request, spoken(each))
    return redirect(done.to)
