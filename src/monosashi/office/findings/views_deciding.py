"""Deciding about a finding: take on, ask, answer, put out of scope, report done, take back. What was typed is never lost."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.access import of_plan, person_in, requires
from monosashi.office.accounts.permissions import Permission, Place
from monosashi.office.accounts.standing import Person
from monosashi.office.findings import actions
from monosashi.office.findings.actions import About, DecidedMeanwhile, Given, NothingToSay, place_of
from monosashi.office.findings.forms import DecisionForm, label_of
from monosashi.office.findings.page_of_finding import finding_page, form_of
from monosashi.office.findings.queries import NoSuchFinding, known, node_of
from monosashi.office.findings.rows import FindingOf, row_of
from monosashi.office.findings.states import Decided, DecisionKind
from monosashi.office.plans.pages import asked_year, held_or_404
from monosashi.office.ui.kept_forms import keeps_typed, kept
from monosashi.office.ui.language import spoken

Act = Callable[..., Decided]


def of_finding(plan: str, finding: str) -> Place:
    """The place of a finding: that of its measure. What is not there is nobody's."""
    held_or_404(plan)
    node = node_of(plan, finding)
    return Place(plan) if node is None else place_of(plan, node)


@keeps_typed(label_of)
@requires(Permission.TAKE_ON_FINDING, of_finding)
def take_on(request: HttpRequest, plan: str, finding: str) -> HttpResponse:
    """Take a finding on as a task."""
    return _decide(request, plan, finding, DecisionKind.TAKEN_ON, actions.take_on)


@keeps_typed(label_of)
@requires(Permission.TAKE_ON_FINDING, of_finding)
def done(request: HttpRequest, plan: str, finding: str) -> HttpResponse:
    """Report a task done."""
    return _decide(request, plan, finding, DecisionKind.DONE, actions.report_done)


@keeps_typed(label_of)
@requires(Permission.WAIVE_FINDING, of_plan)
def waive(request: HttpRequest, plan: str, finding: str) -> HttpResponse:
    """Put a finding out of scope."""
    return _decide(request, plan, finding, DecisionKind.WAIVED, actions.waive)


@keeps_typed(label_of)
@requires(Permission.ASK_ABOUT_FINDING, of_plan)
def ask(request: HttpRequest, plan: str, finding: str) -> HttpResponse:
    """Ask a department."""
    return _decide(request, plan, finding, DecisionKind.ASKED, actions.ask)


@keeps_typed(label_of)
@requires(Permission.TAKE_ON_FINDING, of_finding)
def answer(request: HttpRequest, plan: str, finding: str) -> HttpResponse:
    """Answer what was asked."""
    return _decide(request, plan, finding, DecisionKind.ANSWERED, actions.answer)


@keeps_typed(label_of)
@requires(Permission.TAKE_ON_FINDING, of_finding)
def reopen(request: HttpRequest, plan: str, finding: str) -> HttpResponse:
    """Take a decision back."""
    return _decide(request, plan, finding, DecisionKind.REOPENED, actions.reopen)


def _decide(request: HttpRequest, plan: str, finding: str, kind: DecisionKind, act: Act) -> HttpResponse:
    year, today = asked_year(request, plan), timezone.localdate()
    try:
        row = row_of(year, known(plan, finding, today))
    except NoSuchFinding:
        raise Http404(finding) from None
    sent = request.POST if request.method == "POST" else kept(request)
    form = form_of(kind, row, year, today, sent)
    if request.method != "POST":
        return finding_page(request, plan, finding, filled=(kind, form))
    if not form.is_valid():
        return finding_page(request, plan, finding, filled=(kind, form), status=422)
    return _done(request, row, plan, kind, form, act)


def _done(
    request: HttpRequest, row: FindingOf, plan: str, kind: DecisionKind, form: DecisionForm, act: Act
) -> HttpResponse:
    about = About(plan, row.known.key, form.cleaned_data["seen"])
    given, by = form.given, person_in(request)
    try:
        _act(act, about, given, by)
    except DecidedMeanwhile as other:
        seen = {form.add_prefix("seen"): str(other.now.number)}  # what is on the page now has been seen
        data = {**request.POST.dict(), **seen}
        again = type(form)(data, prefix=form.prefix, departments=_choices(form), today=form.today)
        return finding_page(request, plan, row.known.key, filled=(kind, again), meanwhile=other.now, status=409)
    except NothingToSay:
        messages.error(request, spoken(message("findings.nothing_to_say")))
        return redirect("findings:finding", plan, row.known.key)
    messages.success(request, spoken(message(f"findings.made.{kind.value}")))
    return redirect("findings:finding", plan, row.known.key)


def _act(act: Act, about: About, given: Given, by: Person) -> None:
    act(about, given, by=by)


def _choices(form: DecisionForm) -> tuple[tuple[str, str], ...]:
    chooser = form.fields.get("department")
    return tuple(getattr(chooser, "choices", ()))
