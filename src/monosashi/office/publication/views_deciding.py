"""Proposals to publish, correct and withdraw: made by one person, decided by another; the bundle to carry across."""

import json
from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from monosashi.core.messages import InvalidInput, Message, message
from monosashi.office.accounts.access import of_plan, person_in, requires, standing_in
from monosashi.office.accounts.permissions import Permission
from monosashi.office.plans.pages import Context, held_or_404
from monosashi.office.plans.views_exports import ZIP, as_download
from monosashi.office.publication import actions, places
from monosashi.office.publication.actions import NotNow
from monosashi.office.publication.forgetting import holds_withdrawn, withdrawn_numbers
from monosashi.office.publication.forms import DecisionForm, ProposeForm, RefusalForm
from monosashi.office.publication.models import Proposal
from monosashi.office.publication.queries import is_there, is_working, links_in, now, preview_of
from monosashi.office.publication.sentences import told
from monosashi.office.publication.shown import TAGS, percent_of, what_of
from monosashi.office.publication.states import (
    ProposalAct,
    ProposalKind,
    ProposalState,
    StateForbids,
    WrongHand,
    acts_of,
)
from monosashi.office.publication.views import page_of, say_why_not
from monosashi.office.ui.cells import Cell
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.kept_forms import keeps_typed, kept
from monosashi.office.ui.language import spoken
from monosashi.publishing.editions import digest
from monosashi.publishing.editions_folder import AlreadyFrozen

Decide = Callable[..., Proposal]


def note_label(_name: str) -> Message:
    """What the one field that is typed into is called."""
    return message("publication.form.note")


@keeps_typed(note_label)
@requires(Permission.PUBLISH, of_plan)
def propose(request: HttpRequest, plan: str) -> HttpResponse:
    """Propose to publish what the preview shows."""
    state = now(plan)
    sent = request.POST if request.method == "POST" else kept(request)
    form = ProposeForm(sent) if sent else ProposeForm(initial={"key": state.key})
    problem: Message | None = None
    if request.method == "POST" and form.is_valid():
        told_, by = form.cleaned_data, person_in(request)
        try:
            made = actions.propose_publication(plan_id=plan, key=told_["key"], note=told_["note"].strip(), by=by)
        except NotNow as error:
            problem = error.why
        else:
            messages.success(request, spoken(message("publication.proposed")))
            return redirect("publication:proposal", plan, made.number)
    preview = preview_of(plan, state.key)
    ready = is_there(preview) and bool(state.settings.licence)
    more: Context = {"form": form, "problem": problem, "now": state, "preview": preview, "ready": ready}
    context = page_of(request, plan, Crumb(message("publication.propose.heading")), **more)
    return render(request, "publication/propose.html", context, status=409 if problem else 200)


@requires(Permission.READ, of_plan)
def proposal(request: HttpRequest, plan: str, number: int) -> HttpResponse:
    """What is proposed, by whom, what became of it."""
    return _page(request, plan, number)


@keeps_typed(note_label)
@requires(Permission.PUBLISH, of_plan)
def approve(request: HttpRequest, plan: str, number: int) -> HttpResponse:
    """Agree."""
    return _decide(request, plan, number, ProposalAct.APPROVE, actions.approve)


@keeps_typed(note_label)
@requires(Permission.PUBLISH, of_plan)
def refuse(request: HttpRequest, plan: str, number: int) -> HttpResponse:
    """Do not agree."""
    return _decide(request, plan, number, ProposalAct.REFUSE, actions.refuse)


@keeps_typed(note_label)
@requires(Permission.PUBLISH, of_plan)
def call_off(request: HttpRequest, plan: str, number: int) -> HttpResponse:
    """Take the proposal back."""
    return _decide(request, plan, number, ProposalAct.CALL_OFF, actions.call_off)


@keeps_typed(note_label)
@requires(Permission.PUBLISH, of_plan)
def try_again(request: HttpRequest, plan: str, number: int) -> HttpResponse:
    """Have the bundle made once more."""
    return _decide(request, plan, number, ProposalAct.TRY_AGAIN, actions.try_again)


@requires(Permission.READ, of_plan)
def bundle(request: HttpRequest, plan: str, number: int) -> HttpResponse:
    """The bundle of a proposal that two people agreed to. One whose bytes changed on the disk is not given out."""
    row = _row_or_404(plan, number)
    if row.preview and holds_withdrawn(row.preview.chain, withdrawn_numbers(plan)):
        say_why_not(request, message("publication.bundle_withdrawn"))
        return redirect("publication:proposal", plan, number)
    path = places.bundle_file(plan, row.number)
    raw = path.read_bytes() if row.state == ProposalState.DONE and path.is_file() else b""
    if not row.bundle_sha256:
        raise Http404(number)
    if digest(raw) != row.bundle_sha256:
        say_why_not(request, message("publication.bundle_changed"))
        return redirect("publication:proposal", plan, number)
    return as_download(raw, ZIP, f"{plan}-{number}.bundle.zip")


def _decide(request: HttpRequest, plan: str, number: int, act: ProposalAct, decide: Decide) -> HttpResponse:
    _row_or_404(plan, number)
    if request.method != "POST":
        return _page(request, plan, number)
    form = RefusalForm(request.POST) if act is ProposalAct.REFUSE else DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, plan, number, form=form, act=act, status=422)
    note = form.cleaned_data["note"].strip()
    try:
        decide(plan_id=plan, number=number, note=note, by=person_in(request))
    except (NotNow, StateForbids, WrongHand) as error:
        return _page(request, plan, number, problem=error.why, form=form, act=act, status=409)
    except AlreadyFrozen:
        return _page(request, plan, number, problem=message("publication.changed_since"), status=409)
    except InvalidInput as error:
        return _page(request, plan, number, problems=error.problems, status=409)
    messages.success(request, spoken(message(f"publication.did.{act.value}")))
    return redirect("publication:proposal", plan, number)


def _page(  # noqa: PLR0913 -- what was refused, and the form in which it was typed
    request: HttpRequest,
    plan: str,
    number: int,
    *,
    problem: Message | None = None,
    problems: tuple[object, ...] = (),
    form: DecisionForm | RefusalForm | None = None,
    act: ProposalAct | None = None,
    status: int = 200,
) -> HttpResponse:
    row = _row_or_404(plan, number)
    state = ProposalState(row.state)
    called = message("publication.proposal.number", number=row.number)
    context = page_of(request, plan, Crumb(called))
    working = is_working(row.job) if state is ProposalState.APPROVED else False
    by = standing_in(request).staff
    acts = acts_of(state, proposer=row.proposed_by, by=by) if context["may_publish"] else ()
    if working:
        acts = tuple(each for each in acts if each is not ProposalAct.TRY_AGAIN)
    context |= {
        "proposal": row,
        "what": what_of(ProposalKind(row.kind)),
        "state": Cell(spoken(state), tag=TAGS[state]),
        "sentence": message(f"publication.state_means.{state.value}"),
        "acts": [(each, form if each is act and form else _form(each), _address(each)) for each in acts],
        "links": links_in(row.preview.chain) if row.preview else (),
        "is_there": is_there(row.preview),
        "reasons": json.loads(row.reasons),
        "failures": told(row.problems),
        "problem": problem,
        "problems": problems,
        "going_on": working,
        "percent": percent_of(row.job) if working else None,
        "is_own": row.proposed_by == by,
    }
    return render(request, "publication/proposal.html", context, status=status)


def _form(act: ProposalAct) -> DecisionForm | RefusalForm:
    prefix = act.value
    return RefusalForm(auto_id=f"{prefix}-%s") if act is ProposalAct.REFUSE else DecisionForm(auto_id=f"{prefix}-%s")


def _address(act: ProposalAct) -> str:
    return f"publication:{act.value.replace('_', '-')}"


def _row_or_404(plan: str, number: int) -> Proposal:
    held_or_404(plan)
    row = Proposal.objects.filter(plan_id=plan, number=number).select_related("preview").defer("preview__pages").first()
    if row is None:
        raise Http404(number)
    return row
