"""A questionnaire that is being made, and one without names."""

import pytest

from monosashi.core.plan import Plan
from monosashi.office.accounts.standing import Person
from office.laid import Laid
from office.questionnaires.room import Room, a_room


@pytest.fixture
def room(kept: Plan, coordinator: Person, laid_plan: Laid) -> Room:
    return a_room(coordinator)


@pytest.fixture
def nameless(kept: Plan, coordinator: Person, laid_plan: Laid) -> Room:
    return a_room(coordinator, anonymous=True, audience="departments", departments=("d-07", "d-05"))
