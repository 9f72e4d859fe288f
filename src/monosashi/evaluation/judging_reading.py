"""The `judging` table of a scheme or life cycle: reference, assumptions, tolerances, rounding."""

from __future__ import annotations

from monosashi.core.messages import message
from monosashi.evaluation.achievement import Tolerance
from monosashi.evaluation.condition_reading import check_known
from monosashi.evaluation.indicator_facts import VALUES
from monosashi.evaluation.points import MOST_DECIMALS, read_rounding
from monosashi.evaluation.reference_points import Path, Reference
from monosashi.evaluation.rounding import Rounding
from monosashi.evaluation.scheme import Judging, UndeclaredDirection
from monosashi.evaluation.table_reading import Table

_DEFAULT = Judging()


def read_judging(table: Table | None) -> Judging:
    """What the table states; what it leaves out is as in `Judging`."""
    if table is None:
        return _DEFAULT
    judging = Judging(
        reference=table.choice("reference", Reference, _DEFAULT.reference),
        path=table.choice("path", Path, _DEFAULT.path),
        undeclared_direction=table.choices("undeclared_direction", UndeclaredDirection),
        tolerances=_read_tolerances(table),
        judges_rounded=table.flag("judges_rounded"),
        rates=_rounding(table, "rates", _DEFAULT.rates),
        groups=_rounding(table, "groups", _DEFAULT.groups),
        shares_decimals=table.whole_within("shares_decimals", 0, MOST_DECIMALS) if "shares_decimals" in table else None,
    )
    table.finish()
    return judging


def _rounding(table: Table, key: str, default: Rounding) -> Rounding:
    return read_rounding(table.table(key), default) or default


def _read_tolerances(table: Table) -> tuple[Tolerance, ...]:
    """The first that concerns an indicator counts, so one that stands behind a wider one would never be used."""
    tolerances: list[Tolerance] = []
    for within in table.tables("tolerances"):
        tolerance = _read_tolerance(within)
        if any(_covers(earlier, tolerance) for earlier in tolerances):
            why = message("evaluation.data.tolerance_covered")
            within.refuse("", why, message("evaluation.data.narrow_tolerance_first"))
        tolerances.append(tolerance)
    return tuple(tolerances)


def _covers(wide: Tolerance, narrow: Tolerance) -> bool:
    same_tag = wide.tag in {"", narrow.tag}
    return same_tag and (not wide.against or (bool(narrow.against) and set(narrow.against) <= set(wide.against)))


def _read_tolerance(table: Table) -> Tolerance:
    tolerance = Tolerance(
        table.text("tag", ""), table.number("points"), table.number("relative"), table.texts("against")
    )
    for key in ("points", "relative"):
        number = getattr(tolerance, key)
        if number is not None and number < 0:
            table.refuse(key, message("evaluation.data.below_zero"), message("evaluation.data.write_a_number"))
    for name in tolerance.against:
        check_known(table, "against", name, VALUES)
    if ("points" in table) is ("relative" in table):
        table.refuse("", message("evaluation.data.tolerance_unclear"), message("evaluation.data.points_or_relative"))
    table.finish()
    return tolerance
