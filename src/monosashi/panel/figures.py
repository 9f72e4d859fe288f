"""Every figure that was published of an indicator, one by one and as printed: what a page shows, where `indicator_years` is reckoned with."""

from collections.abc import Mapping

from monosashi.panel.engine import Rows, ibis
from monosashi.panel.indicator_years import INDICATOR_KEY

FIGURES = ("baselines", "targets", "actuals")
"""The tables of the open data that hold them."""

BASELINE, ACTUAL = "baseline", "actual"
"""What a figure is; targets are called as the open data calls them: `annual`, `interim`, `final`, `kept`."""

AS_PRINTED = ("value", "value_low", "value_high", "value_text", "value_criterion", "value_absence")


def figures(tables: Mapping[str, Rows]) -> Rows:
    """One row for each figure, from tables of which every field is a text.

    `what` it is; `fiscal_year`, or `as_of` where a baseline has a day instead; number, ends of a range, words, criterion and the code of
    an absence as they are written; `status` of an actual.
    """
    baselines, targets, actuals = (tables[name] for name in FIGURES)
    nothing = ibis().null("string")
    return ibis().union(
        _rows(baselines, ibis().literal(BASELINE), as_of=baselines.as_of, status=nothing),
        _rows(targets, targets.kind, as_of=nothing, status=nothing),
        _rows(actuals, ibis().literal(ACTUAL), as_of=nothing, status=actuals.status),
    )


def _rows(table: Rows, what: Rows, **more: Rows) -> Rows:
    return table.select(*INDICATOR_KEY, *AS_PRINTED, what=what, fiscal_year=table.fiscal_year.cast("int64"), **more)
