"""The city of `monosashi demo` is in the middle of a round: there is something to do for everybody."""

from collections import Counter

import pytest

from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person, person
from monosashi.office.confirming.queries import waiting_for
from monosashi.office.operation.example_city import Inhabitant, example_plan, settle
from monosashi.office.operation.users import account
from monosashi.office.rounds.models import Extension, FollowUp, Remark, Round, Sheet, SheetDepartment
from monosashi.office.rounds.states import RoundState, SheetState

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def people() -> tuple[Inhabitant, ...]:
    """Whoever lives in the city."""
    return settle(example_plan())


def inhabitant(people: tuple[Inhabitant, ...], role: Role) -> Person:
    return person(account(next(each.username for each in people if each.role is role)))


@pytest.mark.usefixtures("people")
def test_the_demonstration_holds_a_round_with_sheets_in_every_state_that_a_running_round_has() -> None:
    assert [held.state for held in Round.objects.all()] == [RoundState.REQUESTING]
    states = Counter(Sheet.objects.values_list("state", flat=True))
    assert set(states) == set(SheetState) - {SheetState.LEFT_OUT, SheetState.FINALISED}
    assert sum(states.values()) == 68


def test_editor_confirmer_and_office_of_the_demonstration_have_something_to_do(people: tuple[Inhabitant, ...]) -> None:
    editor = inhabitant(people, Role.DEPARTMENT_EDITOR)
    own = SheetDepartment.objects.filter(part="lead", code__in=editor.standing.departments)
    states = set(own.values_list("sheet__state", flat=True))
    assert {SheetState.RETURNED, SheetState.DRAFTING, SheetState.UNANSWERED} <= states
    assert waiting_for(inhabitant(people, Role.CONFIRMER).standing).to_do
    assert [model.objects.count() for model in (Extension, Remark, FollowUp)] == [1, 1, 1]
