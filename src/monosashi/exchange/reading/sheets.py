"""What a document says of each measure: the words beside each label, its tables of money, the headings that it stands under."""

from dataclasses import dataclass, field

from monosashi.exchange.reading.headings import Stack
from monosashi.exchange.reading.layout import Reads
from monosashi.exchange.reading.printed import Line, Printed


@dataclass
class Sheet:
    """One measure as printed. `headings` are those that it stands under, from the top down, None where a level has none."""

    headings: Stack
    fields: dict[Reads, Printed] = field(default_factory=dict)
    money: list["TableOfMoney"] = field(default_factory=list)

    @property
    def name(self) -> Printed:
        """The measure's name, with which the sheet begins."""
        return self.fields[Reads.NAME]

    def say(self, reads: Reads, printed: Printed) -> None:
        """Keep the words beside a label; what stands beside the same label again goes on behind them."""
        before = self.fields.get(reads)
        self.fields[reads] = printed if before is None else before.and_(printed.text)


@dataclass
class TableOfMoney:
    """The rows of one table of money, its heads first. `title` is the line over it that names a program, None without one."""

    title: Printed | None
    rows: list[Line]


@dataclass(frozen=True)
class SheetsRead:
    """The sheets in the order of the document, and every line of its part that led to nothing."""

    sheets: tuple[Sheet, ...]
    headings: tuple[Stack, ...]
    unread: tuple[Line, ...]
