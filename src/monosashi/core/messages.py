"""A sentence for people, before it has a language: a message id with its parameters.

The words stand in the catalogues of `monosashi.wording`, or, for a grading scheme's own branches, in the scheme.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from monosashi.core.values import Described, Span

Param: TypeAlias = "str | int | Decimal | Span | Described | Message | tuple[Param, ...] | None"
"""How a parameter is printed (thousands commas, 和暦) is the template's business. None is printed as 「なし」."""


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence. `params` are sorted by name, so that equal messages compare equal."""

    id: str
    params: tuple[tuple[str, Param], ...] = ()


def message(id: str, /, **params: Param) -> Message:  # noqa: A002 -- the field is called id
    """The message with this id and these parameters."""
    return Message(id, tuple(sorted(params.items())))


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in what was read. A value, never raised by itself, so that all of them can be shown at once.

    `place` is where (`indicators/i-003/targets/2024/value`), `read` what stood there (None: nothing stood there),
    `why` the reason it is wrong, `remedy` what to do. `line` is the 1-based line of the file, None where it cannot be told.
    """

    place: str
    read: str | None
    why: Message
    remedy: Message
    line: int | None = None


class InvalidInput(Exception):
    """What was read cannot be used. `problems` are all that were found, in the order of the file."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"{problem.place}: {problem.why.id}" for problem in problems))
        self.problems = problems

    @classmethod
    def of(
        cls, place: str, why: Message, remedy: Message, *, read: str | None = None, line: int | None = None
    ) -> InvalidInput:
        """For one reason alone, told as a Problem is."""
        return cls((Problem(place, read, why, remedy, line),))
