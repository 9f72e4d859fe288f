"""Telling who the officers of a department are: notified, corrected, ended, taken away, renewed; that none is placed."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.office.accounts.bearers import choices_today
from monosashi.office.accounts.deciding import Deciding, Done, Shown, decides
from monosashi.office.accounts.organisation import Unit
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.page import Page, form_page
from monosashi.office.entering.told import new_token, seen
from monosashi.office.officers import actions_leaving_out, actions_officers, actions_renewing
from monosashi.office.officers.forms import EndForm, LeaveOutForm, OfficerForm, RenewForm, SureForm, WhyForm, label_of
from monosashi.office.officers.models import Appointment, OfficerKind
from monosashi.office.officers.pages import to_department
from monosashi.office.officers.places import (
    left_out_or_404,
    of_department,
    of_left_out,
    of_officer,
    officer_or_404,
    unit_or_404,
)
from monosashi.office.officers.rows import called, told_of_officer
from monosashi.office.officers.shown import term_of
from monosashi.office.officers.years import last_day_of_term
from monosashi.office.people.days import next_april
from monosashi.office.ui.addresses import address_of

Sent = Any


@decides(Permission.NOTIFY_OFFICERS, of_department, label_of)
def notify(request: HttpRequest, code: str) -> Deciding[OfficerForm]:
    """Tell of an officer."""
    unit, today = unit_or_404(code), timezone.localdate()
    kinds = tuple(OfficerKind.objects.filter(out_of_use_since__isnull=True))
    there = actions_renewing.to_renew(code, date.max)

    def form(sent: Sent) -> OfficerForm:
        first = {"token": new_token(), **_asked(request, today, kinds)}
        return OfficerForm(sent, initial=first, kinds=kinds, departments=_others(code), in_office=there)

    def act(form: OfficerForm, by: Person) -> Done:
        instead_of = form.cleaned_data["instead_of"]
        row = actions_officers.notify(
            code,
            form.told,
            token=form.cleaned_data["token"] or new_token(),
            by=by,
            instead_of=int(instead_of) if instead_of else None,
        )
        return Done(message("officers.did.notified", kind=row.kind.name, who=called(row)), _address(code))

    page = _page(unit, message("officers.notify"), message("officers.button.notify"))
    lead = message("officers.notify.lead" if kinds else "officers.notify.no_kind", department=unit.name)
    return Deciding(form, act, lambda shown: form_page(request, page.with_lead(lead), shown))


@decides(Permission.NOTIFY_OFFICERS, of_officer, label_of)
def change(request: HttpRequest, officer: int) -> Deciding[OfficerForm]:
    """Correct what was told of an officer."""
    row = officer_or_404(officer)
    now = told_of_officer(row)

    def form(sent: Sent) -> OfficerForm:
        first = {**now.plain, "based_on": seen(now.plain)}
        also = (row.shared_with,) if row.shared_with else ()
        return OfficerForm(sent, initial=first, kinds=(row.kind,), departments=_others(row.department, *also))

    def act(form: OfficerForm, by: Person) -> Done:
        actions_officers.change(officer, form.told, based_on=form.cleaned_data["based_on"], by=by)
        return Done(message("officers.did.kept"), _address(row.department))

    page = _page_of(row, message("officers.change"), message("officers.button.keep"))
    lead = message("officers.change.lead", who=called(row))
    return Deciding(form, act, lambda shown: form_page(request, page.with_lead(lead), shown))


@decides(Permission.NOTIFY_OFFICERS, of_officer, label_of)
def end(request: HttpRequest, officer: int) -> Deciding[EndForm]:
    """Tell that somebody is no officer any more."""
    row = officer_or_404(officer)
    last = min(timezone.localdate(), row.until) if row.until else timezone.localdate()

    def act(form: EndForm, by: Person) -> Done:
        actions_officers.end(officer, until=form.cleaned_data["until"], note=form.cleaned_data["note"], by=by)
        return Done(message("officers.did.ended", kind=row.kind.name, who=called(row)), _address(row.department))

    page = _page_of(row, message("officers.end"), message("officers.button.end"))
    lead = message("officers.end.lead", kind=row.kind.name, who=called(row), term=term_of(row))
    return Deciding(
        lambda sent: EndForm(sent, initial={"until": last}),
        act,
        lambda shown: form_page(request, page.with_lead(lead), shown),
    )


@decides(Permission.NOTIFY_OFFICERS, of_officer, label_of)
def remove(request: HttpRequest, officer: int) -> Deciding[WhyForm]:
    """Take away what was entered wrongly."""
    row = officer_or_404(officer)

    def act(form: WhyForm, by: Person) -> Done:
        actions_officers.remove(officer, why=form.cleaned_data["why"], by=by)
        return Done(message("officers.did.removed", kind=row.kind.name, who=called(row)), _address(row.department))

    page = _page_of(row, message("officers.remove"), message("officers.button.remove"))
    lead = message("officers.remove.lead", kind=row.kind.name, who=called(row), term=term_of(row))
    return Deciding(WhyForm, act, lambda shown: form_page(request, page.with_lead(lead), shown))


@decides(Permission.NOTIFY_OFFICERS, of_department, label_of)
def leave_out(request: HttpRequest, code: str) -> Deciding[LeaveOutForm]:
    """Tell that none is placed."""
    unit, today = unit_or_404(code), timezone.localdate()
    kinds = tuple(OfficerKind.objects.filter(out_of_use_since__isnull=True))

    def form(sent: Sent) -> LeaveOutForm:
        first = {"token": new_token(), "since": today, "kind": request.GET.get("kind", "")}
        return LeaveOutForm(sent, initial=first, kinds=kinds)

    def act(form: LeaveOutForm, by: Person) -> Done:
        row = actions_leaving_out.leave_out(code, form.told, token=form.cleaned_data["token"] or new_token(), by=by)
        return Done(message("officers.did.left_out", kind=row.kind.name), _address(code))

    page = _page(unit, message("officers.leave_out"), message("officers.button.leave_out"))
    lead = message("officers.leave_out.lead", department=unit.name)
    return Deciding(form, act, lambda shown: form_page(request, page.with_lead(lead), shown))


@decides(Permission.NOTIFY_OFFICERS, of_left_out, label_of)
def place_again(request: HttpRequest, left_out: int) -> Deciding[SureForm]:
    """Take back that none is placed."""
    row = left_out_or_404(left_out)

    def act(form: SureForm, by: Person) -> Done:  # noqa: ARG001 -- nothing is asked
        actions_leaving_out.place_again(left_out, by=by)
        return Done(message("officers.did.placed_again", kind=row.kind.name), _address(row.department))

    page = _page(unit_or_404(row.department), message("officers.place_again"), message("officers.place_again"))
    lead = message("officers.place_again.lead", kind=row.kind.name, reason=row.reason)
    return Deciding(SureForm, act, lambda shown: form_page(request, page.with_lead(lead), shown))


@decides(Permission.NOTIFY_OFFICERS, of_department, label_of)
def renew(request: HttpRequest, code: str) -> Deciding[RenewForm]:
    """Tell of each officer of a department what becomes of them in the new term."""
    unit, since = unit_or_404(code), _new_term(request, code, timezone.localdate())

    def form(sent: Sent) -> RenewForm:
        rows = actions_renewing.to_renew(code, since)
        first = {"since": since, "until": last_day_of_term(since, 1), "token": new_token()}
        based_on = actions_renewing.seen_of_renewal(rows)
        return RenewForm(sent, initial={**first, "based_on": based_on}, rows=rows)

    def act(form: RenewForm, by: Person) -> Done:
        told = form.cleaned_data
        going_on = actions_renewing.renew(
            code, form.told, based_on=told["based_on"], token=told["token"] or new_token(), by=by
        )
        return Done(message("officers.did.renewed", count=going_on), _address(code))

    page = _page(unit, message("officers.renew"), message("officers.button.renew"))
    return Deciding(form, act, lambda shown: _renewal_page(request, page, shown))


def _renewal_page(request: HttpRequest, page: Page, shown: Shown[RenewForm]) -> HttpResponse:
    """The form: of whom something was told meanwhile stands there no more, and who came does."""
    form = shown.form
    if shown.refused is not None:
        form.data = {**form.data.dict(), "based_on": actions_renewing.seen_of_renewal(form.rows)}  # type: ignore[attr-defined]
    each = tuple(
        (row, term_of(row), tuple(form[f"{name}-{row.pk}"] for name in _ASKED), form[f"outcome-{row.pk}"])
        for row in form.rows
    )
    return form_page(
        request, Page(page.heading, page.button, page.back, page.way, page.lead, _RENEW, {"each": each}), shown
    )


_RENEW = "officers/renew.html"
_ASKED = ("account", "name", "post", "chosen_by", "note")


def _new_term(request: HttpRequest, code: str, today: date) -> date:
    """The first day of the new term: what was sent, else this year's April where a term has run out already, else the next one."""
    try:
        return date.fromisoformat(request.POST.get("since", ""))
    except ValueError:
        coming = next_april(today)
        over = any(row.until and row.until < today for row in actions_renewing.to_renew(code, today))
        return coming.replace(year=coming.year - 1) if over else coming


def _asked(request: HttpRequest, today: date, kinds: tuple[OfficerKind, ...]) -> dict[str, Any]:
    """What the form begins with: the kind and whom somebody follows as the address says, from today to the end of the term."""
    wanted = request.GET.get("kind", "")
    kind = next((row for row in kinds if str(row.pk) == wanted), kinds[0] if kinds else None)
    until = last_day_of_term(today, kind.term_years) if kind and kind.term_years else None
    return {
        "kind": kind.pk if kind else None,
        "instead_of": request.GET.get("instead_of", ""),
        "since": today,
        "until": until,
        "chosen_by": "not_stated",
    }


def _others(code: str, *also: str) -> list[tuple[str, str]]:
    return [(each, name) for each, name in choices_today(timezone.localdate(), also) if each != code]


def _page(unit: Unit, heading: Message, button: Message) -> Page:
    return Page(heading, button, _address(unit.code), to_department(unit))


def _page_of(row: Appointment, heading: Message, button: Message) -> Page:
    return _page(unit_or_404(row.department), heading, button)


def _address(code: str) -> str:
    return address_of("officers:department", code)
