"""What a document says of each measure: the words beside each label, its tables of money, the headings that it stands under."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from monosashi.core.indicators import IndicatorKind
from monosashi.core.messages import Message, message
from monosashi.exchange.reading.headings import Stack
from monosashi.exchange.reading.printed import Line, Printed, alike
from monosashi.exchange.reading.reads import AmountOf, Mark, Reads
from monosashi.exchange.reading.table_layout import TableLayout

_LISTS = frozenset({Reads.INDICATORS, Reads.CHILDREN})
"""Each cell of these is a list of its own."""

_MANY = frozenset({Reads.TAG, Reads.NOTE})
"""Of these a measure may have several, told in several tables."""


@dataclass(frozen=True, slots=True)
class FigureRead:
    """One figure of an indicator as printed. `year` is None where the document does not say it: that of the report, or the last one."""

    mark: Mark
    printed: Printed
    year: int | None = None


@dataclass
class IndicatorRead:
    """An indicator of a list or of a table, with its figures in the order of the document. `unit` is "" where the figures have it."""

    name: Printed
    figures: list[FigureRead] = field(default_factory=list)
    kind: IndicatorKind = IndicatorKind.UNDECLARED
    unit: str = ""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One row of figures of an indicator in a group: a target alone, or with the actual and the achievement rate that prove each other."""

    target: Printed
    actual: Printed | None = None


@dataclass
class GroupIndicator:
    """An indicator among the rows of a group. `name` is None until it comes. `is_marked`: its kind is printed."""

    name: Printed | None
    kind: IndicatorKind
    is_marked: bool = True
    rows: list[FigureRow] = field(default_factory=list)


@dataclass
class GroupRead:
    """The rows of one measure in a table of groups: amounts and figures from the top down, not yet told apart by year."""

    layout: TableLayout
    amounts: list[Mapping[AmountOf, Printed]] = field(default_factory=list)
    indicators: list[GroupIndicator] = field(default_factory=list)


@dataclass
class Sheet:
    """One measure as printed. `headings` are those that it stands under, from the top down, None where a level has none.

    `lists` are the cells that hold lists, `answers` those below a question, by its head. `doubts` are what was doubtful already while lines were parted.
    """

    headings: Stack
    fields: dict[Reads, Printed] = field(default_factory=dict)
    lists: dict[Reads, list[Printed]] = field(default_factory=dict)
    answers: dict[str, Printed] = field(default_factory=dict)
    money: list["TableOfMoney"] = field(default_factory=list)
    indicators: list[IndicatorRead] = field(default_factory=list)
    groups: list[GroupRead] = field(default_factory=list)
    doubts: list[tuple[Printed, Message]] = field(default_factory=list)

    @property
    def name(self) -> Printed:
        """The measure's name, with which the sheet begins."""
        return self.fields[Reads.NAME]

    def say(self, reads: Reads, printed: Printed) -> None:
        """Keep the words beside a label; what stands beside the same label again goes on behind them."""
        if reads in _LISTS and printed.text:
            self.lists.setdefault(reads, []).append(printed)
        before = self.fields.get(reads)
        self.fields[reads] = printed if before is None else before.and_(printed.text)

    def answer(self, question: str, printed: Printed) -> None:
        """Keep the answer to a question; what goes on in another row stands behind it."""
        before = self.answers.get(question)
        self.answers[question] = printed if before is None else before.and_(printed.text)
        self.fields.setdefault(Reads.ANSWER, printed)

    def tell(self, reads: Reads, printed: Printed) -> None:
        """Keep what one of several tables says. The same again is nothing new; something else is a doubt, and the first one stands."""
        before = self.fields.get(reads)
        if before is None or reads in _LISTS:
            self.say(reads, printed)
        elif alike(printed.text) in {alike(before.text), *map(alike, before.text.splitlines())}:
            return
        elif reads in _MANY:
            self.say(reads, printed)
        else:
            why = message("reading.doubt.told_otherwise", line=before.line.number, words=before.text)
            self.doubts.append((printed, why))


@dataclass
class TableOfMoney:
    """The rows of one table of money, its heads first. `title` is the line over it that names a program, None without one."""

    title: Printed | None
    rows: list[Line]


@dataclass(frozen=True)
class SheetsRead:
    """The sheets in the order of the document, and every line of its part that led to nothing.

    `above` are indicators of headings instead of measures, each with what it stands under.
    """

    sheets: tuple[Sheet, ...]
    headings: tuple[Stack, ...]
    unread: tuple[Line, ...]
    above: tuple[tuple[Stack, IndicatorRead], ...] = ()
