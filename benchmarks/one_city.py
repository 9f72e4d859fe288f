"""One plan of 120 measures and ten years: read and evaluated in memory, and from the shell."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure, best_of
from benchmarks.synthetic_plans import synthetic_plan
from monosashi.evaluation.evaluate import evaluate, shipped_life_cycle, shipped_scheme
from monosashi.exchange.plan_file import read_plan, write_plan

MEASURES, YEARS = 120, 10


def measure() -> Iterator[Figure]:
    """Milliseconds, best of ten, warm; the shell's with everything it starts."""
    document = write_plan(synthetic_plan(MEASURES, YEARS))
    plan = read_plan(document)
    year = plan.last_year
    scheme, life_cycle = shipped_scheme("akita@1"), shipped_life_cycle("akita@1")
    yield Figure("plan file read", best_of(10, lambda: read_plan(document)), "ms")
    yield Figure("one year evaluated", best_of(10, lambda: evaluate(plan, year, scheme, life_cycle)), "ms")
    yield Figure(
        "read and one year evaluated",
        best_of(10, lambda: evaluate(read_plan(document), year, scheme, life_cycle)),
        "ms",
        20,
    )
    yield Figure(
        "all ten years evaluated",
        best_of(5, lambda: [evaluate(plan, each, scheme, life_cycle) for each in range(year - YEARS + 1, year + 1)]),
        "ms",
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "city.plan.json"
        path.write_bytes(document)
        command = (str(Path(sys.executable).parent / "monosashi"), "evaluate", str(path), "--year", str(year))
        shell = best_of(5, lambda: subprocess.run(command, check=False, capture_output=True))  # noqa: S603
        yield Figure("from the shell, table printed", shell / 1000, "s", 0.5)
