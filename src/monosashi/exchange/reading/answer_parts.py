"""The questions that a city asks of each measure, and the answers that stand below their labels."""

from collections.abc import Iterator

from monosashi.core.messages import message
from monosashi.core.results import Answer, Question, QuestionKind
from monosashi.exchange.reading.layout import Layout, QuestionAsked
from monosashi.exchange.reading.measure_parts import MEASURES
from monosashi.exchange.reading.noted import NotedOfSheet
from monosashi.exchange.reading.printed import Printed, alike
from monosashi.exchange.reading.sheets import Sheet
from monosashi.exchange.typed_text import without_spaces


def questions(layout: Layout) -> tuple[Question, ...]:
    """The questions of the plan."""
    return tuple(
        Question(
            each.id,
            MEASURES,
            each.label,
            QuestionKind.CHOICES if each.choices else QuestionKind.TEXT,
            each.choices,
        )
        for each in layout.questions
    )


def answers(sheet: Sheet, result: str, layout: Layout, noted: NotedOfSheet) -> Iterator[Answer]:
    """The measure's answers. `result` is the place of its year."""
    for asked in layout.questions:
        printed = sheet.answers.get(alike(asked.label))
        if printed is None or not printed.text:
            continue
        answer = _answer(asked, printed)
        if answer is None:
            known = tuple(choice.value for choice in asked.choices)
            noted.doubt(printed, message("reading.doubt.no_such_word", known=known))
        else:
            noted.place(f"{result}/answers/{asked.id}/{'choices' if asked.choices else 'text'}", printed)
            yield answer


def _answer(asked: QuestionAsked, printed: Printed) -> Answer | None:
    """The answer as words or as signs; None where something else stands between the signs."""
    if not asked.choices:
        return Answer(asked.id, printed.text)
    left, chosen = without_spaces(printed.text), []
    for choice in asked.choices:
        if choice.value in left:
            chosen.append(choice.value)
            left = left.replace(choice.value, "", 1)
    return None if left else Answer(asked.id, choices=tuple(chosen))
