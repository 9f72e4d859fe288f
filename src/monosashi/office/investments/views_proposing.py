"""Entering cases, comparing alternatives, answering viewpoints, submitting."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.deciding import Deciding, Done, Shown, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.register import tree_on
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.forms import SureForm
from monosashi.office.entering.page import Page, form_page
from monosashi.office.entering.told import ChangedSince, new_token, seen
from monosashi.office.investments import actions_proposing as actions
from monosashi.office.investments import forms_examining, pages
from monosashi.office.investments.fields import year_text
from monosashi.office.investments.forms import AlternativeForm, CaseForm, SeenForm, first_of_case, label_of
from monosashi.office.investments.forms_examining import AnswersForm, LikenessForm
from monosashi.office.investments.models import Case
from monosashi.office.investments.pages import address_of_case, form_of
from monosashi.office.investments.places import alternative_or_404, case_or_404, of_case, of_department, row_or_404
from monosashi.office.investments.queries import others_of, viewpoints_for
from monosashi.office.investments.recorded import called_program, line_text
from monosashi.office.investments.states import InvestmentLikeness
from monosashi.office.investments.told import Line, told_of_answers
from monosashi.office.plans.pages import held_or_404
from monosashi.office.plans.queries import choices_of_measures, held
from monosashi.office.ui.language import spoken


@decides(Permission.PROPOSE_INVESTMENT, of_department, label_of)
def new(request: HttpRequest, plan: str, department: str) -> Deciding[CaseForm]:
    """Enter a case of a department (`measure=n-1` of the address ticks a measure)."""
    state = held_or_404(plan)
    unit = next((each for each in tree_on(timezone.localdate()).standing if each.code == department), None)
    if unit is None:
        raise Http404(department)
    asked = request.GET.get("measure", "")
    first = {"token": new_token(), "measures": [asked] if asked in state.plan.index.node else []}

    def act(form: CaseForm, by: Person) -> Done:
        row = actions.propose(plan, department, form.told, token=form.cleaned_data["token"] or new_token(), by=by)
        return Done(message("investments.did.entered", title=row.title), address_of_case(row.pk))

    page = Page(
        message("investments.new.heading"),
        message("investments.new.button"),
        reverse("investments:list"),
        (pages.top(),),
        message("investments.new.lead", department=unit.name, plan=state.plan.name),
        "investments/case_form.html",
    )
    return Deciding(lambda sent: _case_form(sent, plan, first), act, lambda shown: form_page(request, page, shown))


@decides(Permission.PROPOSE_INVESTMENT, of_case, label_of)
def change(request: HttpRequest, case: int) -> Deciding[CaseForm]:
    """Change what is said of a case."""
    row = row_or_404(case)

    def act(form: CaseForm, by: Person) -> Done:
        actions.change(case, form.told, based_on=form.cleaned_data["based_on"], by=by)
        return Done(message("investments.did.kept"), address_of_case(case))

    page = form_of(row, "investments.change.heading", "investments.button.keep", template="investments/case_form.html")
    return Deciding(
        lambda sent: _case_form(sent, row.plan_id, first_of_case(row), row),
        act,
        lambda shown: form_page(request, page, shown),
    )


@decides(Permission.PROPOSE_INVESTMENT, of_case, label_of)
def new_alternative(request: HttpRequest, case: int) -> Deciding[AlternativeForm]:
    """Put another alternative beside those there are."""
    now = case_or_404(case)

    def act(form: AlternativeForm, by: Person) -> Done:
        told = form.told
        actions.add_alternative(case, told, token=form.cleaned_data["token"] or new_token(), by=by)
        return Done(message("investments.did.kept"), f"{address_of_case(case)}#alternatives")

    return Deciding(
        lambda sent: AlternativeForm(sent, years=now.years, initial={"token": new_token()}),
        act,
        lambda shown: _grid_page(request, now.row, "investments.alternative.new", shown, now.years),
    )


@decides(Permission.PROPOSE_INVESTMENT, of_case, label_of)
def alternative(request: HttpRequest, case: int, alternative: int) -> Deciding[AlternativeForm]:
    """Change an alternative and its figures."""
    now = case_or_404(case)
    row = alternative_or_404(now, alternative)

    def act(form: AlternativeForm, by: Person) -> Done:
        told = form.told
        actions.change_alternative(case, alternative, told, based_on=form.cleaned_data["based_on"], by=by)
        return Done(message("investments.did.kept"), f"{address_of_case(case)}#alternatives")

    return Deciding(
        lambda sent: AlternativeForm(sent, years=now.years, row=row),
        act,
        lambda shown: _grid_page(request, now.row, "investments.alternative.change", shown, now.years),
    )


@decides(Permission.PROPOSE_INVESTMENT, of_case, label_of)
def remove_alternative(request: HttpRequest, case: int, alternative: int) -> Deciding[SureForm]:
    """Take an alternative off, once it was asked whether to."""
    now = case_or_404(case)
    row = alternative_or_404(now, alternative)

    def act(form: SureForm, by: Person) -> Done:  # noqa: ARG001 -- nothing is asked
        actions.remove_alternative(case, alternative, by=by)
        return Done(message("investments.did.alternative_removed"), f"{address_of_case(case)}#alternatives")

    lead = message("investments.alternative.remove.lead", name=row.name)
    page = form_of(now.row, "investments.alternative.remove", "investments.alternative.remove", lead)
    return Deciding(SureForm, act, lambda shown: form_page(request, page, shown))


@decides(Permission.PROPOSE_INVESTMENT, of_case, forms_examining.label_of)
def answers(request: HttpRequest, case: int) -> Deciding[AnswersForm]:
    """Answer the city's viewpoints."""
    row = row_or_404(case)
    asked = viewpoints_for(row)
    kept = told_of_answers(row, asked)

    def act(form: AnswersForm, by: Person) -> Done:
        actions.answer_viewpoints(case, form.told, based_on=form.cleaned_data["based_on"], by=by)
        return Done(message("investments.did.kept"), f"{address_of_case(case)}#viewpoints")

    def shown_page(shown: Shown[AnswersForm]) -> HttpResponse:
        more: dict[str, Any] = {"template": "investments/viewpoints_form.html"}
        if isinstance(shown.refused, ChangedSince):
            texts = {each.pk: each.text for each in asked}
            mine = dict(shown.form.told.answers)
            now = dict(told_of_answers(row_or_404(case), asked).answers)
            more["stands"] = [(texts[pk], text) for pk, text in now.items() if text != mine[pk]]
        return form_page(request, form_of(row, "investments.answers.heading", "investments.button.keep", **more), shown)

    first = {"based_on": seen(kept.plain)}
    return Deciding(lambda sent: AnswersForm(sent, asked=asked, kept=kept, initial=first), act, shown_page)


@decides(Permission.PROPOSE_INVESTMENT, of_case, label_of)
def submit(request: HttpRequest, case: int) -> Deciding[SeenForm]:
    """Hand the case to the coordinating office."""
    row = row_or_404(case)

    def act(form: SeenForm, by: Person) -> Done:
        actions.submit(case, seen=form.cleaned_data["seen"], by=by)
        return Done(message("investments.did.submitted"), address_of_case(case))

    lead = message("investments.submit.lead", title=row.title)
    return _sure(request, row, "investments.submit", lead, act)


@decides(Permission.PROPOSE_INVESTMENT, of_case, label_of)
def withdraw(request: HttpRequest, case: int) -> Deciding[SeenForm]:
    """Take the case back to change it."""
    row = row_or_404(case)

    def act(form: SeenForm, by: Person) -> Done:
        actions.withdraw(case, seen=form.cleaned_data["seen"], by=by)
        return Done(message("investments.did.withdrawn"), address_of_case(case))

    return _sure(request, row, "investments.withdraw", message("investments.withdraw.lead", title=row.title), act)


@decides(Permission.PROPOSE_INVESTMENT, of_case, forms_examining.label_of)
def likeness(request: HttpRequest, case: int) -> Deciding[LikenessForm]:
    """Say whether another case of the plan does the same thing."""
    row = row_or_404(case)

    def act(form: LikenessForm, by: Person) -> Done:
        told = form.cleaned_data
        actions.say_likeness(case, int(told["other"]), InvestmentLikeness(told["likeness"]), by=by)
        return Done(message("investments.did.likeness"), f"{address_of_case(case)}#alike")

    page = form_of(row, "investments.likeness.heading", "investments.likeness.button")
    others = [(str(each.pk), f"{each.title} {year_text(each.fiscal_year)}") for each in others_of(row)]
    return Deciding(lambda sent: LikenessForm(sent, others=others), act, lambda shown: form_page(request, page, shown))


def _case_form(sent: Any, plan: str, initial: dict[str, Any], row: Case | None = None) -> CaseForm:  # noqa: ANN401 -- what was sent
    whole = held(plan).plan
    nodes = [each.node for each in row.measures.all()] if row else []
    programs = {each.id: called_program(each) for each in whole.budget_programs}
    indicators = {each.id: f"{whole.index.node[each.node].label} {each.name}" for each in whole.indicators}
    if row is not None:
        for each in row.programs.all():
            programs.setdefault(each.program, each.name)
        if row.indicator:
            indicators.setdefault(row.indicator, row.indicator)
    return CaseForm(
        sent,
        initial=initial,
        measures=choices_of_measures(plan, nodes),
        programs=tuple(programs.items()),
        indicators=tuple(indicators.items()),
    )


def _sure(request: HttpRequest, row: Case, heading: str, lead: Any, act: Any) -> Deciding[SeenForm]:  # noqa: ANN401 -- as `Deciding`
    page = form_of(row, heading, heading, lead)
    return Deciding(
        lambda sent: SeenForm(sent, initial={"seen": row.version}),
        act,
        lambda shown: form_page(request, page, shown),
    )


def _grid_page(
    request: HttpRequest, row: Case, heading: str, shown: Shown[AlternativeForm], years: tuple[int, ...]
) -> HttpResponse:
    more: dict[str, Any] = {
        "template": "investments/grid_form.html",
        "grid": shown.form.grid(),
        "years": tuple(map(year_text, years)),
        "caption": message("investments.alternative.caption"),
    }
    if isinstance(shown.refused, ChangedSince):
        more["stands"] = _stands(shown.form, shown.refused)
    return form_page(request, form_of(row, heading, "investments.button.keep", **more), shown)


def _stands(form: AlternativeForm, refused: ChangedSince) -> list[tuple[str, str]]:
    """What stands there now where something else was typed; figures as lines of words."""
    told, found = form.told.plain, []
    for name, value in refused.now.items():
        if value == told[name]:
            continue
        field = form.fields.get(name)
        label = message(str(field.label)) if field else message("investments.field.figures")
        text = "\n".join(line_text(_line(each)) for each in value) if isinstance(value, list) else str(value)
        found.append((spoken(label), text))
    return found


def _line(plain: list[Any]) -> Line:
    kind, source, year, value = plain
    return (kind, source, year, value)
