"""The answer cells of a page: name, drop-down, number format, what stands there already."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from xlsxwriter.format import Format

from monosashi.core.messages import Message
from monosashi.core.plan import Plan
from monosashi.core.tree import Node
from monosashi.core.values import Absence, ValueStatus
from monosashi.evaluation.life_cycle import LifeCycle
from monosashi.evaluation.scheme import Scheme
from monosashi.exchange.answer_sheets.identity import Entry
from monosashi.exchange.answer_sheets.page_cells import (
    ANSWER,
    FIRST,
    KNOWN_LAST,
    Page,
    fits_a_number_cell,
    lines_of,
    number_format,
    width_of,
)
from monosashi.exchange.answer_sheets.slot_values import fingerprint, held
from monosashi.exchange.answer_sheets.slots import Slot, SlotKind, SlotValue, decimals_of, promised_values

_TALL = 4
_LONGEST_LIST = 255
_THOUSANDS = Decimal(1000)
_TEXT_FORMAT = "@"
"""Keeps Excel from making a date of 1-2. Not for long texts: some versions show them as ####."""


@dataclass(frozen=True, slots=True)
class Round:
    """What is asked about: a plan, a fiscal year, and by what it is graded (None: by nothing)."""

    plan: Plan
    fiscal_year: int
    scheme: Scheme | None
    life_cycle: LifeCycle | None


class AnswerCells:
    """Writes the answers of one page: those of measure `node` in the round `of`.

    `entries` are they as issued, `rows` where they stand (rows from 0).
    """

    def __init__(self, page: Page, of: Round, node: Node) -> None:
        self._page, self.of, self.node = page, of, node
        self.entries: list[Entry] = []
        self.rows: dict[tuple[str, ...], int] = {}

    def row(self, slot: Slot, known: str | None = None) -> None:
        """One answer: what is asked, last year's, this year's."""
        page = self._page
        label = self._label(slot)
        before = self._of_last_year(slot) if known is None else known
        shown = self._shown(slot, self._now(slot))
        answer_lines = max(lines_of(shown, width_of(ANSWER, ANSWER)), _TALL if slot.tall else 1)
        self.cell(slot)
        asked_to = KNOWN_LAST - 1 if slot.kind is SlotKind.MARK else FIRST
        cells = ((FIRST, asked_to, label, "label"), (asked_to + 1, KNOWN_LAST, before, "known"))
        self.rows[slot.at] = page.known(cells, lines=answer_lines)

    def _label(self, slot: Slot) -> str:
        """What is asked, with the choices below it where they are too long for a drop-down."""
        label = self._page.paper.say(slot.label) + (
            self._page.paper.text("answer_sheets.required") if slot.required else ""
        )
        words = self._words(slot)
        return label if _fits_a_list(words) else "\n".join((label, *words))

    def cell(self, slot: Slot) -> None:
        """The cell to be filled, in the row that is being written, with its name beside it and its drop-down."""
        page, row, now = self._page, self._page.row, self._now(slot)
        shown = self._shown(slot, now)
        page.sheet.write_string(row, 0, slot.id)
        if isinstance(now, Decimal) and fits_a_number_cell(now):
            page.sheet.write_number(row, ANSWER, float(now), self._style(slot, now))
        elif shown:
            page.sheet.write_string(row, ANSWER, shown, self._style(slot))
        else:
            page.sheet.write_blank(row, ANSWER, None, self._style(slot))
        self._drop_down(slot, row)
        self.entries.append(Entry(page.sheet.get_name(), self.node.id, slot.id, fingerprint(now)))

    def _style(self, slot: Slot, now: Decimal | None = None) -> Format:
        if slot.kind is SlotKind.AMOUNT:
            decimals = 0 if now is None else decimals_of(now)
            return self._page.paper.style("answer_figure", number_format(decimals, (_THOUSANDS,)))
        if slot.kind not in {SlotKind.FIGURE, SlotKind.NUMBER}:
            is_short_text = slot.kind is SlotKind.WHEN or (slot.kind is SlotKind.TEXT and not slot.tall)
            return self._page.paper.style("answer", _TEXT_FORMAT if is_short_text else "")
        decimals = max(slot.decimals, 0 if now is None else decimals_of(now))
        return self._page.paper.style("answer_figure", number_format(decimals, list(self._known_numbers(slot))))

    def _known_numbers(self, slot: Slot) -> Iterator[Decimal]:
        indicator = self.of.plan.index.indicator.get(slot.at[1]) if len(slot.at) > 1 else None
        if indicator is not None:
            yield from (value for value in promised_values(indicator) if isinstance(value, Decimal))

    def _drop_down(self, slot: Slot, row: int) -> None:
        words = self._words(slot)
        if words and _fits_a_list(words):
            choice = {"validate": "list", "source": words, "error_type": "information"}
            self._page.sheet.data_validation(row, ANSWER, row, ANSWER, choice)

    def _words(self, slot: Slot) -> list[str]:
        """What may be chosen."""
        if slot.kind is SlotKind.MARK:
            return [self._page.paper.text("answer_sheets.mark")]
        return [self._word(option.shown) for option in slot.options]

    def _word(self, shown: Message | str) -> str:
        return self._page.paper.say(shown) if isinstance(shown, Message) else shown

    def _now(self, slot: Slot) -> SlotValue:
        return held(self.of.plan, self.node.id, self.of.fiscal_year, slot)

    def _shown(self, slot: Slot, value: SlotValue) -> str:
        return shown_value(slot, value, self._page)

    def _of_last_year(self, slot: Slot) -> str:
        return self._shown(slot, held(self.of.plan, self.node.id, self.of.fiscal_year - 1, slot))


def _fits_a_list(words: list[str]) -> bool:
    """Whether Excel takes the words as the entries of a drop-down."""
    return len(",".join(words)) <= _LONGEST_LIST and not any("," in word for word in words)


def shown_value(slot: Slot, value: SlotValue, page: Page) -> str:
    """The value as a person reads and types it; "" for a blank."""
    if value is None:
        return ""
    if slot.kind is SlotKind.MARK:
        return page.paper.text("answer_sheets.mark")
    for option in slot.options:
        if option.value == value:
            return page.paper.say(option.shown) if isinstance(option.shown, Message) else option.shown
    if isinstance(value, str) and not isinstance(value, Absence | ValueStatus):
        return value
    return page.paper.text("answer_sheets.value", value=value)  # type: ignore[arg-type]
