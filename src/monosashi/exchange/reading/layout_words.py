"""Words of a layout, folded so that they are found however the document spaces them, and what each is read as."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from monosashi.evaluation.table_reading import Table
from monosashi.exchange.reading.printed import alike

Choice = TypeVar("Choice", bound=StrEnum)


def words(table: Table, key: str, kind: type[Choice]) -> Mapping[str, Choice]:
    """Words as printed, and which one of the enumeration each is. Empty where the key does not stand there."""
    within = table.table(key)
    if within is None:
        return {}
    found = {alike(word): within.choice(word, kind) for word in tuple(within.keys())}
    within.finish()
    return found


def texts(table: Table, key: str) -> Mapping[str, str]:
    """Words as printed, and the text that each stands for. Empty where the key does not stand there."""
    within = table.table(key)
    if within is None:
        return {}
    found = {alike(word): within.text(word) for word in tuple(within.keys())}
    within.finish()
    return found
