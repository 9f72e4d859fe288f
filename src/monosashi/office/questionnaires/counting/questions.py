"""What is asked and what was answered, as values; to whom a question applies, and what is wrong with an answer."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any

OTHER = "other"
"""The key of その他 among the options."""


class AnswerKind(StrEnum):
    """How a question is answered."""

    ONE = "one"
    SEVERAL = "several"
    MARKS = "marks"
    """A mark (○, △) on each of some rows."""
    RANKED = "ranked"
    NUMBER = "number"
    TEXT = "text"


FEWEST_OPTIONS: Mapping[AnswerKind, int] = MappingProxyType(
    {AnswerKind.ONE: 2, AnswerKind.SEVERAL: 1, AnswerKind.RANKED: 2, AnswerKind.MARKS: 1}
)
"""How many options a question needs at least; of other kinds it has none."""

_NUMBER = re.compile(r"[-+]?(?:[0-9]{1,12}(?:\.[0-9]{0,6})?|\.[0-9]{1,6})")

CHOSEN = frozenset({AnswerKind.ONE, AnswerKind.SEVERAL, AnswerKind.RANKED})
"""Kinds that are answered by choosing among options. A condition is put on the first two."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose, or one row to mark. `key` is opaque, never reused in its question and the same in a copied one."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark for rows: what stands there (○) and what it means."""

    sign: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """Asked only of those who chose one of these options of an earlier question."""

    question: int
    options: frozenset[str]


@dataclass(frozen=True, slots=True)
class Question:
    """A question. `groups` are the keys of the groups that it is asked of, none: everybody.

    `options` are the rows where marks are put on rows. `other`: その他 can be chosen, with words. `most` is how many options
    can be ranked, 0: all. `unit` is that of a number.
    """

    id: int
    kind: AnswerKind
    text: str
    options: tuple[Option, ...] = ()
    marks: tuple[Mark, ...] = ()
    other: bool = False
    required: bool = False
    unit: str = ""
    most: int = 0
    asked_if: Condition | None = None
    groups: frozenset[str] = frozenset()

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all that can be chosen or marked, その他 last."""
        own = tuple(option.key for option in self.options)
        return (*own, OTHER) if self.other else own

    @property
    def can_exceed(self) -> bool:
        """Whether its rates can add up to more than 100 %."""
        return self.kind in {AnswerKind.SEVERAL, AnswerKind.MARKS, AnswerKind.RANKED}


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody answered to one question. Nothing in it: 未回答, which is never "no".

    `chosen` are keys, the best first where they are ranked; `marks` signs by row; `number` as typed; `other` the words to その他.
    """

    chosen: tuple[str, ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)
    number: Decimal | None = None
    text: str = ""
    other: str = ""

    def __bool__(self) -> bool:
        return bool(self.chosen or self.marks or self.text or self.number is not None)

    @property
    def plain(self) -> dict[str, Any]:
        """As JSON can hold it: what is empty is left out."""
        whole = {
            "chosen": list(self.chosen),
            "marks": dict(self.marks),
            "number": None if self.number is None else str(self.number),
            "text": self.text,
            "other": self.other,
        }
        return {name: value for name, value in whole.items() if value not in ([], {}, None, "")}


NO_ANSWER = Answer()
Answers = Mapping[int, Answer]
"""By question; a question that is not there was not answered."""


def answer_from(plain: Mapping[str, Any]) -> Answer:
    """The answer that `plain` told."""
    number = plain.get("number")
    return Answer(
        tuple(plain.get("chosen", ())),
        dict(plain.get("marks", {})),
        None if number is None else Decimal(number),
        plain.get("text", ""),
        plain.get("other", ""),
    )


def applies(question: Question, answers: Answers, groups: frozenset[str], asked: Mapping[int, Question]) -> bool:
    """Whether a question is asked of somebody of these groups who answered so. `asked` are all questions."""
    if question.groups and not question.groups & groups:
        return False
    condition = question.asked_if
    if condition is None:
        return True
    earlier = asked.get(condition.question)
    if earlier is None or not applies(earlier, answers, groups, asked):
        return False
    return bool(condition.options & set(answers.get(earlier.id, NO_ANSWER).chosen))


class Wrong(StrEnum):
    """What is wrong with an answer."""

    REQUIRED = "required"
    NOT_ASKED = "not_asked"
    """The question is only for those who chose something else before."""
    ONE_ONLY = "one_only"
    TWICE = "twice"
    TOO_MANY = "too_many"
    OTHER_WITHOUT_WORDS = "other_without_words"
    WORDS_WITHOUT_OTHER = "words_without_other"
    UNKNOWN = "unknown"


def wrongs(questions: Sequence[Question], answers: Answers, groups: frozenset[str]) -> Iterator[tuple[Question, Wrong]]:
    """Everything that is wrong with what somebody of these groups answered, in the order of the questions."""
    asked = {question.id: question for question in questions}
    for question in questions:
        answer = answers.get(question.id, NO_ANSWER)
        if not applies(question, answers, groups, asked):
            if answer:
                yield question, Wrong.NOT_ASKED
        elif not answer:
            if question.required:
                yield question, Wrong.REQUIRED
            if answer.other:
                yield question, Wrong.WORDS_WITHOUT_OTHER
        else:
            yield from ((question, wrong) for wrong in _wrongs_of(question, answer))


def _wrongs_of(question: Question, answer: Answer) -> Iterator[Wrong]:
    if not {*answer.chosen, *answer.marks} <= set(question.keys):
        yield Wrong.UNKNOWN
    if not set(answer.marks.values()) <= {mark.sign for mark in question.marks}:
        yield Wrong.UNKNOWN
    if question.kind is AnswerKind.ONE and len(answer.chosen) > 1:
        yield Wrong.ONE_ONLY
    if len(set(answer.chosen)) < len(answer.chosen):
        yield Wrong.TWICE
    if question.most and len(answer.chosen) > question.most:
        yield Wrong.TOO_MANY
    has_other = OTHER in answer.chosen or OTHER in answer.marks
    if has_other and not answer.other:
        yield Wrong.OTHER_WITHOUT_WORDS
    if answer.other and not has_other:
        yield Wrong.WORDS_WITHOUT_OTHER


def number_typed(text: str) -> Decimal | None:
    """A number as it was typed, full-width or not, with thousands commas or without; None where it is none, or too long to be meant.

    1E30000 and 1_000 are how programs write numbers, not people.
    """
    plain = unicodedata.normalize("NFKC", text).strip().replace(",", "")
    return Decimal(plain) if _NUMBER.fullmatch(plain) else None
