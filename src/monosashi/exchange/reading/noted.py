"""What is kept while a document is read: where each value stands, and what has to be decided."""

from monosashi.core.messages import Message, Problem, message
from monosashi.exchange.reading.printed import Printed, in_one_line
from monosashi.exchange.reading.sheets import Sheet


class Noted:
    """Places of values by their path in the plan, and doubts, each with its measure and line."""

    def __init__(self) -> None:
        self.places: list[tuple[str, Printed]] = []
        self.doubts: list[Problem] = []

    def of(self, sheet: Sheet) -> "NotedOfSheet":
        """The same, for what stands on one sheet."""
        return self.of_words(sheet.name)

    def of_words(self, printed: Printed) -> "NotedOfSheet":
        """The same, for what these words name."""
        return NotedOfSheet(self, printed)


class NotedOfSheet:
    """What is noted of one sheet."""

    def __init__(self, noted: Noted, named: Printed) -> None:
        self._noted, self._measure = noted, in_one_line(named.text)

    def place(self, at: str, printed: Printed) -> None:
        """The value at this path of the plan stands printed there."""
        self._noted.places.append((at, printed))

    def doubt(self, printed: Printed, why: Message) -> None:
        """Somebody has to decide what these words are."""
        remedy = message(f"reading.doubt.{why.id.removeprefix('reading.doubt.')}.remedy")
        self._noted.doubts.append(Problem(self._measure, printed.text, why, remedy, printed.line.number))
