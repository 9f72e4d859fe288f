"""Run all benchmarks, or those named: `python -m benchmarks one_city many_cities`.

A benchmark is a module of this package with a function `measure()` that yields figures.
"""

import importlib
import pkgutil
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


def main() -> None:
    """Measure and print; what missed its target says so."""
    for name in sys.argv[1:] or names():
        print(name, flush=True)
        for figure in importlib.import_module(f"benchmarks.{name}").measure():
            print(line(figure).rstrip(), flush=True)


if __name__ == "__main__":
    main()
