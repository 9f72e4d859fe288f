"""How far a role reaches that was given for one department or one plan."""

import pytest

from monosashi.office.accounts.permissions import TABLE, Given, Permission, Place, Role, Standing, may

EVERY_RULE = [(permission, role) for permission, roles in TABLE.items() for role in roles]


@pytest.mark.parametrize(("permission", "role"), EVERY_RULE)
def test_a_role_for_one_department_reaches_what_is_of_that_department_and_nothing_else(
    permission: Permission, role: Role
) -> None:
    standing = Standing(1, (Given(role, frozenset({"d-03", "d-04"})),))
    reached = [
        may(standing, permission, Place("plan", departments))
        for departments in (frozenset({"d-04", "d-09"}), frozenset({"d-09"}), frozenset[str](), None)
    ]
    assert reached == [True, False, False, False]


@pytest.mark.parametrize(("permission", "role"), EVERY_RULE)
def test_a_role_for_one_plan_reaches_no_other(permission: Permission, role: Role) -> None:
    standing = Standing(1, (Given(role, plan="plan"),))
    departments = frozenset({"d-03"})
    reached = [may(standing, permission, Place(plan, departments)) for plan in ("plan", "other", "")]
    assert reached == [True, False, False]
