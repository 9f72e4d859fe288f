"""新旧対照: two editions or two plans held against each other, as values. Pages, workbooks and CSV are made from them."""

from monosashi.publishing.comparison.comparing import compare
from monosashi.publishing.comparison.differences import (
    Compared,
    Comparison,
    Difference,
    DifferenceKind,
    Group,
    Run,
    RunKind,
)

__all__ = ["Compared", "Comparison", "Difference", "DifferenceKind", "Group", "Run", "RunKind", "compare"]
