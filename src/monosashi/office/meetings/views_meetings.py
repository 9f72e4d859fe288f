"""Planning a meeting, changing it, saying that it was held or cancelled; its minutes."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from monosashi.core.fiscal_years import fiscal_year_on
from monosashi.core.messages import Message, message
from monosashi.office.accounts.access import of_plan, standing_in
from monosashi.office.accounts.deciding import Deciding, Done, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.forms import ReasonForm, SureForm, lines
from monosashi.office.entering.page import Page, form_page
from monosashi.office.entering.told import new_token, seen
from monosashi.office.meetings import actions_meetings as actions
from monosashi.office.meetings import actions_minutes
from monosashi.office.meetings.choices import open_ones, things_to_look_at
from monosashi.office.meetings.forms import DayForm, MeetingForm, NoMinutesForm, label_of, looks_at
from monosashi.office.meetings.forms_minutes import MinutesForm, initial_of
from monosashi.office.meetings.models import Meeting
from monosashi.office.meetings.pages import to_body, to_meeting
from monosashi.office.meetings.places import body_or_404, meeting_or_404, of_meeting
from monosashi.office.meetings.queries import members_on, next_number, open_decisions
from monosashi.office.meetings.rows import told_of_meeting, told_of_minutes
from monosashi.office.meetings.shown import name_of, when
from monosashi.office.plans.pages import held_or_404


@decides(Permission.KEEP_MEETINGS, of_plan, label_of)
def new_meeting(request: HttpRequest, body: int, plan: str) -> Deciding[MeetingForm]:
    """Plan a meeting, with the number that comes next and the decisions that are not followed up yet."""
    of, today = body_or_404(body), timezone.localdate()
    held_or_404(plan)
    again = list(open_decisions().filter(item__meeting__body=body))
    looks = things_to_look_at(standing_in(request))

    def form(sent: Any) -> MeetingForm:  # noqa: ANN401 -- what was sent
        again_chosen = [str(row.pk) for row in again]
        initial = {"token": new_token(), "looks_at": looks_at(plan), "looks_again": again_chosen}
        return MeetingForm(sent, initial=initial, looks_at=looks, looks_again=open_ones(again, today))

    def act(form: MeetingForm, by: Person) -> Done:
        told = form.cleaned_data
        chosen = {int(pk) for pk in told.get("looks_again", ())}
        token = told["token"] or new_token()
        row = actions.plan_meeting(body, form.told, token=token, looks_again=chosen, by=by)
        return Done(message("meetings.did.planned", name=name_of(row), day=when(row)), _address(row))

    year = fiscal_year_on(today)
    lead = message("meetings.new_meeting.lead", year=year, number=next_number(body, year))
    page = Page(
        message("meetings.new_meeting"),
        message("meetings.button.plan"),
        reverse("meetings:body", args=(body,)),
        to_body(of),
        lead,
    )
    return Deciding(form, act, lambda shown: form_page(request, page, shown))


@decides(Permission.KEEP_MEETINGS, of_meeting, label_of)
def change(request: HttpRequest, meeting: int) -> Deciding[MeetingForm]:
    """Change a meeting."""
    row = meeting_or_404(meeting)
    now = told_of_meeting(row)
    looks = things_to_look_at(standing_in(request), row)
    at = looks_at(row.plan_id, row.round_id, row.edition)

    def form(sent: Any) -> MeetingForm:  # noqa: ANN401 -- what was sent
        initial = {**now.plain, "begins": row.begins, "looks_at": at, "based_on": seen(now.plain)}
        return MeetingForm(sent, initial=initial, looks_at=looks)

    def act(form: MeetingForm, by: Person) -> Done:
        actions.change_meeting(meeting, form.told, based_on=form.cleaned_data["based_on"], by=by)
        return Done(message("meetings.did.kept"), _address(row))

    page = _page(row, message("meetings.change"), message("meetings.button.keep"))
    return Deciding(form, act, lambda shown: form_page(request, page, shown))


@decides(Permission.KEEP_MEETINGS, of_meeting, label_of)
def hold(request: HttpRequest, meeting: int) -> Deciding[SureForm]:
    """It was held."""
    row = meeting_or_404(meeting)

    def act(form: SureForm, by: Person) -> Done:  # noqa: ARG001 -- nothing is asked
        actions.hold(meeting, by=by)
        return Done(message("meetings.did.held", name=name_of(row)), _address(row))

    page = _page(row, message("meetings.hold"), message("meetings.hold"))
    told = page.with_lead(message("meetings.hold.lead", day=when(row)))
    return Deciding(SureForm, act, lambda shown: form_page(request, told, shown))


@decides(Permission.KEEP_MEETINGS, of_meeting, label_of)
def cancel(request: HttpRequest, meeting: int) -> Deciding[ReasonForm]:
    """It will not be held."""
    row = meeting_or_404(meeting)

    def act(form: ReasonForm, by: Person) -> Done:
        actions.cancel(meeting, reason=lines(form.cleaned_data["reason"]), by=by)
        return Done(message("meetings.did.cancelled", name=name_of(row)), _address(row))

    page = _page(row, message("meetings.cancel"), message("meetings.cancel"))
    told = page.with_lead(message("meetings.cancel.lead"))
    return Deciding(ReasonForm, act, lambda shown: form_page(request, told, shown))


@decides(Permission.KEEP_MEETINGS, of_meeting, label_of)
def plan_again(request: HttpRequest, meeting: int) -> Deciding[DayForm]:
    """What was cancelled will be held after all."""
    row = meeting_or_404(meeting)

    def act(form: DayForm, by: Person) -> Done:
        again = actions.plan_again(meeting, day=form.cleaned_data["day"], by=by)
        return Done(message("meetings.did.planned", name=name_of(again), day=when(again)), _address(row))

    page = _page(row, message("meetings.plan_again"), message("meetings.button.plan"))
    return Deciding(DayForm, act, lambda shown: form_page(request, page, shown))


@decides(Permission.KEEP_MEETINGS, of_meeting, label_of)
def keep_minutes(request: HttpRequest, meeting: int) -> Deciding[MinutesForm]:
    """Write the minutes."""
    row = meeting_or_404(meeting)
    items, members = tuple(row.items.all()), members_on(row.body_id, row.day)
    now = told_of_minutes(row, items, members)
    initial = {**initial_of(now), "day": row.minutes_day or timezone.localdate(), "based_on": seen(now.plain)}

    def form(sent: Any) -> MinutesForm:  # noqa: ANN401 -- what was sent
        return MinutesForm(items, members, sent, initial=initial)

    def act(form: MinutesForm, by: Person) -> Done:
        actions_minutes.keep_minutes(meeting, form.told, based_on=form.cleaned_data["based_on"], by=by)
        return Done(message("meetings.did.minutes"), f"{_address(row)}#minutes")

    page = Page(
        message("meetings.keep_minutes"),
        message("meetings.button.keep"),
        _address(row),
        to_meeting(row),
        message("meetings.keep_minutes.lead"),
        "meetings/keep_minutes.html",
        {"meeting": row},
    )
    return Deciding(form, act, lambda shown: form_page(request, page, shown))


@decides(Permission.KEEP_MEETINGS, of_meeting, label_of)
def no_minutes(request: HttpRequest, meeting: int) -> Deciding[NoMinutesForm]:
    """There will be no minutes."""
    row = meeting_or_404(meeting)

    def act(form: NoMinutesForm, by: Person) -> Done:
        told = form.cleaned_data
        actions_minutes.make_no_minutes(meeting, reason=lines(told["reason"]), inferred=told["inferred"], by=by)
        return Done(message("meetings.did.no_minutes"), f"{_address(row)}#minutes")

    def form(sent: Any) -> NoMinutesForm:  # noqa: ANN401 -- what was sent
        return NoMinutesForm(sent, initial={"reason": row.minutes_reason, "inferred": row.inferred})

    page = _page(row, message("meetings.no_minutes"), message("meetings.button.keep"))
    told = page.with_lead(message("meetings.no_minutes.lead"))
    return Deciding(form, act, lambda shown: form_page(request, told, shown))


def _page(row: Meeting, heading: Message, button: Message) -> Page:
    return Page(heading, button, _address(row), to_meeting(row))


def _address(row: Meeting) -> str:
    return reverse("meetings:meeting", args=(row.pk,))
