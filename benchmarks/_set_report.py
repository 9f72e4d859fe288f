"""One report set in a process of its own, its seconds told as JSON: `python -m benchmarks._set_report FOLDER whole|bare`.

`bare` is Typst alone with data that were ready before.
"""

import json
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from monosashi.publishing.public_editions import read_public_editions
from monosashi.publishing.report.glyphs import Missing
from monosashi.publishing.report.making import Asked, document_data, report_of
from monosashi.publishing.report.typesetting import pages_in, pdf_of, typst_or_refuse
from monosashi.publishing.site.editions import site_editions
from monosashi.publishing.site.settings import SiteSettings


@dataclass(frozen=True, slots=True)
class Set:
    """What setting a report took, and what came of it."""

    seconds: float
    pages: int
    size: int


def main() -> None:
    """Set it and tell."""
    folder, what = Path(sys.argv[1]), sys.argv[2]
    told = _whole(folder) if what == "whole" else _bare(folder)
    print(json.dumps(asdict(told)))


def _whole(folder: Path) -> Set:
    """From the folder of editions, which are verified, to the bytes."""
    started = time.perf_counter()
    raw = report_of(read_public_editions(folder), Asked(), SiteSettings(), "ja").raw
    return Set(time.perf_counter() - started, pages_in(raw), len(raw))


def _bare(folder: Path) -> Set:
    editions = site_editions(read_public_editions(folder))
    data = document_data(editions, tuple(editions[-1].outcomes), SiteSettings(), "ja", Missing())
    typst_or_refuse()
    started = time.perf_counter()
    raw = pdf_of(data)
    return Set(time.perf_counter() - started, pages_in(raw), len(raw))


if __name__ == "__main__":
    main()
