"""Rows of several tables gathered by the words with which each table names a measure."""

from dataclasses import dataclass, field

from monosashi.exchange.reading.headings import Headings, Stack
from monosashi.exchange.reading.layout import Layout
from monosashi.exchange.reading.printed import Line, Printed, alike
from monosashi.exchange.reading.reads import Reads
from monosashi.exchange.reading.sheets import IndicatorRead, Sheet


@dataclass
class Gathered:
    """What the tables have said so far. `above` are indicators of headings; `keyed` are the lines of each key by number, for those never named."""

    headings: Headings
    by_key: dict[str, Sheet] = field(default_factory=dict)
    keyed: dict[str, dict[int, Line]] = field(default_factory=dict)
    named: list[Sheet] = field(default_factory=list)
    above: list[tuple[Stack, IndicatorRead]] = field(default_factory=list)

    def of(self, key: str, line: Line) -> Sheet:
        """The measure that these words name, of which this line is, or these cells of it."""
        lines = self.keyed.setdefault(alike(key), {})
        before = lines.get(line.number)
        if before is None or len(before.text) < len(line.text):
            lines[line.number] = line
        return self.by_key.setdefault(alike(key), Sheet(self.headings.now))

    def tell(self, sheet: Sheet, reads: Reads, printed: Printed) -> None:
        """Keep what a cell says. With its name a measure stands under the headings that it is named under."""
        if reads is Reads.NAME and Reads.NAME not in sheet.fields:
            sheet.headings = self.headings.now
            self.named.append(sheet)
        sheet.tell(reads, printed)

    def never_named(self) -> list[Line]:
        """The lines of keys that no table gives a name for: sums, mostly."""
        unnamed = (lines for key, lines in self.keyed.items() if Reads.NAME not in self.by_key[key].fields)
        return [line for lines in unnamed for line in lines.values()]


def headings_of(layout: Layout) -> Headings:
    """The headings, under those that the document has no words for. Those of a list come with it alone."""
    headings = Headings(["" if heading.listed else heading.first for heading in layout.headings])
    for level, heading in enumerate(layout.headings):
        if heading.name:
            headings.put(level, Printed(heading.name, Line(0, "")))
    return headings
