"""Making a questionnaire: its head, sections and questions; copying an earlier one."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.office.accounts.access import anywhere
from monosashi.office.accounts.bearers import choices_today
from monosashi.office.accounts.deciding import Deciding, Done, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.forms import SureForm
from monosashi.office.entering.page import Page, form_page
from monosashi.office.entering.told import new_token, seen
from monosashi.office.officers import queries as officers
from monosashi.office.questionnaires import actions_making, actions_questions, pages, queries
from monosashi.office.questionnaires.counting.questions import OTHER, AnswerKind
from monosashi.office.questionnaires.forms import (
    PrintedForm,
    QuestionForm,
    QuestionnaireForm,
    SectionForm,
    first_values,
    label_of,
    values_of_question,
)
from monosashi.office.questionnaires.models import Questionnaire, QuestionRow
from monosashi.office.questionnaires.places import question_or_404, row_or_404, section_or_404
from monosashi.office.questionnaires.rows import told_of, told_of_question, told_of_section
from monosashi.office.questionnaires.shown import group_name
from monosashi.office.questionnaires.states import QuestionnaireSource
from monosashi.office.ui.language import spoken

Sent = Any
_KEEP, _ENTER = message("questionnaires.button.keep"), message("questionnaires.button.enter")
_BEGINNINGS = {
    QuestionnaireSource.ASKED: (message("questionnaires.new"), message("questionnaires.new.lead")),
    QuestionnaireSource.PRINTED: (message("questionnaires.new_printed"), message("questionnaires.new_printed.lead")),
}


@decides(Permission.KEEP_QUESTIONNAIRES, anywhere, label_of)
def new(request: HttpRequest) -> Deciding[QuestionnaireForm]:
    """Begin a questionnaire."""
    return _begun(request, QuestionnaireSource.ASKED, lambda sent: _form(sent, {"token": new_token()}))


@decides(Permission.KEEP_QUESTIONNAIRES, anywhere, label_of)
def new_printed(request: HttpRequest) -> Deciding[PrintedForm]:
    """Begin one of which only printed results are known."""
    return _begun(request, QuestionnaireSource.PRINTED, lambda sent: PrintedForm(sent, initial={"token": new_token()}))


@decides(Permission.KEEP_QUESTIONNAIRES, anywhere, label_of)
def copy(request: HttpRequest, questionnaire: int) -> Deciding[QuestionnaireForm]:
    """Begin one with the questions of an earlier one."""
    earlier = row_or_404(questionnaire)
    now = told_of(earlier)
    initial = {**first_values(earlier, now), "token": new_token(), "since": None, "until": None}

    def act(form: QuestionnaireForm, by: Person) -> Done:
        row = actions_making.copy(questionnaire, form.told, token=form.cleaned_data["token"] or new_token(), by=by)
        return Done(message("questionnaires.did.copied", title=row.title), _address(row.pk))

    page = Page(message("questionnaires.copy"), _ENTER, _address(questionnaire), pages.way_to(earlier)).with_lead(
        message("questionnaires.copy.lead", title=earlier.title)
    )
    return Deciding(lambda sent: _form(sent, initial), act, lambda shown: form_page(request, page, shown))


@decides(Permission.KEEP_QUESTIONNAIRES, anywhere, label_of)
def change(request: HttpRequest, questionnaire: int) -> Deciding[Any]:
    """Change the head of a draft."""
    row = row_or_404(questionnaire)
    now = told_of(row)
    initial = {**first_values(row, now), "based_on": seen(now.plain)}

    def act(form: QuestionnaireForm | PrintedForm, by: Person) -> Done:
        actions_making.change(questionnaire, form.told, based_on=form.cleaned_data["based_on"], by=by)
        return Done(message("questionnaires.did.kept"), _address(questionnaire))

    def made(sent: Sent) -> QuestionnaireForm | PrintedForm:
        printed = row.source == QuestionnaireSource.PRINTED
        return PrintedForm(sent, initial=initial) if printed else _form(sent, initial, row)

    page = _page(row, message("questionnaires.change"), _KEEP)
    return Deciding(made, act, lambda shown: form_page(request, page, shown))


@decides(Permission.KEEP_QUESTIONNAIRES, anywhere, label_of)
def throw_away(request: HttpRequest, questionnaire: int) -> Deciding[SureForm]:
    """Throw a draft away."""
    row = row_or_404(questionnaire)

    def act(form: SureForm, by: Person) -> Done:  # noqa: ARG001 -- nothing is asked
        actions_making.throw_away(questionnaire, by=by)
        return Done(message("questionnaires.did.thrown_away", title=row.title), reverse("questionnaires:list"))

    heading = message("questionnaires.throw_away")
    page = _page(row, heading, heading).with_lead(message("questionnaires.throw_away.lead", title=row.title))
    return Deciding(SureForm, act, lambda shown: form_page(request, page, shown))


@decides(Permission.KEEP_QUESTIONNAIRES, anywhere, label_of)
def new_section(request: HttpRequest, questionnaire: int) -> Deciding[SectionForm]:
    """Enter a section."""
    row = row_or_404(questionnaire)

    def act(form: SectionForm, by: Person) -> Done:
        token = form.cleaned_data["token"] or new_token()
        made = actions_questions.add_section(questionnaire, form.told, token=token, by=by)
        return Done(message("questionnaires.did.section_added", title=made.title), _address(questionnaire))

    page = _page(row, message("questionnaires.new_section"), _ENTER)
    return Deciding(
        lambda sent: SectionForm(sent, initial={"token": new_token()}, groups=_groups(row)),
        act,
        lambda shown: form_page(request, page, shown),
    )


@decides(Permission.KEEP_QUESTIONNAIRES, anywhere, label_of)
def change_section(request: HttpRequest, questionnaire: int, section: int) -> Deciding[SectionForm]:
    """Change a section."""
    row, own = row_or_404(questionnaire), section_or_404(questionnaire, section)
    now = told_of_section(own)
    initial = {**now.plain, "based_on": seen(now.plain)}

    def act(form: SectionForm, by: Person) -> Done:
        based_on = form.cleaned_data["based_on"]
        actions_questions.change_section(questionnaire, section, form.told, based_on=based_on, by=by)
        return Done(message("questionnaires.did.kept"), _address(questionnaire))

    page = _page(row, message("questionnaires.change_section"), _KEEP)
    return Deciding(
        lambda sent: SectionForm(sent, initial=initial, groups=_groups(row)),
        act,
        lambda shown: form_page(request, page, shown),
    )


@decides(Permission.KEEP_QUESTIONNAIRES, anywhere, label_of)
def remove_section(request: HttpRequest, questionnaire: int, section: int) -> Deciding[SureForm]:
    """Remove a section with its questions."""
    row, own = row_or_404(questionnaire), section_or_404(questionnaire, section)

    def act(form: SureForm, by: Person) -> Done:  # noqa: ARG001 -- nothing is asked
        actions_questions.remove_section(questionnaire, section, by=by)
        return Done(message("questionnaires.did.removed"), _address(questionnaire))

    heading = message("questionnaires.remove_section")
    page = _page(row, heading, heading).with_lead(message("questionnaires.remove_section.lead", title=own.title))
    return Deciding(SureForm, act, lambda shown: form_page(request, page, shown))


@decides(Permission.KEEP_QUESTIONNAIRES, anywhere, label_of)
def new_question(request: HttpRequest, questionnaire: int, section: int) -> Deciding[QuestionForm]:
    """Enter a question."""
    row, within = row_or_404(questionnaire), section_or_404(questionnaire, section)

    def act(form: QuestionForm, by: Person) -> Done:
        token = form.cleaned_data["token"] or new_token()
        actions_questions.add_question(questionnaire, section, form.told, token=token, by=by)
        return Done(message("questionnaires.did.question_added"), f"{_address(questionnaire)}#section-{section}")

    page = _page(row, message("questionnaires.new_question"), _ENTER).with_lead(
        message("questionnaires.new_question.lead", section=within.title)
    )
    return Deciding(
        lambda sent: QuestionForm(sent, initial={"token": new_token()}, asked_if=_conditions(row)),
        act,
        lambda shown: form_page(request, page, shown),
    )


@decides(Permission.KEEP_QUESTIONNAIRES, anywhere, label_of)
def change_question(request: HttpRequest, questionnaire: int, question: int) -> Deciding[QuestionForm]:
    """Change a question."""
    row, own = row_or_404(questionnaire), question_or_404(questionnaire, question)
    now = told_of_question(own)
    initial = {**values_of_question(now), "based_on": seen(now.plain)}

    def act(form: QuestionForm, by: Person) -> Done:
        based_on = form.cleaned_data["based_on"]
        actions_questions.change_question(questionnaire, question, form.told, based_on=based_on, by=by)
        return Done(message("questionnaires.did.kept"), f"{_address(questionnaire)}#question-{question}")

    page = _page(row, message("questionnaires.change_question"), _KEEP)
    return Deciding(
        lambda sent: QuestionForm(sent, initial=initial, asked_if=_conditions(row, own)),
        act,
        lambda shown: form_page(request, page, shown),
    )


@decides(Permission.KEEP_QUESTIONNAIRES, anywhere, label_of)
def remove_question(request: HttpRequest, questionnaire: int, question: int) -> Deciding[SureForm]:
    """Remove a question."""
    row, own = row_or_404(questionnaire), question_or_404(questionnaire, question)

    def act(form: SureForm, by: Person) -> Done:  # noqa: ARG001 -- nothing is asked
        actions_questions.remove_question(questionnaire, question, by=by)
        return Done(message("questionnaires.did.removed"), _address(questionnaire))

    heading = message("questionnaires.remove_question")
    page = _page(row, heading, heading).with_lead(message("questionnaires.remove_question.lead", text=own.text))
    return Deciding(SureForm, act, lambda shown: form_page(request, page, shown))


@decides(Permission.KEEP_QUESTIONNAIRES, anywhere, label_of)
def move(request: HttpRequest, questionnaire: int, question: int, way: str) -> Deciding[SureForm]:
    """Move a question by one place in its section."""
    row, own = row_or_404(questionnaire), question_or_404(questionnaire, question)

    def act(form: SureForm, by: Person) -> Done:  # noqa: ARG001 -- nothing is asked
        actions_questions.move(questionnaire, question=question, up=way == "up", by=by)
        return Done(message("questionnaires.did.moved"), f"{_address(questionnaire)}#question-{question}")

    heading = message("questionnaires.move_up" if way == "up" else "questionnaires.move_down")
    page = _page(row, heading, heading).with_lead(message("questionnaires.move.lead", text=own.text))
    return Deciding(SureForm, act, lambda shown: form_page(request, page, shown))


def _begun(request: HttpRequest, source: QuestionnaireSource, form: Callable[[Sent], Any]) -> Deciding[Any]:
    def act(form: Any, by: Person) -> Done:  # noqa: ANN401 -- one of two forms
        row = actions_making.make(form.told, source=source, token=form.cleaned_data["token"] or new_token(), by=by)
        return Done(message("questionnaires.did.made", title=row.title), _address(row.pk))

    heading, lead = _BEGINNINGS[source]
    page = Page(heading, _ENTER, reverse("questionnaires:list"), (pages.all_of_them(),)).with_lead(lead)
    return Deciding(form, act, lambda shown: form_page(request, page, shown))


def _form(sent: Sent, initial: dict[str, object], row: Questionnaire | None = None) -> QuestionnaireForm:
    also = tuple(row.departments) if row else ()
    kinds = [(str(kind.pk), kind.name) for kind in officers.kinds()]
    departments = choices_today(timezone.localdate(), also)
    return QuestionnaireForm(sent, initial=initial, departments=departments, kinds=kinds)


def _groups(row: Questionnaire) -> Sequence[tuple[str, str]]:
    """What a section can be for: groups of the print, or kinds of officers."""
    if row.source == QuestionnaireSource.PRINTED:
        return [(key, group_name(key, told["name"])) for key, told in row.groups.items()]
    return [(f"kind/{kind.pk}", kind.name) for kind in officers.kinds()]


def _conditions(row: Questionnaire, own: QuestionRow | None = None) -> Sequence[tuple[str, str]]:
    """The options of earlier questions that a question can hang on."""
    sections = queries.sections_of(row.pk)
    numbers = dict(pages.numbered(sections))
    found: list[tuple[str, str]] = []
    for section in sections:
        for each in section.questions.all():
            if own is not None and each.pk == own.pk:
                return found
            if each.kind in {AnswerKind.ONE, AnswerKind.SEVERAL}:
                other = [(OTHER, spoken(message("questionnaires.other")))] if each.other else []
                options = [*((option["key"], option["text"]) for option in each.options), *other]
                found += [(f"{each.pk}:{key}", f"{numbers[each.pk]} {text}") for key, text in options]
    return found


def _page(row: Questionnaire, heading: Message, button: Message) -> Page:
    return Page(heading, button, _address(row.pk), pages.way_to(row))


def _address(pk: int) -> str:
    return reverse("questionnaires:questionnaire", args=(pk,))
