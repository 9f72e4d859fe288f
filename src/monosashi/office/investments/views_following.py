"""What became of a case: actual figures, conditions, verification."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from monosashi.core.fiscal_years import fiscal_year_on, print_fiscal_year
from monosashi.core.messages import message
from monosashi.office.accounts.deciding import Deciding, Done, Shown, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.forms import ReasonForm, SureForm, lines
from monosashi.office.entering.page import Page, form_page
from monosashi.office.entering.told import ChangedSince, new_token, seen
from monosashi.office.investments import actions_following as actions
from monosashi.office.investments import forms_examining
from monosashi.office.investments.fields import cell_name, year_text
from monosashi.office.investments.forms import ActualsForm, ReportForm, label_of
from monosashi.office.investments.forms_examining import VerificationForm
from monosashi.office.investments.looking import actual_rows
from monosashi.office.investments.models import Condition
from monosashi.office.investments.pages import address_of_case, anew, form_of
from monosashi.office.investments.places import case_or_404, condition_or_404, of_case, of_condition, row_or_404
from monosashi.office.investments.queries import ActualKind, CaseNow
from monosashi.office.investments.recorded import recorded_actuals
from monosashi.office.investments.told import told_of_actuals
from monosashi.office.plans.queries import held
from monosashi.office.ui.language import spoken


@decides(Permission.PROPOSE_INVESTMENT, of_case, label_of)
def actuals(request: HttpRequest, case: int) -> Deciding[ActualsForm]:
    """Say what was contracted, paid and saved."""
    now = case_or_404(case)
    kept = told_of_actuals(now.row)
    typed = bool(now.row.indicator_name)
    kinds = tuple(each for each in ActualKind if typed or each is not ActualKind.INDICATOR)
    first = {cell_name(line, year): value for line, year, value in kept.actuals}

    def act(form: ActualsForm, by: Person) -> Done:
        actions.tell_actuals(case, form.told, based_on=form.cleaned_data["based_on"], by=by)
        return Done(message("investments.did.kept"), f"{address_of_case(case)}#actuals")

    def shown_page(shown: Shown[ActualsForm]) -> HttpResponse:
        more: dict[str, Any] = {
            "template": "investments/grid_form.html",
            "grid": shown.form.grid(),
            "years": tuple(map(year_text, now.years)),
            "caption": message("investments.actuals.caption"),
        }
        if isinstance(shown.refused, ChangedSince):
            there = recorded_actuals(told_of_actuals(row_or_404(case)))
            more["stands"] = [(spoken(message("investments.field.figures")), "\n".join(map(str, there["figures"])))]  # type: ignore[call-overload]
        lead = message("investments.actuals.lead", title=now.row.title)
        return form_page(
            request, form_of(now.row, "investments.actuals.heading", "investments.button.keep", lead, **more), shown
        )

    first["based_on"] = seen(kept.plain)
    return Deciding(lambda sent: ActualsForm(sent, years=now.years, kinds=kinds, initial=first), act, shown_page)


@decides(Permission.EXAMINE_INVESTMENT, of_case, forms_examining.label_of)
def verify(request: HttpRequest, case: int) -> Deciding[VerificationForm]:
    """Say whether the case brought what was expected."""
    now = case_or_404(case)
    year = fiscal_year_on(timezone.localdate())
    first = {"seen": now.row.version, "token": new_token(), "fiscal_year": print_fiscal_year(year)}

    def act(form: VerificationForm, by: Person) -> Done:
        sent = form.cleaned_data
        actions.verify(case, form.told, token=sent["token"] or new_token(), seen=sent["seen"], by=by)
        return Done(message("investments.did.verified"), f"{address_of_case(case)}#verification")

    def shown_page(shown: Shown[VerificationForm]) -> HttpResponse:
        return form_page(request, _verify_page(now), anew(shown, row_or_404(case).version))

    return Deciding(lambda sent: VerificationForm(sent, initial=first), act, shown_page)


@decides(Permission.PROPOSE_INVESTMENT, of_condition, label_of)
def report(request: HttpRequest, condition: int) -> Deciding[ReportForm]:
    """Tell what was done about a condition."""
    row = condition_or_404(condition)

    def act(form: ReportForm, by: Person) -> Done:
        actions.report_condition(condition, report=lines(form.cleaned_data["report"]), by=by)
        return Done(message("investments.did.reported"), _conditions_of(row))

    page = _page(row, "investments.condition.report")
    return Deciding(
        lambda sent: ReportForm(sent, initial={"report": row.report}),
        act,
        lambda shown: form_page(request, page, shown),
    )


@decides(Permission.EXAMINE_INVESTMENT, of_condition, label_of)
def close(request: HttpRequest, condition: int) -> Deciding[SureForm]:
    """What was reported on a condition is enough."""
    row = condition_or_404(condition)

    def act(form: SureForm, by: Person) -> Done:  # noqa: ARG001 -- nothing is asked
        actions.close_condition(condition, by=by)
        return Done(message("investments.did.condition_closed"), _conditions_of(row))

    page = _page(row, "investments.condition.close")
    return Deciding(SureForm, act, lambda shown: form_page(request, page, shown))


@decides(Permission.EXAMINE_INVESTMENT, of_condition, label_of)
def send_back(request: HttpRequest, condition: int) -> Deciding[ReasonForm]:
    """What was reported on a condition is not enough."""
    row = condition_or_404(condition)

    def act(form: ReasonForm, by: Person) -> Done:
        actions.send_condition_back(condition, note=lines(form.cleaned_data["reason"]), by=by)
        return Done(message("investments.did.condition_sent_back"), _conditions_of(row))

    page = _page(row, "investments.condition.send_back")
    return Deciding(ReasonForm, act, lambda shown: form_page(request, page, shown))


def _verify_page(now: CaseNow) -> Page:
    return form_of(
        now.row,
        "investments.verify.heading",
        "investments.verify.button",
        message("investments.verify.lead", title=now.row.title),
        template="investments/verify.html",
        actuals=actual_rows(now, held(now.row.plan_id).plan),
        years=tuple(map(year_text, now.years)),
    )


def _page(row: Condition, heading: str) -> Page:
    told = message("investments.of_condition", text=row.text, report=row.report or None)
    return form_of(row.decision.case, heading, heading, told)


def _conditions_of(row: Condition) -> str:
    return f"{address_of_case(row.decision.case_id)}#conditions"
