"""1,788 plans of 120 measures, one year, file read included, on two processes; beside a plain pandas script."""

import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.plain_pandas import grades as pandas_grades
from benchmarks.synthetic_plans import synthetic_plan
from monosashi.evaluation.evaluate import evaluate, shipped_life_cycle, shipped_scheme
from monosashi.exchange.plan_file import read_plan, write_plan

CITIES, MEASURES, PROCESSES = 1788, 120, 2
COMPARED = 100


def our_grades(path: Path) -> dict[str, str | None]:
    """Read a plan file and grade its only year."""
    plan = read_plan(path)
    outcome = evaluate(plan, plan.first_year, shipped_scheme("akita@1"), shipped_life_cycle("akita@1"))
    return {measure.node: measure.computed.grade for measure in outcome.measures}


def plain_grades(path: Path) -> dict[str, str | None]:
    """The same by the plain script."""
    return dict(pandas_grades(path, 2016))


def measure() -> Iterator[Figure]:
    """Seconds for all cities, memory of a worker, and the ratio to the plain script giving the same grades."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "city.plan.json"
        path.write_bytes(write_plan(synthetic_plan(MEASURES, 1)))
        same = our_grades(path) == plain_grades(path)
        seconds, peak = _spread(our_grades, path, CITIES)
        yield Figure(f"{CITIES:,} plans read and graded, {PROCESSES} processes", seconds, "s", 60)
        yield Figure("memory of one process at its peak", peak, "MB", 1000 / PROCESSES)
        ours, _ = _spread(our_grades, path, COMPARED)
        plain, _ = _spread(plain_grades, path, COMPARED)
        yield Figure(
            "time against a plain pandas script", ours / plain, "x", note="same grades" if same else "GRADES DIFFER"
        )


def _spread(work: Callable[[Path], object], path: Path, times: int) -> tuple[float, float]:
    """Seconds for so many runs spread over the processes, and the peak memory of the larger one in MB."""
    with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
        pool.map(work, [path] * PROCESSES)  # imports are not what is measured
        started = time.perf_counter()
        for _ in pool.imap_unordered(work, [path] * times, chunksize=16):
            pass
        seconds = time.perf_counter() - started
        return seconds, max(pool.map(_peak_memory, range(PROCESSES)))


def _peak_memory(_: int) -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
