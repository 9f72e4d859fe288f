"""The report in PDF of a plan that takes 200 pages and more, and bare Typst setting the same data."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from benchmarks._set_report import Set
from benchmarks.figures import Figure
from monosashi.core.plan import Plan
from monosashi.core.tree import Node
from monosashi.evaluation.evaluate import evaluate, shipped_life_cycle, shipped_scheme
from monosashi.exchange.plan_file import read_plan
from monosashi.publishing.editions import Content
from monosashi.publishing.editions_folder import freeze

AKITA = Path(__file__).resolve().parent.parent / "examples" / "akita" / "akita.plan.json"
TIMES = 90
"""Measures in the plan: Akita's 68 and the first 22 of them once more."""


def measure() -> Iterator[Figure]:
    """Seconds of the first report of a process; Akita's measures, some of them twice, with all figures, money and texts of the source."""
    plan = larger(read_plan(AKITA), TIMES)
    scheme, life_cycle = shipped_scheme("akita@1"), shipped_life_cycle("akita@1")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        freeze(
            Content(plan, scheme, life_cycle, evaluate(plan, 2024, scheme, life_cycle)),
            folder,
            created=date(2025, 9, 1),
        )

        whole, bare = _best(folder, "whole"), _best(folder, "bare")
    note = f"{whole.pages} pages, {whole.size / 1_000_000:.1f} MB, {TIMES} measures"
    yield Figure("report, from the folder of editions to the bytes", whole.seconds, "s", 10, note)
    yield Figure("bare Typst setting the same data", bare.seconds, "s")
    yield Figure("ratio to bare Typst", whole.seconds / bare.seconds, "times")


def larger(plan: Plan, measures: int) -> Plan:
    """The plan with so many measures: those that are lacking are copies of the first ones, with all that belongs to them."""
    copied = {node.id: f"{node.id}-again" for node in plan.index.measures[: measures - len(plan.index.measures)]}
    nodes = tuple(_again(node) for node in plan.nodes if node.id in copied)
    indicators = {i.id: f"{i.id}-again" for i in plan.indicators if i.node in copied}
    more = tuple(
        replace(i, id=indicators[i.id], node=copied[i.node], part_of=indicators.get(i.part_of or ""))
        for i in plan.indicators
        if i.id in indicators
    )
    results = tuple(replace(r, node=copied[r.node]) for r in plan.results if r.node in copied)
    programs = tuple(
        replace(p, shares=(*p.shares, *(replace(s, node=copied[s.node]) for s in p.shares if s.node in copied)))
        for p in plan.budget_programs
    )
    return replace(
        plan,
        nodes=(*plan.nodes, *nodes),
        indicators=(*plan.indicators, *more),
        results=(*plan.results, *results),
        budget_programs=programs,
    )


def _again(node: Node) -> Node:
    steps = tuple(replace(step, id=f"{step.id}-again") for step in node.milestones)
    return replace(node, id=f"{node.id}-again", name=f"{node.name}（続き）", milestones=steps)


def _best(folder: Path, what: str) -> Set:
    """The quicker of two runs, each in a process of its own: Typst remembers what it has set."""
    return min((_once(folder, what) for _ in range(2)), key=lambda each: each.seconds)


def _once(folder: Path, what: str) -> Set:
    command = (sys.executable, "-m", "benchmarks._set_report", str(folder), what)
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 -- ourselves
    return Set(**json.loads(told))
