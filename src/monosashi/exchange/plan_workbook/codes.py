"""Coded words: the Japanese word that stands in a cell for each code of the plan format."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from monosashi.core.indicators import Accumulation, Composition, Direction, IndicatorKind
from monosashi.core.money import Account, BudgetStage, FundingSource
from monosashi.core.plan import YearState
from monosashi.core.results import Disposition, ExclusionReason, Execution, ManagedBy, QuestionKind, Rater
from monosashi.core.tree import Role, SuccessionKind
from monosashi.core.values import Absence, ValueStatus
from monosashi.wording import render, word

_CODES: tuple[type[StrEnum], ...] = (
    Accumulation,
    Composition,
    Direction,
    IndicatorKind,
    Account,
    BudgetStage,
    FundingSource,
    YearState,
    Disposition,
    Execution,
    ExclusionReason,
    ManagedBy,
    QuestionKind,
    Rater,
    Role,
    SuccessionKind,
    Absence,
    ValueStatus,
)
CODES: Mapping[str, type[StrEnum]] = MappingProxyType({code.__name__: code for code in _CODES})
"""The kinds of coded words by the name under which a column of the layout asks for them."""

UNDECLARED = "undeclared"
"""The code for what no source says. A blank cell stands for it."""


def word_for(code: StrEnum) -> str:
    """The word for a code."""
    return _printed(type(code))[code.value]


@cache
def words_of(name: str) -> Mapping[str, StrEnum]:
    """The words of one kind, in order, each with its code."""
    return MappingProxyType({word_for(code): code for code in CODES[name]})


@cache
def _printed(kind: type[StrEnum]) -> Mapping[str, str]:
    """By kind, because codes of two kinds that are spelled alike are equal."""
    return MappingProxyType({code.value: render(word(code), "ja") for code in kind})
