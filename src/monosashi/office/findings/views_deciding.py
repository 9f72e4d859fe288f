"""Deciding about a finding: take on, ask, answer, put out of scope, report done, take back. What was typed is never lost."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import QueryDict
from django.urls import reverse
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.access import of_plan
from monosashi.office.accounts.deciding import Deciding, Done, Shown, decides
from monosashi.office.accounts.permissions import Permission, Place
from monosashi.office.accounts.standing import Person
from monosashi.office.findings import actions
from monosashi.office.findings.actions import About, DecidedMeanwhile, place_of
from monosashi.office.findings.forms import DecisionForm, label_of
from monosashi.office.findings.page_of_finding import finding_page, form_of
from monosashi.office.findings.queries import NoSuchFinding, known, node_and_holder_of
from monosashi.office.findings.rows import row_of
from monosashi.office.findings.states import Decided, DecisionKind
from monosashi.office.plans.pages import asked_year, held_or_404

Act = Callable[..., Decided]


def of_finding(plan: str, finding: str) -> Place:
    """The place of a finding: that of its measure and of whoever was asked or took it on. What is not there is nobody's."""
    held_or_404(plan)
    found = node_and_holder_of(plan, finding)
    return Place(plan) if found is None else place_of(plan, *found)


@decides(Permission.TAKE_ON_FINDING, of_finding, label_of)
def take_on(request: HttpRequest, plan: str, finding: str) -> Deciding[DecisionForm]:
    """Take a finding on as a task."""
    return _deciding(request, plan, finding, DecisionKind.TAKEN_ON, actions.take_on)


@decides(Permission.TAKE_ON_FINDING, of_finding, label_of)
def done(request: HttpRequest, plan: str, finding: str) -> Deciding[DecisionForm]:
    """Report a task done."""
    return _deciding(request, plan, finding, DecisionKind.DONE, actions.report_done)


@decides(Permission.WAIVE_FINDING, of_plan, label_of)
def waive(request: HttpRequest, plan: str, finding: str) -> Deciding[DecisionForm]:
    """Put a finding out of scope."""
    return _deciding(request, plan, finding, DecisionKind.WAIVED, actions.waive)


@decides(Permission.ASK_ABOUT_FINDING, of_plan, label_of)
def ask(request: HttpRequest, plan: str, finding: str) -> Deciding[DecisionForm]:
    """Ask a department."""
    return _deciding(request, plan, finding, DecisionKind.ASKED, actions.ask)


@decides(Permission.TAKE_ON_FINDING, of_finding, label_of)
def answer(request: HttpRequest, plan: str, finding: str) -> Deciding[DecisionForm]:
    """Answer what was asked."""
    return _deciding(request, plan, finding, DecisionKind.ANSWERED, actions.answer)


@decides(Permission.TAKE_ON_FINDING, of_finding, label_of)
def reopen(request: HttpRequest, plan: str, finding: str) -> Deciding[DecisionForm]:
    """Take a decision back."""
    return _deciding(request, plan, finding, DecisionKind.REOPENED, actions.reopen)


def _deciding(request: HttpRequest, plan: str, finding: str, kind: DecisionKind, act: Act) -> Deciding[DecisionForm]:
    year, today = asked_year(request, plan), timezone.localdate()
    try:
        row = row_of(year, known(plan, finding, today))
    except NoSuchFinding:
        raise Http404(finding) from None

    def form(sent: QueryDict | None) -> DecisionForm:
        return form_of(kind, row, year, today, sent)

    def decide(told: DecisionForm, by: Person) -> Done:
        act(About(plan, finding, told.cleaned_data["seen"]), told.given, by=by)
        return Done(message(f"findings.made.{kind.value}"), reverse("findings:finding", args=(plan, finding)))

    def page(shown: Shown[DecisionForm]) -> HttpResponse:
        other = shown.refused
        again = _with_seen(shown.form, other.now) if isinstance(other, DecidedMeanwhile) else shown.form
        return finding_page(request, plan, finding, filled=(kind, again), refused=other, status=shown.status)

    return Deciding(form, decide, page)


def _with_seen(sent: DecisionForm, now: Decided) -> DecisionForm:
    """The form as it was sent, but for what has been seen: what is on the page now."""
    data = {**dict(sent.data.items()), sent.add_prefix("seen"): str(now.number)}
    return type(sent)(data, prefix=sent.prefix, departments=_choices(sent), today=sent.today)


def _choices(form: DecisionForm) -> tuple[tuple[str, str], ...]:
    chooser = form.fields.get("department")
    return tuple(getattr(chooser, "choices", ()))
