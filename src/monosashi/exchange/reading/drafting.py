"""A draft of a plan from the sheets of a document: every value with its place, every doubt as a problem for a person to decide."""

from collections.abc import Iterable
from dataclasses import dataclass

from monosashi.core.indicators import Indicator
from monosashi.core.messages import Problem
from monosashi.core.money import BudgetProgram
from monosashi.core.plan import Plan, PlanYear, Provenance
from monosashi.core.results import NodeYear
from monosashi.core.tree import Level, Node
from monosashi.exchange.reading.headings import Stack, parted_heading
from monosashi.exchange.reading.layout import Layout
from monosashi.exchange.reading.measure_parts import MEASURES, Departments, indicator, node, programs, result
from monosashi.exchange.reading.noted import Noted
from monosashi.exchange.reading.printed import Printed
from monosashi.exchange.reading.sheets import Sheet, SheetsRead


@dataclass(frozen=True)
class Draft:
    """A plan as far as the document tells it, and what a person has to decide: `doubts` name measure and line."""

    plan: Plan
    doubts: tuple[Problem, ...]


def draft(read: SheetsRead, layout: Layout) -> Draft:
    """The plan of the sheets."""
    noted, departments, tree = Noted(), Departments(), _Tree(layout, read.headings)
    parts = [_measure(sheet, f"{at:03}", layout, noted, departments, tree) for at, sheet in enumerate(read.sheets, 1)]
    head = layout.plan
    plan = Plan(
        id=head.id,
        name=head.name,
        municipality=head.municipality,
        first_year=head.first_year,
        last_year=head.last_year,
        levels=tree.levels(),
        edition=head.edition,
        years=(PlanYear(head.fiscal_year),),
        departments=departments.all(),
        nodes=(*tree.headings, *(part.node for part in parts)),
        indicators=tuple(part.indicator for part in parts if part.indicator),
        budget_programs=tuple(program for part in parts for program in part.programs),
        results=tuple(part.result for part in parts),
        documents=(layout.document,),
        provenance=tuple(_provenance(place, printed, layout) for place, printed in noted.places),
    )
    return Draft(plan, tuple(noted.doubts))


@dataclass(frozen=True)
class _Measure:
    """What one sheet comes to."""

    node: Node
    indicator: Indicator | None
    programs: tuple[BudgetProgram, ...]
    result: NodeYear


def _measure(
    sheet: Sheet, number: str, layout: Layout, noted: Noted, departments: Departments, tree: "_Tree"
) -> _Measure:
    within = noted.of(sheet)
    of_sheet = node(sheet, f"m-{number}", tree.parent_under(sheet.headings), departments, within)
    return _Measure(
        of_sheet,
        indicator(sheet, f"i-{number}", of_sheet.id, layout, within),
        programs(sheet, f"b-{number}", of_sheet.id, layout, within),
        result(sheet, of_sheet.id, layout, within),
    )


class _Tree:
    """The headings over the sheets as nodes, each once, also those that no sheet stands under."""

    def __init__(self, layout: Layout, stacks: Iterable[Stack]) -> None:
        self._layout = layout
        self._known: dict[tuple[Printed, ...], str] = {}
        self.headings: list[Node] = []
        for stack in stacks:
            self.parent_under(stack)

    def levels(self) -> tuple[Level, ...]:
        above = tuple(Level(f"level-{at}", heading.level) for at, heading in enumerate(self._layout.headings, 1))
        return (*above, Level(MEASURES, self._layout.level, answered=True))

    def parent_under(self, stack: Stack) -> str | None:
        """The lowest heading of the stack, made with those above it; None where there is none."""
        parent: str | None = None
        above: tuple[Printed, ...] = ()
        for at, heading in enumerate(stack, start=1):
            if heading is not None:
                above = (*above, heading)
                parent = self._known.get(above) or self._add(above, at, parent)
        return parent

    def _add(self, above: tuple[Printed, ...], level: int, parent: str | None) -> str:
        id_ = self._known[above] = f"h-{len(self.headings) + 1:03}"
        number, name = parted_heading(above[-1].text)
        self.headings.append(Node(id_, f"level-{level}", name, parent=parent, number=number))
        return id_


def _provenance(place: str, printed: Printed, layout: Layout) -> Provenance:
    page = "" if printed.line.page is None else str(printed.line.page)
    return Provenance(place, layout.document.id, page=page, line=printed.line.number, text=printed.text)
