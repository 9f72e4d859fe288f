"""The lists of findings: one by one, by measure, by department."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from monosashi.checks.finding import GRAVITY, Severity
from monosashi.core.messages import Message, message
from monosashi.core.tree import Role
from monosashi.office.findings.queries import Reviewed
from monosashi.office.findings.rows import FindingOf, departments_named
from monosashi.office.findings.rules import rule_of
from monosashi.office.findings.states import UNDECIDED, FindingState
from monosashi.office.plans.pages import address, node_address
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.ui.cells import Cell, absence, count
from monosashi.office.ui.dates import day_text
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import Column, Filter, ListOf, Option, SortKey, by_number, by_text

LOOKS = {"error": "stop", "warning": "look", "look": "wait"}
"""The look of a tag by severity."""

STATE_LOOKS = {
    FindingState.OPEN: "none",
    FindingState.EXPIRED: "look",
    FindingState.ASKED: "wait",
    FindingState.ANSWERED: "look",
    FindingState.TAKEN_ON: "wait",
    FindingState.OVERDUE: "stop",
    FindingState.DONE: "done",
    FindingState.WAIVED: "none",
}
SEVERITIES = tuple(reversed(GRAVITY))

_OF_PLAN = "-"
"""Of the filter by measure: what is about the plan. No id is written so."""

DEPARTMENTS = "departments"
"""Of the address: codes of departments, with commas between; a finding on a measure of one of them is listed."""

_NOTHING_ASKED: Mapping[str, str] = MappingProxyType({})

COUNTED, UNDECIDED_STILL = "counted", "undecided"
"""Of the filter by state: all that are not out of scope, which is what pages count, and all that nobody has decided."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The findings of one measure or department, those out of scope left out. `rows` are in the plan's order."""

    key: str
    name: str
    address: str
    findings: str
    rows: tuple[FindingOf, ...]

    def of(self, severity: Severity) -> int:
        """How many are as grave as this."""
        return sum(row.known.severity == severity.value for row in self.rows)

    @property
    def undecided(self) -> int:
        """How many of them wait for a decision."""
        return sum(row.known.undecided for row in self.rows)


def list_of_findings(
    year: InYear,
    found: Reviewed,
    rows: Iterable[FindingOf],
    *,
    of_rule: bool = False,
    asked: Mapping[str, str] = _NOTHING_ASKED,
) -> ListOf[FindingOf]:
    """The list of findings, one by one. `asked` is what the address says: some numbers lead here by a filter of their own."""
    return ListOf(
        name=f"{year.plan.id}-findings-{year.fiscal_year}",
        caption=message("findings.caption", year=year.fiscal_year),
        columns=tuple(each for each in _columns(year) if not (of_rule and each.key == "rule")),
        filters=(
            *_by_lead(year, asked.get("lead", "")),
            *_by_departments(year, asked.get(DEPARTMENTS, "")),
            *(each for each in _filters(year, found, tuple(rows)) if len(each.options) > 1),
        ),
        words=_words,
        empty=message("findings.none"),
        keep=("year",),
        cards=False,
    )


def list_of_gathered(year: InYear, kind: str) -> ListOf[Gathered]:
    """The list of findings by measure or by department (`kind`)."""
    return ListOf(
        name=f"{year.plan.id}-findings-by-{kind}-{year.fiscal_year}",
        caption=message(f"findings.by_{kind}.caption", year=year.fiscal_year),
        columns=tuple(_gathered_columns(kind)),
        words=lambda row: (row.name,),
        empty=message("findings.none"),
        keep=("year",),
    )


def by_measure(year: InYear, rows: Iterable[FindingOf]) -> tuple[Gathered, ...]:
    """The findings by node, in the plan's order; those about the plan first."""
    of_node: dict[str, list[FindingOf]] = {}
    for row in rows:
        of_node.setdefault(row.node.id if row.node else "", []).append(row)
    return tuple(_of_node(year, tuple(mine)) for mine in of_node.values())


def by_department(year: InYear, rows: Iterable[FindingOf]) -> tuple[Gathered, ...]:
    """The findings by leading department, most first. A measure with two leads counts for both."""
    of_department: dict[str, list[FindingOf]] = {}
    for row in rows:
        for part in row.parts:
            if part.role is Role.LEAD:
                of_department.setdefault(part.department, []).append(row)
    known = year.plan.index.department
    found = (
        Gathered(
            code,
            known[code].name if code in known else code,
            address(year, "department", code),
            address(year, "findings:list", lead=code, state=COUNTED),
            tuple(mine),
        )
        for code, mine in of_department.items()
    )
    return tuple(sorted(found, key=lambda each: -len(each.rows)))


def state_cell(row: FindingOf) -> Cell:
    """Where the finding stands, with its day."""
    decision = row.known.decision
    until = decision.until if decision and row.known.state is not FindingState.DONE else None
    note = spoken(message("findings.until", day=day_text(until))) if until else ""
    return Cell(spoken(row.known.state), tag=STATE_LOOKS[row.known.state], note=note)


def severity_cell(row: FindingOf) -> Cell:
    """How grave."""
    return Cell(spoken(Severity(row.known.severity)), tag=LOOKS[row.known.severity])


def _columns(year: InYear) -> Iterator[Column[FindingOf]]:
    yield Column(
        "finding",
        message("findings.column.finding"),
        lambda row: Cell(row.said, address=address(year, "findings:finding", row.known.key)),
        head=True,
    )
    yield Column("measure", message("findings.column.measure"), lambda row: _measure(year, row), _by_measure)
    yield Column(
        "rule",
        message("findings.column.rule"),
        lambda row: Cell(row.known.rule, note=row.rule.called),
        lambda row: by_text(row.known.rule),
    )
    yield Column("severity", message("findings.column.severity"), severity_cell, _by_severity)
    yield Column("state", message("findings.column.state"), state_cell, lambda row: by_text(row.known.state.value))


def _measure(year: InYear, row: FindingOf) -> Cell:
    if row.node is None:
        return absence(message("findings.whole_plan"))
    name = row.node.label
    note = spoken(message("plans.leads", names=row.leads)) if row.leads else ""
    return Cell(name, address=node_address(year, row.node), note=note)


def _by_measure(row: FindingOf) -> SortKey:
    return by_text(row.node.name if row.node else "")


def _by_severity(row: FindingOf) -> SortKey:
    return by_number(GRAVITY.index(Severity(row.known.severity)))


def _words(row: FindingOf) -> Iterable[str]:
    yield from (row.said, row.known.rule, row.rule.called, *row.leads)
    if row.node:
        yield from (row.node.number, row.node.name)


def _by_lead(year: InYear, code: str) -> Iterator[Filter[FindingOf]]:
    """The filter that the numbers by leading department lead to."""
    known = year.plan.index.department.get(code)
    if known is not None:
        yield _filter("lead", ((code, known.name),), _is_led_by)


def _by_departments(year: InYear, codes: str) -> Iterator[Filter[FindingOf]]:
    """The filter that the number of somebody's own findings leads to, who belongs to several departments."""
    known = [year.plan.index.department.get(code) for code in codes.split(",")]
    names = [each.name for each in known if each is not None]
    if len(names) == len(known):
        yield _filter(DEPARTMENTS, ((codes, spoken(message("value.separator")).join(names)),), _is_of_any)


def _is_of_any(row: FindingOf, codes: str) -> bool:
    return not row.departments.isdisjoint(codes.split(","))


def of_departments(codes: Iterable[str]) -> dict[str, str]:
    """What the address says for the findings of these departments' measures alone."""
    every = sorted(codes)
    return {"department" if len(every) == 1 else DEPARTMENTS: ",".join(every)} if every else {}


def _is_led_by(row: FindingOf, code: str) -> bool:
    return any(part.department == code and part.role is Role.LEAD for part in row.parts)


def _filters(year: InYear, found: Reviewed, rows: tuple[FindingOf, ...]) -> Iterator[Filter[FindingOf]]:
    told = {row.known.severity for row in rows}
    yield _filter(
        "severity",
        ((each.value, spoken(each)) for each in SEVERITIES if each.value in told),
        lambda row, value: row.known.severity == value,
    )
    codes = sorted({row.known.rule for row in rows})
    yield _filter(
        "rule", ((code, f"{code} {rule_of(code).called}") for code in codes), lambda row, value: row.known.rule == value
    )
    names = sorted(departments_named(year, found).items())
    yield _filter("department", names, lambda row, value: value in row.departments)
    of_plan = {_OF_PLAN: spoken(message("findings.whole_plan"))} if any(row.node is None for row in rows) else {}
    measures = of_plan | {row.node.id: row.node.name for row in rows if row.node}
    yield _filter("measure", measures.items(), lambda row, value: (row.node.id if row.node else _OF_PLAN) == value)
    yield _filter("state", _states(rows), _stands)


def _states(rows: tuple[FindingOf, ...]) -> Iterator[tuple[str, str]]:
    """The states that there are. What several of them come to is offered where it keeps others than one state alone does."""
    states = {row.known.state for row in rows}
    if FindingState.WAIVED in states:
        yield COUNTED, spoken(message("findings.filter.counted"))
    if states >= UNDECIDED:
        yield UNDECIDED_STILL, spoken(message("findings.column.undecided"))
    yield from ((each.value, spoken(each)) for each in FindingState if each in states)


def _stands(row: FindingOf, value: str) -> bool:
    if value == COUNTED:
        return row.known.state is not FindingState.WAIVED
    return row.known.undecided if value == UNDECIDED_STILL else row.known.state.value == value


def state_of_undecided(found: Reviewed) -> str:
    """What the filter by state is set to for those that nobody has decided."""
    states = {each.state for each in found.findings}
    return UNDECIDED_STILL if states >= UNDECIDED else min(states & UNDECIDED, default=FindingState.OPEN).value


def _filter(key: str, options: Iterable[tuple[str, str]], keeps: Callable[[FindingOf, str], bool]) -> Filter[FindingOf]:
    return Filter(
        key, message(f"findings.filter.{key}"), tuple(Option(value, label) for value, label in options), keeps
    )


def _of_node(year: InYear, rows: tuple[FindingOf, ...]) -> Gathered:
    node = rows[0].node
    if node is None:
        return Gathered(
            "",
            spoken(message("findings.whole_plan")),
            "",
            address(year, "findings:list", measure=_OF_PLAN, state=COUNTED),
            rows,
        )
    name = node.label
    return Gathered(
        node.id, name, node_address(year, node), address(year, "findings:list", measure=node.id, state=COUNTED), rows
    )


def _gathered_columns(kind: str) -> Iterator[Column[Gathered]]:
    yield Column(
        "name",
        message(f"findings.column.{kind}"),
        lambda row: Cell(row.name, address=row.address),
        lambda row: by_text(row.name),
        head=True,
    )
    for severity in SEVERITIES:
        yield _severity_column(severity)
    yield _count_column("all", message("findings.column.all"), lambda row: len(row.rows), linked=True)
    yield _count_column("undecided", message("findings.column.undecided"), lambda row: row.undecided)


def _severity_column(severity: Severity) -> Column[Gathered]:
    return _count_column(severity.value, message(f"severity.{severity.value}"), lambda row: row.of(severity))


def _count_column(
    key: str, heading: Message, of: Callable[[Gathered], int], *, linked: bool = False
) -> Column[Gathered]:
    def cell(row: Gathered) -> Cell:
        shown = count(of(row))
        return Cell(shown.text, number=shown.number, address=row.findings) if linked else shown

    return Column(key, heading, cell, lambda row: by_number(of(row)), figures=True)
