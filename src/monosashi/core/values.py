"""What can stand where a plan has a figure: a number, a range, words with a criterion, or a named absence."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Absence(StrEnum):
    """Why there is no figure. None of them is 0. A blank is `None` and is none of these until someone says so."""

    NOT_YET_COUNTED = "not_yet_counted"  # 未集計
    SURVEY_NOT_DUE = "survey_not_due"  # 隔年調査などで今年度は調査がない
    NOT_EVALUATED = "not_evaluated"  # 評価未実施
    NOT_SET = "not_set"  # 未設定
    NOT_APPLICABLE = "not_applicable"  # 該当なし
    NOT_COMPUTABLE = "not_computable"  # 算出不可
    NOT_STATED = "not_stated"  # 資料に値なし


@dataclass(frozen=True, slots=True)
class Span:
    """A range in the indicator's unit, both ends included. None is an open end; one end at least is given."""

    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Described:
    """A figure that is words: 「レベルAA準拠」, with the criterion by which one sees that it is met."""

    text: str
    criterion: str = ""


Value = Decimal | Absence | Span | Described
"""Numbers are as printed: 22.6 % is Decimal("22.6"), never 0.226, and keep their scale (22.60 is not 22.6)."""


class ValueStatus(StrEnum):
    """How firm a value is."""

    PROVISIONAL = "provisional"  # 速報
    ESTIMATED = "estimated"  # 見込
    FINAL = "final"  # 確定


def number(value: Value | None) -> Decimal | None:
    """The value where it is a number, else None."""
    return value if isinstance(value, Decimal) else None


def same_as_printed(left: Decimal, right: Decimal) -> bool:
    """Whether two numbers are equal with their scale: 22.6 and 22.60 are not."""
    return left.as_tuple() == right.as_tuple()
