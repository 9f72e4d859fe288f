"""A correction with its 正誤表 and a withdrawal, proposed."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from monosashi.core.messages import message
from monosashi.office.accounts.access import of_plan
from monosashi.office.accounts.deciding import Deciding, Done, Shown, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.standing import Person
from monosashi.office.plans.actions_editions import editions_of
from monosashi.office.plans.models import Edition
from monosashi.office.plans.pages import Context
from monosashi.office.plans.queries import held
from monosashi.office.publication import actions
from monosashi.office.publication.actions import About, NotNow
from monosashi.office.publication.errata_shown import asked_errata, errata_of
from monosashi.office.publication.forms import CorrectForm, WithdrawForm
from monosashi.office.publication.views import page_of, proposed
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.forms import labels_of
from monosashi.publishing.editions_folder import AlreadyFrozen

_label_of = labels_of(WithdrawForm, CorrectForm, otherwise="publication.form.reason_of_one")


@decides(Permission.PUBLISH, of_plan, _label_of)
def correct(request: HttpRequest, plan: str, number: int) -> Deciding[CorrectForm]:
    """Propose the plan as it stands as the correction of an edition."""
    edition = _standing_or_404(plan, number)
    based_on, errata = held(plan).sha256, errata_of(plan, edition)

    def act(form: CorrectForm, by: Person) -> Done:
        told = form.cleaned_data
        about = About(number, told["reason"].strip(), form.reasons, told["label"].strip(), plan_sha256=told["based_on"])
        try:
            made = actions.propose_correction(plan_id=plan, about=about, note=told["note"].strip(), by=by)
        except AlreadyFrozen as error:
            raise NotNow(message("plans.freeze.same", label=error.link.label)) from None
        return proposed(made)

    def page(shown: Shown[CorrectForm]) -> HttpResponse:
        more: Context = {"edition": edition, "errata": asked_errata(errata, shown.form), "based_on": based_on}
        more["newer"] = _newer_of_year(edition)
        more |= _told(shown)
        context = page_of(request, plan, Crumb(message("publication.correct.heading", label=edition.label)), **more)
        return render(request, "publication/correct.html", context, status=shown.status)

    return Deciding(lambda sent: CorrectForm(errata.found, sent), act, page)


@decides(Permission.PUBLISH, of_plan, _label_of)
def withdraw(request: HttpRequest, plan: str, number: int) -> Deciding[WithdrawForm]:
    """Propose to take an edition back."""
    edition = _standing_or_404(plan, number)

    def act(form: WithdrawForm, by: Person) -> Done:
        about, note = About(number, form.cleaned_data["reason"].strip()), form.cleaned_data["note"].strip()
        return proposed(actions.propose_withdrawal(plan_id=plan, about=about, note=note, by=by))

    def page(shown: Shown[WithdrawForm]) -> HttpResponse:
        more: Context = {"edition": edition, **_told(shown)}
        context = page_of(request, plan, Crumb(message("publication.withdraw.heading", label=edition.label)), **more)
        return render(request, "publication/withdraw.html", context, status=shown.status)

    return Deciding(WithdrawForm, act, page)


def _told(shown: Shown[Any]) -> Context:
    """What a template shows of a form that was sent and not taken."""
    return {"form": shown.form, "problem": shown.problem, "problems": shown.problems}


def _newer_of_year(edition: Edition) -> Edition | None:
    """The newest edition that stands of the same year; None where that is this one."""
    later = editions_of(edition.plan_id).filter(
        fiscal_year=edition.fiscal_year, number__gt=edition.number, withdrawn_on=""
    )
    return later.order_by("-number").first()


def _standing_or_404(plan: str, number: int) -> Edition:
    edition = editions_of(plan).filter(number=number, withdrawn_on="").first()
    if edition is None:
        raise Http404(f"{plan} {number}")
    return edition
