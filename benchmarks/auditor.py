"""The auditor's file set of Akita: from an edition in a folder to the last file on the disk, and its parts."""

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benchmarks.figures import Figure, best_of
from monosashi.checks.tokenizer import SudachiTokenizer
from monosashi.evaluation.evaluate import evaluate, shipped_life_cycle, shipped_scheme
from monosashi.exchange.plan_file import read_plan
from monosashi.publishing.auditor import Material, Sampling, file_set
from monosashi.publishing.auditor.opening import material_of_editions
from monosashi.publishing.auditor.verification import verify_set
from monosashi.publishing.comparison import compare
from monosashi.publishing.editions import Content
from monosashi.publishing.editions_folder import freeze
from monosashi.publishing.output_files import save_folder

AKITA = Path(__file__).resolve().parent.parent / "examples" / "akita" / "akita.plan.json"
DAY = date(2025, 10, 10)


def measure() -> Iterator[Figure]:
    """Seconds, warm; 68 measures, 649 figures, 14 tables as pages, sheets and CSV."""
    scheme, life_cycle = shipped_scheme("akita@1"), shipped_life_cycle("akita@1")
    plan = read_plan(AKITA)
    with tempfile.TemporaryDirectory() as name:
        editions, target = Path(name) / "editions", Path(name) / "set"
        freeze(Content(plan, scheme, life_cycle, evaluate(plan, 2024, scheme, life_cycle)), editions, created=DAY)
        tokenizer = SudachiTokenizer()

        def opened() -> Material:
            return material_of_editions(
                editions, number=None, fiscal_year=None, created=DAY, sampling=Sampling(), tokenizer=tokenizer
            )

        material = opened()
        whole = best_of(3, lambda: save_folder(file_set(opened(), "ja"), target)) / 1000
        yield Figure("Akita's file set, from its edition to the disk", whole, "s", 10)
        yield Figure("  of it edition verified, judged, reviewed", best_of(3, opened) / 1000, "s")
        yield Figure("  of it tables, pages, workbook, CSVs", best_of(3, lambda: file_set(material, "ja")) / 1000, "s")
        yield Figure("the file set verified", best_of(3, lambda: verify_set(target)) / 1000, "s")
    yield Figure("two plans of Akita compared", best_of(5, lambda: compare(plan, read_plan(AKITA))), "ms")
