"""今すること: what whoever compiles does next, with how many, and where."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.office.accounts.access import person_in
from monosashi.office.accounts.permissions import Permission, Place, may
from monosashi.office.accounts.standing import Person
from monosashi.office.compiling.checking import checking_of
from monosashi.office.compiling.doubts import DoubtKind
from monosashi.office.compiling.recipients import left_behind, without_editors
from monosashi.office.compiling.remarks import open_remarks
from monosashi.office.compiling.situation import Situation
from monosashi.office.rounds.models import Reminder
from monosashi.office.rounds.states import GOING_ON, RUNNING, WITH_ANSWERERS, RoundState, SheetState
from monosashi.office.ui.dates import day_text
from monosashi.office.ui.language import spoken

_NAMED = 5
"""Departments that are named one by one."""


@dataclass(frozen=True, slots=True)
class ToDo:
    """One thing. `says` are sentences about it."""

    count: Message
    heading: Message
    says: tuple[Message, ...]
    address: str
    button: Message


def to_do(request: HttpRequest, now: Situation) -> tuple[ToDo, ...]:
    """What is to be done, for whoever runs the round; nothing for others. A fixed number of queries."""
    by = person_in(request)
    if not may(by.standing, Permission.RUN_ROUND, Place(now.round.plan_id)):
        return ()
    found = (
        *_of_nobody(now),
        *_without_editors(now),
        *_open(now),
        *_late(now),
        *_stuck(now),
        *_submitted(now, by),
        *_extensions(now),
        *_mails(now),
        *_remarks(now),
        *_end(now),
    )
    return tuple(found)


def _of(now: Situation, key: str, number: int, says: Iterable[Message], to: str = "", **more: str) -> ToDo:
    return ToDo(
        message(f"compiling.to_do.{key}.count", count=number),
        message(f"compiling.to_do.{key}.heading", **more),
        tuple(says),
        to or reverse(f"compiling:{key}", args=(now.round.pk,)),
        message(f"compiling.to_do.{key}.button"),
    )


def _of_nobody(now: Situation) -> Iterator[ToDo]:
    """Measures that are asked of no department: it is named in the plan, and the round follows by its judging edition."""
    if now.of_nobody and now.round.state in {RoundState.PREPARING, RoundState.REQUESTING}:
        to = reverse("plans:edit", args=(now.round.plan_id,))
        yield _of(now, "of_nobody", len(now.of_nobody), [message("compiling.to_do.of_nobody.says")], to)


def _without_editors(now: Situation) -> Iterator[ToDo]:
    """Departments where nobody can answer on the screen: they are asked by Excel, or somebody gets the role.

    Where a department has ended and nobody goes on with its work, nobody can be asked: that is decided first.
    """
    if now.round.state not in {RoundState.PREPARING, RoundState.REQUESTING}:
        return
    codes = without_editors(now)
    ended = left_behind(codes, now.today)
    for key, those, to in (
        ("left_behind", ended, "rounds:scope"),
        ("without_editors", tuple(code for code in codes if code not in ended), "workbooks:excel"),
    ):
        if those:
            says = (_which(now, those), message(f"compiling.to_do.{key}.says"))
            yield _of(now, key, len(those), says, reverse(to, args=(now.round.pk,)))


def _which(now: Situation, codes: tuple[str, ...]) -> Message:
    """The departments by name, and how many more."""
    names = spoken(message("value.separator")).join(now.name_of(code) for code in codes[:_NAMED])
    more = len(codes) - _NAMED
    which = message("compiling.to_do.without_editors.some", names=names, more=more) if more > 0 else names
    return message("compiling.to_do.without_editors.which", names=which)


def _open(now: Situation) -> Iterator[ToDo]:
    """A round that is prepared asks nobody until it is opened."""
    if now.round.state == RoundState.PREPARING and now.departments:
        to = reverse("rounds:about", args=(now.round.pk,)) + "#h-acts"
        yield _of(now, "open", len(now.sheets), [message("compiling.to_do.open.says")], to)


def _late(now: Situation) -> Iterator[ToDo]:
    if not now.late:
        return
    typing = sum(1 for sheet in now.late if sheet.state in WITH_ANSWERERS)
    says = [message("compiling.to_do.reminders.where", typing=typing, confirming=len(now.late) - typing)]
    if now.reminders:
        days = max(0, (now.today - timezone.localdate(now.reminders[0].made_at)).days)
        says.append(message("compiling.to_do.reminders.last", days=days))
    departments = len({sheet.lead for sheet in now.late})
    yield _of(now, "reminders", len(now.late), says, departments=str(departments))


def _stuck(now: Situation) -> Iterator[ToDo]:
    """Sheets on their way that nobody can confirm: they move on once somebody else may, or go back and another way."""
    if not now.stuck or now.round.state not in RUNNING:
        return
    own = sum(1 for sheet in now.stuck if sheet.step is not None and sheet.step.own_only)
    counted = {"vacant": len(now.stuck) - own, "own_only": own}
    says = [message(f"compiling.to_do.stuck.{why}", count=number) for why, number in counted.items() if number]
    says.append(message("compiling.to_do.stuck.remedy"))
    to = reverse("compiling:sheets", args=(now.round.pk,)) + "?stuck=yes"
    yield _of(now, "stuck", len(now.stuck), says, to)


def _submitted(now: Situation, by: Person) -> Iterator[ToDo]:
    if not now.submitted:
        return
    checking = checking_of(now, by)
    says = [
        message(f"compiling.to_do.check.{kind.value}", count=number)
        for kind in DoubtKind
        if (number := checking.of_kind(kind))
    ]
    says.append(message("compiling.to_do.check.clear", count=len(checking.clear)))
    if checking.for_others:
        says.append(message("compiling.to_do.check.others", count=len(checking.for_others)))
    if checking.for_nobody:
        says.append(message("compiling.to_do.check.nobody", count=len(checking.for_nobody)))
    yield _of(now, "check", len(checking.sheets), says)


def _extensions(now: Situation) -> Iterator[ToDo]:
    waiting = {code for sheet in now.sheets if not sheet.is_in for code in sheet.parts.leads}
    asked = [each for each in now.asked_extensions if each.code in waiting and now.round.state in GOING_ON]
    if not asked:
        return
    first, papers = asked[0], now.round.papers_due
    day = day_text(first.asked_until)
    says = [message("compiling.to_do.extensions.first", name=now.name_of(first.code), day=day, why=first.reason)]
    if papers is not None:
        in_time = first.asked_until <= papers
        says.append(
            message(
                "compiling.to_do.extensions.in_time" if in_time else "compiling.to_do.extensions.too_late",
                day=day_text(papers),
            )
        )
    yield _of(now, "extensions", len(asked), says)


def _end(now: Situation) -> Iterator[ToDo]:
    """The end of the round, once every sheet is accepted or left out: no new answers, then the edition."""
    if now.round.state not in RUNNING or len(now.by_state[SheetState.ACCEPTED]) < len(now.sheets):
        return
    accepted = len(now.sheets)
    if now.round.state == RoundState.REQUESTING:
        to = reverse("rounds:about", args=(now.round.pk,)) + "#h-acts"
        yield _of(now, "stop_taking", accepted, [message("compiling.to_do.stop_taking.says")], to)
    else:
        to = reverse("closing:closing", args=(now.round.pk,))
        yield _of(now, "closing", accepted, [message("compiling.to_do.closing.says")], to)


def _mails(now: Situation) -> Iterator[ToDo]:
    wrong = [each for each in now.reminders if each.sending in {Reminder.Sending.FAILED, Reminder.Sending.UNSURE}]
    if wrong:
        to = reverse("compiling:reminders", args=(now.round.pk,)) + "#h-sent"
        yield _of(now, "mails", len(wrong), [message("compiling.to_do.mails.says")], to)


def _remarks(now: Situation) -> Iterator[ToDo]:
    waiting = [each for each in open_remarks(now.round) if not each.by_office]
    if waiting:
        to = reverse("answering:sheet", args=(now.round.pk, waiting[0].sheet.node)) + "#h-remarks"
        says = [message("compiling.to_do.remarks.first", text=waiting[0].text[:80], name=waiting[0].made_by_label)]
        yield _of(now, "remarks", len(waiting), says, to)
