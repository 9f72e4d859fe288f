"""The money of one measure as budget programs: one for each table of money, or one with an amount for each year."""

import re

from monosashi.core.messages import message
from monosashi.core.money import BudgetProgram, MoneyLine, Share
from monosashi.exchange.reading.figures import absence_in
from monosashi.exchange.reading.group_years import amounts_by_year
from monosashi.exchange.reading.layout import Layout
from monosashi.exchange.reading.money_rows import Amount, amounts, sums_that_differ
from monosashi.exchange.reading.noted import NotedOfSheet
from monosashi.exchange.reading.printed import WORDS, Printed, in_one_line
from monosashi.exchange.reading.reads import Reads
from monosashi.exchange.reading.sheets import Sheet, TableOfMoney

_PART = re.compile(rf"[(\uff08]\s*{re.escape(WORDS['part_of_programme'])}(?P<part>.*)[)\uff09]\s*", re.DOTALL)

_OUTER_BRACKETS = re.compile(r"\A[(\uff08](.*)[)\uff09]\Z", re.DOTALL)


def programs(sheet: Sheet, id_: str, measure: str, layout: Layout, noted: NotedOfSheet) -> tuple[BudgetProgram, ...]:
    """The measure's budget programs with their amounts of the year, one for each table of money."""
    if layout.money is None:
        return ()
    printed = sheet.fields.get(Reads.PROGRAMS)
    if printed is None or not printed.text or absence_in(printed.text):
        printed = sheet.name
    elif not sheet.money:
        noted.doubt(printed, message("reading.doubt.no_money"))
    if len(sheet.money) == 1:
        return (_program(sheet.money[0], id_, measure, printed, layout, noted),)
    each = enumerate(sheet.money, start=1)
    return tuple(_program(table, f"{id_}-{at}", measure, table.title or printed, layout, noted) for at, table in each)


def _program(
    table: TableOfMoney, id_: str, measure: str, printed: Printed, layout: Layout, noted: NotedOfSheet
) -> BudgetProgram:
    rows = amounts(table.rows, layout.money) if layout.money else ()
    for doubtful, why in sums_that_differ(rows):
        noted.doubt(doubtful, why)
    lines: dict[tuple[object, ...], MoneyLine] = {}
    for amount in rows:
        add_amount(amount, id_, layout.plan.fiscal_year, lines, noted)
    name, part = _parted_name(_OUTER_BRACKETS.sub(r"\1", printed.text))
    noted.place(f"budget_programs/{id_}/name", printed)
    return BudgetProgram(id_, name, part=part, shares=(Share(measure),), lines=tuple(lines.values()))


def add_amount(
    amount: Amount, id_: str, year: int, lines: dict[tuple[object, ...], MoneyLine], noted: NotedOfSheet
) -> None:
    """Keep an amount by stage, item and source. One that cannot be read, or stands there twice and differs, is a doubt."""
    if amount.doubt or amount.value is None:
        noted.doubt(amount.printed, amount.doubt or message("reading.doubt.no_amount"))
        return
    line = MoneyLine(year, amount.stage, amount.value, item=amount.item, source=amount.source)
    key = (year, line.stage, line.item, line.source)
    if key not in lines:
        which = [str(year), str(line.stage), *filter(None, (line.item, line.source))]
        noted.place(f"budget_programs/{id_}/lines/{'.'.join(which)}/amount", amount.printed)
    elif lines[key].amount != line.amount:
        noted.doubt(amount.printed, message("reading.doubt.amount_twice"))
    lines.setdefault(key, line)


def _parted_name(text: str) -> tuple[str, str]:
    """The name of a budget program, and the part of it that the measure has."""
    found = _PART.search(text)
    if found is None:
        return in_one_line(text), ""
    return in_one_line(text[: found.start()]), f"{WORDS['part_of_programme']}{in_one_line(found['part'])}"


def program_by_year(sheet: Sheet, id_: str, measure: str, noted: NotedOfSheet) -> tuple[BudgetProgram, ...]:
    """The program that has the measure's name, with the amounts that stand year by year beside it; nothing without any."""
    lines: dict[tuple[object, ...], MoneyLine] = {}
    for year, amount in amounts_by_year(sheet, noted):
        add_amount(amount, id_, year, lines, noted)
    if not lines:
        return ()
    noted.place(f"budget_programs/{id_}/name", sheet.name)
    name = in_one_line(sheet.name.text)
    return (BudgetProgram(id_, name, shares=(Share(measure),), lines=tuple(lines.values())),)
