"""What tests of audits begin with."""

import pytest

from monosashi.core.plan import Plan
from monosashi.office.accounts.standing import Person
from office.audits.city_audits import Hall, make_hall
from office.laid import Laid, Someone


@pytest.fixture
def hall(akita: Plan, coordinator: Person, someone: Someone, laid_hall: Laid | None) -> Hall:
    """The audit with its results; its departments were asked, nobody has answered."""
    return laid_hall.given if laid_hall else make_hall(akita, coordinator, someone, keep=True)
