"""The three example plans, judged in the year that their documents report, and what a form is told of them."""

from datetime import date
from functools import cache
from pathlib import Path

from monosashi.core.messages import message
from monosashi.core.plan import Plan
from monosashi.evaluation.evaluate import evaluate
from monosashi.evaluation.known import known_life_cycle, known_scheme
from monosashi.evaluation.outcomes import Evaluation
from monosashi.exchange.forms.form import Form, FormKind, Found
from monosashi.exchange.forms.values import Figure, FormValue, Lookup, Placeholder
from monosashi.exchange.plan_file import read_plan
from monosashi.publishing.forms import Lookups

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
YEARS = {"akita": 2024, "sasebo": 2022, "nagasaki": 2020}
DAY = date(2025, 6, 20)


@cache
def example(city: str) -> Plan:
    return read_plan(EXAMPLES / city / f"{city}.plan.json")


@cache
def judged(city: str) -> Evaluation:
    return judgement(example(city), YEARS[city])


def judgement(plan: Plan, fiscal_year: int) -> Evaluation:
    year = plan.index.year[fiscal_year]
    life_cycle = known_life_cycle(year.life_cycle) if year.life_cycle else None
    return evaluate(plan, fiscal_year, known_scheme(year.scheme or ""), life_cycle)


def of_plan(city: str) -> Lookup:
    return Lookups(example(city), judged(city), YEARS[city], DAY).of_plan()


def of_measure(city: str, node: str) -> Lookup:
    plan = example(city)
    return Lookups(plan, judged(city), YEARS[city], DAY).of_measure(plan.index.node[node])


def printed(value: FormValue) -> str:
    return value.printed if isinstance(value, Figure) else value


def told(city: str, node: str, name: str) -> str:
    """What a form prints for `{{name:year}}`, of a measure; "" for the node: of the plan."""
    asked, _, year = name.partition(":")
    values = of_measure(city, node) if node else of_plan(city)
    return printed(values(Placeholder(asked, year)))


def form(*names: str, repeats: bool = False, in_block: bool = False) -> Form:
    """A form that asks for these."""
    found = []
    for name in names:
        asked, _, year = name.partition(":")
        place = message("forms.place.cell", sheet="様式1", cell="B4")
        found.append(Found(Placeholder(asked, year), place, f"{{{{{name}}}}}", in_block))
    return Form(FormKind.WORKBOOK, tuple(found), repeats)
