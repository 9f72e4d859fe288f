"""A plan as a workbook that officials fill: a sheet for each subject, and a first one that says how."""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import xlsxwriter

from monosashi.core.messages import InvalidInput, Problem, message
from monosashi.core.plan import Plan
from monosashi.core.validation import problems_of
from monosashi.exchange.plan_workbook.cell_contents import Content, OutsideDomain, References, content
from monosashi.exchange.plan_workbook.drop_downs import FIRST_ROW, DropDowns, ListSheet
from monosashi.exchange.plan_workbook.formats import Formats
from monosashi.exchange.plan_workbook.guide import write_guide
from monosashi.exchange.plan_workbook.labels import choice_labels, labels, named_in
from monosashi.exchange.plan_workbook.layout import SHEETS, WORDS, Column, SheetLayout, folded_header
from monosashi.exchange.plan_workbook.rows import Row, kind_of, nullable, rows_of
from monosashi.exchange.plan_workbook.sheet_writing import Contents, write_table, write_upright
from monosashi.exchange.plan_workbook.signature import signature_rows
from monosashi.exchange.spreadsheets.addresses import address
from monosashi.exchange.spreadsheets.neutral import WRITER_OPTIONS
from monosashi.exchange.typed_words import WORDS as TYPED


def write_plan_workbook(plan: Plan) -> bytes:
    """The workbook of a plan. The same plan gives the same bytes. Raises InvalidInput for what no cell can hold."""
    if problems := problems_of(plan):
        raise InvalidInput(problems)
    rows = rows_of(plan)
    references = _references(plan)
    contents = _contents(rows, references)
    target = io.BytesIO()
    workbook = xlsxwriter.Workbook(target, {**WRITER_OPTIONS, "in_memory": True})
    workbook.set_properties(
        {"title": plan.name, "created": datetime(plan.first_year, 4, 1, tzinfo=UTC).replace(tzinfo=None)}
    )
    _write(workbook, plan, rows, contents, references)
    workbook.close()
    return target.getvalue()


def _references(plan: Plan) -> References:
    called = {kind: labels(entries) for kind, entries in named_in(plan).items()}
    choices = {
        question.id: choice_labels((choice.value, choice.text) for choice in question.choices)
        for question in plan.questions
    }
    return References(called, choices)


def _write(
    workbook: xlsxwriter.Workbook,
    plan: Plan,
    rows: Mapping[str, Sequence[Row]],
    contents: Mapping[str, Sequence[Contents]],
    references: References,
) -> None:
    formats = Formats(workbook)
    workbook.formats[0].set_font_name(WORDS["fonts"]["text"])
    workbook.formats[0].set_font_size(WORDS["fonts"]["size"])
    guide = workbook.add_worksheet(WORDS["guide"]["name"])
    sheets = {layout.key: workbook.add_worksheet(layout.name) for layout in SHEETS}
    write_guide(guide, plan, {key: len(held) for key, held in rows.items()}, formats)
    lists = workbook.add_worksheet(WORDS["hidden_sheets"]["lists"], ListSheet)
    DropDowns(workbook, lists).add_all(plan, rows, references.labels)
    lists.very_hidden()
    for layout in SHEETS:
        sheets[layout.key].set_tab_color(WORDS["groups"][layout.group]["colour"])
        if layout.vertical:
            write_upright(sheets[layout.key], layout, contents[layout.key][0], formats)
        else:
            write_table(sheets[layout.key], layout, contents[layout.key], formats, plan.money_unit)
    _sign(workbook, plan, references)
    guide.activate()


def _sign(workbook: xlsxwriter.Workbook, plan: Plan, references: References) -> None:
    sheet = workbook.add_worksheet(WORDS["hidden_sheets"]["meta"])
    for number, texts in enumerate(signature_rows(plan, references.labels)):
        for at, text in enumerate(texts):
            sheet.write_string(number, at, text)
    sheet.very_hidden()


def _contents(rows: Mapping[str, Sequence[Row]], references: References) -> dict[str, list[Contents]]:
    """What stands in every cell. Raises InvalidInput for all that cannot stand in one."""
    problems: list[Problem] = []
    contents = {layout.key: list(_of_sheet(layout, rows[layout.key], references, problems)) for layout in SHEETS}
    if problems:
        raise InvalidInput(tuple(problems))
    return contents


def _of_sheet(
    layout: SheetLayout, rows: Sequence[Row], references: References, problems: list[Problem]
) -> Iterator[Contents]:
    kind = kind_of(layout.key)
    may_be_none = frozenset() if kind is None else nullable(kind)
    for number, row in enumerate(rows, start=FIRST_ROW):
        held: dict[str, Content] = {}
        for at, column in enumerate(layout.columns, start=1):
            value = row.get(column.field)
            try:
                held[column.field] = _told(column, value, row, references, nullable=column.field in may_be_none)
            except OutsideDomain as fault:
                place = _place(layout, number, at)
                problems.append(Problem(place, fault.read, fault.why, fault.remedy))
        yield held


def _told(column: Column, value: Any, row: Row, references: References, *, nullable: bool) -> Content:  # noqa: ANN401
    if nullable and value == "":
        why = message("plan_workbook.empty_text", header=folded_header(column.header))
        raise OutsideDomain("", why, message("plan_workbook.empty_text.remedy"))
    return content(column, value, row, references)


def _place(layout: SheetLayout, number: int, at: int) -> str:
    row, column = (number, at) if not layout.vertical else (FIRST_ROW + at - 1, 2)
    told: str = TYPED["cell_place"].format(file="", sheet=layout.name, cell=address(row, column))
    return told
