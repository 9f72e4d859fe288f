"""Suggested moves in the life cycle. The figures suggest, people decide."""

from monosashi.core.messages import message
from monosashi.evaluation.outcomes import SuggestedMove
from monosashi.office.overview.stage_flow import stage_flow
from monosashi.office.overview.tables import Head, Line, Panel, Table
from monosashi.office.plans.pages import address
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.plans.year.taken_moves import is_taken
from monosashi.office.ui.cells import Cell, absence
from monosashi.office.ui.language import spoken
from monosashi.publishing.charts.chart import Chart, FigureTable


def moves_of(year: InYear) -> tuple[SuggestedMove, ...]:
    """The moves that the year's figures suggest."""
    return year.evaluation.moves if year.evaluation else ()


def moves_panel(year: InYear) -> Panel | None:
    """The life cycle with its suggested moves; None where the city has none."""
    if year.life_cycle is None or year.evaluation is None:
        return None
    moves = moves_of(year)
    stay = sum(stage.count for stage in year.evaluation.stages) - len({move.node for move in moves})
    grouped: dict[tuple[str, str], list[SuggestedMove]] = {}
    for move in moves:
        grouped.setdefault((move.stage, move.to), []).append(move)
    told = tuple(
        message(
            "overview.moves.told",
            stage=year.stage_name(stage),
            to=year.stage_name(to),
            count=len(some),
        )
        for (stage, to), some in grouped.items()
    )
    counts = {stage.stage: stage.count for stage in year.evaluation.stages}
    described = (
        spoken(message("overview.moves.described", moves=told)) if told else spoken(message("overview.moves.none"))
    )
    svg = stage_flow(year.life_cycle, counts, moves, described)
    taken = sum(is_taken(move, year.plan, year.fiscal_year) for move in moves)
    says = [message("overview.moves.says", count=len(moves), stay=stay)]
    says += [message("overview.moves.taken", count=taken)] if taken else []
    lines = tuple(_line(year, move) for some in grouped.values() for move in some)
    table = Table(
        "moves",
        message("overview.moves.caption", count=len(moves)),
        (
            Head(message("plans.column.measure")),
            Head(message("overview.column.stage")),
            Head(message("overview.column.to")),
            Head(message("overview.column.suggested_by"), wide=True),
            Head(message("plans.moves.decision")),
        ),
        lines,
        folded=True,
    )
    chart = Chart(svg, FigureTable("", (), ()))
    return Panel("moves", (*says, *told), (table,) if moves else (), chart=chart, span=12)


def _line(year: InYear, move: SuggestedMove) -> Line:
    node = year.plan.index.node[move.node]
    return Line(
        (
            Cell(node.label, address=address(year, "measure", node.id)),
            Cell(year.stage_name(move.stage)),
            Cell(year.stage_name(move.to)),
            Cell(year.said(move.reason)),
            _decision(year, move),
        )
    )


def _decision(year: InYear, move: SuggestedMove) -> Cell:
    """From which year on the measure moves, where that was taken on."""
    if is_taken(move, year.plan, year.fiscal_year):
        return Cell(spoken(message("plans.moves.taken", year=year.fiscal_year + 1)), tag="done")
    return absence(message("plans.moves.open"))
