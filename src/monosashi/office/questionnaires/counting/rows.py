"""The rows in which a question is counted: its options, its marks on rows, 未回答."""

from collections.abc import Iterator, Sequence

from monosashi.office.questionnaires.counting.printed import UNANSWERED
from monosashi.office.questionnaires.counting.questions import OTHER, AnswerKind, Question
from monosashi.office.questionnaires.counting.tally import ANSWERED, APPLIED, Tally

NO_MARK = "-"
"""The sign of rows that somebody left without a mark."""

Row = tuple[str, str]
"""The key of an option and, of rows that are marked, the sign; "" for no sign."""


def rows_of(question: Question) -> tuple[Row, ...]:
    """Everything that is counted of a question, without 未回答."""
    signs = tuple(mark.sign for mark in question.marks) if question.kind is AnswerKind.MARKS else ("",)
    return tuple((key, sign) for key in question.keys for sign in signs)


def texts_of(question: Question) -> tuple[tuple[str, str], ...]:
    """Key and text of each option, その他 with "" at the end."""
    own = tuple((option.key, option.text) for option in question.options)
    return (*own, (OTHER, "")) if question.other else own


def blocks(question: Question) -> Iterator[tuple[Sequence[Row], bool]]:
    """Rows that are withheld together, and whether they add up to those to whom the question applied."""
    if question.kind is AnswerKind.MARKS:
        for key in question.keys:
            yield [*((key, mark.sign) for mark in question.marks), (key, NO_MARK)], True
    else:
        yield [*rows_of(question), (UNANSWERED, "")], question.kind is AnswerKind.ONE


def count_of(tally: Tally, group: str, question: Question, key: str, sign: str = "") -> int:
    """How many of a group chose an option, put a sign on a row or left it without one, or did not answer."""
    applied = tally.of(group, question.id, APPLIED)
    if key == UNANSWERED:
        return applied - tally.of(group, question.id, ANSWERED)
    if sign == NO_MARK:
        return applied - sum(tally.of(group, question.id, "mark", key, mark.sign) for mark in question.marks)
    return tally.of(group, question.id, *(("mark", key, sign) if sign else ("chosen", key)))
