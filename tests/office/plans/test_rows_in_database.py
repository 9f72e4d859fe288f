"""Any plan comes back from the database as it was kept, as it was saved over another, and in another order."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings

from monosashi.core.changes import diff
from monosashi.core.money import BudgetProgram
from monosashi.core.plan import Plan
from monosashi.exchange.plan_file import write_plan
from monosashi.office.accounts.standing import Person
from monosashi.office.plans.actions import keep_new_plan, save
from monosashi.office.plans.queries import at_revision, held, whole
from strategies import plans


def to_be_saved(plan: Plan) -> Plan:
    """The plan under a name that no drawn one has, with sources that are its own: a value that changed loses the source it had."""
    sources = tuple(replace(source, page="後の版") for source in plan.provenance)
    return replace(plan, name=f"{plan.name}（後の版）", provenance=sources)


def turned_round(plan: Plan) -> Plan:
    """The plan with its entries in the opposite order, its amounts equal but printed with a zero more, and without its sources."""
    return replace(
        plan,
        name=f"{plan.name}（逆順）",
        departments=plan.departments[::-1],
        nodes=plan.nodes[::-1],
        indicators=plan.indicators[::-1],
        budget_programs=tuple(a_zero_more(program) for program in plan.budget_programs),
        results=plan.results[::-1],
        provenance=(),
    )


def a_zero_more(program: BudgetProgram) -> BudgetProgram:
    lines = (
        replace(line, amount=line.amount + Decimal("0.00000")) if isinstance(line.amount, Decimal) else line
        for line in program.lines
    )
    return replace(program, lines=tuple(lines))


def keep_over(now: Plan, wanted: Plan, by: Person) -> Plan:
    """What the office holds once a plan is saved over another; everything that reads it says the same."""
    changes = diff(now, wanted, with_provenance=True)
    saved = save(plan_id=now.id, based_on=now.revision, changes=changes, by=by)
    assert saved.revision == now.revision + 1
    found = whole(now.id)
    assert held(now.id).plan == found
    return found


@pytest.mark.slow
@given(first=plans(), second=plans().map(to_be_saved))
@settings(
    max_examples=12,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # whoever saves stays; each example is taken back
)
def test_any_plan_is_read_as_it_was_kept_and_as_others_were_saved_over_it(
    coordinator: Person, first: Plan, second: Plan
) -> None:
    with transaction.atomic():
        keep_new_plan(first, by=coordinator)
        assert write_plan(whole(first.id)) == write_plan(first)
        now = first
        for wanted in (second, turned_round(second)):
            after = replace(wanted, revision=now.revision + 1)
            now = keep_over(now, wanted, coordinator)
            assert write_plan(now) == write_plan(after)
        assert write_plan(at_revision(first.id, first.revision)) == write_plan(first)
        transaction.set_rollback(True)
