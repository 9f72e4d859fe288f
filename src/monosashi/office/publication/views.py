"""The first page of publication, its history, and the settings of the site."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from monosashi.core.messages import Message, message
from monosashi.office.accounts.access import of_plan, person_in, requires, standing_in
from monosashi.office.accounts.deciding import Done
from monosashi.office.accounts.permissions import Permission, Place, may
from monosashi.office.jobs.queries import is_working
from monosashi.office.plans.pages import Context, asked_year, page
from monosashi.office.publication import actions
from monosashi.office.publication.actions import NotNow
from monosashi.office.publication.forms import SettingsForm
from monosashi.office.publication.models import Making, Proposal
from monosashi.office.publication.queries import (
    editions_newest_first,
    last_published,
    now,
    open_proposal,
    preview_of,
    proposals_of,
)
from monosashi.office.publication.reports_shown import told_of_site
from monosashi.office.publication.shown import answer, list_of_proposals, still_public, work_of
from monosashi.office.publication.site_settings import newest_settings, settings_in
from monosashi.office.publication.states import ProposalState
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.downloads import as_file
from monosashi.office.ui.forms import labels_of
from monosashi.office.ui.kept_forms import keeps_typed, kept
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import listed
from monosashi.publishing.report.of_site import is_lacking
from monosashi.publishing.site.settings import SiteSettings


def page_of(request: HttpRequest, plan: str, *way: Crumb, **more: Any) -> Context:  # noqa: ANN401 -- a template takes anything
    """What each page of publication is given. Raises Http404."""
    year = asked_year(request, plan)
    may_publish = may(standing_in(request), Permission.PUBLISH, Place(plan))
    return page(request, year, "publication", *way, may_publish=may_publish, **more)


def say_why_not(request: HttpRequest, why: Message) -> None:
    """A notice on the next page."""
    messages.error(request, spoken(why))


def ask_of_edition(request: HttpRequest, plan: str, ask: Callable[..., object], asked: Message) -> None:
    """Have something made of the edition that was chosen, and say on the next page that it was `asked`, or why not."""
    chosen = str(request.POST.get("edition", ""))
    number = int(chosen) if chosen.isdecimal() and len(chosen) < _A_MILLION else 0
    try:
        ask(plan_id=plan, edition=number, by=person_in(request))
    except NotNow as error:
        say_why_not(request, error.why)
    else:
        messages.success(request, spoken(asked))


_A_MILLION = 7
"""Digits of a number that no edition has."""


def proposed(made: Proposal) -> Done:
    """What is said after something was proposed, and its page."""
    return Done(message("publication.proposed"), reverse("publication:proposal", args=(made.plan_id, made.number)))


@requires(Permission.READ, of_plan)
def index(request: HttpRequest, plan: str) -> HttpResponse:
    """What is public, what is on its way, and the steps from an edition to the public site."""
    context = page_of(request, plan)
    state, published, going_on = now(plan), last_published(plan), open_proposal(plan)
    preview = preview_of(plan, state.key)
    work = work_of(preview)
    making_bundle = going_on is not None and going_on.state == ProposalState.APPROVED and is_working(going_on.job)
    context |= {
        "answer": answer(state, published, going_on),
        "now": state,
        "published": published,
        "open": going_on,
        "preview": preview,
        "work": work,
        "is_made": work.state is Making.MADE,
        "reports": told_of_site(preview, state.settings) if preview else (),
        "reports_lack": is_lacking(state.settings),
        "going_on": work.going_on or making_bundle,
        "editions": editions_newest_first(plan),
        "is_current": _is_current(preview, published),
        "still_public": still_public(state, published),
    }
    return render(request, "publication/index.html", context)


@requires(Permission.READ, of_plan)
def history(request: HttpRequest, plan: str) -> HttpResponse:
    """What was published, corrected and withdrawn, when, by whom proposed and agreed to."""
    context = page_of(request, plan, Crumb(message("publication.history.heading")))
    rows, list_of = proposals_of(plan), list_of_proposals(plan)
    if (file := as_file(list_of, rows, request.GET)) is not None:
        return file
    done = sum(row.state == ProposalState.DONE for row in rows)
    context |= {"list": listed(list_of, rows, request.GET), "done": done, "count": len(rows)}
    return render(request, "publication/history.html", context)


@keeps_typed(labels_of(SettingsForm, otherwise="publication.settings.heading"))
@requires(Permission.PUBLISH, of_plan)
def settings(request: HttpRequest, plan: str) -> HttpResponse:
    """What the city says of its site."""
    row = newest_settings(plan)
    number = row.number if row else 0
    sent = request.POST if request.method == "POST" else kept(request)
    form = SettingsForm(sent) if sent else SettingsForm.of(settings_in(row.body) if row else SiteSettings(), number)
    problem: Message | None = None
    if request.method == "POST" and form.is_valid():
        told, based_on = form.settings, form.cleaned_data["based_on"]
        try:
            actions.save_settings(plan_id=plan, settings=told, based_on=based_on, by=person_in(request))
        except NotNow as error:
            problem = error.why
            form = SettingsForm({**request.POST.dict(), "based_on": str(number)})
        else:
            messages.success(request, spoken(message("publication.settings.saved")))
            return redirect("publication:index", plan)
    wrong = 409 if problem else 422 if form.is_bound and form.errors else 200
    more: Context = {"form": form, "problem": problem, "saved": row, "back": reverse("publication:index", args=[plan])}
    context = page_of(request, plan, Crumb(message("publication.settings.heading")), **more)
    return render(request, "publication/settings.html", context, status=wrong)


def _is_current(preview: object, published: object) -> bool:
    """Whether the preview shows what is public already."""
    shown = getattr(preview, "site_sha256", "")
    return bool(shown) and shown == getattr(published, "site_sha256", "")
