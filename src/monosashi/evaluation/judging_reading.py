"""The `judging` table of a scheme or life cycle: reference, assumptions, tolerances, rounding."""

from __future__ import annotations

from monosashi.core.messages import message
from monosashi.evaluation.achievement import Tolerance
from monosashi.evaluation.points import read_rounding
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
        tolerances=tuple(_read_tolerance(tolerance) for tolerance in table.tables("tolerances")),
        judges_rounded=table.flag("judges_rounded"),
        rates=_rounding(table, "rates", _DEFAULT.rates),
        groups=_rounding(table, "groups", _DEFAULT.groups),
        shares_decimals=table.whole("shares_decimals") if "shares_decimals" in table else None,
    )
    table.finish()
    return judging


def _rounding(table: Table, key: str, default: Rounding) -> Rounding:
    return read_rounding(table.table(key), default) or default


def _read_tolerance(table: Table) -> Tolerance:
    tolerance = Tolerance(
        table.text("tag", ""), table.number("points"), table.number("relative"), table.texts("against")
    )
    if (tolerance.points is None) is (tolerance.relative is None):
        table.refuse("", message("evaluation.data.tolerance_unclear"), message("evaluation.data.points_or_relative"))
    table.finish()
    return tolerance
