"""What a file of printed results would change in a questionnaire: questions that come, figures that it tells otherwise."""

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from monosashi.core.messages import InvalidInput, Problem, message
from monosashi.office.entering.told import seen
from monosashi.office.questionnaires import queries
from monosashi.office.questionnaires.bringing_in.reading import QuestionInFile, read_figures
from monosashi.office.questionnaires.counting.printed import NO_ROW, UNANSWERED, Printed, PrintedRow, printed_from
from monosashi.office.questionnaires.counting.questions import FEWEST_OPTIONS, OTHER
from monosashi.office.questionnaires.models import PendingPrint, QuestionRow
from monosashi.office.questionnaires.pages import numbered


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """One row that the file tells otherwise. `key` is that of its option."""

    key: str
    text: str
    before: PrintedRow
    after: PrintedRow


@dataclass(frozen=True, slots=True)
class ChangedQuestion:
    """A question with figures that the file tells otherwise. `comes` are texts of options that it has not."""

    row: QuestionRow
    number: str
    rows: tuple[ChangedRow, ...]
    comes: tuple[str, ...]
    after: Printed


@dataclass(frozen=True, slots=True)
class FiguresDifference:
    """What a file would change. `left` are questions that it does not name: they stay."""

    comes: tuple[QuestionInFile, ...]
    changed: tuple[ChangedQuestion, ...]
    unchanged: int
    left: tuple[str, ...]
    state: str

    def __bool__(self) -> bool:
        return bool(self.comes or self.changed)


def figures_compared(pending: PendingPrint) -> FiguresDifference:
    """The difference of a waiting file. Raises InvalidInput."""
    sections = queries.sections_of(pending.questionnaire_id)
    numbers = dict(numbered(sections))
    rows = {_plain(numbers[each.pk]): each for section in sections for each in section.questions.all()}
    told = read_figures(bytes(pending.content), pending.file_name)
    _refuse_few(each for each in told if each.number not in rows)
    both = [_compared(rows[each.number], each) for each in told if each.number in rows]
    changed = tuple(each for each in both if each.rows or each.comes)
    named = {each.number for each in told}
    return FiguresDifference(
        tuple(each for each in told if each.number not in rows),
        changed,
        len(both) - len(changed),
        tuple(number for number in rows if number not in named),
        _state(tuple(rows.values())),
    )


def _plain(number: str) -> str:
    return unicodedata.normalize("NFKC", number)


def _refuse_few(comes: Iterable[QuestionInFile]) -> None:
    """A new question with fewer options than its way of answering needs could not be entered. Raises InvalidInput with all of them."""
    problems = []
    for each in comes:
        fewest = FEWEST_OPTIONS.get(each.answered, 0)
        if len(each.options) < fewest:
            why = message("questionnaires.import_file_few_options", number=each.number, count=fewest)
            problems.append(Problem(each.place, None, why, message("questionnaires.import_file_few_options.remedy")))
    if problems:
        raise InvalidInput(tuple(problems))


def _compared(row: QuestionRow, told: QuestionInFile) -> ChangedQuestion:
    before = printed_from(row.figures)
    keys = {each["text"]: each["key"] for each in row.options} | {OTHER: OTHER, UNANSWERED: UNANSWERED}
    after = {keys[text]: printed for text, printed in told.rows.items() if text in keys}
    texts = {key: text for text, key in keys.items()}
    return ChangedQuestion(
        row,
        told.number,
        tuple(_rows(before, after, texts)),
        tuple(text for text in told.options if text not in keys),
        Printed({**before.rows, **after}, told.of or before.of),
    )


def _rows(before: Printed, after: dict[str, PrintedRow], texts: dict[str, str]) -> Iterator[ChangedRow]:
    for key, printed in after.items():
        there = before.rows.get(key, NO_ROW)
        if there != printed:
            yield ChangedRow(key, texts[key], there, printed)


def _state(rows: Sequence[QuestionRow]) -> str:
    """The hash of everything that a difference is worked out from."""
    told = [(row.pk, row.number, seen(row.figures), [each["text"] for each in row.options]) for row in rows]
    return hashlib.sha256(repr(told).encode()).hexdigest()
