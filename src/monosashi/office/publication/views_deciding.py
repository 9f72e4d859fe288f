"""Proposals to publish, correct and withdraw: made by one person, decided by another; the bundle to carry across."""

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from monosashi.core.messages import Message, message
from monosashi.office.accounts.access import of_plan, requires, standing_in
from monosashi.office.accounts.deciding import Deciding, Done, Shown, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.standing import Person
from monosashi.office.jobs.queries import is_working
from monosashi.office.plans.actions_editions import editions_of
from monosashi.office.plans.pages import Context, held_or_404
from monosashi.office.publication import actions, places
from monosashi.office.publication.actions import NotNow
from monosashi.office.publication.errata_shown import told_errata
from monosashi.office.publication.forgetting import holds_withdrawn, withdrawn_numbers
from monosashi.office.publication.forms import DecisionForm, ProposeForm, RefusalForm
from monosashi.office.publication.models import Proposal
from monosashi.office.publication.queries import is_there, links_in, now, open_proposal, preview_of
from monosashi.office.publication.reports_shown import told_of_site
from monosashi.office.publication.shown import TAGS, percent_of, what_of
from monosashi.office.publication.states import (
    ProposalAct,
    ProposalKind,
    ProposalState,
    acts_of,
)
from monosashi.office.publication.views import page_of, proposed, say_why_not
from monosashi.office.ui.cells import Cell
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.downloads import as_download
from monosashi.office.ui.language import spoken
from monosashi.office.ui.problem_sentences import told
from monosashi.publishing.editions import digest
from monosashi.publishing.editions_folder import AlreadyFrozen

Decide = Callable[..., Proposal]
NoteForm: TypeAlias = DecisionForm | RefusalForm


def note_label(_name: str) -> Message:
    """What the one field that is typed into is called."""
    return message("publication.form.note")


@decides(Permission.PUBLISH, of_plan, note_label)
def propose(request: HttpRequest, plan: str) -> Deciding[ProposeForm]:
    """Propose to publish what the preview shows."""
    state = now(plan)

    def form(sent: QueryDict | None) -> ProposeForm:
        return ProposeForm(sent) if sent else ProposeForm(initial={"key": state.key})

    def act(told: ProposeForm, by: Person) -> Done:
        key, note = told.cleaned_data["key"], told.cleaned_data["note"].strip()
        made = actions.propose_publication(plan_id=plan, key=key, note=note, by=by)
        return proposed(made)

    def page(shown: Shown[ProposeForm]) -> HttpResponse:
        preview = preview_of(plan, state.key)
        going_on = open_proposal(plan)
        ready = is_there(preview) and bool(state.settings.licence) and going_on is None
        more: Context = {"form": shown.form, "problem": shown.problem, "now": state, "preview": preview, "ready": ready}
        more["open"] = going_on
        context = page_of(request, plan, Crumb(message("publication.propose.heading")), **more)
        return render(request, "publication/propose.html", context, status=shown.status)

    return Deciding(form, act, page)


@requires(Permission.READ, of_plan)
def proposal(request: HttpRequest, plan: str, number: int) -> HttpResponse:
    """What is proposed, by whom, what became of it."""
    return _page(request, plan, number)


@decides(Permission.PUBLISH, of_plan, note_label)
def approve(request: HttpRequest, plan: str, number: int) -> Deciding[NoteForm]:
    """Agree."""
    return _deciding(request, plan, number, ProposalAct.APPROVE, actions.approve)


@decides(Permission.PUBLISH, of_plan, note_label)
def refuse(request: HttpRequest, plan: str, number: int) -> Deciding[NoteForm]:
    """Do not agree."""
    return _deciding(request, plan, number, ProposalAct.REFUSE, actions.refuse)


@decides(Permission.PUBLISH, of_plan, note_label)
def call_off(request: HttpRequest, plan: str, number: int) -> Deciding[NoteForm]:
    """Take the proposal back."""
    return _deciding(request, plan, number, ProposalAct.CALL_OFF, actions.call_off)


@decides(Permission.PUBLISH, of_plan, note_label)
def try_again(request: HttpRequest, plan: str, number: int) -> Deciding[NoteForm]:
    """Have the bundle made once more."""
    return _deciding(request, plan, number, ProposalAct.TRY_AGAIN, actions.try_again)


@requires(Permission.READ, of_plan)
def bundle(request: HttpRequest, plan: str, number: int) -> HttpResponse:
    """The bundle of a proposal that two people agreed to. One whose bytes changed on the disk is not given out."""
    row = _row_or_404(plan, number)
    if _holds_withdrawn(row):
        say_why_not(request, message("publication.bundle_withdrawn"))
        return redirect("publication:proposal", plan, number)
    path = places.bundle_file(plan, row.number)
    raw = path.read_bytes() if row.state == ProposalState.DONE and path.is_file() else b""
    if not row.bundle_sha256:
        raise Http404(number)
    if digest(raw) != row.bundle_sha256:
        say_why_not(request, message("publication.bundle_changed"))
        return redirect("publication:proposal", plan, number)
    return as_download(raw, f"{plan}-{number}.bundle.zip")


def _deciding(request: HttpRequest, plan: str, number: int, act: ProposalAct, decide: Decide) -> Deciding[NoteForm]:
    _row_or_404(plan, number)

    def act_on(told: NoteForm, by: Person) -> Done:
        try:
            decide(plan_id=plan, number=number, note=told.cleaned_data["note"].strip(), by=by)
        except AlreadyFrozen:
            raise NotNow(message("publication.changed_since")) from None
        return Done(message(f"publication.did.{act.value}"), reverse("publication:proposal", args=(plan, number)))

    return Deciding(partial(_form, act), act_on, lambda shown: _page(request, plan, number, act, shown))


def _page(
    request: HttpRequest,
    plan: str,
    number: int,
    sent: ProposalAct | None = None,
    shown: Shown[NoteForm] | None = None,
) -> HttpResponse:
    """The proposal; `shown` is what was sent with the act `sent` and not taken."""
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
        "sentence": _meaning(state, working=working),
        "acts": [(each, shown.form if shown and each is sent else _form(each), _address(each)) for each in acts],
        "asked": sent if sent in acts else None,
        "links": links_in(row.preview.chain) if row.preview else (),
        "reports": told_of_site(row.preview) if row.preview else (),
        "edition": editions_of(plan).filter(number=row.edition).first() if row.edition else None,
        "is_there": is_there(row.preview),
        "errata": told_errata(row) if row.kind == ProposalKind.CORRECT else None,
        "holds_withdrawn": _holds_withdrawn(row),
        "failures": told(row.problems),
        "problem": shown.problem if shown else None,
        "problems": shown.problems if shown else (),
        "going_on": working,
        "percent": percent_of(row.job) if working else None,
        "is_own": row.proposed_by == by,
    }
    return render(request, "publication/proposal.html", context, status=shown.status if shown else 200)


def _holds_withdrawn(row: Proposal) -> bool:
    return row.preview is not None and holds_withdrawn(row.preview.chain, withdrawn_numbers(row.plan_id))


def _meaning(state: ProposalState, *, working: bool) -> Message:
    """What the state means. One that was approved, and that no job has in hand, has stopped."""
    if state is ProposalState.APPROVED and not working:
        return message("publication.state_means.stuck")
    return message(f"publication.state_means.{state.value}")


def _form(act: ProposalAct, sent: QueryDict | None = None) -> NoteForm:
    told = f"{act.value}-%s"
    return RefusalForm(sent, auto_id=told) if act is ProposalAct.REFUSE else DecisionForm(sent, auto_id=told)


def _address(act: ProposalAct) -> str:
    return f"publication:{act.value.replace('_', '-')}"


def _row_or_404(plan: str, number: int) -> Proposal:
    held_or_404(plan)
    row = Proposal.objects.filter(plan_id=plan, number=number).select_related("preview").defer("preview__pages").first()
    if row is None:
        raise Http404(number)
    return row
