"""What was said of a node, last year beside this year, and how it was judged."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from monosashi.core.messages import message
from monosashi.core.results import Answer, NodeYear, Note, Question, Rating
from monosashi.evaluation.outcomes import MeasureOutcome, NodeOutcome, Verdict, differs_from
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.ui.cells import Cell, GradeMark, figure
from monosashi.office.ui.language import spoken

_TEXTS = ("result", "unmet_reason", "response", "next_step")


@dataclass(frozen=True, slots=True)
class SaidRow:
    """One thing that is said every year: its name, last year's words, this year's. "" where nothing was said."""

    key: str
    label: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class GivenRating:
    """A rating that the plan states."""

    rating: Rating
    mark: GradeMark | None
    differs: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the scheme says of a node in the year, with the stated ratings beside it.

    `mark` None: no grade was computed, and `standing` says in a word why. `why` is the scheme's explanation.
    """

    mark: GradeMark | None
    standing: str
    why: str
    missing: bool
    ratings: tuple[GivenRating, ...]
    differs: bool
    moves: tuple[tuple[str, str, str], ...]
    """From which stage, to which, and why."""
    others: tuple[tuple[GradeMark | None, str, str], ...]
    """Earlier steps of the scheme: grade, points or standing as a word, explanation."""


def said_rows(year: InYear, node: str) -> tuple[SaidRow, ...]:
    """All that either year says of the node; what neither says is left out."""
    index = year.plan.index
    before, now = index.result.get((node, year.fiscal_year - 1)), index.result.get((node, year.fiscal_year))
    return tuple(row for row in _rows(year, before, now) if row.before or row.now)


def judgement(year: InYear, outcome: MeasureOutcome) -> Judgement:
    """How a measure was judged."""
    computed = outcome.computed
    own = tuple(r for r in outcome.ratings if r.indicator is None)
    return Judgement(
        mark=year.graded(computed),
        standing=spoken(computed.standing),
        why=year.said(computed.explanation),
        missing=bool(computed.missing),
        ratings=tuple(GivenRating(r, year.mark(r.axis, r.grade), differs_from(r, computed)) for r in own),
        differs=outcome.differs,
        moves=tuple(
            (year.stage_name(m.stage), year.stage_name(m.to), year.said(m.reason))
            for m in year.moves.get(outcome.node, ())
        ),
        others=_steps(year, tuple(v for v in outcome.verdicts if v is not computed)),
    )


def judgement_of_node(year: InYear, outcome: NodeOutcome) -> tuple[tuple[GradeMark | None, str, str], ...]:
    """What the scheme's steps say of a node above measures."""
    return _steps(year, outcome.verdicts)


def _steps(year: InYear, verdicts: tuple[Verdict, ...]) -> tuple[tuple[GradeMark | None, str, str], ...]:
    return tuple((year.graded(v), _points(v.points) or spoken(v.standing), year.said(v.explanation)) for v in verdicts)


def _points(points: Decimal | None) -> str:
    return "" if points is None else spoken(message("plans.points", points=points))


def _rows(year: InYear, before: NodeYear | None, now: NodeYear | None) -> Iterator[SaidRow]:
    for key in ("stage", "managed_by", "execution"):
        yield _row(key, _coded(year, before, key), _coded(year, now, key))
    for key in _TEXTS:
        yield _row(key, getattr(before, key, ""), getattr(now, key, ""))
    yield _row("disposition", _coded(year, before, "disposition"), _coded(year, now, "disposition"))
    yield _row("excluded", _excluded(before), _excluded(now))
    for question in year.plan.questions:
        old, new = _answer(question, before), _answer(question, now)
        yield SaidRow(f"question-{question.id}", question.text, old, new)
    yield _row("notes", _notes(before), _notes(now))


def _row(key: str, before: str, now: str) -> SaidRow:
    return SaidRow(key, spoken(message(f"plans.said_of.{key}")), before, now)


def _coded(year: InYear, said: NodeYear | None, key: str) -> str:
    value = getattr(said, key, None)
    if value is None:
        return ""
    return year.stage_name(value) if key == "stage" else spoken(value)


def _excluded(said: NodeYear | None) -> str:
    if said is None or said.excluded is None:
        return ""
    reason = spoken(said.excluded.reason)
    return spoken(message("plans.with_note", text=reason, note=said.excluded.note)) if said.excluded.note else reason


def _notes(said: NodeYear | None) -> str:
    return "\n".join(_note(note) for note in said.notes) if said else ""


def _note(note: Note) -> str:
    told = spoken(message("plans.note", author=note.author, text=note.text))
    return "\n".join((told, spoken(message("plans.note_reply", reply=note.reply)))) if note.reply else told


def _answer(question: Question, said: NodeYear | None) -> str:
    answer: Answer | None = next((a for a in said.answers if a.question == question.id), None) if said else None
    if answer is None:
        return ""
    texts = {choice.value: choice.text for choice in question.choices}
    chosen = tuple(f"{value} {texts[value]}".strip() if value in texts else value for value in answer.choices)
    number: Cell | None = figure(answer.number) if answer.number is not None else None
    parts = (number.text if number else "", *chosen, answer.text)
    return "\n".join(part for part in parts if part)
