"""Printed results: entered for one question on its page, or brought in from a file, its difference first."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from monosashi.core.messages import message
from monosashi.office.accounts.access import anywhere, person_in
from monosashi.office.accounts.deciding import Deciding, Done, Shown, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.told import ChangedSince, seen
from monosashi.office.questionnaires import actions_printed, pages
from monosashi.office.questionnaires.bringing_in.actions import let_wait, take_over, waiting_files
from monosashi.office.questionnaires.bringing_in.comparing import figures_compared
from monosashi.office.questionnaires.bringing_in.reading import layout
from monosashi.office.questionnaires.counting.printed import printed_from
from monosashi.office.questionnaires.forms import DecideForm, FileForm, label_of
from monosashi.office.questionnaires.forms_figures import FiguresForm, values_of_figures
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
        back = reverse("questionnaires:questionnaire", args=(questionnaire,))
        return Done(message("questionnaires.did.figures_kept"), f"{back}#question-{question}")

    def page(shown: Shown[FiguresForm]) -> HttpResponse:
        if isinstance(shown.refused, ChangedSince):
            data = request.POST.copy()
            data["based_on"] = seen(own.figures)
            shown.form.data = data
        context = {
            **pages.head(request, row, Crumb(heading)),
            "heading": heading,
            "question": own,
            "form": shown.form,
            "refused": shown.problem,
            "problems": shown.problems,
            "now": printed_from(own.figures) if isinstance(shown.refused, ChangedSince) else None,
        }
        return render(request, "questionnaires/figures.html", context, status=shown.status)

    return Deciding(lambda sent: FiguresForm(sent, question=asked, initial=initial), act, page)


@decides(Permission.KEEP_QUESTIONNAIRES, anywhere, label_of)
def bring_in(request: HttpRequest, questionnaire: int) -> Deciding[FileForm]:
    """Choose a file. What is wrong in it is told by line, all of it, and nothing is kept."""
    row, heading = row_or_404(questionnaire), message("questionnaires.import.heading")

    def act(form: FileForm, by: Person) -> Done:
        file = form.cleaned_data["file"]
        pending = let_wait(row=row, file_name=str(file.name), raw=file.read(), by=by)
        address = reverse("questionnaires:difference", args=(questionnaire, pending.pk))
        return Done(message("questionnaires.import.look"), address)

    def page(shown: Shown[FileForm]) -> HttpResponse:
        context = {
            **pages.head(request, row, Crumb(heading)),
            "heading": heading,
            "columns": [words for name, words in layout()["figures"].items() if name != "required"],
            "form": shown.form,
            "refused": shown.problem,
            "problems": shown.problems,
        }
        return render(request, "questionnaires/bring_in.html", context, status=shown.status)

    return Deciding(lambda sent: FileForm(sent, request.FILES if sent is not None else None), act, page)


@decides(Permission.KEEP_QUESTIONNAIRES, anywhere, label_of)
def difference(request: HttpRequest, questionnaire: int, pending: int) -> Deciding[DecideForm]:
    """What a file would change; take it over."""
    row, heading = row_or_404(questionnaire), message("questionnaires.import.difference")
    waits = waiting_files().filter(questionnaire=row, pk=pending, made_by=person_in(request).staff.pk).first()
    if waits is None:
        raise Http404(pending)

    def act(form: DecideForm, by: Person) -> Done:
        waits.state = form.cleaned_data["seen"]
        found = take_over(waits, by=by)
        told = message("questionnaires.did.brought_in", comes=len(found.comes), changed=len(found.changed))
        return Done(told, reverse("questionnaires:questionnaire", args=(questionnaire,)))

    def page(shown: Shown[DecideForm]) -> HttpResponse:
        found = figures_compared(waits)
        context = {
            **pages.head(request, row, Crumb(heading)),
            "heading": heading,
            "pending": waits,
            "difference": found,
            "form": DecideForm(initial={"seen": found.state}),
            "refused": shown.problem,
            "problems": shown.problems,
        }
        return render(request, "questionnaires/difference.html", context, status=shown.status)

    return Deciding(DecideForm, act, page)
