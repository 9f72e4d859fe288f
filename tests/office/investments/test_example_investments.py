"""The sample city's cases: every state, the source's figures, findings that the source's auditor had too."""

from decimal import Decimal

from django.utils import timezone

from monosashi.core.plan import Plan
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person, person
from monosashi.office.investments.looking import alike, findings_of
from monosashi.office.investments.queries import every_case, others_of
from monosashi.office.operation.example_investments import Bureau, hold_investments
from office.investments.city_investments import OTHER, OWN
from office.laid import Laid, Someone


def test_the_sample_city_has_cases_in_every_state_whose_sums_are_those_of_the_source(
    kept: Plan, laid_plan: Laid, coordinator: Person, someone: Someone
) -> None:
    editor = person(someone(Role.DEPARTMENT_EDITOR, department=OWN))
    elsewhere = person(someone(Role.DEPARTMENT_EDITOR))
    rows = hold_investments(Bureau(kept.id, OWN, OTHER, editor, elsewhere, coordinator))
    cases = {now.row.pk: now for now in every_case(timezone.localdate())}
    told = {key: cases[row.pk] for key, row in rows.items()}
    assert {key: now.row.state for key, now in told.items()} == {
        "pumps": "approved",
        "rpa": "verified",
        "examining": "examining",
        "returned": "returned",
        "put-off": "put_off",
    }
    proposal = told["pumps"].proposal
    assert proposal is not None
    assert (proposal[1].first_year, proposal[1].cost) == (Decimal(58120), Decimal(174360))
    found = {key: {each.id for each in findings_of(now, kept, others_of(now.row))} for key, now in told.items()}
    assert "investments.finding.only_activity" in found["pumps"]
    assert "investments.finding.no_labour" in found["returned"]
    assert [each.other.pk for each in alike(told["returned"], others_of(told["returned"].row))] == [
        rows["examining"].pk
    ]
