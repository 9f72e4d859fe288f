"""Printed results: entered for one question on its page, or brought in from a file, its difference first."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from monosashi.core.messages import message
from monosashi.office.accounts.access import anywhere
from monosashi.office.accounts.deciding import Deciding, Done, Shown, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.files import DifferencePage, choosing, taking_over, waiting_or_404
from monosashi.office.entering.forms_of_files import FileForm, SeenForm
from monosashi.office.entering.page import sent
from monosashi.office.entering.told import ChangedSince, seen
from monosashi.office.questionnaires import actions_printed, pages
from monosashi.office.questionnaires.bringing_in.actions import let_wait, take_over
from monosashi.office.questionnaires.bringing_in.comparing import FiguresDifference, figures_compared
from monosashi.office.questionnaires.bringing_in.reading import layout
from monosashi.office.questionnaires.counting.printed import printed_from
from monosashi.office.questionnaires.forms import label_of
from monosashi.office.questionnaires.forms_figures import FiguresForm, values_of_figures
from monosashi.office.questionnaires.models import PendingPrint
from monosashi.office.questionnaires.places import question_or_404, row_or_404
from monosashi.office.questionnaires.rows import question_of
from monosashi.office.ui.crumbs import Crumb


@decides(Permission.KEEP_QUESTIONNAIRES, anywhere, label_of)
def figures(request: HttpRequest, questionnaire: int, question: int) -> Deciding[FiguresForm]:
    """Enter what is printed for one question."""
    row, own = row_or_404(questionnaire), question_or_404(questionnaire, question)
    asked, heading = question_of(own), message("questionnaires.figures.heading")
    initial = {**values_of_figures(asked, printed_from(own.figures)), "based_on": seen(own.figures)}

    def act(form: FiguresForm, by: Person) -> Done:
        based_on = form.cleaned_data["based_on"]
        actions_printed.keep_figures(questionnaire, question, form.told, based_on=based_on, by=by)
        return Done(message("questionnaires.did.figures_kept"), f"{_questionnaire(questionnaire)}#question-{question}")

    def page(shown: Shown[FiguresForm]) -> HttpResponse:
        if isinstance(shown.refused, ChangedSince):
            data = request.POST.copy()
            data["based_on"] = seen(own.figures)
            shown.form.data = data
        context = {
            **pages.head(request, row, Crumb(heading)),
            "heading": heading,
            "question": own,
            **sent(shown),
            "now": printed_from(own.figures) if isinstance(shown.refused, ChangedSince) else None,
        }
        return render(request, "questionnaires/figures.html", context, status=shown.status)

    return Deciding(lambda typed: FiguresForm(typed, question=asked, initial=initial), act, page)


@decides(Permission.KEEP_QUESTIONNAIRES, anywhere, label_of)
def bring_in(request: HttpRequest, questionnaire: int) -> Deciding[FileForm]:
    """Choose a file."""
    row = row_or_404(questionnaire)

    def context() -> pages.Context:
        way = Crumb(message("questionnaires.import.heading"))
        return {**pages.head(request, row, way), "columns": layout()["figures"], "back": _questionnaire(questionnaire)}

    return choosing(
        request,
        "questionnaires/bring_in.html",
        partial(let_wait, row=row),
        to=lambda pk: reverse("questionnaires:difference", args=(questionnaire, pk)),
        context=context,
    )


@decides(Permission.KEEP_QUESTIONNAIRES, anywhere, label_of)
def difference(request: HttpRequest, questionnaire: int, pending: int) -> Deciding[SeenForm]:
    """What a file would change; take it over."""
    row = row_or_404(questionnaire)
    waits = waiting_or_404(request, PendingPrint, pk=pending, questionnaire=row)

    def act(_seen: SeenForm, by: Person) -> Done:
        found = take_over(waits, by=by)
        told = message("questionnaires.did.brought_in", comes=len(found.comes), changed=len(found.changed))
        return Done(told, _questionnaire(questionnaire))

    def context(_found: FiguresDifference | None) -> pages.Context:
        back = reverse("questionnaires:bring-in", args=(questionnaire,))
        way = Crumb(message("questionnaires.import.heading"), back), Crumb(message("entering.import.difference"))
        return {**pages.head(request, row, *way), "back": back}

    page = DifferencePage("questionnaires/difference.html", lambda: figures_compared(waits), context)
    return taking_over(request, waits, page, form=SeenForm, act=act)


def _questionnaire(pk: int) -> str:
    return reverse("questionnaires:questionnaire", args=(pk,))
