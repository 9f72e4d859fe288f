"""The papers of the round and the likely questions, to be printed or taken as Excel."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from monosashi.core.messages import message
from monosashi.evaluation.known import known_scheme
from monosashi.office.accounts.access import requires
from monosashi.office.accounts.deciding import Deciding, Done, Shown, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.standing import Person
from monosashi.office.closing.actions_preparing_answers import keep_answer
from monosashi.office.closing.forms import LikelyAnswerForm, label_of
from monosashi.office.closing.likely_questions import Ground, LikelyQuestion, likely_questions
from monosashi.office.closing.papers import file_name, papers_of, workbook_of
from monosashi.office.plans.queries import held as held_plan
from monosashi.office.plans.year.in_year import InYear, in_year
from monosashi.office.rounds.models import LikelyAnswer, Round
from monosashi.office.rounds.pages import page
from monosashi.office.rounds.places import of_round, round_or_404
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.downloads import as_download


@requires(Permission.READ, of_round)
def papers(request: HttpRequest, number: int) -> HttpResponse:
    """The papers for the council and the assembly."""
    held = round_or_404(number)
    year = _year(held)
    told = papers_of(year, held)
    if request.GET.get("format") == "xlsx":
        return as_download(workbook_of(year, held, told), file_name(held))
    way = Crumb(message("rounds.part.papers"))
    heading = message("closing.papers.heading")
    context = page(request, held, "papers", way, papers=told, heading=heading, lead=told.answer)
    return render(request, "closing/papers.html", context)


@requires(Permission.READ, of_round)
def questions(request: HttpRequest, number: int) -> HttpResponse:
    """What is likely to be asked, with the answers that are kept ready."""
    held = round_or_404(number)
    found = questions_of(held)
    answers = {row.key: row for row in LikelyAnswer.objects.filter(round=held)}
    nodes = held_plan(held.plan_id).plan.index.node
    rows = [(each, nodes[each.node], answers.get(each.key)) for each in found]
    counts = [(ground, sum(each.ground is ground for each in found)) for ground in Ground]
    context = page(
        request,
        held,
        "questions",
        Crumb(message("rounds.part.questions")),
        rows=rows,
        counts=[each for each in counts if each[1]],
        heading=message("rounds.part.questions"),
        lead=(
            message("closing.questions.lead", count=len(found), answered=sum(_is_ready(kept) for _, _, kept in rows)),
        ),
    )
    return render(request, "closing/questions.html", context)


@decides(Permission.RUN_ROUND, of_round, label_of)
def answer(request: HttpRequest, number: int, key: str) -> Deciding[LikelyAnswerForm]:
    """Write the answer to one likely question."""
    held = round_or_404(number)
    question = next((each for each in questions_of(held) if each.key == key), None)
    if question is None:
        raise Http404(key)
    kept = LikelyAnswer.objects.filter(round=held, key=key).first()

    def act(form: LikelyAnswerForm, by: Person) -> Done:
        keep_answer(number=number, question=question, text=form.cleaned_data["text"], by=by)
        return Done(message("closing.did.answer"), reverse("closing:questions", args=(number,)))

    def form(sent: object) -> LikelyAnswerForm:
        initial = {"text": kept.text if kept else question.known}
        return LikelyAnswerForm(sent, initial=initial)  # type: ignore[arg-type]

    def shown(told: Shown[LikelyAnswerForm]) -> HttpResponse:
        node = held_plan(held.plan_id).plan.index.node[question.node]
        back = Crumb(message("rounds.part.questions"), reverse("closing:questions", args=(number,)))
        way = (back, Crumb(message("closing.questions.answer")))
        context = page(request, held, "questions", *way, form=told.form, question=question, node=node)
        return render(request, "closing/answer.html", context, status=told.status)

    return Deciding(form, act, shown)


def _is_ready(kept: LikelyAnswer | None) -> bool:
    """Whether an answer is there: one that was emptied again is none."""
    return kept is not None and bool(kept.text)


def _year(held: Round) -> InYear:
    return in_year(held_plan(held.plan_id), held.fiscal_year)


def questions_of(held: Round) -> tuple[LikelyQuestion, ...]:
    """What is likely to be asked of the round's year as the plan stands now."""
    year = _year(held)
    known = year.plan.index.year.get(held.fiscal_year)
    if year.evaluation is None or known is None or known.scheme is None:
        return ()
    return likely_questions(year.plan, year.evaluation, known_scheme(known.scheme))
