"""Opening, extending, closing, publishing; blacking out words; saying what a questionnaire serves."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.core.plan import Plan
from monosashi.office.accounts.access import anywhere
from monosashi.office.accounts.deciding import Deciding, Done, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.forms import SureForm
from monosashi.office.entering.page import Page, form_page
from monosashi.office.plans.queries import held, rows_held
from monosashi.office.questionnaires import actions_links, actions_running, actions_texts, pages, queries
from monosashi.office.questionnaires.actions_links import Served
from monosashi.office.questionnaires.actions_texts import key_of
from monosashi.office.questionnaires.audience import Asked, who_is_asked
from monosashi.office.questionnaires.audit_results import named_results
from monosashi.office.questionnaires.forms import LinkForm, ReasonForm, UntilForm, WordsForm, label_of
from monosashi.office.questionnaires.models import Questionnaire, ServesMeasure
from monosashi.office.questionnaires.places import question_or_404, row_or_404
from monosashi.office.questionnaires.shown import group_name
from monosashi.office.questionnaires.states import QuestionnaireAct, QuestionnaireState

_SURE = {
    QuestionnaireAct.CLOSE: actions_running.close,
    QuestionnaireAct.PUBLISH: actions_running.publish,
}
_UNTIL = {
    QuestionnaireAct.EXTEND: actions_running.extend,
    QuestionnaireAct.TAKE_AGAIN: actions_running.take_again,
}


@decides(Permission.KEEP_QUESTIONNAIRES, anywhere, label_of)
def act(request: HttpRequest, questionnaire: int, act: str) -> Deciding[Any]:
    """Do one of the acts of the table of states, once it was asked whether to."""
    row = row_or_404(questionnaire)
    known = {each.value: each for each in (QuestionnaireAct.OPEN, QuestionnaireAct.TAKE_BACK, *_SURE, *_UNTIL)}
    if act not in known:
        raise Http404(act)
    wanted = known[act]

    def done(form: Any, by: Person) -> Done:  # noqa: ANN401 -- one of three forms
        _act(questionnaire, wanted, form, by)
        return Done(message(f"questionnaires.state_now.{act}", title=row.title), _address(questionnaire))

    def made(sent: Any) -> Any:  # noqa: ANN401 -- Django's
        if wanted in _UNTIL:
            return UntilForm(sent, initial={"until": row.until})
        return ReasonForm(sent) if wanted is QuestionnaireAct.TAKE_BACK else SureForm(sent)

    heading = message(f"questionnaires.act.{act}")
    more = {"asked": _asked(row)} if wanted is QuestionnaireAct.OPEN else {}
    page = Page(
        heading, heading, _address(questionnaire), pages.way_to(row), template="questionnaires/act.html", more=more
    ).with_lead(_lead(row, wanted))
    return Deciding(made, done, lambda shown: form_page(request, page, shown))


def _act(pk: int, wanted: QuestionnaireAct, form: Any, by: Person) -> None:  # noqa: ANN401 -- as above
    today = timezone.localdate()
    if wanted in _SURE:
        _SURE[wanted](pk, by=by)
    elif wanted in _UNTIL:
        _UNTIL[wanted](pk, until=form.cleaned_data["until"], today=today, by=by)
    elif wanted is QuestionnaireAct.OPEN:
        actions_running.open_now(pk, today=today, by=by)
    else:
        actions_running.take_back(pk, why=form.cleaned_data["reason"], by=by)


def _lead(row: Questionnaire, wanted: QuestionnaireAct) -> Message:
    if wanted in {QuestionnaireAct.OPEN, QuestionnaireAct.CLOSE}:
        names = "anonymous" if row.anonymous else "named"
        return message(f"questionnaires.act.{wanted.value}.{names}")
    return message(f"questionnaires.act.{wanted.value}.lead")


def _asked(row: Questionnaire) -> tuple[int, tuple[tuple[str, int], ...]] | None:
    """How many would be asked today, and in which groups they would be counted. None where it is open already."""
    if row.state != QuestionnaireState.DRAFT:
        return None
    found: Asked = who_is_asked(row, timezone.localdate())
    groups = ((group_name(key, str(told["name"])), int(str(told["asked"]))) for key, told in found.groups.items())
    return len(found.members), tuple(groups)


@decides(Permission.KEEP_QUESTIONNAIRES, anywhere, label_of)
def black_out(request: HttpRequest, questionnaire: int, question: int) -> Deciding[WordsForm]:
    """Black out words in one text, which the address names by its key."""
    row, own = row_or_404(questionnaire), question_or_404(questionnaire, question)
    back = reverse("questionnaires:texts", args=(questionnaire,))

    def done(form: WordsForm, by: Person) -> Done:
        text = form.cleaned_data["text"]
        count = actions_texts.black_out(questionnaire, question, text, words=form.told, by=by)
        return Done(message("questionnaires.did.blacked_out", count=count), back)

    key = str(request.GET.get("text") or request.POST.get("text", ""))
    said = _text(row, question, key)
    page = Page(
        message("questionnaires.black_out"),
        message("questionnaires.black_out"),
        back,
        pages.way_to(row),
        template="questionnaires/black_out.html",
        more={"said": said, "question": own},
    ).with_lead(message("questionnaires.black_out.lead"))
    return Deciding(
        lambda sent: WordsForm(sent, initial={"text": key}), done, lambda shown: form_page(request, page, shown)
    )


def _text(row: Questionnaire, question: int, key: str) -> str:
    """The text with a key, "" where none has it or it cannot be seen."""
    survey = queries.survey_of(row, queries.question_rows(row.pk))
    if not queries.are_results_there(row, survey):
        return ""
    every = (*survey.tally.texts.get(question, ()), *survey.tally.others.get(question, ()))
    return next((said for said in every if key_of(said) == key), "")


@decides(Permission.KEEP_QUESTIONNAIRES, anywhere, label_of)
def link(request: HttpRequest, questionnaire: int) -> Deciding[LinkForm]:
    """Say what it serves: a measure, an audit result, the baseline of an indicator."""
    row = row_or_404(questionnaire)
    offered = _offered(row)

    def done(form: LinkForm, by: Person) -> Done:
        actions_links.link(questionnaire, _served(form), by=by)
        return Done(message("questionnaires.did.linked"), _address(questionnaire))

    page = Page(
        message("questionnaires.link"),
        message("questionnaires.button.enter"),
        _address(questionnaire),
        pages.way_to(row),
    ).with_lead(message("questionnaires.link.lead"))
    return Deciding(lambda sent: LinkForm(sent, offered=offered), done, lambda shown: form_page(request, page, shown))


@decides(Permission.KEEP_QUESTIONNAIRES, anywhere, label_of)
def unlink(request: HttpRequest, questionnaire: int, served: int) -> Deciding[SureForm]:
    """It does not serve that."""
    row = row_or_404(questionnaire)
    there = ServesMeasure.objects.filter(questionnaire=row, pk=served).first()
    if there is None:
        raise Http404(served)

    def done(form: SureForm, by: Person) -> Done:  # noqa: ARG001 -- nothing is asked
        actions_links.unlink(questionnaire, served, by=by)
        return Done(message("questionnaires.did.unlinked"), _address(questionnaire))

    heading = message("questionnaires.unlink")
    page = Page(heading, heading, _address(questionnaire), pages.way_to(row)).with_lead(
        message("questionnaires.unlink.lead")
    )
    return Deciding(SureForm, done, lambda shown: form_page(request, page, shown))


def _served(form: LinkForm) -> Served:
    told = form.cleaned_data
    plan, _, node = told["measure"].partition(" ")
    _, _, indicator = told["indicator"].partition(" ")
    question, _, option = told["answer"].partition(":")
    result = told["audit_result"]
    return Served(plan, node, indicator, int(question) if question else None, option, int(result) if result else None)


def _offered(row: Questionnaire) -> dict[str, list[tuple[str, str]]]:
    plans = [held(each.pk).plan for each in rows_held()]
    return {
        "measure": [
            (f"{plan.id} {node.id}", _of(plan, node.label, plans)) for plan in plans for node in plan.index.measures
        ],
        "indicator": [
            (f"{plan.id} {each.id}", _of(plan, each.name, plans)) for plan in plans for each in plan.indicators
        ],
        "answer": list(_options(row)),
        "audit_result": [(str(pk), each.name) for pk, each in named_results(timezone.localdate()).items()],
    }


def _of(plan: Plan, name: str, plans: list[Plan]) -> str:
    """A thing of a plan; where there are several plans, with its plan."""
    return f"{plan.name} {name}" if len(plans) > 1 else name


def _options(row: Questionnaire) -> Iterator[tuple[str, str]]:
    sections = queries.sections_of(row.pk)
    numbers = dict(pages.numbered(sections))
    for section in sections:
        for question in section.questions.all():
            for each in question.options:
                yield f"{question.pk}:{each['key']}", f"{numbers[question.pk]} {each['text']}"


def _address(pk: int) -> str:
    return reverse("questionnaires:questionnaire", args=(pk,))
