"""Each indicator of each city in each year, with what was published of it, in one row: what a comparison scans."""

from collections.abc import Mapping

from monosashi.panel.engine import Rows, ibis

PLAN_KEY = ("municipality_code", "plan_id")
INDICATOR_KEY = (*PLAN_KEY, "indicator_id")
YEAR_KEY = (*INDICATOR_KEY, "fiscal_year")

_FIGURE = ("value", "value_low", "value_high", "value_text")
"""Number, ends of a range, words: what a published figure may be."""


def indicator_years(tables: Mapping[str, Rows]) -> Rows:
    """One row for each indicator and each year in which it was judged or has an actual, from the tables of the open data.

    `kind` as declared; `direction` that it was judged by, None where it was not judged that year; `is_whole`: it is made of
    components, which are rows too. `actual`, `baseline`, `due` and `final` are numbers, None where none was published; `due` is the
    target for that very year, a yearly one before an interim or the final one. `has_actual`, `has_baseline`, `has_target`: whether
    anything was published, a range or words as well.

    `reached`: the actual reached `due`. `worse`: it is worse than the baseline. Both are None where a number is missing or the
    direction is neither up nor down. `way_gone`: percent of the way from baseline to final target, None where it has no length.
    """
    rows = _with_figures(tables)
    final_due = (rows.final_year == rows.fiscal_year).ifelse(rows.final, None)
    due = ibis().coalesce(rows.annual, rows.interim, final_due)
    return rows.select(
        *YEAR_KEY,
        *("kind", "is_whole", "direction", "actual", "baseline", "final", "final_year", "has_actual", "has_baseline"),
        due=due,
        has_target=rows.has_annual | rows.has_interim | rows.has_final,
        reached=_by_direction(rows.direction, rows.actual >= due, rows.actual <= due),
        worse=_by_direction(rows.direction, rows.actual < rows.baseline, rows.actual > rows.baseline),
        way_gone=(rows.actual - rows.baseline) / (rows.final - rows.baseline).nullif(0) * 100,
    )


def _by_direction(direction: Rows, up: Rows, down: Rows) -> Rows:
    """What holds for the direction; None for any other than up or down."""
    return direction.cases(("increase", up), ("decrease", down))


def _with_figures(tables: Mapping[str, Rows]) -> Rows:
    targets = tables["targets"]
    rows = _years(tables).left_join(tables["indicator_results"].select(*YEAR_KEY, "direction"), YEAR_KEY)
    rows = rows.drop(*_doubled(YEAR_KEY))
    rows = _beside(rows, "actual", tables["actuals"], YEAR_KEY)
    rows = _beside(rows, "baseline", tables["baselines"], INDICATOR_KEY)
    rows = _beside(rows, "annual", targets.filter(targets.kind == "annual"), YEAR_KEY)
    rows = _beside(rows, "interim", targets.filter(targets.kind == "interim"), YEAR_KEY)
    return _beside(rows, "final", targets.filter(targets.kind == "final"), INDICATOR_KEY)


def _years(tables: Mapping[str, Rows]) -> Rows:
    """The indicators with their years."""
    indicators = tables["indicators"]
    wholes = indicators.filter(indicators.part_of.notnull()).select(*PLAN_KEY, indicator_id="part_of").distinct()
    named = indicators.select(*INDICATOR_KEY, "kind").left_join(wholes.mutate(is_whole=True), INDICATOR_KEY)
    years = ibis().union(*(tables[name].select(*YEAR_KEY) for name in ("indicator_results", "actuals")), distinct=True)
    named = named.mutate(is_whole=named.is_whole.notnull()).drop(*_doubled(INDICATOR_KEY))
    return named.join(years, INDICATOR_KEY)


def _beside(rows: Rows, name: str, figures: Rows, key: tuple[str, ...]) -> Rows:
    """The rows with a figure of each beside them, empty where there is none, and whether there is any."""
    said = ibis().or_(*(figures[part].notnull() for part in _FIGURE))
    year = {} if "fiscal_year" in key else {f"{name}_year": figures.fiscal_year}
    part = figures.select(*key, **{name: figures.value, f"has_{name}": said}, **year)
    joined = rows.left_join(part, key).drop(*_doubled(key))
    return joined.mutate(**{f"has_{name}": joined[f"has_{name}"].fill_null(False)})  # noqa: FBT003 -- nothing was published


def _doubled(key: tuple[str, ...]) -> tuple[str, ...]:
    """What a left join calls the key of the table that was joined."""
    return tuple(f"{name}_right" for name in key)
