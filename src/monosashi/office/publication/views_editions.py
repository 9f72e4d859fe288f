"""A correction with its 正誤表 and a withdrawal, proposed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from monosashi.core.messages import InvalidInput, Message, Problem, message
from monosashi.office.accounts.access import of_plan, person_in, requires
from monosashi.office.accounts.permissions import Permission
from monosashi.office.plans.actions_editions import editions_of
from monosashi.office.plans.models import Edition
from monosashi.office.plans.pages import Context
from monosashi.office.publication import actions
from monosashi.office.publication.actions import About, NotNow
from monosashi.office.publication.errata_shown import errata_of, shown_errata
from monosashi.office.publication.forms import CorrectForm, WithdrawForm
from monosashi.office.publication.views import page_of
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.kept_forms import keeps_typed, kept
from monosashi.office.ui.language import spoken
from monosashi.publishing.editions_folder import AlreadyFrozen


def _label_of(name: str) -> Message:
    field = {**CorrectForm.base_fields, **WithdrawForm.base_fields}.get(name)
    return message(str(field.label) if field else "publication.form.reason_of_one")


@keeps_typed(_label_of)
@requires(Permission.PUBLISH, of_plan)
def correct(request: HttpRequest, plan: str, number: int) -> HttpResponse:
    """Propose the plan as it stands as the correction of an edition."""
    edition = _standing_or_404(plan, number)
    errata = errata_of(plan, edition)
    sent = request.POST if request.method == "POST" else kept(request)
    form = CorrectForm(errata.found, sent or None)
    problem: Message | None = None
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        about = About(number, told["reason"].strip(), form.reasons, told["label"].strip())
        try:
            made = actions.propose_correction(
                plan_id=plan, about=about, note=told["note"].strip(), by=person_in(request)
            )
        except NotNow as error:
            problem = error.why
        except AlreadyFrozen as error:
            problem = message("plans.freeze.same", label=error.link.label)
        except InvalidInput as error:
            problems = error.problems
        else:
            messages.success(request, spoken(message("publication.proposed")))
            return redirect("publication:proposal", plan, made.number)
    rows = shown_errata(errata, form)
    more: Context = {"edition": edition, "form": form, "rows": rows, "problem": problem, "problems": problems}
    context = page_of(request, plan, Crumb(message("publication.correct.heading", label=edition.label)), **more)
    return render(request, "publication/correct.html", context, status=_status(request))


@keeps_typed(_label_of)
@requires(Permission.PUBLISH, of_plan)
def withdraw(request: HttpRequest, plan: str, number: int) -> HttpResponse:
    """Propose to take an edition back."""
    edition = _standing_or_404(plan, number)
    sent = request.POST if request.method == "POST" else kept(request)
    form = WithdrawForm(sent or None)
    problem: Message | None = None
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        about = About(number, told["reason"].strip())
        try:
            made = actions.propose_withdrawal(
                plan_id=plan, about=about, note=told["note"].strip(), by=person_in(request)
            )
        except NotNow as error:
            problem = error.why
        except InvalidInput as error:
            problems = error.problems
        else:
            messages.success(request, spoken(message("publication.proposed")))
            return redirect("publication:proposal", plan, made.number)
    more: Context = {"edition": edition, "form": form, "problem": problem, "problems": problems}
    context = page_of(request, plan, Crumb(message("publication.withdraw.heading", label=edition.label)), **more)
    return render(request, "publication/withdraw.html", context, status=_status(request))


def _status(request: HttpRequest) -> int:
    """Whatever was sent and not taken leaves the page as it was."""
    return 422 if request.method == "POST" else 200


def _standing_or_404(plan: str, number: int) -> Edition:
    edition = editions_of(plan).filter(number=number, withdrawn_on="").first()
    if edition is None:
        raise Http404(f"{plan} {number}")
    return edition
