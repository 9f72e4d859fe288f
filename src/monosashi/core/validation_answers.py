"""The city's own questions: choices where there is something to choose, and answers of the kind that was asked for."""

from collections.abc import Iterator

from monosashi.core.messages import Message, Problem, message
from monosashi.core.paths import place
from monosashi.core.plan import Plan
from monosashi.core.results import Answer, Question, QuestionKind
from monosashi.core.validation_words import level_name

_OF_CHOICES = (QuestionKind.CHOICE, QuestionKind.CHOICES)


def wrong_choices(plan: Plan) -> Iterator[Problem]:
    """Questions that let one choose from nothing, or that list choices nobody can make."""
    for question in plan.questions:
        at = place("questions", question, "choices")
        if question.kind in _OF_CHOICES and not question.choices:
            yield Problem(at, None, message("plan.no_choices"), message("plan.write_choices"))
        elif question.choices and question.kind not in _OF_CHOICES:
            why = message("plan.needless_choices", kind=_word(question.kind))
            yield Problem(at, str(len(question.choices)), why, message("plan.mend_question_kind"))


def wrong_answers(plan: Plan) -> Iterator[Problem]:
    """Answers of another kind than the question's, to choices that it does not have, or from another level."""
    questions = {question.id: question for question in plan.questions}
    known = {level.id for level in plan.levels}
    levels = {node.id: node.level for node in plan.nodes if node.level in known}
    for result in plan.results:
        for answer in result.answers:
            question = questions.get(answer.question)
            if question is None:
                continue
            above = ("results", result, "answers", answer)
            if levels.get(result.node, question.level) != question.level:
                asked, level = (level_name(each, plan) for each in (question.level, levels[result.node]))
                why = message("plan.answer_of_other_level", asked=asked, level=level)
                yield Problem(place(*above, "question"), answer.question, why, message("plan.move_answer"))
            for name, read, why in _misfits(question, answer):
                yield Problem(place(*above, name), read, why, message("plan.mend_answer", kind=_word(question.kind)))


def _misfits(question: Question, answer: Answer) -> Iterator[tuple[str, str, Message]]:
    """Field, what it holds and why it does not fit. A remark in words may stand beside a number or a choice."""
    kind = message("plan.answer_of_other_kind", kind=_word(question.kind))
    if answer.number is not None and question.kind is not QuestionKind.NUMBER:
        yield "number", str(answer.number), kind
    if answer.choices and question.kind not in _OF_CHOICES:
        yield "choices", ", ".join(answer.choices), kind
    elif len(answer.choices) > 1 and question.kind is QuestionKind.CHOICE:
        yield "choices", ", ".join(answer.choices), message("plan.one_choice_only")
    else:
        known = {choice.value for choice in question.choices}
        for chosen in answer.choices:
            if chosen not in known:
                yield (
                    "choices",
                    chosen,
                    message("plan.unknown_choice", known=tuple(choice.value for choice in question.choices)),
                )


def _word(kind: QuestionKind) -> Message:
    return message(f"question_kind.{kind.value}")
