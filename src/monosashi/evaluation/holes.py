"""Bands with a hole between them: a figure in it would belong to no branch and silently be rated by none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

_ASKED = ("figure", "points", "answer")
_BOUNDS = frozenset({"at_least", "above", "at_most", "below", "equals"})
_FAR = Decimal("Infinity")


class _Band(NamedTuple):
    """From `low` to `high`. The second of each pair tells whether the end itself is outside (low) or inside (high)."""

    low: tuple[Decimal, bool]
    high: tuple[Decimal, bool]


def hole_between(conditions: Iterable[Any]) -> tuple[Decimal, Decimal] | None:
    """The first hole between the bands of a step whose branches are bands of one figure and nothing else.

    `conditions` are the plain `when` of all branches. None: no hole, or the step asks more than one figure, or a branch
    without a condition takes the rest.
    """
    bands = [_band(condition) for condition in conditions]
    if not bands or len({asked for asked, _ in bands}) != 1 or bands[0][0] is None:
        return None
    ordered = sorted(band for _, band in bands if band is not None)
    reached = ordered[0].high
    for band in ordered[1:]:
        if band.low > reached:
            return reached[0], band.low[0]
        reached = max(reached, band.high)
    return None


def _band(condition: Any) -> tuple[tuple[str, str] | None, _Band | None]:  # noqa: ANN401 -- data of any shape
    """What is asked and in which band; None for a condition of another form."""
    if not isinstance(condition, Mapping):
        return None, None
    asked = next((key for key in _ASKED if key in condition), None)
    bounds = {key: condition[key] for key in condition.keys() & _BOUNDS}
    if asked is None or not bounds or condition.keys() - bounds.keys() != {asked}:
        return None, None
    try:
        return (asked, str(condition[asked])), _of({key: Decimal(bound) for key, bound in bounds.items()})
    except (InvalidOperation, TypeError, ValueError):
        return None, None


def _of(bounds: Mapping[str, Decimal]) -> _Band:
    if "equals" in bounds:
        return _Band((bounds["equals"], False), (bounds["equals"], True))
    lows = [(bounds[key], key == "above") for key in ("at_least", "above") if key in bounds]
    highs = [(bounds[key], key == "at_most") for key in ("at_most", "below") if key in bounds]
    return _Band(max(lows, default=(-_FAR, False)), min(highs, default=(_FAR, True)))
