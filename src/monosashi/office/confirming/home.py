"""What the first page shows of confirming: what waits for whoever asks."""

from collections.abc import Iterable

from django.http import HttpRequest

from monosashi.core.messages import Message, message
from monosashi.office.accounts.access import standing_in
from monosashi.office.answering.beside import Task
from monosashi.office.confirming.queries import Waiting, WaitingFor, holder_said, waiting_for
from monosashi.office.rounds.basis import basis_of
from monosashi.office.rounds.queries import name_of
from monosashi.office.rounds.states import SheetState
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.language import spoken
from monosashi.wording import word

_ONE_BY_ONE = 3
"""Up to how many sheets stand on the first page one by one."""


def confirmations(request: HttpRequest) -> Iterable[Task]:
    """The sheets that wait for whoever asks, one by one while they are few; and what is to be seen."""
    found = waiting_for(standing_in(request))
    if len(found.possible) > _ONE_BY_ONE:
        yield _all(found)
    else:
        yield from (_one(each) for each in found.possible)
    if found.to_see or found.later:
        yield _to_see(found)


def _one(waiting: Waiting) -> Task:
    sheet, step = waiting.sheet, waiting.step
    node = basis_of(sheet.round).plan.index.node.get(sheet.node)
    acting = (holder_said(waiting.holder),) if waiting.holder.acts else ()
    return Task(
        look="wait",
        state=word(SheetState.AWAITING_CONFIRMATION),
        name=node.label if node else sheet.node,
        address=address_of("answering:sheet", sheet.round_id, sheet.node) + "#way",
        button=message("confirming.task.one"),
        about=(name_of(sheet.round), step.department.name, *acting),
        says=(_since(sheet.submitted_by_label, waiting.days),),
    )


def _since(who: str, days: int) -> Message:
    return message("confirming.task.since" if days else "confirming.task.since_today", who=who, days=days)


def _all(found: WaitingFor) -> Task:
    return Task(
        look="wait",
        state=word(SheetState.AWAITING_CONFIRMATION),
        name=spoken(message("confirming.task.many_name")),
        address=address_of("confirming:list"),
        button=message("confirming.task.all"),
        says=(_many(len(found.possible), max(each.days for each in found.possible)),),
    )


def _many(count: int, days: int) -> Message:
    return message("confirming.task.many" if days else "confirming.task.many_today", count=count, days=days)


def _to_see(found: WaitingFor) -> Task:
    return Task(
        look="none",
        state=message("confirming.task.see_state"),
        name=spoken(message("confirming.task.see_name")),
        address=address_of("confirming:list"),
        button=message("confirming.task.see"),
        says=(_to_see_count(len(found.to_see), len(found.later)),),
    )


def _to_see_count(see: int, later: int) -> Message:
    """How many there are of each kind; of what there is none, nothing is said."""
    if not later:
        return message("confirming.task.circulated_count", count=see)
    if not see:
        return message("confirming.task.later_count", count=later)
    return message("confirming.task.see_count", see=see, later=later)
