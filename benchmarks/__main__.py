"""Run all benchmarks, or those named: `python -m benchmarks one_city many_cities`.

A benchmark is a module of this package with a function `measure()` that yields figures. Each runs in a process of its own, so
that what one leaves in memory does not slow the next.
"""

import importlib
import pkgutil
import subprocess
import sys
from collections.abc import Iterator

import benchmarks
from benchmarks.figures import Figure


def names() -> Iterator[str]:
    """The modules that measure something."""
    for module in pkgutil.iter_modules(benchmarks.__path__):
        if not module.name.startswith("_") and hasattr(importlib.import_module(f"benchmarks.{module.name}"), "measure"):
            yield module.name


def line(figure: Figure) -> str:
    """One figure as a line of the report."""
    target = "" if figure.target is None else f"target {figure.target:g} {figure.unit}"
    return f"  {figure.name:<62} {figure.value:>10.2f} {figure.unit:<6} {target:<18} {figure.verdict:<7} {figure.note}"


def report(name: str) -> None:
    """Measure one and print its figures; what missed its target says so."""
    print(name, flush=True)
    for figure in importlib.import_module(f"benchmarks.{name}").measure():
        print(line(figure).rstrip(), flush=True)


def main() -> None:
    """Measure the one that is named, or one after another."""
    match sys.argv[1:]:
        case [name]:
            report(name)
        case several:
            for name in several or names():
                subprocess.run((sys.executable, "-m", "benchmarks", name), check=True)  # noqa: S603 -- ourselves


if __name__ == "__main__":
    main()
