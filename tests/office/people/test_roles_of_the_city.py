"""Roles whose work belongs to no department are given for the whole city alone."""

import pytest

from monosashi.office.accounts.actions_staff import RoleWanted, give_role
from monosashi.office.accounts.models import RoleAssignment
from monosashi.office.accounts.permissions import OF_THE_CITY, TABLE, Permission, Role
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.standing import person
from office.laid import Someone

DEPARTMENTS_MATTER = frozenset(permission for permission in Permission if Role.DEPARTMENT_EDITOR in TABLE[permission])


@pytest.mark.parametrize("role", sorted(OF_THE_CITY))
def test_a_role_of_the_city_is_not_given_for_one_department(someone: Someone, role: Role) -> None:
    administrator, staff = person(someone(Role.ADMINISTRATOR)), someone(Role.DEPARTMENT_EDITOR, department="d-03")
    with pytest.raises(StateForbids) as refused:
        give_role(staff, RoleWanted(role, "d-03"), by=administrator)
    assert refused.value.why.id == "people.role_of_the_city"
    assert not RoleAssignment.objects.filter(staff=staff, role=role).exists()
    give_role(staff, RoleWanted(role), by=administrator)


def test_none_of_them_may_do_what_belongs_to_a_department() -> None:
    assert not {role for permission in DEPARTMENTS_MATTER for role in TABLE[permission]} & OF_THE_CITY
