"""One measure as an answer sheet: last year beside this year, what is known in grey, what is asked in pale yellow."""

from monosashi.core.indicators import Indicator
from monosashi.core.messages import message
from monosashi.core.plan import of_year
from monosashi.core.tree import Role
from monosashi.core.values import Value
from monosashi.evaluation.scheme import Scheme
from monosashi.exchange.answer_sheets.identity import ANSWER_MARK, PAGE_MARK, Entry
from monosashi.exchange.answer_sheets.live_grades import live_grade
from monosashi.exchange.answer_sheets.page_answers import AnswerCells, Round
from monosashi.exchange.answer_sheets.page_cells import (
    ANSWER,
    FIRST,
    KNOWN_FIRST,
    KNOWN_LAST,
    LAST,
    Page,
)
from monosashi.exchange.answer_sheets.page_money import write_money
from monosashi.exchange.answer_sheets.recipients import Page as Asked
from monosashi.exchange.answer_sheets.slots import (
    IndicatorSlots,
    PageSlots,
    Slot,
    slots_of,
)
from monosashi.wording import render

__all__ = ["Round", "write_page"]


def write_page(
    page: Page, asked: Asked, of: Round, department: str, money_asked_at: dict[str, str]
) -> tuple[Entry, ...]:
    """Write the sheet of one measure. Returns the answer cells as issued.

    `money_asked_at` are the sheets of the workbook on which budget programs are asked about, by id; it grows.
    """
    return _PageWriter(page, asked, of, department).write(money_asked_at)


class _PageWriter:
    """Holds what all blocks of a page share."""

    def __init__(self, page: Page, asked: Asked, of: Round, department: str) -> None:
        self._page, self._asked, self._of, self._department = page, asked, of, department
        self._node = asked.node
        self._slots: PageSlots = slots_of(of.plan, asked.node, of.scheme)
        self._answers = AnswerCells(page, of, asked.node)

    def write(self, money_asked_at: dict[str, str]) -> tuple[Entry, ...]:
        """Every block of the page, from the top."""
        page = self._page
        for column, mark in ((0, PAGE_MARK), (1, self._node.id), (ANSWER, ANSWER_MARK)):
            page.sheet.write_string(0, column, mark)
        page.sheet.set_row(0, None, None, {"hidden": True})
        page.row = 1
        self._head()
        self._indicators()
        self._milestones()
        self._section("answer_sheets.section.result", self._slots.result)
        self._questions()
        write_money(page, self._answers, money_asked_at)
        self._ratings()
        page.finish()
        return tuple(self._answers.entries)

    def _text(self, id_: str) -> str:
        return self._page.paper.text(id_)

    def _head(self) -> None:
        page, say = self._page, self._page.paper.say
        node, plan = self._node, self._of.plan
        page.across(say(message("answer_sheets.page.title", year=self._of.fiscal_year, name=node.label)), "title")
        above = " > ".join(n.label for n in reversed(plan.index.ancestors(node)))
        role = "answer_sheets.page.lead" if self._asked.role is Role.LEAD else "answer_sheets.page.related"
        for label, text in (
            ("answer_sheets.page.department", f"{self._department}{self._text(role)}"),
            ("answer_sheets.page.above", above),
            ("answer_sheets.page.stage", self._stage()),
            ("answer_sheets.page.summary", node.summary),
            ("answer_sheets.page.effect", node.effect),
        ):
            if text:
                page.known(((FIRST, FIRST, self._text(label), "label"), (KNOWN_FIRST, LAST, text, "known")))

    def _stage(self) -> str:
        result = self._of.plan.index.result.get((self._node.id, self._of.fiscal_year))
        return "" if result is None or result.stage is None else result.stage

    def _titled(self, section: str) -> None:
        """The bar of a block with the years above its columns."""
        page, year = self._page, self._of.fiscal_year
        page.gap()
        page.across(self._text(section), "section")
        last = page.paper.text("answer_sheets.column.last_year", year=year - 1)
        this = page.paper.text("answer_sheets.column.this_year", year=year)
        item = self._text("answer_sheets.column.item")
        page.known(
            (
                (FIRST, FIRST, item, "column"),
                (KNOWN_FIRST, KNOWN_LAST, last, "column"),
                (ANSWER, ANSWER, this, "column"),
            )
        )

    def _section(self, title: str, slots: tuple[Slot, ...]) -> None:
        if slots:
            self._titled(title)
            for slot in slots:
                self._answers.row(slot)

    def _indicators(self) -> None:
        if self._slots.indicators:
            self._page.gap()
            self._page.across(self._text("answer_sheets.section.indicators"), "section")
        for entry in self._slots.indicators:
            self._indicator(entry)

    def _indicator(self, entry: IndicatorSlots) -> None:
        page, indicator = self._page, entry.indicator
        part = "answer_sheets.component" if indicator.part_of else "answer_sheets.indicator"
        unit = page.paper.text("answer_sheets.unit", unit=indicator.unit) if indicator.unit else ""
        page.across(page.paper.text(part, name=indicator.name) + unit, "heading")
        if not entry.slots:
            page.across(self._text("answer_sheets.made_of_components"), "small")
            return
        self._figure_columns()
        value, *rest = entry.slots
        self._figure_row(indicator, value)
        for slot in rest:
            self._answers.row(slot)

    def _figure_columns(self) -> None:
        year = self._of.fiscal_year
        texts = (
            self._text("answer_sheets.column.item"),
            self._text("answer_sheets.column.baseline"),
            self._text("answer_sheets.column.target"),
            self._page.paper.text("answer_sheets.year", year=year - 1),
            self._page.paper.text("answer_sheets.column.this_year", year=year),
        )
        self._page.known((at, at, text, "column") for at, text in enumerate(texts, start=FIRST))

    def _figure_row(self, indicator: Indicator, slot: Slot) -> None:
        page, year = self._page, self._of.fiscal_year
        self._answers.cell(slot)
        last = of_year(indicator.actuals, year - 1)
        cells = (
            (1, 1, page.paper.say(slot.label), "label"),
            (2, 2, self._baseline(indicator), "figure"),
            (3, 3, self._targets(indicator), "figure"),
            (4, 4, "" if last is None else self._value(last.value), "figure"),
        )
        self._answers.rows[slot.at] = page.known(cells, lines=2)

    def _value(self, value: Value) -> str:
        return self._page.paper.text("answer_sheets.value", value=value)

    def _baseline(self, indicator: Indicator) -> str:
        baseline = indicator.baseline
        if baseline is None:
            return ""
        year = baseline.fiscal_year
        when = baseline.as_of if year is None else self._page.paper.text("answer_sheets.year", year=year)
        return "\n".join(filter(None, (self._value(baseline.value), when)))

    def _targets(self, indicator: Indicator) -> str:
        year, text = self._of.fiscal_year, self._page.paper.text
        own = of_year(indicator.targets, year)
        lines = [] if own is None else [self._value(own.value), text("answer_sheets.year", year=year)]
        if indicator.final_target is not None:
            lines.append(self._value(indicator.final_target))
            final = indicator.final_year
            lines += [text("answer_sheets.final")] if final is None else [text("answer_sheets.year", year=final)]
        return "\n".join(lines)

    def _milestones(self) -> None:
        if not self._slots.milestones:
            return
        page = self._page
        page.gap()
        page.across(self._text("answer_sheets.section.milestones"), "section")
        heads = (self._text("answer_sheets.column.item"), self._text("answer_sheets.column.due"))
        done = (ANSWER, ANSWER, self._text("answer_sheets.column.done"), "column")
        known = (KNOWN_FIRST, KNOWN_LAST, heads[1], "column")
        page.known(((FIRST, FIRST, heads[0], "column"), known, done))
        for milestone, slot in zip(self._node.milestones, self._slots.milestones, strict=True):
            self._answers.row(slot, milestone.due)

    def _questions(self) -> None:
        if self._slots.questions:
            self._titled("answer_sheets.section.questions")
        for question, slots in self._slots.questions:
            if len(slots) > 1:
                required = self._text("answer_sheets.required") if question.required else ""
                self._page.across(question.text + required + self._text("answer_sheets.choose_several"), "heading")
            for slot in slots:
                self._answers.row(slot)

    def _ratings(self) -> None:
        if not self._slots.ratings or self._of.scheme is None:
            return
        self._titled("answer_sheets.section.rating")
        self._computed()
        for slot in self._slots.ratings:
            self._answers.row(slot)
        self._warning()
        self._legend(self._of.scheme)

    def _legend(self, scheme: Scheme) -> None:
        paper = self._page.paper
        meanings = ((entry.grade, render(entry.text, paper.language, scheme.messages)) for entry in scheme.legend)
        lines = [paper.text("answer_sheets.legend", grade=grade, meaning=meaning) for grade, meaning in meanings]
        self._page.across("\n".join(lines), "small")

    def _computed(self) -> None:
        """The grade that the scheme gives, live where one figure decides it."""
        of, page = self._of, self._page
        live = of.scheme and live_grade(of.plan, self._node, of.fiscal_year, of.scheme, of.life_cycle)
        label = (FIRST, FIRST, self._text("answer_sheets.computed"), "label")
        if not live:
            why = "answer_sheets.computed.later" if of.scheme else ""
            page.known((label, (KNOWN_FIRST, LAST, self._text(why), "known")))
            return
        actual = f"F{self._answers.rows['actual', live.indicator, 'value'] + 1}"
        formula = live.formula(actual, self._text("answer_sheets.computed.none"))
        page.sheet.write_formula(page.row, ANSWER, formula, page.paper.style("live"), "")
        self._answers.rows["computed",] = page.known(
            (label, (KNOWN_FIRST, KNOWN_LAST, self._text("answer_sheets.computed.how"), "known"))
        )

    def _warning(self) -> None:
        """A sentence that appears while the own grade differs from the computed one and no reason is given."""
        computed, ratings = self._answers.rows.get(("computed",)), self._slots.ratings
        if computed is None or len(ratings) != len(("grade", "reason")):
            return
        grade, reason = (f"F{self._answers.rows[slot.at] + 1}" for slot in ratings)
        words = self._text("answer_sheets.give_reason").replace('"', '""')
        live = f"F{computed + 1}"
        formula = f'=IF(AND({live}<>"",{grade}<>"",{live}<>{grade},{reason}=""),"{words}","")'
        page = self._page
        page.sheet.merge_range(page.row, FIRST, page.row, LAST, "", page.paper.style("warning"))
        page.sheet.write_formula(page.row, FIRST, formula, page.paper.style("warning"), "")
        page.close(1)
