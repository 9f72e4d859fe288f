"""A plan as it stood before a year was answered."""

from dataclasses import replace

from monosashi.core.plan import Plan, YearState
from monosashi.evaluation.known import known_scheme
from monosashi.exchange.answer_sheets.money_slots import every_money_slot
from monosashi.exchange.answer_sheets.slot_values import with_answers
from monosashi.exchange.answer_sheets.slots import slots_of

YEAR = 2024


def unanswered(plan: Plan, fiscal_year: int = YEAR) -> Plan:
    """The plan without the year's answers: every slot of every sheet is blank, the year is open."""
    scheme_name = plan.index.year[fiscal_year].scheme
    scheme = known_scheme(scheme_name) if scheme_name else None
    years = tuple(
        replace(year, state=YearState.OPEN) if year.fiscal_year == fiscal_year else year for year in plan.years
    )
    plan = replace(plan, years=years)
    pages = {}
    for node in plan.index.measures:
        page = slots_of(plan, node, scheme)
        money = [slot for slot in every_money_slot(plan, node.id).values() if slot.at[-1] == "spent"]
        pages[node.id] = (page, {slot.at: None for slot in (*page.every, *money)})
    blank = with_answers(plan, fiscal_year, pages)
    results = tuple(replace(r, ratings=()) if r.fiscal_year == fiscal_year else r for r in blank.results)
    return replace(blank, provenance=(), results=results)
