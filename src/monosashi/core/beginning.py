"""A plan to begin with: valid, with its levels and years and nothing else in it."""

import re

from monosashi.core.plan import Municipality, Plan, PlanYear
from monosashi.core.tree import Level


def empty_plan(
    municipality: Municipality, name: str, years: range, levels: tuple[Level, ...], *, scheme: str = ""
) -> Plan:
    """The plan of these fiscal years; each is graded by `scheme` (`akita@2`), "" for none. It may still be wrong: `problems_of`."""
    return Plan(
        id=f"p-{municipality.code}",
        name=name,
        municipality=municipality,
        first_year=years.start,
        last_year=years.stop - 1,
        levels=levels,
        years=tuple(PlanYear(year, scheme=scheme or None) for year in years),
    )


def levels_named(text: str) -> tuple[Level, ...]:
    """The levels from the top down, of names between commas; the lowest is answered for, the one above it makes the totals."""
    names = [name.strip() for name in re.split(r"[,、，]", text) if name.strip()]
    return tuple(
        Level(f"l-{place}", name, answered=place == len(names), grouped=place == len(names) - 1)
        for place, name in enumerate(names, start=1)
    )
