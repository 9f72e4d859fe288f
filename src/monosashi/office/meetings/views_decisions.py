"""Writing down decisions, reporting on them, closing them or sending them back."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.office.accounts.bearers import choices_today
from monosashi.office.accounts.deciding import Deciding, Done, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.forms import ReasonForm, SureForm, lines
from monosashi.office.entering.page import Page, form_page
from monosashi.office.entering.told import new_token, seen
from monosashi.office.meetings import actions_decisions as actions
from monosashi.office.meetings.choices import items_of
from monosashi.office.meetings.forms import DecisionForm, ReportForm, label_of
from monosashi.office.meetings.models import Meeting, MeetingDecision
from monosashi.office.meetings.pages import to_meeting
from monosashi.office.meetings.places import decision_or_404, meeting_or_404, of_decision, of_meeting
from monosashi.office.meetings.rows import told_of_decision
from monosashi.office.plans.queries import choices_of_measures
from monosashi.office.ui.crumbs import Crumb


@decides(Permission.KEEP_MEETINGS, of_meeting, label_of)
def decide(request: HttpRequest, meeting: int) -> Deciding[DecisionForm]:
    """Write down a decision (`item=3` of the address chooses the item)."""
    row = meeting_or_404(meeting)

    def form(sent: Any) -> DecisionForm:  # noqa: ANN401 -- what was sent
        return _form(sent, row, {"token": new_token(), "item": request.GET.get("item", "")})

    def act(form: DecisionForm, by: Person) -> Done:
        made = actions.decide(meeting, form.told, token=form.cleaned_data["token"] or new_token(), by=by)
        return Done(message("meetings.did.decided"), _address(meeting, made.pk))

    page = Page(
        message("meetings.decide"),
        message("meetings.button.keep"),
        reverse("meetings:meeting", args=(meeting,)),
        to_meeting(row),
    )
    return Deciding(form, act, lambda shown: form_page(request, page, shown))


@decides(Permission.KEEP_MEETINGS, of_meeting, label_of)
def change(request: HttpRequest, meeting: int, decision: int) -> Deciding[DecisionForm]:
    """Change what was written down."""
    row = decision_or_404(meeting, decision)
    now = told_of_decision(row)
    initial = {**now.plain, "based_on": seen(now.plain)}

    def form(sent: Any) -> DecisionForm:  # noqa: ANN401 -- what was sent
        return _form(sent, row.item.meeting, initial, row)

    def act(form: DecisionForm, by: Person) -> Done:
        actions.change_decision(meeting, decision, form.told, based_on=form.cleaned_data["based_on"], by=by)
        return Done(message("meetings.did.kept"), _address(meeting, decision))

    page = _page(row, message("meetings.change_decision"), message("meetings.button.keep"))
    return Deciding(form, act, lambda shown: form_page(request, page, shown))


@decides(Permission.REPORT_ON_DECISION, of_decision, label_of)
def report(request: HttpRequest, meeting: int, decision: int) -> Deciding[ReportForm]:
    """Tell what was done."""
    row = decision_or_404(meeting, decision)

    def act(form: ReportForm, by: Person) -> Done:
        actions.report(meeting, decision, text=lines(form.cleaned_data["report"]), by=by)
        return Done(message("meetings.did.reported"), _address(meeting, decision))

    page = _page(
        row, message("meetings.report"), message("meetings.report"), message("meetings.of_decision", text=row.text)
    )
    return Deciding(
        lambda sent: ReportForm(sent, initial={"report": row.report}),
        act,
        lambda shown: form_page(request, page, shown),
    )


@decides(Permission.KEEP_MEETINGS, of_meeting, label_of)
def close(request: HttpRequest, meeting: int, decision: int) -> Deciding[SureForm]:
    """It is done."""
    row = decision_or_404(meeting, decision)

    def act(form: SureForm, by: Person) -> Done:  # noqa: ARG001 -- nothing is asked
        actions.close(meeting, decision, by=by)
        return Done(message("meetings.did.closed"), _address(meeting, decision))

    lead = message("meetings.close.lead", text=row.text, report=row.report or None)
    page = _page(row, message("meetings.close"), message("meetings.close"), lead)
    return Deciding(SureForm, act, lambda shown: form_page(request, page, shown))


@decides(Permission.KEEP_MEETINGS, of_meeting, label_of)
def send_back(request: HttpRequest, meeting: int, decision: int) -> Deciding[ReasonForm]:
    """What was reported is not enough."""

    def act(note: str, by: Person) -> None:
        actions.send_back(meeting, decision, note=note, by=by)

    said = message("meetings.did.sent_back")
    return _noted(request, decision_or_404(meeting, decision), message("meetings.send_back"), act, said)


@decides(Permission.KEEP_MEETINGS, of_meeting, label_of)
def call_off(request: HttpRequest, meeting: int, decision: int) -> Deciding[ReasonForm]:
    """Nothing more is done about it."""

    def act(note: str, by: Person) -> None:
        actions.call_off(meeting, decision, reason=note, by=by)

    said = message("meetings.did.called_off")
    return _noted(request, decision_or_404(meeting, decision), message("meetings.call_off"), act, said)


@decides(Permission.KEEP_MEETINGS, of_meeting, label_of)
def take_up(request: HttpRequest, meeting: int, decision: int) -> Deciding[ReasonForm]:
    """It was closed or called off too early."""

    def act(note: str, by: Person) -> None:
        actions.take_up(meeting, decision, reason=note, by=by)

    said = message("meetings.did.taken_up")
    return _noted(request, decision_or_404(meeting, decision), message("meetings.take_up"), act, said)


def _noted(
    request: HttpRequest, row: MeetingDecision, heading: Message, do: Callable[[str, Person], None], said: Message
) -> Deciding[ReasonForm]:
    """An act that says why."""
    meeting, pk = row.item.meeting_id, row.pk

    def act(form: ReasonForm, by: Person) -> Done:
        do(lines(form.cleaned_data["reason"]), by)
        return Done(said, _address(meeting, pk))

    page = _page(row, heading, heading, message("meetings.of_decision", text=row.text))
    return Deciding(ReasonForm, act, lambda shown: form_page(request, page, shown))


def _form(sent: Any, row: Meeting, initial: dict[str, object], now: MeetingDecision | None = None) -> DecisionForm:  # noqa: ANN401 -- what was sent
    told = told_of_decision(now) if now else None
    return DecisionForm(
        sent,
        initial=initial,
        items=items_of(row.items.all()),
        departments=choices_today(timezone.localdate(), told.departments if told else ()),
        measures=choices_of_measures(row.plan_id, told.measures if told else ()),
    )


def _page(row: MeetingDecision, heading: Message, button: Message, lead: Message | None = None) -> Page:
    back = _address(row.item.meeting_id, row.pk)
    way = to_meeting(row.item.meeting, Crumb(message("meetings.decision.heading"), back))
    return Page(heading, button, back, way, lead)


def _address(meeting: int, pk: int) -> str:
    return reverse("meetings:decision", args=(meeting, pk))
