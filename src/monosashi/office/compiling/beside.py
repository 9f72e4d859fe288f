"""What other pages show of compiling: questions, the second look, what waits for whom, how far the running rounds are."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.exchange.answer_sheets.slots import axes_of
from monosashi.office.accounts.access import person_in
from monosashi.office.accounts.permissions import TABLE, Permission, Place, may
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.register import successors_of
from monosashi.office.accounts.standing import Person
from monosashi.office.answering.beside import Task
from monosashi.office.compiling.first_lines import first_lines
from monosashi.office.compiling.forms import LookForm, RemarkForm
from monosashi.office.compiling.notices import Notices, notices_for
from monosashi.office.compiling.remarks import threads_of
from monosashi.office.compiling.situation import Situation, situation_of
from monosashi.office.rounds.acting import check_hand, may_act
from monosashi.office.rounds.basis import basis_of
from monosashi.office.rounds.filled import Filled
from monosashi.office.rounds.list_of_rounds import TAGS
from monosashi.office.rounds.models import Remark, SecondLook, Sheet
from monosashi.office.rounds.places import place_of
from monosashi.office.rounds.queries import name_of, open_rounds, parts_of
from monosashi.office.rounds.states import RoundState, SheetAct, SheetHand, SheetState
from monosashi.office.ui.dates import day_text, moment_text
from monosashi.office.ui.language import spoken
from monosashi.wording import word


def remarks_on_sheet(request: HttpRequest, sheet: Sheet, filled: Filled) -> Mapping[str, Any]:  # noqa: ARG001 -- the page's contract
    """The questions about a sheet, with forms for whoever may ask and answer."""
    by, place = person_in(request), place_of(sheet)
    asks = may(by.standing, Permission.RUN_ROUND, Place(sheet.round.plan_id))
    replies = may(by.standing, Permission.ANSWER_SHEET, place)
    return {
        "threads": threads_of(sheet),
        "remark_asks": asks and not replies,
        "remark_replies": replies,
        "remark_form": RemarkForm(auto_id="remark-%s"),
        "may_send_back": may_act(sheet, SheetAct.SEND_BACK, Permission.RUN_ROUND, by),
        "may_extend": replies and sheet.state in {"unanswered", "drafting", "returned", "awaiting_confirmation"},
        "extend_codes": [(row.code, _name(sheet, row.code)) for row in sheet.departments.all() if row.part == "lead"],
    }


def looks_on_sheet(request: HttpRequest, sheet: Sheet, filled: Filled) -> Mapping[str, Any]:  # noqa: ARG001 -- as above
    """The office's own grade, with its form for whoever may accept the sheet."""
    by = person_in(request)
    if not may(by.standing, Permission.ACCEPT_SHEET, Place(sheet.round.plan_id)):
        return {"looks": (), "look_forms": ()}
    return looks_of(sheet, by)


def looks_of(sheet: Sheet, by: Person) -> dict[str, Any]:
    """The grades that the office gave, its forms, and whether there are several axes to tell apart."""
    scheme = basis_of(sheet.round).scheme
    return {
        "looks": tuple(SecondLook.objects.filter(sheet=sheet)),
        "look_forms": look_forms(sheet, by),
        "several_axes": scheme is not None and len(axes_of(scheme)) > 1,
    }


def look_forms(sheet: Sheet, by: Person, sent: LookForm | None = None) -> tuple[LookForm, ...]:
    """A form for each axis of the scheme, while the sheet is before the office and somebody else's; none otherwise."""
    scheme = basis_of(sheet.round).scheme
    if sheet.state != SheetState.SUBMITTED or scheme is None:
        return ()
    try:
        check_hand(sheet, SheetHand.ACCEPTOR, by)
    except StateForbids:
        return ()
    there = {look.axis: look for look in SecondLook.objects.filter(sheet=sheet)}
    forms = []
    for axis in axes_of(scheme):
        look = there.get(axis)
        first = {"axis": axis, "grade": look.grade if look else "", "reason": look.reason if look else ""}
        mine = sent is not None and sent.data.get("axis") == axis
        forms.append(sent if mine and sent else LookForm(scheme, axis, initial=first, auto_id=f"look-{axis}-%s"))
    return tuple(forms)


def tasks_of_notices(request: HttpRequest) -> Iterator[Task]:
    """What the office wrote to one's departments, and what was asked and this person is to answer."""
    by = person_in(request)
    found = notices_for(by, timezone.localdate())
    yield from _reminders(found)
    for remark in _to_answer(found.remarks, by):
        yield Task(
            look="look",
            state=message("compiling.task.question"),
            name=found.name_of(remark.sheet),
            address=reverse("answering:sheet", args=(remark.sheet.round_id, remark.sheet.node)) + "#h-remarks",
            button=message("compiling.task.answer"),
            note=remark.text,
            noted_by=f"{remark.made_by_label} {moment_text(remark.made_at)}",
        )


def _to_answer(remarks: tuple[Remark, ...], by: Person) -> Iterator[Remark]:
    """The questions about sheets for which this person answers. One query where anything was asked."""
    parts = {remark: parts_of(remark.sheet).every for remark in remarks}
    codes = {code for every in parts.values() for code in every}
    now = successors_of(codes, timezone.localdate()) if codes else {}
    for remark, every in parts.items():
        plan, departments = remark.sheet.round.plan_id, frozenset().union(*(now[code] for code in every))
        if may(by.standing, Permission.ANSWER_SHEET, Place(plan, departments)):
            yield remark


def tasks_of_running(request: HttpRequest) -> Iterator[Task]:
    """The running rounds of whoever compiles them, each with how far it is. A fixed number of queries for each round."""
    by = person_in(request)
    if not any(given.role in TABLE[Permission.RUN_ROUND] for given in by.standing.given):
        return
    for held in open_rounds().exclude(revision=None):
        if may(by.standing, Permission.RUN_ROUND, Place(held.plan_id)):
            yield Task(
                look=TAGS[RoundState(held.state)],
                state=word(RoundState(held.state)),
                name=spoken(name_of(held)),
                address=reverse("compiling:board", args=(held.pk,)),
                button=message("compiling.task.board"),
                about=(held.plan.name,),
                says=tuple(_how_far(situation_of(held, timezone.localdate()))),
            )


def _how_far(now: Situation) -> Iterator[Message]:
    """How far a round is, and what of it waits for the office."""
    yield from first_lines(now)
    if now.submitted:
        yield message("compiling.task.submitted", count=len(now.submitted))
    if now.stuck:
        yield message("compiling.task.stuck", count=len(now.stuck))


def _reminders(found: Notices) -> Iterator[Task]:
    if found.owed:
        newest = found.owed[0]
        yield Task(
            look="look",
            state=message("compiling.task.reminder"),
            name=newest.subject,
            address=reverse("compiling:notices"),
            button=message("compiling.task.read"),
            about=(
                message(
                    "compiling.task.from", name=newest.made_by_label, day=day_text(timezone.localdate(newest.made_at))
                ),
            ),
        )


def _name(sheet: Sheet, code: str) -> str:
    known = basis_of(sheet.round).plan.index.department.get(code)
    return known.name if known else code
