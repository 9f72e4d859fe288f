"""What a form asks for and what is put there."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

EACH, EACH_END = "各施策", "各施策おわり"
"""Marks that print nothing: what stands between them, or the row of the first alone, is repeated for each measure."""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """What `{{名前:年度}}` asks for. `name` and `year` are folded (NFKC, no blanks); `year` is "" where none is named."""

    name: str
    year: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, and how it is printed within other words (「12,345」, 「△5」)."""

    number: Decimal
    printed: str


FormValue = str | Figure
"""What is put in the place of a placeholder; "" where nothing was said."""

Lookup = Callable[[Placeholder], FormValue]
"""The values of a plan, or of one measure of it with those of its plan."""


def nothing(_placeholder: Placeholder) -> FormValue:
    """The values of no measure: what is repeated stays once, empty."""
    return ""
