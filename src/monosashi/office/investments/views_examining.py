"""Examining cases, keeping what was decided, and the city's settings."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from monosashi.core.fiscal_years import print_fiscal_year
from monosashi.core.messages import message
from monosashi.office.accounts.access import anywhere
from monosashi.office.accounts.bearers import choices_today
from monosashi.office.accounts.deciding import Deciding, Done, Shown, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.forms import lines
from monosashi.office.entering.page import Page, form_page
from monosashi.office.entering.told import ChangedSince, new_token, seen
from monosashi.office.investments import actions_examining as actions
from monosashi.office.investments import forms, pages
from monosashi.office.investments.forms import ReasonForm
from monosashi.office.investments.forms_examining import DecisionForm, RemarksForm, SettingsForm, label_of
from monosashi.office.investments.models import Case
from monosashi.office.investments.pages import address_of_case, anew, form_of
from monosashi.office.investments.places import of_case, row_or_404
from monosashi.office.investments.queries import rates, viewpoints, viewpoints_for
from monosashi.office.investments.states import InvestmentVerdict
from monosashi.office.investments.told import told_of_remarks, told_of_settings
from monosashi.office.investments.usual import usual_viewpoints
from monosashi.office.meetings.queries import decisions
from monosashi.office.meetings.shown import name_of
from monosashi.office.ui.language import spoken
from monosashi.wording import word

_MEETINGS = 30
"""Decisions of meetings that a form offers, the newest first."""


@decides(Permission.EXAMINE_INVESTMENT, of_case, label_of)
def examine(request: HttpRequest, case: int) -> Deciding[RemarksForm]:
    """Say what the office thinks of each answer."""
    row = row_or_404(case)
    asked = viewpoints_for(row)
    kept = told_of_remarks(row, asked)
    answers = {each.viewpoint_id: each.answer for each in row.answers.all()}

    def act(form: RemarksForm, by: Person) -> Done:
        actions.examine(case, form.told, based_on=form.cleaned_data["based_on"], by=by)
        return Done(message("investments.did.examined"), f"{address_of_case(case)}#viewpoints")

    def shown_page(shown: Shown[RemarksForm]) -> HttpResponse:
        more: dict[str, Any] = {"template": "investments/viewpoints_form.html", "answers": answers}
        if isinstance(shown.refused, ChangedSince):
            texts = {each.pk: each.text for each in asked}
            mine = {pk: said for pk, *said in shown.form.told.remarks}
            now = told_of_remarks(row_or_404(case), asked).remarks
            more["stands"] = [
                (texts[pk], f"{spoken(word(InvestmentVerdict(verdict)))} {remark}")
                for pk, verdict, remark in now
                if [verdict, remark] != mine[pk]
            ]
        return form_page(request, form_of(row, "investments.examine.heading", "investments.button.keep", **more), shown)

    first = {"based_on": seen(kept.plain)}
    return Deciding(lambda sent: RemarksForm(sent, asked=asked, kept=kept, initial=first), act, shown_page)


@decides(Permission.EXAMINE_INVESTMENT, of_case, label_of)
def decide(request: HttpRequest, case: int) -> Deciding[DecisionForm]:
    """Keep what was decided."""
    row = row_or_404(case)
    today = timezone.localdate()
    first = {
        "seen": row.version,
        "token": new_token(),
        "decided_on": today,
        "priority": row.priority,
        "verify_year": print_fiscal_year(row.verify_year or row.fiscal_year + 1),
        "department-0": row.code,
    }
    known = {"decided_in": _meetings_of(row), "departments": choices_today(today, (row.code,))}

    def act(form: DecisionForm, by: Person) -> Done:
        sent = form.cleaned_data
        actions.decide(case, form.told, token=sent["token"] or new_token(), seen=sent["seen"], by=by)
        return Done(message("investments.did.decided"), f"{address_of_case(case)}#decision")

    page = form_of(row, "investments.decide.heading", "investments.decide.button", template="investments/decide.html")
    return Deciding(
        lambda sent: DecisionForm(sent, initial=first, **known),
        act,
        lambda shown: form_page(request, page, anew(shown, row_or_404(case).version)),
    )


@decides(Permission.EXAMINE_INVESTMENT, of_case, forms.label_of)
def take_up(request: HttpRequest, case: int) -> Deciding[ReasonForm]:
    """Examine again what was decided."""
    row = row_or_404(case)

    def act(form: ReasonForm, by: Person) -> Done:
        told = form.cleaned_data
        actions.take_up(case, reason=lines(told["reason"]), seen=told["seen"], by=by)
        return Done(message("investments.did.taken_up"), address_of_case(case))

    page = form_of(row, "investments.take_up", "investments.take_up")
    return Deciding(
        lambda sent: ReasonForm(sent, initial={"seen": row.version}),
        act,
        lambda shown: form_page(request, page, anew(shown, row_or_404(case).version)),
    )


@decides(Permission.EXAMINE_INVESTMENT, anywhere, label_of)
def settings(request: HttpRequest) -> Deciding[SettingsForm]:
    """The city's unit labour costs and viewpoints."""
    there, asked = tuple(rates()), tuple(viewpoints())

    def act(form: SettingsForm, by: Person) -> Done:
        actions.keep_settings(form.told, based_on=form.cleaned_data["based_on"], by=by)
        return Done(message("investments.did.settings"), reverse("investments:settings"))

    def shown_page(shown: Shown[SettingsForm]) -> HttpResponse:
        more: dict[str, Any] = {"usual": None if asked else usual_viewpoints(), "begins": begins}
        if isinstance(shown.refused, ChangedSince):
            texts = [f"{spoken(message('ui.fiscal_year', year=each.fiscal_year))} {each.yen}" for each in there]
            more["stands"] = [
                (spoken(message("investments.settings.rates")), "\n".join(texts)),
                (spoken(message("investments.settings.viewpoints")), "\n".join(each.text for each in asked)),
            ]
        page = Page(
            message("investments.settings.heading"),
            message("investments.button.keep"),
            reverse("investments:list"),
            (pages.top(),),
            message("investments.settings.lead"),
            "investments/settings.html",
            more,
        )
        return form_page(request, page, shown)

    first = {"based_on": seen(told_of_settings(there, asked).plain)}
    begins = "usual" in request.GET

    def form(sent: Any) -> SettingsForm:  # noqa: ANN401 -- Django's
        return SettingsForm(sent, rates=there, viewpoints=asked, begins=begins, initial=first)

    return Deciding(form, act, shown_page)


def _meetings_of(row: Case) -> list[tuple[str, str]]:
    """What meetings decided about the plan of a case, the newest first."""
    found = decisions().filter(item__meeting__plan=row.plan_id).order_by("-item__meeting__day", "-pk")[:_MEETINGS]
    return [(str(each.pk), f"{spoken(name_of(each.item.meeting))} {each.text}") for each in found]
