"""Entering and changing bodies and their members."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.office.accounts.access import anywhere
from monosashi.office.accounts.bearers import choices_today
from monosashi.office.accounts.deciding import Deciding, Done, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.forms import SureForm
from monosashi.office.entering.page import Page, form_page
from monosashi.office.entering.told import new_token, seen
from monosashi.office.meetings import actions_bodies as actions
from monosashi.office.meetings.forms import BodyForm, MemberForm, label_of
from monosashi.office.meetings.models import Body
from monosashi.office.meetings.pages import to_body, top
from monosashi.office.meetings.places import body_or_404, member_or_404
from monosashi.office.meetings.queries import bodies
from monosashi.office.meetings.rows import told_of_body, told_of_member

Sent = Any


@decides(Permission.KEEP_MEETINGS, anywhere, label_of)
def new_body(request: HttpRequest) -> Deciding[BodyForm]:
    """Enter a body."""

    def act(form: BodyForm, by: Person) -> Done:
        row = actions.make_body(form.told, token=form.cleaned_data["token"] or new_token(), by=by)
        return Done(message("meetings.did.body_made", name=row.name), _address(row.pk))

    page = Page(
        message("meetings.new_body"), message("meetings.button.enter"), reverse("meetings:list"), top()
    ).with_lead(message("meetings.new_body.lead"))
    return Deciding(lambda sent: _body_form(sent, None), act, lambda shown: form_page(request, page, shown))


@decides(Permission.KEEP_MEETINGS, anywhere, label_of)
def change_body(request: HttpRequest, body: int) -> Deciding[BodyForm]:
    """Change a body."""
    row = body_or_404(body)

    def act(form: BodyForm, by: Person) -> Done:
        actions.change_body(body, form.told, based_on=form.cleaned_data["based_on"], by=by)
        return Done(message("meetings.did.kept"), _address(body))

    page = _page(row, message("meetings.change_body"), message("meetings.button.keep"))
    return Deciding(lambda sent: _body_form(sent, row), act, lambda shown: form_page(request, page, shown))


@decides(Permission.KEEP_MEETINGS, anywhere, label_of)
def retire(request: HttpRequest, body: int) -> Deciding[SureForm]:
    """Take a body out of use."""
    return _use(request, body, in_use=False)


@decides(Permission.KEEP_MEETINGS, anywhere, label_of)
def use_again(request: HttpRequest, body: int) -> Deciding[SureForm]:
    """Take a body into use again."""
    return _use(request, body, in_use=True)


@decides(Permission.KEEP_MEETINGS, anywhere, label_of)
def new_member(request: HttpRequest, body: int) -> Deciding[MemberForm]:
    """Enter a member."""
    row = body_or_404(body)

    def act(form: MemberForm, by: Person) -> Done:
        made = actions.add_member(body, form.told, token=form.cleaned_data["token"] or new_token(), by=by)
        return Done(message("meetings.did.member_added", who=made.who), _address(body))

    page = _page(row, message("meetings.new_member"), message("meetings.button.enter"))
    return Deciding(
        lambda sent: MemberForm(sent, initial={"token": new_token()}),
        act,
        lambda shown: form_page(request, page, shown),
    )


@decides(Permission.KEEP_MEETINGS, anywhere, label_of)
def change_member(request: HttpRequest, body: int, member: int) -> Deciding[MemberForm]:
    """Change a member, or end the seat."""
    row, seat = body_or_404(body), member_or_404(body, member)
    now = told_of_member(seat)
    initial = {**now.plain, "based_on": seen(now.plain)}

    def act(form: MemberForm, by: Person) -> Done:
        actions.change_member(body, member, form.told, based_on=form.cleaned_data["based_on"], by=by)
        return Done(message("meetings.did.kept"), _address(body))

    page = _page(row, message("meetings.change_member"), message("meetings.button.keep"))
    return Deciding(lambda sent: MemberForm(sent, initial=initial), act, lambda shown: form_page(request, page, shown))


@decides(Permission.KEEP_MEETINGS, anywhere, label_of)
def remove_member(request: HttpRequest, body: int, member: int) -> Deciding[SureForm]:
    """Take away a member that was entered wrongly."""
    row, seat = body_or_404(body), member_or_404(body, member)

    def act(form: SureForm, by: Person) -> Done:  # noqa: ARG001 -- nothing is asked
        actions.remove_member(body, member, by=by)
        return Done(message("meetings.did.member_removed", who=seat.who), _address(body))

    page = _page(row, message("meetings.remove_member"), message("meetings.button.remove"))
    told = page.with_lead(message("meetings.remove_member.lead", who=seat.who))
    return Deciding(SureForm, act, lambda shown: form_page(request, told, shown))


def _use(request: HttpRequest, body: int, *, in_use: bool) -> Deciding[SureForm]:
    row = body_or_404(body)

    def act(form: SureForm, by: Person) -> Done:  # noqa: ARG001 -- nothing is asked
        actions.set_use(body, in_use=in_use, by=by)
        said = message("meetings.did.in_use" if in_use else "meetings.did.out_of_use", name=row.name)
        return Done(said, _address(body))

    heading = message("meetings.use_again" if in_use else "meetings.retire")
    lead = message("meetings.use_again.lead" if in_use else "meetings.retire.lead", name=row.name)
    page = _page(row, heading, heading).with_lead(lead)
    return Deciding(SureForm, act, lambda shown: form_page(request, page, shown))


def _body_form(sent: Sent, row: Body | None) -> BodyForm:
    now = told_of_body(row) if row else None
    initial = {**now.plain, "based_on": seen(now.plain)} if now else {"token": new_token()}
    above = bodies().exclude(pk=row.pk) if row else bodies()
    also = (row.secretariat,) if row and row.secretariat else ()
    return BodyForm(sent, initial=initial, above=above, departments=choices_today(timezone.localdate(), also))


def _page(row: Body, heading: Message, button: Message) -> Page:
    return Page(heading, button, _address(row.pk), to_body(row))


def _address(pk: int) -> str:
    return reverse("meetings:body", args=(pk,))
