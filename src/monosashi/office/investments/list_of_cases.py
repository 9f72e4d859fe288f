"""All cases as a list: by budget year, state, department and priority, with what they cost and when they pay for themselves."""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from monosashi.core.messages import Message, message
from monosashi.office.investments.figures import Figure, InvestmentUnknown
from monosashi.office.investments.queries import CaseNow
from monosashi.office.investments.shown import (
    PRIORITY_ORDER,
    STATE_LOOKS,
    address,
    figure_cell,
    of_proposal,
    payback_cell,
    proposed,
    rounded,
)
from monosashi.office.investments.states import (
    InvestmentKind,
    InvestmentOutcome,
    InvestmentPriority,
    InvestmentState,
)
from monosashi.office.ui.cells import Cell
from monosashi.office.ui.dates import day_text
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import ABSENT, Column, Filter, ListOf, Option, SortKey, by_number, by_text

DUE = "due"
"""Of the filter by state: cases whose effects are to be verified now."""


def list_of_cases(every: tuple[CaseNow, ...]) -> ListOf[CaseNow]:
    """The list. `every` are all cases, for what can be chosen."""
    filters = (_by_year(every), _by_state(every), _by_department(every), _by_kind(every), _by_priority(every))
    return ListOf(
        name="investments",
        caption=message("investments.list.caption"),
        columns=_COLUMNS,
        filters=tuple(each for each in filters if len(each.options) > 1),
        words=lambda now: (now.row.title, now.row.problem, now.department, *(m.name for m in now.row.measures.all())),
        empty=message("investments.list.empty"),
    )


def _year(now: CaseNow) -> Cell:
    text = spoken(message("ui.fiscal_year", year=now.row.fiscal_year))
    return Cell(text, exact=str(now.row.fiscal_year), whole=True)


def _state(now: CaseNow) -> Cell:
    state = spoken(now.state)
    due = [spoken(message("investments.task.to_verify"))] if now.is_due else []
    return Cell(state, tag=STATE_LOOKS[now.state], note="\n".join((*_decided(now, state), *due)))


def _decided(now: CaseNow, state: str) -> Iterable[str]:
    """What was decided last and when; only when where the state says what."""
    if now.newest:
        outcome = spoken(InvestmentOutcome(now.newest.outcome))
        yield " ".join((*(() if outcome == state else (outcome,)), day_text(now.newest.decided_on)))


def _payback(now: CaseNow) -> Cell:
    sums = proposed(now)
    return payback_cell(sums.payback if sums else InvestmentUnknown.NO_PROPOSAL)


def _by_payback(now: CaseNow) -> SortKey:
    sums = proposed(now)
    return by_number(sums.payback) if sums and not isinstance(sums.payback, InvestmentUnknown) else ABSENT


def _figures(what: str, unit: str, *, whole: bool = True) -> Column[CaseNow]:
    """A figure of what is proposed. `unit` is the id of its unit, "" for percent; it stands in the heading."""

    def cell(now: CaseNow) -> Cell:
        return figure_cell(of_proposal(now, what), "" if unit else "%", whole=whole)

    def sort(now: CaseNow) -> SortKey:
        return _by_figure(of_proposal(now, what))

    return Column(what, message(f"investments.column.{what}"), cell, sort, figures=True)


def _by_figure(value: Figure) -> SortKey:
    return by_number(rounded(value)) if isinstance(value, Decimal) else ABSENT


_COLUMNS: tuple[Column[CaseNow], ...] = (
    Column(
        "title",
        message("investments.field.title"),
        lambda now: Cell(now.row.title, address=address(now), note=spoken(InvestmentKind(now.row.kind))),
        lambda now: by_text(now.row.title),
        head=True,
        note=message("investments.field.kind"),
    ),
    Column("year", message("investments.column.year"), _year, lambda now: by_number(now.row.fiscal_year)),
    Column(
        "department",
        message("investments.field.department"),
        lambda now: Cell(now.department),
        lambda now: by_text(now.department),
    ),
    Column(
        "state",
        message("investments.column.state"),
        _state,
        lambda now: by_text(now.row.state),
        note=message("investments.column.decision"),
    ),
    _figures("first_year", "investments.unit.money"),
    _figures("cost", "investments.unit.money"),
    _figures("labour", "investments.unit.money"),
    _figures("general_share", "", whole=False),
    Column("payback", message("investments.column.payback"), _payback, _by_payback),
    Column(
        "priority",
        message("investments.field.priority"),
        lambda now: Cell(spoken(now.priority), whole=True),
        lambda now: by_number(PRIORITY_ORDER.index(now.priority)),
    ),
)


def _by_year(every: Iterable[CaseNow]) -> Filter[CaseNow]:
    years = sorted({now.row.fiscal_year for now in every}, reverse=True)
    return Filter(
        "year",
        message("investments.column.year"),
        tuple(Option(str(year), spoken(message("ui.fiscal_year", year=year))) for year in years),
        lambda now, chosen: str(now.row.fiscal_year) == chosen,
    )


def _by_state(every: tuple[CaseNow, ...]) -> Filter[CaseNow]:
    of = _of_words("state", message("investments.column.state"), InvestmentState, [now.state for now in every])
    due = (Option(DUE, spoken(message("investments.task.to_verify"))),) if any(now.is_due for now in every) else ()
    return Filter(
        of.key,
        of.label,
        (*due, *of.options),
        lambda now, chosen: now.is_due if chosen == DUE else now.row.state == chosen,
    )


def _by_department(every: Iterable[CaseNow]) -> Filter[CaseNow]:
    names = sorted({now.department for now in every})
    return Filter(
        "department",
        message("investments.field.department"),
        tuple(Option(name, name) for name in names),
        lambda now, chosen: now.department == chosen,
    )


def _by_kind(every: Iterable[CaseNow]) -> Filter[CaseNow]:
    of = _of_words("kind", message("investments.field.kind"), InvestmentKind, [now.row.kind for now in every])
    return Filter(of.key, of.label, of.options, lambda now, chosen: now.row.kind == chosen)


def _by_priority(every: Iterable[CaseNow]) -> Filter[CaseNow]:
    priorities = [now.priority for now in every]
    of = _of_words("priority", message("investments.field.priority"), InvestmentPriority, priorities)
    return Filter(of.key, of.label, of.options, lambda now, chosen: now.row.priority == chosen)


def _of_words(key: str, label: Message, words: type[StrEnum], there: Iterable[str]) -> Filter[CaseNow]:
    known = set(there)
    options = tuple(Option(each.value, spoken(each)) for each in words if each.value in known)
    return Filter(key, label, options, lambda _now, _chosen: True)
