"""The rows of a file -> printed results by question, with everything that is wrong in it told by line."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any, TypeVar

from monosashi.core.messages import InvalidInput, Problem, message
from monosashi.exchange.finance.words import fold
from monosashi.office.accounts.kept_text import repeated
from monosashi.office.people.imports.cells import Kept, unfit_under
from monosashi.office.people.imports.table import Line, lines_with
from monosashi.office.questionnaires.counting.printed import MOST, UNANSWERED, PrintedRow
from monosashi.office.questionnaires.counting.questions import OTHER, AnswerKind, number_typed
from monosashi.office.questionnaires.models import QuestionRow, Section

_KEPT: Kept = {"number": (QuestionRow, "number"), "section": (Section, "title")}
Told = TypeVar("Told", str, AnswerKind | None, int | None)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} 00:00:00")
"""What a cell says that Excel made a date of: 5-1 typed is the first of May."""


@cache
def layout() -> Mapping[str, Any]:
    """The headings that are recognised, and the words."""
    text = resources.files("monosashi.office.questionnaires.bringing_in").joinpath("columns.toml").read_text("utf-8")
    return tomllib.loads(text)


@dataclass(slots=True)
class QuestionInFile:
    """What a file tells of one question, first in `place`. `rows` are by the text of the option, `OTHER` or `UNANSWERED`.

    None: nothing is told.
    """

    number: str
    place: str = ""
    section: str = ""
    text: str = ""
    kind: AnswerKind | None = None
    of: int | None = None
    rows: dict[str, PrintedRow] = field(default_factory=dict)

    @property
    def options(self) -> tuple[str, ...]:
        """The texts of its options."""
        return tuple(key for key in self.rows if key not in {OTHER, UNANSWERED})

    @property
    def answered(self) -> AnswerKind:
        """How it was answered. Where the file does not say: marks and ranks say it themselves, else several could be chosen."""
        if self.kind is not None:
            return self.kind
        if self.has_marks:
            return AnswerKind.MARKS
        return AnswerKind.RANKED if any(printed.rank for printed in self.rows.values()) else AnswerKind.SEVERAL

    @property
    def has_marks(self) -> bool:
        """Whether marks are told of an option."""
        return any(printed.marks for printed in self.rows.values())


def read_figures(raw: bytes, file_name: str) -> tuple[QuestionInFile, ...]:
    """The questions of a file in its order. Raises InvalidInput with everything that is wrong in it."""
    found: dict[str, QuestionInFile] = {}
    problems: list[Problem] = []
    for line in lines_with(raw, file_name, layout()["figures"]):
        number = unicodedata.normalize("NFKC", line["number"])
        if not number:
            problems.append(_problem(line, None, "no_number"))
            continue
        problems += _unfit(line)
        _read(line, found.setdefault(number, QuestionInFile(number, line.place)), problems)
    problems += [
        _of_other_kind(each) for each in found.values() if each.has_marks and each.answered != AnswerKind.MARKS
    ]
    if problems:
        raise InvalidInput(tuple(problems))
    return tuple(found.values())


def signs() -> tuple[str, str]:
    """The marks that a file can tell of."""
    first, second = layout()["words"]["signs"]
    return first, second


def _unfit(line: Line) -> Iterable[Problem]:
    """Cells that cannot be kept, and those that Excel made dates of."""
    yield from unfit_under(line, layout()["figures"], _KEPT)
    if len(line["option"].splitlines()) > 1:
        yield _problem(line, repeated(line["option"]), "option_of_lines")
    for name in ("number", "option"):
        if _DAY.fullmatch(line[name]):
            yield _problem(line, line[name].partition(" ")[0], "became_a_day")


def _of_other_kind(question: QuestionInFile) -> Problem:
    why = message("questionnaires.import_file_marks_of_other_kind", number=question.number)
    return Problem(question.place, None, why, message("questionnaires.import_file_marks_of_other_kind.remedy"))


def _read(line: Line, question: QuestionInFile, problems: list[Problem]) -> None:
    question.section = _same(line, "section", question.section, line["section"], problems)
    question.text = _same(line, "question", question.text, line["question"], problems)
    question.kind = _same(line, "kind", question.kind, _kind(line, problems) if line["kind"] else None, problems)
    question.of = _same(line, "of", question.of, _count(line, "of", problems, least=1), problems)
    key = _key(line["option"])
    if not key:
        problems.append(_problem(line, None, "no_option"))
    elif fold(key) in set(map(fold, question.rows)):
        problems.append(_problem(line, line["option"], "option_twice"))
    else:
        question.rows[key] = _row(line, problems)


def _row(line: Line, problems: list[Problem]) -> PrintedRow:
    marks = {sign: _count(line, f"mark_{at}", problems) for at, sign in enumerate(signs(), start=1)}
    known = {sign: count for sign, count in marks.items() if count is not None}
    count = _count(line, "count", problems)
    if known and count is not None and count != sum(known.values()):
        problems.append(_problem(line, line["count"], "marks_and_count"))
    return PrintedRow(None if known else count, known, _rate(line, problems), _count(line, "rank", problems, least=1))


def _same(line: Line, name: str, before: Told, now: Told, problems: list[Problem]) -> Told:
    """What the lines of a question say of all of it: once, or each time the same."""
    if before and now and before != now:
        problems.append(_problem(line, repeated(line[name]), "other_than_above"))
    return before or now


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


def _count(line: Line, name: str, problems: list[Problem], *, least: int = 0) -> int | None:
    text = line[name]
    if _is_one(text, layout()["words"]["unknown"]):
        return None
    number = number_typed(text)
    if number is None or number != number.to_integral_value() or not least <= number <= MOST:
        why = message("questionnaires.import_file_count", column=layout()["figures"][name][0], least=least, most=MOST)
        problems.append(Problem(line.place, repeated(text), why, message("questionnaires.import_file_count.remedy")))
        return None
    return int(number)


def _rate(line: Line, problems: list[Problem]) -> Decimal | None:
    text = unicodedata.normalize("NFKC", line["rate"]).rstrip("% ")
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
