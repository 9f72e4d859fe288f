"""Akita's plan as it was in May 2025, before p.94's current budget was known, and CSVs made for it."""

from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from monosashi.core.messages import InvalidInput, Problem
from monosashi.core.money import Account, BudgetProgram, BudgetStage, FundingSource
from monosashi.core.plan import Plan, YearState
from monosashi.core.values import Absence
from monosashi.exchange.finance.mapping import FinanceMapping
from monosashi.exchange.finance.mapping_reading import read_mapping
from monosashi.exchange.finance.money_reading import MoneyRead, read_money
from monosashi.exchange.plan_file import read_plan

EXAMPLES = Path(__file__).resolve().parents[3] / "examples" / "akita"
P94 = "基幹系システム標準化事業"
HEAD = "コード,事業名,会計,節,財源,当初,補正,流用,予備費充用,前年度繰越額,予算現額,支出済額,翌年度繰越額,不用額"
LAYOUT = """
[file]
unit = "円"
{file}

[columns]
code = "コード"
name = "事業名"
account = "会計"
item = "節"
source = "財源"

[stages]
initial = "当初"
supplementary = "補正"
transfer = "流用"
reserve = "予備費充用"
carried_in = "前年度繰越額"
current = "予算現額"
spent = "支出済額"
carried_out = "翌年度繰越額"
unused = "不用額"
"""


@cache
def akita() -> Plan:
    return read_plan(EXAMPLES / "akita.plan.json")


@cache
def in_may() -> Plan:
    """Akita's plan without p.94's current budget, its year provisional."""
    programs = tuple(_without_current(program) for program in akita().budget_programs)
    years = tuple(replace(year, state=YearState.PROVISIONAL) for year in akita().years)
    sources = tuple(source for source in akita().provenance if "/2024.current" not in source.at)
    return replace(akita(), budget_programs=programs, years=years, provenance=sources)


def _without_current(program: BudgetProgram) -> BudgetProgram:
    return replace(program, lines=tuple(line for line in program.lines if line.stage is not BudgetStage.CURRENT))


def mapping(file: str = "", rest: str = "") -> FinanceMapping:
    """The layout of HEAD, with more keys of [file] and more tables."""
    return read_mapping((LAYOUT.format(file=file) + rest).encode())


def row(name: str = P94, *, code: str = "", account: str = "", item: str = "", source: str = "", **amounts: str) -> str:
    """One line under HEAD."""
    stages = ("initial", "supplementary", "transfer", "reserve", "carried_in", "current", "spent", "carried_out")
    cells = (code, name, account, item, source, *(amounts.get(stage, "") for stage in (*stages, "unused")))
    return ",".join(f'"{cell}"' for cell in cells)


def csv(*rows: str, encoding: str = "utf-8") -> bytes:
    """HEAD and the rows."""
    return "\r\n".join((HEAD, *rows, "")).encode(encoding)


def read(
    *rows: str, plan: Plan | None = None, layout: FinanceMapping | None = None, settled: bool = False
) -> MoneyRead:
    return read_money(plan or in_may(), csv(*rows), layout or mapping(), 2024, settled=settled)


def problems(*rows: str, layout: FinanceMapping | None = None) -> tuple[Problem, ...]:
    """What is wrong in a CSV that cannot be used."""
    try:
        read(*rows, layout=layout)
    except InvalidInput as error:
        return error.problems
    return ()


def amount(
    money: MoneyRead, stage: BudgetStage, item: str = "", source: FundingSource | None = None, program: str = "b-p094"
) -> Decimal | Absence | None:
    """The amount of a program after the CSV was applied, None where there is none."""
    after = {each.id: each for each in money.applied().budget_programs}[program]
    lines = (line for line in after.lines if (line.fiscal_year, line.stage) == (2024, stage))
    return next((line.amount for line in lines if (line.item, line.source) == (item, source)), None)


def with_program(plan: Plan, id_: str, *, code: str | None = None, account: Account | None = None) -> Plan:
    """The plan with a code or an account of one program."""
    programs = tuple(
        replace(p, code=p.code if code is None else code, account=account or p.account) if p.id == id_ else p
        for p in plan.budget_programs
    )
    return replace(plan, budget_programs=programs)
