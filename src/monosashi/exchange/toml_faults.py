"""Where a TOML file is broken: `tomllib` says it in an English sentence alone."""

import re

_LINE = re.compile(r"at line (\d+)")


def line_of(fault: ValueError) -> int | None:
    """The line at which reading broke off, from 1; None where it was the end of the file."""
    found = _LINE.search(str(fault))
    return int(found[1]) if found else None
