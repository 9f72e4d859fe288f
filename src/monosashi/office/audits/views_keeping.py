"""Entering audits and their results one by one, asking for answers."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.access import of_plan
from monosashi.office.accounts.deciding import Deciding, Done, Shown, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.register import names_of, tree_on
from monosashi.office.accounts.standing import Person
from monosashi.office.audits import actions_keeping, actions_results, pages
from monosashi.office.audits.actions_keeping import AuditChanged, AuditKnown
from monosashi.office.audits.actions_results import ResultChanged, ResultKnown
from monosashi.office.audits.forms import (
    AskForm,
    AuditForm,
    ResultForm,
    SeenForm,
    first_values,
    first_values_of,
    label_of,
)
from monosashi.office.audits.models import Audit
from monosashi.office.audits.places import of_audit, of_result, row_or_404
from monosashi.office.audits.queries import ResultNow, name_of
from monosashi.office.audits.queries import label_of as called
from monosashi.office.audits.views import result_now
from monosashi.office.entering.page import Page, form_page
from monosashi.office.plans.pages import held_or_404
from monosashi.office.plans.queries import held
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.language import spoken


@decides(Permission.KEEP_AUDITS, of_plan, label_of)
def new(request: HttpRequest, plan: str) -> Deciding[AuditForm]:
    """Enter an audit of a plan."""
    state = held_or_404(plan)

    def act(form: AuditForm, by: Person) -> Done:
        row = actions_keeping.enter(plan_id=plan, told=form.told, by=by)
        return Done(message("audits.did.entered", name=name_of(row)), _audit(row.pk))

    def shown_page(shown: Shown[AuditForm]) -> HttpResponse:
        there = _audit(shown.refused.audit.pk) if isinstance(shown.refused, AuditKnown) else ""
        page = Page(
            message("audits.new.heading"),
            message("audits.new.button"),
            reverse("audits:list"),
            (pages.top(linked=True),),
            message("audits.new.lead", plan=state.plan.name),
            more={"there": there},
        )
        return form_page(request, page, shown)

    return Deciding(lambda sent: AuditForm(sent, _files(request)), act, shown_page)


@decides(Permission.KEEP_AUDITS, of_audit, label_of)
def change(request: HttpRequest, audit: int) -> Deciding[AuditForm]:
    """Correct what is said of an audit."""
    row = row_or_404(audit)

    def act(form: AuditForm, by: Person) -> Done:
        changed = actions_keeping.change(pk=audit, told=form.told, seen=form.cleaned_data["seen"], by=by)
        return Done(message("audits.did.changed", name=name_of(changed)), _audit(audit))

    return Deciding(
        lambda sent: AuditForm(sent, _files(request), initial=first_values(row)),
        act,
        lambda shown: _audit_page(request, _on_audit(row, "change"), shown, audit),
    )


@decides(Permission.KEEP_AUDITS, of_audit, label_of)
def remove(request: HttpRequest, audit: int) -> Deciding[SeenForm]:
    """Remove an audit, once it was asked whether to."""
    row = row_or_404(audit)

    def act(form: SeenForm, by: Person) -> Done:
        actions_keeping.remove(pk=audit, seen=form.cleaned_data["seen"], by=by)
        return Done(message("audits.did.removed", name=name_of(row)), reverse("audits:list"))

    return Deciding(
        lambda sent: SeenForm(sent, initial={"seen": row.version}),
        act,
        lambda shown: _audit_page(request, _on_audit(row, "remove"), shown, audit),
    )


@decides(Permission.KEEP_AUDITS, of_audit, label_of)
def ask(request: HttpRequest, audit: int) -> Deciding[AskForm]:
    """Ask the departments how far they are."""
    row = row_or_404(audit)
    newest = row.requests.first()
    first = {"as_of": newest.as_of, "due": newest.due} if newest else {}

    def act(form: AskForm, by: Person) -> Done:
        told = form.cleaned_data
        actions_keeping.ask(pk=audit, as_of=told["as_of"], due=told["due"], by=by)
        return Done(message("audits.did.asked"), _audit(audit))

    page = _on_audit(row, "ask")
    return Deciding(lambda sent: AskForm(sent, initial=first), act, lambda shown: form_page(request, page, shown))


@decides(Permission.KEEP_AUDITS, of_audit, label_of)
def new_result(request: HttpRequest, audit: int) -> Deciding[ResultForm]:
    """Enter a finding or an opinion."""
    row = row_or_404(audit)

    def act(form: ResultForm, by: Person) -> Done:
        made = actions_results.enter_result(audit=audit, told=form.told, by=by)
        return Done(message("audits.did.result_entered", label=called(made)), _audit(audit))

    def shown_page(shown: Shown[ResultForm]) -> HttpResponse:
        return form_page(request, _on_audit(row, "new_result", there=_there(shown)), shown)

    return Deciding(lambda sent: _result_form(row, sent), act, shown_page)


@decides(Permission.KEEP_AUDITS, of_result, label_of)
def change_result(request: HttpRequest, result: int) -> Deciding[ResultForm]:
    """Correct a finding or an opinion."""
    now, own = result_now(result)

    def act(form: ResultForm, by: Person) -> Done:
        row = actions_results.change_result(pk=result, told=form.told, seen=form.cleaned_data["seen"], by=by)
        return Done(message("audits.did.result_changed", label=called(row)), _result(result))

    def shown_page(shown: Shown[ResultForm]) -> HttpResponse:
        return _result_page(request, _on_result(own, "change_result", there=_there(shown)), shown, own)

    return Deciding(lambda sent: _result_form(now.row, sent, own), act, shown_page)


@decides(Permission.KEEP_AUDITS, of_result, label_of)
def remove_result(request: HttpRequest, result: int) -> Deciding[SeenForm]:
    """Remove a finding or an opinion, once it was asked whether to."""
    _, own = result_now(result)

    def act(form: SeenForm, by: Person) -> Done:
        audit = actions_results.remove_result(pk=result, seen=form.cleaned_data["seen"], by=by)
        return Done(message("audits.did.result_removed", label=own.label), _audit(audit))

    return Deciding(
        lambda sent: SeenForm(sent, initial={"seen": own.row.version}),
        act,
        lambda shown: _result_page(request, _on_result(own, "remove_result"), shown, own),
    )


def _files(request: HttpRequest) -> Any:  # noqa: ANN401 -- Django's
    return request.FILES if request.method == "POST" else None


def _audit(pk: int) -> str:
    return reverse("audits:audit", args=(pk,))


def _result(pk: int) -> str:
    return reverse("audits:result", args=(pk,))


def _result_form(audit: Audit, sent: QueryDict | None, own: ResultNow | None = None) -> ResultForm:
    plan, today = held(audit.plan_id).plan, timezone.localdate()
    gone = [each for each in own.measures if each.node not in plan.index.node] if own else []
    measures = [*((node.id, node.label) for node in plan.index.measures), *((each.node, each.name) for each in gone)]
    units = {unit.code: unit.name for unit in tree_on(today).standing}
    held_codes = [part.row.code for part in own.parts if part.row.code] if own else []
    earlier = names_of(code for code in held_codes if code not in units)
    departments = [*units.items(), *((code, earlier.get(code, code)) for code in held_codes if code not in units)]
    return ResultForm(measures, departments, sent, initial=first_values_of(own) if own else None)


def _there(shown: Shown[ResultForm]) -> str:
    return _result(shown.refused.result.pk) if isinstance(shown.refused, ResultKnown) else ""


def _audit_page(request: HttpRequest, page: Page, shown: Shown[Any], audit: int) -> HttpResponse:
    if not isinstance(shown.refused, AuditChanged) or shown.refused.now is None:
        return form_page(request, page, shown)
    now = row_or_404(audit)
    return form_page(request, page, _based_on(shown, now.version), _told_of(now))


def _result_page(request: HttpRequest, page: Page, shown: Shown[Any], own: ResultNow) -> HttpResponse:
    if not isinstance(shown.refused, ResultChanged) or shown.refused.now is None:
        return form_page(request, page, shown)
    return form_page(request, page, _based_on(shown, own.row.version), _told_of_result(own))


def _based_on(shown: Shown[Any], version: int) -> Shown[Any]:
    """The form as it was sent, but for what has been seen: what stands there now is on the page."""
    data = shown.form.data.copy()
    data["seen"] = str(version)
    shown.form.data = data
    return shown


def _told_of(row: Audit) -> list[tuple[str, str]]:
    """What is said of an audit now, field by field."""
    form = AuditForm(initial=first_values(row))
    return [
        (spoken(message(str(field.label))), str(form.get_initial_for_field(field, name) or ""))
        for name, field in form.fields.items()
        if name not in {"seen", "report", "kind"}
    ]


def _told_of_result(own: ResultNow) -> list[tuple[str, str]]:
    told = (
        (message("audits.field.title"), own.row.title),
        (message("audits.field.page"), own.row.page),
        (message("audits.field.text"), own.row.text),
        (message("audits.field.measures"), "\n".join(each.name for each in own.measures)),
        (message("audits.field.departments"), "\n".join(part.name for part in own.parts)),
    )
    return [(spoken(name), text) for name, text in told]


_HEADINGS = {
    "change": (message("audits.change.heading"), None, message("audits.change.button")),
    "remove": (message("audits.remove.heading"), message("audits.remove.lead"), message("audits.remove.button")),
    "ask": (message("audits.ask.heading"), message("audits.ask.lead"), message("audits.ask.button")),
    "new_result": (
        message("audits.new_result.heading"),
        message("audits.new_result.lead"),
        message("audits.new_result.button"),
    ),
    "change_result": (message("audits.change_result.heading"), None, message("audits.change.button")),
    "remove_result": (
        message("audits.remove_result.heading"),
        message("audits.remove_result.lead"),
        message("audits.remove.button"),
    ),
}


def _on_audit(row: Audit, what: str, **more: str) -> Page:
    heading, lead, button = _HEADINGS[what]
    whose = f"{spoken(name_of(row))} {row.theme}"
    return Page(heading, button, _audit(row.pk), pages.crumbs_to(row), lead, more=more, whose=whose)


def _on_result(own: ResultNow, what: str, **more: str) -> Page:
    heading, lead, button = _HEADINGS[what]
    back, whose = _result(own.row.pk), f"{spoken(own.label)} {own.row.title}"
    way = pages.crumbs_to(own.row.audit, Crumb(own.label, back))
    return Page(heading, button, back, way, lead, more=more, whose=whose)
