"""The findings and opinions of an audit as a list, and as the file that can be brought in again."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TypeVar

from monosashi.core.messages import Message, message
from monosashi.core.tree import Node
from monosashi.office.audits.bringing_in.reading import layout
from monosashi.office.audits.queries import AuditNow, PartNow, ResultNow
from monosashi.office.audits.shown import measure_links, state_cell, status_cell
from monosashi.office.audits.states import AuditResultKind, AuditResultState, AuditResultStatus
from monosashi.office.entering.list_files import list_to_change
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.cells import Cell
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import Column, Filter, ListOf, Option, by_number, by_text

Word = TypeVar("Word", bound=StrEnum)


def list_of_results(now: AuditNow, year: InYear) -> ListOf[ResultNow]:
    """The list. `year` is the plan, for the names of measures."""
    return ListOf(
        name=f"audit-{now.row.pk}-results",
        caption=message("audits.results.caption"),
        columns=_columns(year),
        filters=tuple(_filters(now, year)),
        words=lambda result: (spoken(result.label), result.row.title, result.row.text),
        empty=message("audits.results.none"),
    )


def _columns(year: InYear) -> tuple[Column[ResultNow], ...]:
    return (
        Column(
            "number",
            message("audits.field.number"),
            lambda result: Cell(spoken(result.label), whole=True),
            lambda result: by_number(result.row.position),
        ),
        Column(
            "title",
            message("audits.field.title"),
            lambda result: Cell(result.row.title, address=address_of("audits:result", result.row.pk)),
            lambda result: by_text(result.row.title),
            head=True,
        ),
        Column("page", message("audits.field.page"), lambda result: Cell(result.row.page), figures=True),
        Column("measures", message("audits.field.measures"), lambda result: _measures(result, year), wide=True),
        Column(
            "departments",
            message("audits.field.departments"),
            lambda result: Cell(_joined(part.name for part in result.parts)),
        ),
        Column("status", message("audits.field.status"), lambda result: status_cell(result.status)),
        Column("state", message("audits.field.state"), state_cell, note=message("audits.field.of_departments")),
    )


def _measures(result: ResultNow, year: InYear) -> Cell:
    links = measure_links(result.measures, year)
    text = _joined(name for name, _ in links)
    if not links:
        return Cell(spoken(message("audits.whole_plan")), absent=True)
    return Cell(text, links=links if all(where for _, where in links) else ())


def _filters(now: AuditNow, year: InYear) -> Iterable[Filter[ResultNow]]:
    yield _of_words("kind", message("audits.field.result_kind"), AuditResultKind, lambda result: [result.kind])
    yield _of_words("state", message("audits.field.state"), AuditResultState, lambda r: [p.state for p in r.parts])
    yield _of_words("status", message("audits.field.status"), AuditResultStatus, lambda r: [p.status for p in r.parts])
    names = {part.name: part.name for _, part in now.parts}
    yield Filter(
        "department",
        message("audits.field.departments"),
        tuple(Option(name, name) for name in names),
        lambda result, chosen: any(part.name == chosen for part in result.parts),
    )
    nodes = year.plan.index.node
    about = {each.node: each.name for result in now.results for each in result.measures}
    yield Filter(
        "measure",
        message("audits.field.measures"),
        tuple(Option(node, nodes[node].label if node in nodes else name) for node, name in about.items()),
        lambda result, chosen: any(each.node == chosen for each in result.measures),
    )


def _of_words(
    key: str, label: Message, words: type[Word], held: Callable[[ResultNow], Iterable[object]]
) -> Filter[ResultNow]:
    options = tuple(Option(each.value, spoken(each)) for each in words)
    return Filter(key, label, options, lambda result, chosen: chosen in held(result))


def results_file(now: AuditNow, nodes: dict[str, Node]) -> bytes:
    """The results as a workbook that can be changed and brought in again; one line to learn from where there are none."""
    rows = (_row(result, nodes) for result in now.results)
    return list_to_change(layout(), "results", rows, message("audits.results.caption"))


def _row(result: ResultNow, nodes: dict[str, Node]) -> tuple[str, ...]:
    row = result.row
    return (
        layout()["words"][row.kind][0],
        row.number,
        row.title,
        row.text,
        row.page,
        "\n".join(
            nodes[each.node].number or nodes[each.node].name if each.node in nodes else each.node
            for each in result.measures
        ),
        "\n".join(_departments(part) for part in result.parts),
    )


def _departments(part: PartNow) -> str:
    """Departments by their codes, which no other has; blank for the coordinating office."""
    return "\n".join(sorted(part.codes)) if part.row.code else ""


def _joined(names: Iterable[str]) -> str:
    return spoken(message("value.separator")).join(names)
