"""Akita's plan with a case of 市民課."""

import pytest

from monosashi.core.plan import Plan
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person, person
from office.investments.city_investments import OWN, Bureau, a_case, settled
from office.laid import Laid, Someone


@pytest.fixture
def bureau(kept: Plan, coordinator: Person, laid_plan: Laid, someone: Someone) -> Bureau:
    """The case, not submitted yet."""
    colleague = person(someone(Role.COORDINATING_OFFICE, name="三浦 陽"))
    editor = person(someone(Role.DEPARTMENT_EDITOR, department=OWN, name="市民課 担当"))
    settled(coordinator)
    row = a_case(editor)
    present, proposal = row.alternatives.all()
    return Bureau(coordinator, colleague, editor, row, present, proposal)
