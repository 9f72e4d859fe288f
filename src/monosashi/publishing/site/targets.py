"""Targets that moved: the same promise with another figure in a later edition, or than the year was judged by. Never hidden."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from monosashi.core.indicators import Indicator
from monosashi.core.values import Value
from monosashi.publishing.editions import Link
from monosashi.publishing.site.editions import SiteEdition


@dataclass(frozen=True, slots=True)
class MovedTarget:
    """One promise that did not stay. `fiscal_year` is when it is due; `steps` are edition and value, oldest first."""

    indicator: Indicator
    fiscal_year: int
    steps: tuple[tuple[Link, Value | None], ...]


def moved_targets(editions: Sequence[SiteEdition]) -> Mapping[str, tuple[MovedTarget, ...]]:
    """Indicator id -> the promises of it that moved between the editions, in their order."""
    found: dict[str, dict[int, list[tuple[Link, Value | None]]]] = {}
    for edition in sorted(editions, key=lambda each: each.number):
        for indicator in edition.plan.indicators:
            of_indicator = found.setdefault(indicator.id, {})
            promised = promises(indicator)
            for year in {*of_indicator, *promised}:
                steps = of_indicator.setdefault(year, [])
                value = promised.get(year)
                if not steps or steps[-1][1] != value:
                    steps.append((edition.link, value))
    newest = {i.id: i for edition in editions for i in edition.plan.indicators}
    return {id_: moved for id_, steps in found.items() if (moved := tuple(_moved(newest[id_], steps)))}


def promises(indicator: Indicator) -> dict[int, Value]:
    """Every promise of an indicator by the year in which it is due."""
    told = {target.fiscal_year: target.value for target in (*indicator.interim_targets, *indicator.targets)}
    if indicator.final_target is not None and indicator.final_year is not None:
        told[indicator.final_year] = indicator.final_target
    return told


def kept_otherwise(edition: SiteEdition, indicator: Indicator) -> Value | None:
    """The target that the year was judged by where the plan says another one since, else None."""
    year = edition.plan.index.year.get(edition.fiscal_year)
    kept = {each.indicator: each.value for each in year.kept_targets} if year else {}
    judged = kept.get(indicator.id)
    return judged if judged is not None and judged != indicator.final_target else None


def _moved(indicator: Indicator, years: Mapping[int, Sequence[tuple[Link, Value | None]]]) -> Iterator[MovedTarget]:
    for year, steps in sorted(years.items()):
        if len(steps) > 1:
            yield MovedTarget(indicator, year, tuple(steps))
