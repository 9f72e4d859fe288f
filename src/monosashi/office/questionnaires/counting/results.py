"""What a questionnaire came to, question by question: counted here or taken from print, in one shape."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from statistics import median

from monosashi.office.questionnaires.counting.printed import NO_ROW, UNANSWERED, Printed
from monosashi.office.questionnaires.counting.questions import OTHER, AnswerKind, Question
from monosashi.office.questionnaires.counting.rates import PrintedRate, ranks, rate
from monosashi.office.questionnaires.counting.rows import Row, blocks, count_of, rows_of, texts_of
from monosashi.office.questionnaires.counting.tally import ANSWERED, APPLIED, EVERYBODY, Tally
from monosashi.office.questionnaires.counting.withholding import LEAST, Table, withheld

_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Group:
    """A group as its day knew it: how many were asked, and how many answered where only print tells; None: not known."""

    key: str
    name: str
    asked: int | None = None
    answered: int | None = None


@dataclass(frozen=True, slots=True)
class Survey:
    """All that results are made of. `printed` by question where nothing is counted here, None where answers are."""

    questions: tuple[Question, ...]
    groups: Mapping[str, Group]
    tally: Tally = field(default_factory=Tally)
    anonymous: bool = False
    printed: Mapping[int, Printed] | None = None
    asked_by: Mapping[frozenset[str], int] = field(default_factory=dict)
    """How many were asked of whom sections are for; of nobody in particular (the empty set): everybody."""


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One option with its count. `count` None: withheld, or not in the print. `marks` are counts by sign, in the order of the signs.

    `text` is "" for その他 and 未回答. `rank` by count, only where options were ranked or a rank was printed.
    """

    key: str
    text: str
    count: int | None
    rate: Decimal | None
    marks: tuple[tuple[str, int | None], ...] = ()
    is_withheld: bool = False
    rank: int | None = None
    printed: PrintedRate | None = None
    printed_rank: int | None = None


@dataclass(frozen=True, slots=True)
class NumberResult:
    """Numbers that were answered, in the question's unit. `least` and `most` None: withheld, each is one person's answer."""

    count: int
    total: Decimal
    mean: Decimal
    middle: Decimal
    least: Decimal | None
    most: Decimal | None


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """One question. `asked` were asked, `people` of them handed in, to `applied` it applied, `answered` answered it; None: not known.

    Rates are of `applied`. `too_few`: fewer than five answers stand behind it, so nothing of it is shown.
    """

    question: Question
    asked: int | None
    people: int | None
    applied: int | None
    answered: int | None
    lines: tuple[ResultLine, ...] = ()
    number: NumberResult | None = None
    too_few: bool = False
    not_stated: bool = False

    @property
    def exceeds(self) -> bool:
        """Whether several answers could be given and the rates shown add up to more than 100 %."""
        return self.question.can_exceed and sum(line.rate or 0 for line in self.lines) > 100  # noqa: PLR2004 -- percent

    @property
    def differing(self) -> tuple[ResultLine, ...]:
        """The lines whose printed rate is not what their counts come to."""
        return tuple(line for line in self.lines if line.printed and line.printed.differs)


def results_of(survey: Survey) -> tuple[QuestionResult, ...]:
    """All questions in their order."""
    if survey.printed is not None:
        return tuple(_printed(survey, question) for question in survey.questions)
    return tuple(_counted(survey, question) for question in survey.questions)


def people_of(survey: Survey) -> int | None:
    """How many answered altogether; None where the print does not tell."""
    if survey.printed is None:
        return survey.tally.people[EVERYBODY]
    return _sum([group.answered for group in survey.groups.values()])


def asked_of(survey: Survey) -> int | None:
    """How many were asked altogether; None where the print does not tell."""
    return (
        _sum([group.asked for group in survey.groups.values()])
        if survey.printed is not None
        else survey.asked_by.get(frozenset())
    )


def _counted(survey: Survey, question: Question) -> QuestionResult:
    tally = survey.tally
    applied, answered = (tally.of(EVERYBODY, question.id, what) for what in (APPLIED, ANSWERED))
    base = QuestionResult(question, survey.asked_by.get(question.groups), _people(survey, question), applied, answered)
    if survey.anonymous and applied < LEAST:
        return QuestionResult(question, base.asked, base.people, None, None, too_few=True)
    if question.kind is AnswerKind.NUMBER:
        return QuestionResult(
            question, base.asked, base.people, applied, answered, number=_number(survey, question, answered)
        )
    lines = () if question.kind is AnswerKind.TEXT else tuple(_lines(survey, question, applied, answered))
    told = None if any(line.key == UNANSWERED and line.is_withheld for line in lines) else answered
    return QuestionResult(question, base.asked, base.people, applied, told, lines)


def _lines(survey: Survey, question: Question, applied: int, answered: int) -> Iterator[ResultLine]:
    rows = rows_of(question)
    counts = {row: count_of(survey.tally, EVERYBODY, question, *row) for row in rows}
    hidden = _hidden_of_one_group(survey, question, applied)
    by_rank = question.kind is AnswerKind.RANKED
    placed = ranks({key: count for (key, _), count in counts.items() if key not in {OTHER, UNANSWERED}})
    for key, text in texts_of(question):
        of_key = [(sign, None if (key, sign) in hidden else counts[key, sign]) for own, sign in rows if own == key]
        marks = tuple((sign, count) for sign, count in of_key if sign)
        known = [count for _, count in of_key if count is not None]
        whole = sum(known) if len(known) == len(of_key) else None
        yield ResultLine(
            key,
            text,
            whole,
            None if whole is None else rate(whole, applied),
            marks,
            is_withheld=whole is None,
            rank=placed.get(key) if by_rank and whole is not None else None,
        )
    blank = applied - answered
    if (UNANSWERED, "") in hidden:
        yield ResultLine(UNANSWERED, "", None, None, is_withheld=True)
    else:
        yield ResultLine(UNANSWERED, "", blank, rate(blank, applied))


def _hidden_of_one_group(survey: Survey, question: Question, applied: int) -> frozenset[Row]:
    """What is asked of some groups alone is a table by groups itself, of one column."""
    if not survey.anonymous or not question.groups:
        return frozenset()
    found: set[Row] = set()
    for rows, adds_up in blocks(question):
        cells = tuple((count_of(survey.tally, EVERYBODY, question, *row),) for row in rows)
        found |= {rows[r] for r, _ in withheld(Table(cells, (applied,), rows_told=False, adds_up=adds_up))}
    return frozenset(found)


def _number(survey: Survey, question: Question, answered: int) -> NumberResult | None:
    found = survey.tally.numbers.get(question.id, [])
    if not found or (survey.anonymous and answered < LEAST):
        return None
    total = sum(found, Decimal(0))
    ends = (None, None) if survey.anonymous else (found[0], found[-1])
    mean = (total / len(found)).quantize(_HUNDREDTH, ROUND_HALF_UP)
    return NumberResult(len(found), total, mean, Decimal(median(found)), *ends)


def _people(survey: Survey, question: Question) -> int:
    """Those of them who handed in; where it hangs on nothing else, those to whom it applied."""
    tally = survey.tally
    return tally.people[EVERYBODY] if not question.groups else tally.of(EVERYBODY, question.id, APPLIED)


def _printed(survey: Survey, question: Question) -> QuestionResult:
    told = (survey.printed or {}).get(question.id, Printed())
    groups = [survey.groups[key] for key in sorted(question.groups or survey.groups) if key in survey.groups]
    asked, people = _sum([group.asked for group in groups]), _sum([group.answered for group in groups])
    applied = _applied_in_print(survey, question, told, people)
    lines = tuple(_printed_lines(question, told, applied))
    unanswered = told.rows.get(UNANSWERED, NO_ROW).whole
    answered = None if applied is None or unanswered is None else applied - unanswered
    return QuestionResult(question, asked, people, applied, answered, lines, not_stated=not told)


def _applied_in_print(survey: Survey, question: Question, told: Printed, people: int | None) -> int | None:
    if told.of is not None:
        return told.of
    if question.asked_if is None:
        return people
    earlier = (survey.printed or {}).get(question.asked_if.question, Printed())
    return _sum([earlier.rows.get(key, NO_ROW).whole for key in sorted(question.asked_if.options)])


def _printed_lines(question: Question, told: Printed, applied: int | None) -> Iterator[ResultLine]:
    has_ranks = any(row.rank for row in told.rows.values())
    order = [*texts_of(question), *(((UNANSWERED, ""),) if UNANSWERED in told.rows else ())]
    own = {key: told.rows.get(key, NO_ROW).whole for key, _ in order if key not in {OTHER, UNANSWERED}}
    placed = ranks(own) if has_ranks else {}
    for key, text in order:
        row = told.rows.get(key, NO_ROW)
        yield ResultLine(
            key,
            text,
            row.whole,
            None if row.whole is None or applied is None else rate(row.whole, applied),
            tuple((mark.sign, row.marks.get(mark.sign)) for mark in question.marks) if row.marks else (),
            rank=placed.get(key),
            printed=PrintedRate(row.rate, row.whole, applied),
            printed_rank=row.rank,
        )


def _sum(counts: Sequence[int | None]) -> int | None:
    """None where there is nothing to add, or where one is not known."""
    known = [count for count in counts if count is not None]
    return sum(known) if known and len(known) == len(counts) else None
