"""What tests of officers begin with."""

import pytest

from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person, person
from office.laid import Someone
from office.officers.city_officers import OWN, Officers, departments, the_kinds


@pytest.fixture
def officers(coordinator: Person) -> Officers:
    """The small city, in which nobody is an officer yet."""
    departments()
    return the_kinds(coordinator)


@pytest.fixture
def editor(someone: Someone, officers: Officers) -> Person:
    """Who tells for 情報課."""
    return person(someone(Role.DEPARTMENT_EDITOR, department=OWN, name="情報課 担当"))
