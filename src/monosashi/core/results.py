"""What was said of a node in one fiscal year: stage, execution, texts, answers, ratings, and why it is left out."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class ManagedBy(StrEnum):
    """By what a node is managed in a year. May differ from what its life-cycle stage says."""

    SCHEDULE = "schedule"  # スケジュール管理
    INDICATOR = "indicator"  # 評価指標管理
    WATCH = "watch"  # 実績のみ把握
    NOTHING = "nothing"  # 管理対象外


class Rater(StrEnum):
    """Who gave a rating."""

    SELF = "self"  # 自己評価 (一次評価)
    SECOND = "second"  # 二次評価
    COMPUTED = "computed"  # 方式による判定
    EXTERNAL = "external"  # 外部評価


class Disposition(StrEnum):
    """今後の方向性."""

    EXPAND = "expand"
    IMPROVE = "improve"
    CONTINUE = "continue"
    REDUCE = "reduce"
    MERGE = "merge"
    SUSPEND = "suspend"
    ABOLISH = "abolish"
    COMPLETE = "complete"


class Execution(StrEnum):
    """Whether the year's work was done as planned (Sasebo's ○)."""

    AS_PLANNED = "as_planned"
    DELAYED = "delayed"
    CARRIED_OVER = "carried_over"  # 繰越対応中
    NOT_DONE = "not_done"


class ExclusionReason(StrEnum):
    """Why a node is not evaluated in a year."""

    FINISHED = "finished"
    FULLY_STATE_FUNDED = "fully_state_funded"
    OTHER_EVALUATION = "other_evaluation"  # 他の評価の対象
    NEW = "new"  # 開始前・開始直後
    STABLE_STAGE = "stable_stage"
    NOT_STATED = "not_stated"  # 資料に理由なし
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A node, with all below it, is out of this year's evaluation. `note` is in the city's words, "" where none."""

    reason: ExclusionReason
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rating:
    """One grade on one axis by one rater. `indicator` is the id of the indicator graded, None for the node itself.

    `grade` is the scheme's symbol, None where the rater says that no grade was given and `reason` says why.
    """

    axis: str
    rater: Rater
    grade: str | None
    reason: str = ""
    indicator: str | None = None


class QuestionKind(StrEnum):
    """What an answer to a question is."""

    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    CHOICES = "choices"


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer. `value` is what is stored, `text` what is printed."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question the city asks of nodes of one level, from which form and workbook are made."""

    id: str
    level: str
    text: str
    kind: QuestionKind = QuestionKind.TEXT
    choices: tuple[Choice, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """A node's answer to one question: words, a number or the values of choices, as the question's kind says."""

    question: str
    text: str = ""
    number: Decimal | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A remark by somebody else (the auditor's supplement, a body's), named by role and never by person.

    `reply` is what the city answers to it or does about it; "" where it said nothing, as most remarks ask for nothing.
    """

    author: str
    text: str
    reply: str = ""


@dataclass(frozen=True, slots=True)
class NodeYear:
    """All that is said of one node for one fiscal year. Empty text: nothing was said.

    `stage` is the life-cycle stage, also a double one such as 「3・4」, None where the city has no life cycle.
    `managed_by` is None where the stage decides.
    """

    node: str
    fiscal_year: int
    stage: str | None = None
    managed_by: ManagedBy | None = None
    execution: Execution | None = None
    result: str = ""
    unmet_reason: str = ""
    response: str = ""
    disposition: Disposition | None = None
    next_step: str = ""
    ratings: tuple[Rating, ...] = ()
    answers: tuple[Answer, ...] = ()
    notes: tuple[Note, ...] = ()
    excluded: Exclusion | None = None


def opinions_on(said: NodeYear, city: str) -> tuple[Note, ...]:
    """What others than the city remarked. Its own remarks are footnotes to its figures, and no opinion that asks for an answer."""
    return tuple(note for note in said.notes if note.author != city)
