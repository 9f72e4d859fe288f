"""What the first page shows of closing: the rounds whose settled amounts finance is to bring in."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse

from monosashi.core.messages import message
from monosashi.office.accounts.access import standing_in
from monosashi.office.accounts.permissions import Permission, Place, Role, may
from monosashi.office.answering.beside import Task
from monosashi.office.rounds.queries import name_of, rounds
from monosashi.office.rounds.states import RoundState
from monosashi.office.ui.language import spoken
from monosashi.wording import word

_CLOSED = (RoundState.CLOSED, RoundState.PUBLISHED)


def tasks_of_finance(request: HttpRequest) -> Iterator[Task]:
    """The rounds that closed before the books did. One query, and none for whoever is not of finance."""
    standing = standing_in(request)
    if not any(given.role is Role.FINANCE for given in standing.given):
        return
    for held in rounds().filter(state__in=_CLOSED, settled_edition=None):
        if may(standing, Permission.BRING_IN_MONEY, Place(held.plan_id)):
            yield Task(
                look="look",
                state=word(RoundState(held.state)),
                name=spoken(name_of(held)),
                address=reverse("closing:money", args=(held.pk,)),
                button=message("closing.money.bring"),
                about=(held.plan.name,),
                says=(message("closing.home.not_settled"),),
            )
