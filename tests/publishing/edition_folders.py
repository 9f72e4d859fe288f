"""Folders of editions of a small real plan: a withdrawn one, the settled one and its correction."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from monosashi.core.plan import Plan, YearState
from monosashi.evaluation.evaluate import evaluate, shipped_scheme
from monosashi.exchange.plan_file import read_plan
from monosashi.publishing.corrections import correct, withdraw
from monosashi.publishing.editions import Content
from monosashi.publishing.editions_folder import freeze

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
DAY = date(2025, 9, 30)
FIRST, SECOND, THIRD = (
    "0001-2022-provisional.edition.json",
    "0002-2022-settled.edition.json",
    "0003-2022-settled.edition.json",
)


def sasebo(state: YearState = YearState.SETTLED) -> Plan:
    """The plan of Sasebo with its year in this state, without provenance."""
    plan = read_plan(EXAMPLES / "sasebo" / "sasebo.plan.json")
    return replace(plan, years=(replace(plan.years[0], state=state),), provenance=(), documents=())


def with_result(plan: Plan, result: str) -> Plan:
    """The plan with another result text in the first answer that has one."""
    at = next(at for at, each in enumerate(plan.results) if each.result)
    results = list(plan.results)
    results[at] = replace(results[at], result=result)
    return replace(plan, results=tuple(results))


def content(plan: Plan) -> Content:
    """What is frozen of it."""
    scheme = shipped_scheme("sasebo@1")
    return Content(plan, scheme, None, evaluate(plan, 2022, scheme, None))


def folder_of_three(folder: Path) -> Path:
    """1 provisional, withdrawn; 2 settled; 3 the correction of 2."""
    freeze(content(sasebo(YearState.OPEN)), folder, created=DAY)
    freeze(content(sasebo()), folder, created=DAY)
    corrected = content(with_result(sasebo(), "15件を直した。"))
    correct(corrected, folder, corrects=2, reason="転記の誤り", created=DAY)
    withdraw(1, folder, reason="公表前の版だった", day=DAY)
    return folder


def files_in(folder: Path) -> dict[str, bytes]:
    """All files of the folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
