"""The pages of questionnaires that are read, on the screen and on paper."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from monosashi.core.messages import message
from monosashi.office.accounts.access import requires
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.register import names_of
from monosashi.office.questionnaires import pages, queries
from monosashi.office.questionnaires.actions_texts import key_of
from monosashi.office.questionnaires.counting.withholding import LEAST
from monosashi.office.questionnaires.forms_answers import AnswersForm
from monosashi.office.questionnaires.list_of_questionnaires import list_of_asked, list_of_questionnaires
from monosashi.office.questionnaires.places import keeps, row_or_404, seen_or_404
from monosashi.office.questionnaires.results_page import results_page
from monosashi.office.questionnaires.rows import question_of
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.downloads import as_file
from monosashi.office.ui.lists import listed


@requires(Permission.READ)
def questionnaires(request: HttpRequest) -> HttpResponse:
    """All questionnaires; drafts for whoever keeps them alone."""
    rows = queries.outlines(drafts=keeps(request))
    list_of = list_of_questionnaires(rows)
    if (file := as_file(list_of, rows, request.GET)) is not None:
        return file
    context = {
        "crumbs": pages.top(),
        "lead": pages.lead_of(rows),
        "list": listed(list_of, rows, request.GET),
        "rows": rows,
        "keeps": keeps(request),
    }
    return render(request, "questionnaires/list.html", context)


@requires(Permission.READ)
def questionnaire(request: HttpRequest, questionnaire: int) -> HttpResponse:
    """One questionnaire: what is asked of whom, how many answered."""
    row = seen_or_404(request, questionnaire)
    return render(request, "questionnaires/questionnaire.html", pages.questionnaire_context(request, row))


@requires(Permission.KEEP_QUESTIONNAIRES)
def preview(request: HttpRequest, questionnaire: int) -> HttpResponse:
    """The page of those who are asked, with all sections; nothing can be sent from it."""
    row = row_or_404(questionnaire)
    rows = queries.question_rows(row.pk)
    form = AnswersForm(questions=tuple(map(question_of, rows)))
    heading = message("questionnaires.preview.heading")
    context = {
        **pages.head(request, row, Crumb(heading)),
        "form": form,
        "sections": pages.shown_sections(row, queries.sections_of(row.pk)),
        "is_preview": True,
    }
    return render(request, "questionnaires/answer.html", context)


@requires(Permission.READ)
def results(request: HttpRequest, questionnaire: int) -> HttpResponse:
    """What it came to."""
    row = seen_or_404(request, questionnaire)
    if not pages.shows_results(request, row) and not keeps(request):
        raise Http404(questionnaire)
    return results_page(request, row)


@requires(Permission.KEEP_QUESTIONNAIRES)
def asked(request: HttpRequest, questionnaire: int) -> HttpResponse:
    """Who is asked, and who handed in."""
    row = row_or_404(questionnaire)
    people = tuple(queries.asked_people(row.pk))
    list_of = list_of_asked(people, names_of({each.department for each in people}))
    if (file := as_file(list_of, people, request.GET)) is not None:
        return file
    heading = message("questionnaires.asked.heading")
    context = {
        **pages.head(request, row, Crumb(heading)),
        "heading": heading,
        "list": listed(list_of, people, request.GET),
        "handed_in": sum(each.handed_in for each in people),
        "count": len(people),
    }
    return render(request, "questionnaires/asked.html", context)


@requires(Permission.KEEP_QUESTIONNAIRES)
def texts(request: HttpRequest, questionnaire: int) -> HttpResponse:
    """What was written in words, sorted by the words."""
    row = row_or_404(questionnaire)
    sections, rows = queries.sections_of(row.pk), queries.question_rows(row.pk)
    survey, numbers = queries.survey_of(row, rows), dict(pages.numbered(sections))
    there = queries.are_results_there(row, survey)
    small = {each.pk for each in rows if row.anonymous and survey.tally.of("", each.pk, "applied") < LEAST}
    found = tuple(
        (numbers[each.pk], each, kind, tuple((key_of(said), said) for said in kept.get(each.pk, ())))
        for each in rows
        for kind, kept in (("texts", survey.tally.texts), ("others", survey.tally.others))
        if there and each.pk not in small and kept.get(each.pk)
    )
    heading = message("questionnaires.texts.heading")
    context = {
        **pages.head(request, row, Crumb(heading)),
        "heading": heading,
        "there": there,
        "texts": found,
        "count": sum(len(said) for *_, said in found),
    }
    return render(request, "questionnaires/texts.html", context)
