"""The form of those who are asked, made of the questions; what was typed becomes answers. Nothing chosen is 未回答."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from monosashi.core.messages import Message, message
from monosashi.office.entering.forms import lines
from monosashi.office.questionnaires.counting.questions import (
    OTHER,
    Answer,
    AnswerKind,
    Answers,
    Question,
    number_typed,
)
from monosashi.office.ui.forms import LinesField, SayingForm, wrong
from monosashi.office.ui.language import spoken

_LONGEST = 4000


class NumberField(forms.CharField):
    """A number with thousands commas or without. Nothing is no answer, never 0."""

    def clean(self, value: object) -> object:
        """The number, None where nothing was typed. Raises ValidationError."""
        text = super().clean(value)
        if not text:
            return None
        number = number_typed(text)
        if number is None:
            raise wrong(
                message("questionnaires.answer_wrong.number"), message("questionnaires.answer_wrong.number.remedy")
            )
        return number


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as its form shows it. `fields` are those of its rows, or its one field; `other` the words to その他."""

    question: Question
    fields: tuple[tuple[str, BoundField], ...]
    other: BoundField | None


class AnswersForm(SayingForm):
    """All questions that are asked of somebody."""

    based_on = forms.CharField(
        label="questionnaires.form.based_on", widget=forms.HiddenInput, required=False, max_length=64
    )

    def __init__(self, *args: Any, questions: Sequence[Question], **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        self.questions = tuple(questions)
        for question in self.questions:
            self.fields.update(_FIELDS[question.kind](question))
            if question.other:
                words = forms.CharField(label="questionnaires.answer.other_words", required=False, max_length=_LONGEST)
                self.fields[f"other-{question.id}"] = words

    def clean(self) -> dict[str, Any]:
        """No rank is left out before another. Raises ValidationError."""
        told = self.cleaned_data
        for question in self.questions:
            if question.kind is AnswerKind.RANKED:
                own = [told.get(name, "") for name, _ in names_of(question)]
                if "" in own[: len([key for key in own if key])]:
                    gap = f"answer-{question.id}-{own.index('') + 1}"
                    self.add_error(gap, _left_out())
        return told

    def asked(self, question: int) -> Asked:
        """One question with its fields."""
        found = next(each for each in self.questions if each.id == question)
        own = tuple((text, self[name]) for name, text in names_of(found))
        return Asked(found, own, self[f"other-{question}"] if found.other else None)

    @property
    def answers(self) -> Answers:
        """What was answered; a question without an answer is not there. Only of a valid form."""
        found = {question.id: self._answer(question) for question in self.questions}
        return {key: answer for key, answer in found.items() if answer or answer.other}

    def _answer(self, question: Question) -> Answer:
        told = self.cleaned_data
        own = {name: told[name] for name, _ in names_of(question)}
        other = lines(told.get(f"other-{question.id}", ""))
        only: Any = told.get(f"answer-{question.id}")
        match question.kind:
            case AnswerKind.ONE:
                return Answer((only,) if only else (), other=other)
            case AnswerKind.SEVERAL:
                return Answer(tuple(only), other=other)
            case AnswerKind.MARKS:
                marks = {key: own[f"answer-{question.id}-{key}"] for key in question.keys}
                return Answer(marks={key: sign for key, sign in marks.items() if sign}, other=other)
            case AnswerKind.RANKED:
                return Answer(tuple(key for key in own.values() if key), other=other)
            case AnswerKind.NUMBER:
                return Answer(number=only)
        return Answer(text=lines(only))

    def _label(self, name: str) -> Message:
        """What an error calls a field: the question itself."""
        number = name.partition("-")[2].partition("-")[0]
        found = next((each for each in self.questions if str(each.id) == number), None)
        return message("questionnaires.answer.question", text=found.text[:40]) if found else super()._label(name)


def names_of(question: Question) -> Iterator[tuple[str, str]]:
    """The fields of a question and what each asks: of rows one each, of ranks one each, of others one."""
    if question.kind is AnswerKind.MARKS:
        texts = {option.key: option.text for option in question.options}
        for key in question.keys:
            yield f"answer-{question.id}-{key}", texts.get(key, "")
    elif question.kind is AnswerKind.RANKED:
        for rank in range(1, (question.most or len(question.keys)) + 1):
            yield f"answer-{question.id}-{rank}", str(rank)
    else:
        yield f"answer-{question.id}", ""


def values_of(questions: Sequence[Question], answers: Answers) -> dict[str, object]:
    """What stands in the form of somebody who has answered before."""
    found: dict[str, object] = {}
    for question in questions:
        answer = answers.get(question.id, Answer())
        found[f"other-{question.id}"] = answer.other
        match question.kind:
            case AnswerKind.ONE:
                found[f"answer-{question.id}"] = answer.chosen[0] if answer.chosen else ""
            case AnswerKind.SEVERAL:
                found[f"answer-{question.id}"] = list(answer.chosen)
            case AnswerKind.MARKS:
                found |= {f"answer-{question.id}-{key}": sign for key, sign in answer.marks.items()}
            case AnswerKind.RANKED:
                found |= {f"answer-{question.id}-{rank}": key for rank, key in enumerate(answer.chosen, start=1)}
            case AnswerKind.NUMBER:
                found[f"answer-{question.id}"] = "" if answer.number is None else f"{answer.number:f}"
            case AnswerKind.TEXT:
                found[f"answer-{question.id}"] = answer.text
    return found


def _options(question: Question) -> list[tuple[str, str]]:
    own = [(option.key, option.text) for option in question.options]
    return [*own, (OTHER, spoken(message("questionnaires.other")))] if question.other else own


def _nothing() -> tuple[str, str]:
    return "", spoken(message("questionnaires.answer.none"))


def _left_out() -> forms.ValidationError:
    return wrong(message("questionnaires.answer_wrong.gap"), message("questionnaires.answer_wrong.gap.remedy"))


_LABEL = "questionnaires.answer.choose"


def _one(question: Question) -> dict[str, forms.Field]:
    choices = [*_options(question), *(() if question.required else (_nothing(),))]
    field = forms.ChoiceField(label=_LABEL, choices=choices, required=False, widget=forms.RadioSelect)
    return {f"answer-{question.id}": field}


def _several(question: Question) -> dict[str, forms.Field]:
    field = forms.MultipleChoiceField(
        label=_LABEL, choices=_options(question), required=False, widget=forms.CheckboxSelectMultiple
    )
    return {f"answer-{question.id}": field}


def _marks(question: Question) -> dict[str, forms.Field]:
    choices = [*((mark.sign, mark.sign) for mark in question.marks), _nothing()]
    return {
        name: forms.ChoiceField(label=_LABEL, choices=choices, required=False, widget=forms.RadioSelect)
        for name, _ in names_of(question)
    }


def _ranked(question: Question) -> dict[str, forms.Field]:
    choices = [_nothing(), *_options(question)]
    return {name: forms.ChoiceField(label=_LABEL, choices=choices, required=False) for name, _ in names_of(question)}


def _number(question: Question) -> dict[str, forms.Field]:
    return {f"answer-{question.id}": NumberField(label=_LABEL, required=False, max_length=30)}


def _text(question: Question) -> dict[str, forms.Field]:
    return {f"answer-{question.id}": LinesField(label=_LABEL, rows=4, required=False, most=_LONGEST)}


_FIELDS: dict[AnswerKind, Callable[[Question], dict[str, forms.Field]]] = {
    AnswerKind.ONE: _one,
    AnswerKind.SEVERAL: _several,
    AnswerKind.MARKS: _marks,
    AnswerKind.RANKED: _ranked,
    AnswerKind.NUMBER: _number,
    AnswerKind.TEXT: _text,
}
