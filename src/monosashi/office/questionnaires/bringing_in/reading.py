"""The rows of a file -> printed results by question, with everything that is wrong in it told by line."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from monosashi.core.messages import InvalidInput, Problem, message
from monosashi.exchange.finance.words import fold
from monosashi.office.people.imports.table import Line, lines_with
from monosashi.office.questionnaires.counting.printed import UNANSWERED, PrintedRow
from monosashi.office.questionnaires.counting.questions import OTHER, AnswerKind, number_typed


@cache
def layout() -> Mapping[str, Any]:
    """The headings that are recognised, and the words."""
    text = resources.files("monosashi.office.questionnaires.bringing_in").joinpath("columns.toml").read_text("utf-8")
    return tomllib.loads(text)


@dataclass(slots=True)
class QuestionInFile:
    """What a file tells of one question. `rows` are by the text of the option, `OTHER` or `UNANSWERED`; None: nothing is told."""

    number: str
    section: str = ""
    text: str = ""
    kind: AnswerKind | None = None
    of: int | None = None
    rows: dict[str, PrintedRow] = field(default_factory=dict)

    @property
    def options(self) -> tuple[str, ...]:
        """The texts of its options."""
        return tuple(key for key in self.rows if key not in {OTHER, UNANSWERED})


def read_figures(raw: bytes, file_name: str) -> tuple[QuestionInFile, ...]:
    """The questions of a file in its order. Raises InvalidInput with everything that is wrong in it."""
    found: dict[str, QuestionInFile] = {}
    problems: list[Problem] = []
    for line in lines_with(raw, file_name, layout()["figures"]):
        if not line["number"]:
            problems.append(_problem(line, None, "no_number"))
            continue
        _read(line, found.setdefault(line["number"], QuestionInFile(line["number"])), problems)
    if problems:
        raise InvalidInput(tuple(problems))
    return tuple(found.values())


def signs() -> tuple[str, str]:
    """The marks that a file can tell of."""
    first, second = layout()["words"]["signs"]
    return first, second


def _read(line: Line, question: QuestionInFile, problems: list[Problem]) -> None:
    question.section = question.section or line["section"]
    question.text = question.text or line["question"]
    if line["kind"]:
        question.kind = _kind(line, problems) or question.kind
    question.of = _count(line, "of", problems) or question.of
    key = _key(line["option"])
    if not key:
        problems.append(_problem(line, None, "no_option"))
    elif key in question.rows:
        problems.append(_problem(line, line["option"], "option_twice"))
    else:
        question.rows[key] = _row(line, problems)


def _row(line: Line, problems: list[Problem]) -> PrintedRow:
    marks = {sign: _count(line, f"mark_{at}", problems) for at, sign in enumerate(signs(), start=1)}
    known = {sign: count for sign, count in marks.items() if count is not None}
    count = _count(line, "count", problems)
    if known and count is not None and count != sum(known.values()):
        problems.append(_problem(line, line["count"], "marks_and_count"))
    return PrintedRow(None if known else count, known, _rate(line, problems), _count(line, "rank", problems))


def _key(text: str) -> str:
    words = layout()["words"]
    if _is_one(text, words["other"]):
        return OTHER
    return UNANSWERED if _is_one(text, words["unanswered"]) else text


def _kind(line: Line, problems: list[Problem]) -> AnswerKind | None:
    for kind, words in layout()["words"]["kinds"].items():
        if _is_one(line["kind"], words):
            return AnswerKind(kind)
    problems.append(_problem(line, line["kind"], "kind"))
    return None


def _count(line: Line, name: str, problems: list[Problem]) -> int | None:
    text = line[name]
    if _is_one(text, layout()["words"]["unknown"]):
        return None
    number = number_typed(text)
    if number is None or number != number.to_integral_value() or number < 0:
        problems.append(_problem(line, text, "count"))
        return None
    return int(number)


def _rate(line: Line, problems: list[Problem]) -> Decimal | None:
    text = line["rate"].rstrip("%\uff05 ")
    if _is_one(text, layout()["words"]["unknown"]):
        return None
    number = number_typed(text)
    if number is None or not 0 <= number <= 100:  # noqa: PLR2004 -- percent
        problems.append(_problem(line, line["rate"], "rate"))
        return None
    return number


def _is_one(text: str, words: Iterable[str]) -> bool:
    return fold(text) in {fold(word) for word in words}


def _problem(line: Line, read: str | None, why: str) -> Problem:
    reason = message(f"questionnaires.import_file.{why}")
    return Problem(line.place, read, reason, message(f"questionnaires.import_file.{why}.remedy"))
