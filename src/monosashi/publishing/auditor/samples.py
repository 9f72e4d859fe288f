"""試査の標本: drawn so that anybody can draw the same again, with nothing but SHA-256.

At random: measures in the order of the SHA-256 of `seed:measure id`, the first of them. By money: amounts spent are laid end
to end in the order of the plan; the first point is SHA-256 of `seed` taken modulo the interval, and every interval draws the
program in which it falls, so that large amounts are never missed.
"""

from collections.abc import Iterator
from decimal import Decimal
from hashlib import sha256

from monosashi.core.messages import message
from monosashi.core.money import BudgetProgram, BudgetStage
from monosashi.evaluation.outcomes import MeasureOutcome
from monosashi.evaluation.rounding import half_up
from monosashi.evaluation.spending import amounts
from monosashi.publishing.auditor.figures_table import columns_of
from monosashi.publishing.auditor.material import Material
from monosashi.publishing.auditor.tables import Row, Table
from monosashi.publishing.comparison.places import program_name

_RANDOM = (("order", 8, True), ("page", 8, False), ("measure", 50, False), ("node_id", 16, False), ("hash", 70, False))
_MONEY = (
    ("page", 8, False), ("measure", 44, False), ("program", 50, False), ("spent", 13, True), ("reaches_to", 16, True),
    ("point", 16, True),
)  # fmt: skip


def random_sample_table(material: Material) -> Table:
    """The first measures in the order of their hash."""
    seed, size = material.sampling.seed, material.sampling.size
    drawn = sorted(material.measures, key=lambda measure: _hash(seed, measure))[:size]
    rows = tuple(
        Row(
            (at, material.page_of(each.node), each.name, each.node, _hash(seed, each)),
            leads_to=f"figures.html#{each.node}",
        )
        for at, each in enumerate(drawn, start=1)
    )
    note = message("auditor.random_sample.note", seed=seed, size=len(rows), of=len(material.measures))
    return Table("random-sample", message("auditor.random_sample"), note, columns_of(_RANDOM), rows, link_column=2)


def money_sample_table(material: Material) -> Table:
    """The programs on which the points fall."""
    spent = list(_spent(material))
    total = sum((amount for _, amount in spent), Decimal(0))
    interval = total / material.sampling.size if material.sampling.size else Decimal(0)
    rows = tuple(_drawn(spent, interval, material)) if interval > 0 else ()
    note = message(
        "auditor.money_sample.note",
        seed=material.sampling.seed,
        size=len(rows),
        interval=half_up(interval, 3),
        total=total,
        unit=material.plan.money_unit,
    )
    return Table(
        "money-sample",
        message("auditor.money_sample"),
        note,
        columns_of(_MONEY),
        rows,
        link_column=1,
        empty=message("auditor.money_sample.none"),
    )


def _hash(seed: str, measure: MeasureOutcome) -> str:
    return sha256(f"{seed}:{measure.node}".encode()).hexdigest()


def _spent(material: Material) -> Iterator[tuple[BudgetProgram, Decimal]]:
    """Every program once with what was spent, none that spent nothing."""
    for program in material.plan.budget_programs:
        amount = amounts(program, material.fiscal_year).get(BudgetStage.SPENT)
        if amount is not None and amount > 0:
            yield program, amount


def _drawn(spent: list[tuple[BudgetProgram, Decimal]], interval: Decimal, material: Material) -> Iterator[Row]:
    start = Decimal(int(sha256(material.sampling.seed.encode()).hexdigest(), 16) % max(int(interval), 1))
    point, reached = start, Decimal(0)
    for program, amount in spent:
        reached += amount
        if point >= reached:
            continue
        yield _money_row(program, (amount, reached, point), material)
        while point < reached:
            point += interval


def _money_row(program: BudgetProgram, told: tuple[Decimal, Decimal, Decimal], material: Material) -> Row:
    amount, reached, point = told
    nodes = [share.node for share in program.shares]
    names = tuple(material.plan.index.node[node].name for node in nodes)
    page = material.page_of(nodes[0]) if nodes else ""
    cells = (page, names or "", program_name(program), amount, reached, half_up(point, 3))
    return Row(cells, leads_to=f"figures.html#{nodes[0]}" if nodes else "")
