"""`monosashi show`: one measure with its years."""

from typing import Annotated

import typer

from monosashi.cli.arguments import FormatText, OptionalYearText, PlanPath, fiscal_year_of, format_of
from monosashi.cli.judging import judge_plan
from monosashi.cli.measure_sheets import measure_data, measure_sheets
from monosashi.cli.plan_reading import plan_in
from monosashi.cli.printing import print_data, print_sheets_as
from monosashi.cli.session import ExitCode, Format, Session
from monosashi.core.messages import InvalidInput, message
from monosashi.core.plan import Plan
from monosashi.core.tree import Node

MeasureText = Annotated[str, typer.Argument(metavar="MEASURE", help="cli.argument.measure")]

_FORMATS = (Format.TABLE, Format.JSON, Format.MD)
_MOST_NAMED = 10


def command(
    ctx: typer.Context, plan: PlanPath, measure: MeasureText, year: OptionalYearText = "", form: FormatText = "table"
) -> int:
    """Print one measure."""
    session: Session = ctx.obj
    wanted = format_of(form, _FORMATS)
    read = plan_in(plan)
    node = measure_named(read, measure)
    years = (fiscal_year_of(year),) if year else years_of(read, node)
    judged = tuple(judge_plan(read, each) for each in years if year or _is_judged(read, each))
    if wanted is Format.JSON:
        print_data(measure_data(read, node, judged, session))
    else:
        print_sheets_as(wanted, measure_sheets(read, node, judged, session))
    return ExitCode.FINE


def measure_named(plan: Plan, text: str) -> Node:
    """The measure with this id or printed number, else the one whose name holds the text. Raises InvalidInput."""
    measures = plan.index.measures
    for found in (
        [node for node in measures if node.id == text],
        [node for node in measures if node.number == text],
        [node for node in measures if node.name == text],
        [node for node in measures if text in node.name],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            names = tuple(f"{node.id} {node.name}" for node in found[:_MOST_NAMED])
            why = message("cli.show.several", count=len(found))
            raise InvalidInput.of("MEASURE", why, message("cli.show.choose", names=names), read=text)
    raise InvalidInput.of("MEASURE", message("cli.show.nothing"), message("cli.show.how_to_name"), read=text)


def years_of(plan: Plan, node: Node) -> tuple[int, ...]:
    """The fiscal years for which the plan says something of the measure, in order."""
    indicators = plan.index.indicators_of.get(node.id, ())
    years = {actual.fiscal_year for indicator in indicators for actual in indicator.actuals}
    years |= {result.fiscal_year for result in plan.results if result.node == node.id}
    return tuple(sorted(year for year in years if plan.first_year <= year <= plan.last_year))


def _is_judged(plan: Plan, fiscal_year: int) -> bool:
    year = plan.index.year.get(fiscal_year)
    return year is not None and year.scheme is not None
