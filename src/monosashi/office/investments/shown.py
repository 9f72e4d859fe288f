"""How cases look on pages and in files: tags, figures, what a line of words says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from monosashi.core.messages import Message, message
from monosashi.office.investments.figures import Figure, InvestmentUnknown, Sums, YearOf
from monosashi.office.investments.queries import CaseNow, counted_elsewhere
from monosashi.office.investments.states import (
    InvestmentConditionState,
    InvestmentPriority,
    InvestmentState,
    InvestmentVerdict,
)
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.cells import Cell, absence, figure
from monosashi.office.ui.language import spoken
from monosashi.wording import word

STATE_LOOKS: Mapping[InvestmentState, str] = {
    InvestmentState.DRAFTING: "draft",
    InvestmentState.EXAMINING: "wait",
    InvestmentState.RETURNED: "look",
    InvestmentState.APPROVED: "done",
    InvestmentState.CONDITIONAL: "done",
    InvestmentState.PUT_OFF: "none",
    InvestmentState.VERIFIED: "done",
}
PRIORITY_ORDER = (InvestmentPriority.HIGH, InvestmentPriority.MIDDLE, InvestmentPriority.LOW, InvestmentPriority.NONE)
CONDITION_LOOKS: Mapping[InvestmentConditionState, str] = {
    InvestmentConditionState.OPEN: "look",
    InvestmentConditionState.REPORTED: "wait",
    InvestmentConditionState.DONE: "done",
}
VERDICT_LOOKS: Mapping[InvestmentVerdict, str] = {
    InvestmentVerdict.NONE: "none",
    InvestmentVerdict.FIT: "done",
    InvestmentVerdict.LOOK: "wait",
    InvestmentVerdict.UNFIT: "look",
}


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A row of a table of figures: what it is, its cells. `strong`: a sum."""

    name: Message | str
    cells: tuple[Cell, ...]
    strong: bool = False


def address(now: CaseNow) -> str:
    """The page of a case."""
    return address_of("investments:case", now.row.pk)


def figure_cell(value: Figure | None, unit: str = "", *, whole: bool = True) -> Cell:
    """A figure, or in a word why there is none. `whole`: in full thousands of yen; else as computed."""
    if value is None:
        return absence(message("ui.blank"))
    if isinstance(value, InvestmentUnknown):
        return absence(word(value))
    return figure(rounded(value) if whole else value, unit)


def rounded(value: Decimal) -> Decimal:
    """Half up to a whole number, where it is none; as typed otherwise."""
    return value if value == value.to_integral_value() else value.quantize(Decimal(1), ROUND_HALF_UP)


def year_cell(value: Figure, unit: str) -> Cell:
    """A figure of one year: what was not told for it is said to be blank."""
    return absence(message("ui.blank")) if value in _NOT_TOLD else figure_cell(value, unit)


_NOT_TOLD = (
    InvestmentUnknown.COST_NOT_TOLD,
    InvestmentUnknown.LABOUR_NOT_TOLD,
    InvestmentUnknown.EFFECT_NOT_TOLD,
)


def payback_cell(value: int | InvestmentUnknown) -> Cell:
    """The year in which it has paid for itself, or in a word why none can be told."""
    if isinstance(value, InvestmentUnknown):
        return absence(word(value))
    return Cell(spoken(message("ui.fiscal_year", year=value)), exact=str(value), whole=True)


def proposed(now: CaseNow) -> Sums | None:
    """What the proposal comes to, None where nothing is proposed."""
    return now.proposal[1] if now.proposal else None


def of_proposal(now: CaseNow, what: str) -> Figure:
    """One figure of the proposal, by its name."""
    sums = proposed(now)
    value: Figure = getattr(sums, what) if sums else InvestmentUnknown.NO_PROPOSAL
    return value


def comparison(now: CaseNow) -> tuple[FigureRow, ...]:
    """The alternatives side by side: a column for each, labour always apart."""
    every = [sums for _, sums in now.alternatives]

    def row(name: str, cells: Iterator[Cell], *, strong: bool = False) -> FigureRow:
        return FigureRow(message(f"investments.figure.{name}"), tuple(cells), strong)

    money = _money_unit()
    indicator = (_decimal(now.row.baseline), _decimal(now.row.target))
    return (
        row("first_year", (figure_cell(each.first_year, money) for each in every)),
        row("cost", (figure_cell(each.cost, money) for each in every), strong=True),
        row("labour", (figure_cell(each.labour, money) for each in every)),
        row("whole", (figure_cell(each.whole, money) for each in every), strong=True),
        row("running", (figure_cell(each.running, money) for each in every)),
        row("general_share", (figure_cell(each.general_share, "%", whole=False) for each in every)),
        row("effect", (figure_cell(each.effect, money) for each in every)),
        row("net", (figure_cell(each.net, money) for each in every), strong=True),
        row("payback", (payback_cell(each.payback) for each in every)),
        row("per_hour", (figure_cell(each.per_hour, money, whole=False) for each in every)),
        row("per_unit", (figure_cell(each.per_unit(*indicator), money, whole=False) for each in every)),
    )


def by_year(sums: Sums) -> tuple[FigureRow, ...]:
    """One alternative year by year: a column for each fiscal year."""
    unit, hours = _money_unit(), spoken(message("investments.unit.hours"))
    rows: tuple[tuple[str, str, str, bool], ...] = (
        ("cost", "cost", unit, False),
        ("labour", "labour", unit, False),
        ("whole", "whole", unit, True),
        ("hours", "hours", hours, False),
        ("hours_value", "hours_value", unit, False),
        ("money", "money", unit, False),
        ("effect", "effect", unit, True),
        ("net", "net", unit, True),
        ("cumulated", "cumulated", unit, True),
    )
    return tuple(
        FigureRow(
            message(f"investments.figure.{name}"),
            tuple(year_cell(_of(year, what), of) for year in sums.by_year),
            strong,
        )
        for name, what, of, strong in rows
    )


def sources_text(sums: Sums) -> tuple[tuple[Message, Cell], ...]:
    """What is paid by funding source."""
    unit = _money_unit()
    return tuple(
        (word(source) if source else message("investments.source.none"), figure_cell(value, unit))
        for source, value in sums.by_source
    )


def totals(every: tuple[CaseNow, ...]) -> tuple[Message, ...]:
    """How many cases, and what they cost together: money that is part of another case's is counted there alone."""
    if not every:
        return ()
    elsewhere = counted_elsewhere(every)
    counted = [now for now in every if now.row.pk not in elsewhere]
    told: list[Message] = [message("investments.lead.count", count=len(every))]
    for what in ("first_year", "cost", "labour"):
        known = [value for now in counted if isinstance(value := of_proposal(now, what), Decimal)]
        if known:
            together, lacking = rounded(sum(known, Decimal(0))), len(counted) - len(known)
            lacks = "_lacking" if lacking else ""
            told.append(message(f"investments.sum.{what}{lacks}", sum=together, lacking=lacking))
    if elsewhere:
        told.append(message("investments.lead.elsewhere", count=len(elsewhere)))
    return tuple(told)


def _of(year: YearOf, what: str) -> Figure:
    value: Figure = getattr(year, what)
    return value


def _money_unit() -> str:
    return spoken(message("investments.unit.money"))


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None
