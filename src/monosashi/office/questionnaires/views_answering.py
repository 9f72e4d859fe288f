"""The page of whoever is asked. Without names nothing that was typed is kept anywhere until it is counted: also not in the session."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from monosashi.core.messages import InvalidInput, Message, message
from monosashi.office.accounts.access import anywhere, person_in, requires
from monosashi.office.accounts.deciding import NOT_AS_THINGS_STAND, NOT_UNDERSTOOD, Deciding, Done, Shown, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.told import ChangedSince
from monosashi.office.questionnaires import actions_answering, pages, queries
from monosashi.office.questionnaires.counting.questions import Question
from monosashi.office.questionnaires.forms_answers import AnswersForm, values_of
from monosashi.office.questionnaires.models import AskedPerson, Questionnaire, QuestionRow, Section
from monosashi.office.questionnaires.places import seen_or_404
from monosashi.office.questionnaires.rows import answers_from, question_of
from monosashi.office.questionnaires.states import takes_answers
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.language import spoken


def label_of(name: str) -> Message:
    """What a field is called when it is given back: the questions differ from one questionnaire to the next."""
    return message(
        "questionnaires.answer.choose" if name.startswith(("answer-", "other-")) else "questionnaires.form.based_on"
    )


@decides(Permission.READ, anywhere, label_of)
def answer(request: HttpRequest, questionnaire: int) -> Deciding[AnswersForm]:
    """Answer with one's name: keep a draft, hand in, change what was handed in."""
    row = seen_or_404(request, questionnaire)
    person = queries.asked_person(row.pk, person_in(request).staff.pk)
    questions = _questions(row, person)
    initial = _initial(person, questions)

    def act(form: AnswersForm, by: Person) -> Done:
        is_draft = request.POST.get("do") == "draft"
        doing = actions_answering.save_draft if is_draft else actions_answering.hand_in
        doing(questionnaire, form.answers, based_on=form.cleaned_data["based_on"], today=timezone.localdate(), by=by)
        if is_draft:
            return Done(message("questionnaires.did.draft_kept"), request.path)
        return Done(message("questionnaires.did.handed_in"), reverse("questionnaires:questionnaire", args=(row.pk,)))

    def page(shown: Shown[AnswersForm]) -> HttpResponse:
        if isinstance(shown.refused, ChangedSince) and person is not None:
            data = request.POST.copy()
            data["based_on"] = actions_answering.based_on(person)
            shown.form.data = data
        return _page(request, row, person, shown)

    return Deciding(lambda sent: AnswersForm(sent, questions=questions, initial=initial), act, page)


@requires(Permission.READ)
def answer_anonymously(request: HttpRequest, questionnaire: int) -> HttpResponse:
    """Answer without a name. Whoever has to log in first types again: what is kept over a log-in would be kept with the person."""
    row = seen_or_404(request, questionnaire)
    person = queries.asked_person(row.pk, person_in(request).staff.pk)
    questions = _questions(row, person)
    form = AnswersForm(request.POST if request.method == "POST" else None, questions=questions)
    if request.method != "POST":
        return _page(request, row, person, Shown(form))
    if not form.is_valid():
        return _page(request, row, person, Shown(form, status=NOT_UNDERSTOOD))
    try:
        actions_answering.hand_in_anonymously(
            questionnaire, form.answers, today=timezone.localdate(), by=person_in(request)
        )
    except StateForbids as refused:
        return _page(request, row, person, Shown(form, refused, status=NOT_AS_THINGS_STAND))
    except InvalidInput as wrong:
        return _page(request, row, person, Shown(form, problems=wrong.problems, status=NOT_UNDERSTOOD))
    messages.success(request, spoken(message("questionnaires.did.handed_in_anonymously")))
    return redirect("questionnaires:questionnaire", row.pk)


def _page(
    request: HttpRequest, row: Questionnaire, person: AskedPerson | None, shown: Shown[AnswersForm]
) -> HttpResponse:
    sections = [each for each in queries.sections_of(row.pk) if person is not None and _is_for(each, person)]
    context = {
        **pages.head(request, row, Crumb(message("questionnaires.answer.heading"))),
        "form": shown.form,
        "person": person,
        "takes": takes_answers(row.state, row.since, row.until, timezone.localdate()),
        "sections": pages.shown_sections(row, sections),
        "refused": shown.problem,
        "problems": shown.problems,
        "is_preview": False,
    }
    return render(request, "questionnaires/answer.html", context, status=shown.status)


def _questions(row: Questionnaire, person: AskedPerson | None) -> tuple[Question, ...]:
    """Those that are for the groups of whoever is asked; none for who is not."""
    if person is None:
        return ()
    rows: Sequence[QuestionRow] = queries.question_rows(row.pk)
    return tuple(question_of(each) for each in rows if _is_for(each.section, person))


def _is_for(section: Section, person: AskedPerson) -> bool:
    return not section.groups or bool(set(section.groups) & set(person.groups))


def _initial(person: AskedPerson | None, questions: Sequence[Question]) -> dict[str, Any]:
    if person is None:
        return {}
    told = person.draft if person.draft is not None else person.answers
    return {**values_of(questions, answers_from(told)), "based_on": actions_answering.based_on(person)}
