"""A panel of 4.3 million indicator-years: 1,788 cities compared year by year, beside a bare scan of the same columns."""

import resource
import shutil
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb

from benchmarks.figures import Figure, best_of
from monosashi.cli.judging import judge
from monosashi.panel.alike import indicators_like, looked_for_in
from monosashi.panel.cities import city_years, compared
from monosashi.panel.making import TABLES, panel_file, panel_files
from monosashi.panel.opening import open_panel
from monosashi.panel.published import published_below
from monosashi.publishing.editions import Content
from monosashi.publishing.editions_folder import freeze
from monosashi.publishing.open_data.licences import licence_named
from monosashi.publishing.open_data.making import open_data
from monosashi.publishing.output_files import SUMS, OutputFile, checksums, save_folder
from monosashi.publishing.public_editions import read_public_editions

CITIES, INDICATORS, MEASURES, FIRST, LAST = 1788, 240, 120, 2016, 2025
YEARS = LAST - FIRST + 1
MADE = 100
AKITA = Path(__file__).resolve().parent.parent / "examples" / "akita" / "akita.plan.json"

_CITY = "lpad(city::VARCHAR, 6, '0') AS municipality_code, 'p' AS plan_id"
_CITIES = f"(SELECT unnest(range({CITIES})) AS city)"
_YEARS = f"(SELECT unnest(range({FIRST}, {LAST + 1})) AS fiscal_year)"
_MEASURES = f"(SELECT unnest(range({MEASURES})) AS m)"
_INDICATORS = f"(SELECT unnest(range({INDICATORS})) AS i)"
_ACTUAL = f"(10 + i + (city * 7 + i * 3 + fiscal_year) % 11 + fiscal_year - {FIRST} - 4)::DOUBLE"
_ROWS = {
    "plans": f"SELECT {_CITY}, 'city ' || city AS municipality, 'plan' AS name FROM {_CITIES}",
    "indicators": f"""SELECT {_CITY}, 'i' || i AS indicator_id, 'city ' || city AS municipality,
        'measure ' || i // 2 AS measure, 'indicator ' || i AS indicator, '%' AS unit, 'measure' || i // 2 AS measure_letters,
        'indicator' || i AS indicator_letters, CASE i % 3 WHEN 0 THEN 'outcome' ELSE 'output' END AS kind,
        'increase' AS direction, 'annual' AS accumulation FROM {_CITIES}, {_INDICATORS}""",
    "figures": f"""SELECT {_CITY}, 'i' || i AS indicator_id, '50' AS value, NULL::VARCHAR AS value_low, NULL::VARCHAR AS value_high,
        NULL::VARCHAR AS value_text, NULL::VARCHAR AS value_criterion, NULL::VARCHAR AS value_absence, 'final' AS what,
        {LAST}::BIGINT AS fiscal_year, NULL::VARCHAR AS as_of, NULL::VARCHAR AS status FROM {_CITIES}, {_INDICATORS}""",
    "indicator_years": f"""SELECT *, actual >= due AS reached, actual < baseline AS worse,
        (actual - baseline) / (final - baseline) * 100 AS way_gone FROM (SELECT {_CITY}, 'i' || i AS indicator_id, fiscal_year,
        false AS is_whole, 'increase' AS direction, CASE i % 3 WHEN 0 THEN 'outcome' ELSE 'output' END AS kind,
        {_ACTUAL} AS actual, (10 + i)::DOUBLE AS baseline, (10 + i + fiscal_year - {FIRST})::DOUBLE AS due,
        (10 + i + {YEARS})::DOUBLE AS final, {LAST} AS final_year, true AS has_actual, true AS has_baseline,
        true AS has_target FROM {_CITIES}, {_INDICATORS}, {_YEARS})""",
    "grades": f"""SELECT {_CITY}, 'm' || m AS measure_id, fiscal_year, 'settled' AS state, 'graded' AS standing,
        'A' AS self_grade, 'B' AS computed_grade, NULL::VARCHAR AS excluded_reason FROM {_CITIES}, {_MEASURES}, {_YEARS}""",
    "money_totals": f"""SELECT {_CITY}, fiscal_year, 1000::DOUBLE AS current, 900::DOUBLE AS spent,
        90::DOUBLE AS execution_of_current, '千円' AS unit FROM {_CITIES}, {_YEARS}""",
}
_SCANNED = {
    "indicator_years": (
        *("kind", "direction", "is_whole", "has_actual", "has_baseline", "has_target"),
        *("reached", "worse", "way_gone"),
    ),
    "grades": ("state", "standing", "self_grade", "computed_grade", "excluded_reason"),
}
"""The columns that the comparison reads, by table."""


def measure() -> Iterator[Figure]:
    """The comparison of all cities and its ratio to the bare scan, a search, memory at the peak, and a panel made of CSVs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        connection = duckdb.connect()
        for table in TABLES:
            connection.execute(f"COPY ({_ROWS[table]}) TO '{folder / panel_file(table)}' (FORMAT parquet)")
        made = [OutputFile(path.name, path.read_bytes()) for path in folder.iterdir()]
        (folder / SUMS).write_bytes(checksums(made).raw)
        panel = open_panel(folder)
        ours = best_of(3, lambda: compared(panel).to_pyarrow()) / 1000
        bare = best_of(3, lambda: _bare_scan(folder)) / 1000
        found = f"{len(city_years(panel)):,} rows of cities, {CITIES * INDICATORS * YEARS:,} indicator-years"
        yield Figure("all cities compared in all years", ours, "s", note=found)
        yield Figure("time against a bare scan of the same columns", ours / bare, "x", 2, note=f"bare {bare:.2f} s")
        yield Figure("the same as values of Python", best_of(1, lambda: city_years(panel)) / 1000, "s")
        yield Figure("a text looked for in all names", best_of(1, lambda: _looked_for(folder)) / 1000, "s")
        yield Figure("memory at its peak", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB")
    with tempfile.TemporaryDirectory() as name:
        _publish(Path(name))
        started = time.perf_counter()
        files = panel_files(published_below([Path(name)]))
        seconds, size = time.perf_counter() - started, sum(len(file.raw) for file in files)
        yield Figure(f"{MADE} cities' open data made a panel", seconds, "s", note=f"{size / 1e6:.1f} MB")


def _bare_scan(folder: Path) -> None:
    """Each table once, what stands in its columns counted for each city."""
    connection = duckdb.connect()
    for name, columns in _SCANNED.items():
        counts = ", ".join(f"count({column})" for column in columns)
        scan = (
            f"SELECT municipality_code, plan_id, fiscal_year, {counts} FROM '{folder / panel_file(name)}' GROUP BY ALL"
        )
        connection.execute(scan).fetchall()


def _looked_for(folder: Path) -> None:
    indicators_like(open_panel(folder), looked_for_in("indicator 77"), 50)


def _publish(folder: Path) -> None:
    """Akita's open data under so many codes of municipalities."""
    judged = judge(AKITA, 2024)
    content = Content(judged.plan, judged.scheme, judged.life_cycle, judged.evaluation)
    freeze(content, folder / "editions", created=date(2025, 9, 30))
    files = open_data(read_public_editions(folder / "editions"), licence_named("CC-BY-4.0", "--licence"))
    shutil.rmtree(folder / "editions")
    tables = [file for file in files if file.name != SUMS]
    code = judged.plan.municipality.code.encode()
    for city in range(MADE):
        renamed = [OutputFile(file.name, file.raw.replace(code, f"{city:06}".encode())) for file in tables]
        save_folder((*renamed, checksums(renamed)), folder / f"{city:06}")
