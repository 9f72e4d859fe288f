"""A question by groups: counts and rates in each, withheld where an anonymous answer could be read off."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from monosashi.office.questionnaires.counting.questions import AnswerKind, Question
from monosashi.office.questionnaires.counting.rates import rate
from monosashi.office.questionnaires.counting.results import Group, Survey
from monosashi.office.questionnaires.counting.rows import Row, blocks, count_of, texts_of
from monosashi.office.questionnaires.counting.tally import APPLIED
from monosashi.office.questionnaires.counting.withholding import Table, withheld

_COUNTED = frozenset({AnswerKind.ONE, AnswerKind.SEVERAL, AnswerKind.MARKS, AnswerKind.RANKED})


@dataclass(frozen=True, slots=True)
class GroupCell:
    """One count with its rate of those to whom the question applied in the group. Both None: withheld."""

    count: int | None
    rate: Decimal | None


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One option (`text` "" for その他 and 未回答), or one mark on it. `cells` are in the order of the groups."""

    key: str
    sign: str
    text: str
    cells: tuple[GroupCell, ...]


@dataclass(frozen=True, slots=True)
class GroupTable:
    """One question by groups: each with how many it applied to."""

    groups: tuple[tuple[Group, int], ...]
    rows: tuple[GroupRow, ...]

    @property
    def withholds(self) -> bool:
        """Whether a cell is withheld."""
        return any(cell.count is None for row in self.rows for cell in row.cells)


def table_by(survey: Survey, question: Question, of: str) -> GroupTable | None:
    """A question by one way of telling people apart (`department`). None where it cannot be shown so.

    Where answers are anonymous a question that hangs on an earlier one is not: how many it applied to in a group is a cell of the
    earlier table.
    """
    if question.kind not in _COUNTED or (survey.anonymous and question.asked_if is not None):
        return None
    groups = [key for key in survey.tally.groups(of) if survey.tally.of(key, question.id, APPLIED)]
    people = tuple(survey.tally.of(key, question.id, APPLIED) for key in groups)
    if not groups:
        return None
    rows = tuple(row for block in blocks(question) for row in _shown(survey, question, block, groups, people))
    known = (survey.groups.get(key, Group(key, "")) for key in groups)
    return GroupTable(tuple(zip(known, people, strict=True)), rows)


def _shown(
    survey: Survey,
    question: Question,
    block: tuple[Sequence[Row], bool],
    groups: Sequence[str],
    people: tuple[int, ...],
) -> Iterator[GroupRow]:
    rows, adds_up = block
    counts = tuple(tuple(count_of(survey.tally, group, question, *row) for group in groups) for row in rows)
    told = len(question.groups) == 0
    hidden = withheld(Table(counts, people, told, adds_up)) if survey.anonymous else frozenset()
    texts: Mapping[str, str] = dict(texts_of(question))
    for r, (key, sign) in enumerate(rows):
        cells = tuple(
            GroupCell(None, None) if (r, c) in hidden else GroupCell(count, rate(count, people[c]))
            for c, count in enumerate(counts[r])
        )
        yield GroupRow(key, sign, texts.get(key, ""), cells)
