"""What every part of one report is written with: the edition, the words of one language, and the terms that were used on the way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from monosashi.core.results import Rater
from monosashi.core.tree import Department, Node, Role
from monosashi.core.values import Value
from monosashi.publishing.charts.chart import Cell
from monosashi.publishing.report.blocks import Absent, City, Mark, PageOf, Quiet, Words
from monosashi.publishing.site.editions import SiteEdition
from monosashi.publishing.site.grades import Grade, LegendLine
from monosashi.publishing.site.indicators import IndicatorView
from monosashi.publishing.site.lists import MeasureRow, measure_rows
from monosashi.publishing.site.measures import Years
from monosashi.publishing.site.settings import SiteSettings
from monosashi.publishing.site.terms import Term, terms_of
from monosashi.publishing.site.words import SiteTongue, alone, paragraphs

_HERE = "\ufffc"
"""Where a page number stands in a sentence until the pages are known."""


@dataclass
class Writing:
    """One report while it is written. `used` are the keys of terms that it has said; `chosen` the measures that it tells of."""

    edition: SiteEdition
    years: Years
    tongue: SiteTongue
    settings: SiteSettings
    chosen: tuple[str, ...]
    used: set[str] = field(default_factory=set)

    @cached_property
    def terms(self) -> Mapping[str, Term]:
        """Everything that the glossary can explain, by key."""
        return terms_of(self.edition, self.settings.terms, self.tongue)

    @cached_property
    def rows(self) -> tuple[MeasureRow, ...]:
        """Every measure of the edition as lists show it."""
        return measure_rows(self.edition, self.tongue)

    @property
    def year(self) -> int:
        """The reported fiscal year."""
        return self.edition.fiscal_year

    @property
    def unit(self) -> str:
        """The unit of every amount."""
        return self.edition.plan.money_unit

    @property
    def blank(self) -> str:
        """What stands between two sentences or words of a line: nothing in Japanese."""
        return "" if self.tongue.is_source else " "

    def term(self, key: str) -> str:
        """The word for a term, which the glossary then explains."""
        self.used.add(key)
        return self.terms[key].word

    def city(self, text: str) -> City:
        """The city's own words; those that it explains itself go into the glossary."""
        self.used.update(key for key, term in self.terms.items() if term.city and term.word in text)
        return City(text)

    def prose(self, text: str) -> tuple[Words, ...]:
        """The paragraphs of a text of the city."""
        return tuple(self.city(line) for line in paragraphs(text))

    def not_stated(self) -> Absent:
        """Nobody said anything."""
        return Absent(self.tongue.say("site.not_stated"))

    def stated(self, text: str) -> Words:
        """The city's words, or that there are none."""
        return self.city(text) if text else self.not_stated()

    def in_brackets(self, text: Words) -> tuple[Words, ...]:
        """The words in brackets."""
        return (self.tongue.say("site.open_bracket"), text, self.tongue.say("site.close_bracket"))

    def value(self, it: Value | None, unit: str = "") -> Words:
        """A figure with its unit, or the word for its absence."""
        if it is None:
            return self.not_stated()
        return Absent(self.tongue.value(it)) if isinstance(it, str) else self.tongue.value(it, unit)

    def cell(self, cell: Cell) -> Words:
        """A cell of a chart's table."""
        return Absent(cell.text) if cell.absent else cell.text

    def grade(self, grade: Grade) -> Words:
        """The symbol in its tone, or why there is none."""
        return Absent(grade.word) if grade.symbol is None else Mark(grade.symbol, grade.tone)

    def mark(self, line: LegendLine) -> Mark:
        """A grade of a legend."""
        return Mark(line.symbol, line.tone)

    def grade_with_computed(self, row: MeasureRow) -> Words:
        """The grade of a measure, with the computed one where they differ."""
        shown = self.grade(row.grades.shown)
        symbol = row.grades.computed.symbol
        if not row.grades.differs or symbol is None:
            return shown
        return (shown, " ", Quiet(self.tongue.say("site.computed_is", grade=symbol)))

    def rater(self, rater: Rater) -> str:
        """Who gave a grade, as a term where the glossary has one."""
        key = {Rater.SELF: "self_grade", Rater.COMPUTED: "computed_grade"}.get(rater)
        return self.term(key) if key else alone(self.tongue.word(rater))

    def departments(self, named: Sequence[tuple[Role, Department]]) -> Words:
        """Departments, those that do not lead with their part."""
        return self.joined(self._department(role, department) for role, department in named) or self.not_stated()

    def joined(self, several: Iterator[Words]) -> tuple[Words, ...]:
        """Words with what separates them in a list."""
        found: list[Words] = []
        for each in several:
            found += [self.tongue.say("value.separator"), each] if found else [each]
        return tuple(found)

    def money(self, amount: Decimal | None, *, shared: bool = False) -> Words:
        """An amount in a list, with the mark of what is shared with others."""
        shown = self.value(amount)
        return (shown, Quiet(self.tongue.say("site.shared_mark"))) if shared and amount is not None else shown

    def of_parts(self, it: Value | None, view: IndicatorView) -> Words:
        """The figure of an indicator, or that its parts have theirs."""
        if it is None and view.components:
            return Absent(self.tongue.say("site.by_part"))
        return self.value(it, view.indicator.unit)

    def on_page(self, node: Node) -> Words:
        """（12ページ）, nothing for a measure that this report leaves out."""
        if node.id not in self.chosen:
            return ""
        before, _, after = self.tongue.say("report.on_page", page=_HERE).partition(_HERE)
        return Quiet(PageOf(key_of(node), before, after))

    def page_number(self, node: Node) -> Words:
        """The number alone; a dash for a measure that this report leaves out."""
        return PageOf(key_of(node)) if node.id in self.chosen else Absent(self.tongue.say("report.left_out"))

    def named(self, node: Node) -> Words:
        """A measure by number and name, with its page."""
        return (self.city(node.label), self.on_page(node))

    def _department(self, role: Role, department: Department) -> Words:
        name = self.city(department.name)
        return name if role is Role.LEAD else (name, Quiet(self.in_brackets(self.tongue.word(role))))


def key_of(node: Node) -> str:
    """By what the page of a node is named."""
    return f"node-{node.id}"
