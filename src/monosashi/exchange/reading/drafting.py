"""A draft of a plan from the sheets of a document: every value with its place, every doubt as a problem for a person to decide."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from monosashi.core.indicators import Indicator
from monosashi.core.messages import Problem, message
from monosashi.core.money import BudgetProgram
from monosashi.core.plan import Plan, PlanYear, Provenance
from monosashi.core.results import NodeYear
from monosashi.core.tree import Level, Node
from monosashi.exchange.reading.answer_parts import answers, questions
from monosashi.exchange.reading.child_parts import CHILDREN, children
from monosashi.exchange.reading.headings import Stack, parted_heading
from monosashi.exchange.reading.indicator_parts import indicator, indicators, read_indicator
from monosashi.exchange.reading.layout import Layout
from monosashi.exchange.reading.measure_parts import MEASURES, Departments, Under, node, result
from monosashi.exchange.reading.noted import Noted, NotedOfSheet
from monosashi.exchange.reading.printed import Printed, alike, narrow
from monosashi.exchange.reading.program_parts import program_by_year, programs
from monosashi.exchange.reading.reads import Reads
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
        nodes=(*tree.headings, *(node for part in parts for node in part.nodes)),
        indicators=(*_above(read, layout, noted, tree), *(each for part in parts for each in part.indicators)),
        budget_programs=tuple(program for part in parts for program in part.programs),
        questions=questions(layout),
        results=tuple(part.result for part in parts),
        documents=(layout.document,),
        provenance=tuple(_provenance(place, printed, layout) for place, printed in noted.places),
    )
    return Draft(plan, tuple(noted.doubts))


@dataclass(frozen=True)
class _Measure:
    """What one sheet comes to: the measure first, then what stands under it."""

    nodes: tuple[Node, ...]
    indicators: tuple[Indicator, ...]
    programs: tuple[BudgetProgram, ...]
    result: NodeYear


def _measure(
    sheet: Sheet, number: str, layout: Layout, noted: Noted, departments: Departments, tree: "_Tree"
) -> _Measure:
    within = noted.of(sheet)
    for printed, why in sheet.doubts:
        within.doubt(printed, why)
    of_sheet = node(sheet, f"m-{number}", tree.under(sheet, within), departments, within)
    alone = indicator(sheet, f"i-{number}", of_sheet.id, layout, within)
    listed = indicators(sheet, f"i-{number}", of_sheet.id, layout, within)
    tables = programs(sheet, f"b-{number}", of_sheet.id, layout, within)
    by_year = program_by_year(sheet, f"b-{number}-0", of_sheet.id, within)
    said = result(sheet, of_sheet.id, layout, within)
    answered = answers(sheet, f"results/{said.node}.{said.fiscal_year}", layout, within)
    return _Measure(
        (of_sheet, *children(sheet, f"c-{number}", of_sheet.id, layout, within)),
        (*([alone] if alone else ()), *listed),
        (*tables, *by_year),
        replace(said, answers=tuple(answered)),
    )


def _above(read: SheetsRead, layout: Layout, noted: Noted, tree: "_Tree") -> Iterator[Indicator]:
    """The indicators of headings, in the order of the document."""
    for at, (stack, each) in enumerate(read.above, start=1):
        heading = tree.parent_under(stack)
        if heading is not None:
            yield read_indicator(each, f"i-h-{at:03}", heading, layout.plan).note(noted.of_words(each.name))


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
        below = self._layout.children
        return (
            *above,
            Level(MEASURES, self._layout.level, answered=True),
            *([Level(CHILDREN, below.level)] if below else ()),
        )

    def under(self, sheet: Sheet, noted: NotedOfSheet) -> Under:
        """What the sheet stands under: the headings whose numbers it names, the first one before the others; else those it came under."""
        printed = sheet.fields.get(Reads.UNDER)
        if printed is None:
            return Under(self.parent_under(sheet.headings))
        levels = {alike(heading.level) for heading in self._layout.headings}
        numbers = [word for word in narrow(printed.text).split() if alike(word) not in levels]
        found = [[node.id for node in self.headings if node.number == number] for number in numbers]
        if not found or any(len(ids) != 1 for ids in found):
            noted.doubt(printed, message("reading.doubt.no_heading"))
            return Under(self.parent_under(sheet.headings))
        first, *others = dict.fromkeys(id_ for ids in found for id_ in ids)
        return Under(first, tuple(others))

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
        is_named = bool(name)  # in a column a number may stand alone
        of_level = f"level-{level}"
        self.headings.append(Node(id_, of_level, name or number, parent=parent, number=number if is_named else ""))
        return id_


def _provenance(place: str, printed: Printed, layout: Layout) -> Provenance:
    page = "" if printed.line.page is None else str(printed.line.page)
    return Provenance(place, layout.document.id, page=page, line=printed.line.number, text=printed.text)
