"""Where rows go when a block of rows of a sheet is repeated: the block grows, what stands below moves down."""

from collections.abc import Iterator
from dataclasses import dataclass

Rows = tuple[int, int]
"""First and last row, both within."""


@dataclass(frozen=True, slots=True)
class Growth:
    """The block from row `first` to `last` of the sheet is there `times` times, at least once."""

    sheet: str
    first: int
    last: int
    times: int

    @property
    def height(self) -> int:
        """Rows of the block."""
        return self.last - self.first + 1

    @property
    def extra(self) -> int:
        """How far what stands below moves."""
        return self.height * (self.times - 1)

    def moved(self, row: int) -> int:
        """Where a row goes; one of the block stays with the first copy."""
        return row + self.extra if row > self.last else row

    def holds(self, row: int) -> bool:
        """Whether the row is of the block."""
        return self.first <= row <= self.last

    def covers(self, first: int, last: int) -> bool:
        """Whether these rows hold the whole block."""
        return first <= self.first and last >= self.last

    def is_within(self, first: int, last: int) -> bool:
        """Whether these rows are of the block."""
        return self.first <= first and last <= self.last

    def is_apart(self, first: int, last: int) -> bool:
        """Whether none of these rows is of the block."""
        return last < self.first or first > self.last

    def areas(self, first: int, last: int) -> Iterator[Rows]:
        """Where these rows are then: a stretch within the block with every copy, one across it longer."""
        if self.covers(first, last):
            yield first, last + self.extra
        elif self.is_within(first, last):
            yield from ((first + at * self.height, last + at * self.height) for at in range(self.times))
        elif self.is_apart(first, last):
            yield self.moved(first), self.moved(last)
        else:
            yield first, last + self.extra
