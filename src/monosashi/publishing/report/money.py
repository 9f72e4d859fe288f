"""The money of one measure: each program by item and source, over the years, with those that share it."""

from collections.abc import Iterator, Sequence

from monosashi.core.money import Account, BudgetStage, FundingSource
from monosashi.publishing.report.blocks import Block, Column, Heading, Items, Paragraphs, Quiet, Row, Table, Words
from monosashi.publishing.report.writing import Writing
from monosashi.publishing.site.money import MoneyRow, ProgramMoney, YearsTable, YearTable
from monosashi.publishing.site.words import alone


def money_blocks(programs: tuple[ProgramMoney, ...], level: int, writing: Writing) -> Iterator[Block]:
    """All programs of a measure, or that it has none."""
    yield Heading(writing.tongue.say("site.section.money"), level, "section")
    if not programs:
        yield Paragraphs((writing.tongue.say("site.no_program"),))
    for each in programs:
        yield from _program(each, level + 1, writing)


def _program(each: ProgramMoney, level: int, writing: Writing) -> Iterator[Block]:
    say, program = writing.tongue.say, each.program
    name: Words = writing.city(f"{program.name} {program.part}".strip())
    if program.account is not Account.UNDECLARED:
        name = (name, Quiet(writing.in_brackets(alone(writing.tongue.word(program.account)))))
    yield Heading(name, level, "minor")
    if each.year:
        yield _year_table(each.year, writing)
    else:
        yield Paragraphs((say("site.no_money_of_year", year=writing.year),))
    if each.years:
        yield _years_table(each.years, writing)
    if each.others:
        yield Paragraphs((say("site.shared_program", count=len(each.others) + 1),), "notice")
        yield Items(tuple(writing.named(node) for node in each.others))


def _year_table(table: YearTable, writing: Writing) -> Table:
    say = writing.tongue.say
    caption = say("site.money_caption", year=table.fiscal_year, unit=writing.unit)
    columns = (Column(say("site.head.breakdown"), share=1), *_stages(table.stages, writing))
    total = Row((say("site.total"), *_amounts(table.total, writing)), "total")
    items = _group(say("site.by_item"), table.items, writing)
    sources = _group(say("site.by_source"), table.sources, writing)
    return Table(caption, columns, (*items, *sources, total))


def _years_table(table: YearsTable, writing: Writing) -> Table:
    say, year = writing.tongue.say, writing.tongue.year
    columns = (Column(say("site.head.year"), share=1), *_stages(table.stages, writing))
    rows = tuple(Row((year(when), *(writing.value(amount) for amount in amounts))) for when, amounts in table.rows)
    return Table(say("site.years_caption", unit=writing.unit), columns, rows)


def _group(name: str, rows: Sequence[MoneyRow], writing: Writing) -> Iterator[Row]:
    if rows:
        yield Row((name,), "group")
        yield from (Row((_called(row, writing), *_amounts(row, writing))) for row in rows)


def _called(row: MoneyRow, writing: Writing) -> Words:
    if row.source is None:
        return writing.city(row.item)
    is_term = row.source is FundingSource.GENERAL
    return writing.term("general") if is_term else alone(writing.tongue.word(row.source))


def _amounts(row: MoneyRow, writing: Writing) -> tuple[Words, ...]:
    return tuple(writing.value(amount) for amount in row.amounts)


def _stages(stages: Sequence[BudgetStage], writing: Writing) -> Iterator[Column]:
    for stage in stages:
        is_term = stage.value in writing.terms
        yield Column(writing.term(stage.value) if is_term else alone(writing.tongue.word(stage)), right=True)
