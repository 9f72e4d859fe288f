"""Stages in a plan that the life cycle of their year does not have: such measures cannot be placed, and some cannot be judged."""

from collections.abc import Iterator, Mapping

from monosashi.core.messages import Message, message
from monosashi.core.plan import Plan
from monosashi.evaluation.known import known_life_cycle
from monosashi.evaluation.life_cycle import Stage


def unknown_stages(plan: Plan) -> Iterator[Message]:
    """A remark for each stage and year. Nothing is said of years whose life cycle is not known here, or that have none."""
    cycles = {year.fiscal_year: _stages(year.life_cycle) for year in plan.years}
    found: dict[tuple[int, str], list[str]] = {}
    for result in plan.results:
        known = cycles.get(result.fiscal_year)
        if known and result.stage is not None and result.stage not in known:
            found.setdefault((result.fiscal_year, result.stage), []).append(result.node)
    for (year, stage), nodes in found.items():
        first = plan.index.node.get(nodes[0])
        yield message(
            "plans.import.unknown_stage",
            stage=stage,
            year=year,
            count=len(nodes),
            name=first.name if first else nodes[0],
            known=tuple(f"{each.id} {each.name}" for each in cycles[year].values()),
        )


def stages_without_life_cycle(plan: Plan) -> Iterator[Message]:
    """A remark for each year that has stages and a scheme but names no life cycle, which says how stages are managed."""
    for year in plan.years:
        staged = [each for each in plan.results if each.fiscal_year == year.fiscal_year and each.stage is not None]
        if staged and year.scheme and not year.life_cycle:
            yield message("plans.import.no_life_cycle", year=year.fiscal_year, count=len(staged))


def _stages(life_cycle: str | None) -> Mapping[str, Stage]:
    """The stages by id, none where the life cycle is not known here."""
    try:
        return known_life_cycle(life_cycle).by_id if life_cycle else {}
    except LookupError:
        return {}
