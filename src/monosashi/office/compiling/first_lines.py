"""How far a round is, in its first sentences: on the board, and on the first page of whoever runs it."""

from collections.abc import Iterator
from decimal import Decimal

from monosashi.core.messages import Message, message
from monosashi.evaluation.rounding import percent
from monosashi.office.compiling.situation import Situation
from monosashi.office.rounds.states import GOING_ON, SheetState
from monosashi.office.ui.dates import day_text


def nothing_asked(now: Situation) -> Message:
    """What is said of a round without any sheet to answer: while it goes on measures can be chosen, afterwards nothing can be."""
    if now.round.state in GOING_ON:
        return message("compiling.answer.nothing_asked")
    return message("compiling.answer.all_left_out", count=len(now.left_out))


def first_lines(now: Situation) -> Iterator[Message]:
    """The first line: how many are in, accepted, late, and how many days are left until the papers are due."""
    every, handed_in = len(now.sheets), sum(1 for sheet in now.sheets if sheet.is_in)
    if not every:
        yield nothing_asked(now)
        return
    share = percent(Decimal(handed_in * 100) / every)
    yield message("compiling.answer.in", every=every, handed_in=handed_in, share=share)
    yield message("compiling.answer.accepted", accepted=len(now.by_state[SheetState.ACCEPTED]))
    if now.departments:
        yield message("compiling.answer.departments", every=len(now.departments), done=len(now.departments_in))
    yield message("compiling.answer.late" if now.late else "compiling.answer.none_late", late=len(now.late))
    days, due = now.days_to_papers, now.round.papers_due
    if days is not None and due is not None and now.round.state in {"preparing", "requesting", "compiling"}:
        kind = "left" if days > 0 else "today" if days == 0 else "over"
        yield message(f"compiling.answer.papers_{kind}", day=day_text(due), days=abs(days))
