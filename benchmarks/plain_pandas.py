"""The script an analyst would write: one plan file, one year, the four grades by final target and baseline, in pandas.

It knows one rule, one direction and plain numbers, and explains nothing; `many_cities` compares with it.
"""

import json
from pathlib import Path

import numpy as np
import pandas as pd


def grades(path: Path, fiscal_year: int) -> dict[str, str]:
    """The grade of each measure by id, for plans whose indicators all have numbers and should grow."""
    plan = json.loads(path.read_text(encoding="utf-8"))
    rows = pd.DataFrame(
        {
            "measure": indicator["node"],
            "baseline": indicator["baseline"]["value"],
            "target": indicator["final_target"],
            "actual": next(a["value"] for a in indicator["actuals"] if a["fiscal_year"] == fiscal_year),
        }
        for indicator in plan["indicators"]
    )
    figures = rows[["baseline", "target", "actual"]].astype(float)
    rows["grade"] = np.select(
        [
            figures["actual"] >= figures["target"],
            figures["actual"] > figures["baseline"],
            figures["actual"] == figures["baseline"],
        ],
        ["A", "B", "C"],
        default="D",
    )
    return dict(zip(rows["measure"], rows["grade"], strict=True))
