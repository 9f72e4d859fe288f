"""What the first page shows of closing: settled amounts that finance is to bring in, what is to be settled, published, decided."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from monosashi.core.messages import Message, message
from monosashi.office.accounts.access import standing_in
from monosashi.office.accounts.permissions import TABLE, Permission, Place, Role, may
from monosashi.office.answering.beside import Task
from monosashi.office.publication.queries import waiting_for_another
from monosashi.office.publication.states import ProposalKind, ProposalState
from monosashi.office.rounds.models import MoneyFile, Round
from monosashi.office.rounds.queries import name_of, rounds
from monosashi.office.rounds.states import RoundKind, RoundState
from monosashi.office.ui.dates import moment_text
from monosashi.office.ui.language import spoken
from monosashi.wording import word

_CLOSED = (RoundState.CLOSED, RoundState.PUBLISHED)


def tasks_of_finance(request: HttpRequest) -> Iterator[Task]:
    """The rounds that closed before the books did. Two queries, and none for whoever is not of finance."""
    standing = standing_in(request)
    if not any(given.role is Role.FINANCE for given in standing.given):
        return
    applied = {file.round_id for file in _applied()}
    for held in _unsettled():
        if may(standing, Permission.BRING_IN_MONEY, Place(held.plan_id)):
            is_done = held.pk in applied
            said = "closing.home.money_applied" if is_done else "closing.home.not_settled"
            yield _of_round(
                held,
                reverse("closing:money", args=(held.pk,)),
                "closing.money.bring",
                message(said),
                look="wait" if is_done else "look",
            )


def tasks_of_settling(request: HttpRequest) -> Iterator[Task]:
    """The rounds whose settled amounts stand in the plan and wait to be settled. One query, none for whoever runs no round."""
    standing = standing_in(request)
    if not any(given.role in TABLE[Permission.RUN_ROUND] for given in standing.given):
        return
    for file in _applied():
        held = file.round
        if may(standing, Permission.RUN_ROUND, Place(held.plan_id)):
            yield _of_round(
                held,
                reverse("closing:closing", args=(held.pk,)),
                "closing.settle.heading",
                message("closing.home.to_settle", who=file.brought_by_label),
            )


def tasks_of_publishing(request: HttpRequest) -> Iterator[Task]:
    """The rounds that are closed and not public. One query, and none for whoever may not publish."""
    standing = standing_in(request)
    if not any(given.role in TABLE[Permission.PUBLISH] for given in standing.given):
        return
    for held in unpublished():
        if may(standing, Permission.PUBLISH, Place(held.plan_id)):
            yield _of_round(
                held,
                reverse("publication:index", args=(held.plan_id,)),
                "closing.home.to_publication",
                message("closing.home.unpublished"),
            )


def _of_round(held: Round, address: str, button: str, says: Message, look: str = "look") -> Task:
    return Task(
        look=look,
        state=word(RoundState(held.state)),
        name=spoken(name_of(held)),
        address=address,
        button=message(button),
        about=(held.plan.name,),
        says=(says,),
    )


def unpublished() -> QuerySet[Round]:
    """The rounds of a year that are closed and of which nobody has noted that they are public."""
    return rounds().filter(kind__in=(RoundKind.YEAR, RoundKind.SETTLED), state=RoundState.CLOSED)


def tasks_of_approval(request: HttpRequest) -> Iterator[Task]:
    """What somebody else proposed to publish, correct or withdraw. One query, and none for whoever may not decide."""
    standing = standing_in(request)
    if standing.staff is None or not any(given.role in TABLE[Permission.PUBLISH] for given in standing.given):
        return
    for row in waiting_for_another(standing.staff):
        if may(standing, Permission.PUBLISH, Place(row.plan_id)):
            yield Task(
                look="wait",
                state=word(ProposalState(row.state)),
                name=spoken(word(ProposalKind(row.kind))),
                address=reverse("publication:proposal", args=(row.plan_id, row.number)),
                button=message("closing.home.look_at_proposal"),
                about=(row.plan.name, moment_text(row.proposed_at)),
                says=(message("closing.home.proposed", who=row.proposed_by_label),),
            )


def _unsettled() -> QuerySet[Round]:
    """The rounds that closed as provisional and whose year is not settled."""
    return rounds().filter(~_settled_by_round(), kind=RoundKind.YEAR, state__in=_CLOSED, settled_edition=None)


def _applied() -> QuerySet[MoneyFile]:
    """Finance's CSV of those rounds whose amounts are in the plan, without its bytes."""
    rows = MoneyFile.objects.filter(round__in=_unsettled().order_by().values("pk")).exclude(applied_at=None)
    return rows.select_related("round__plan").defer("csv", "mapping").order_by("pk")


def _settled_by_round() -> Exists:
    """Whether the year of a round was settled by a round that asked for the settled money."""
    same_year = {"plan": OuterRef("plan"), "fiscal_year": OuterRef("fiscal_year")}
    return Exists(Round.objects.filter(kind=RoundKind.SETTLED, state__in=_CLOSED, **same_year))
