"""Two people act at the same moment on one sheet, one round, one plan: one of them does it, the other is told in a sentence."""

from collections.abc import Callable

import pytest
from django.db import connection

from monosashi.office.accounts.standing import Person
from monosashi.office.closing.actions import close
from monosashi.office.events.models import Event
from monosashi.office.plans.actions_editions import freeze
from monosashi.office.plans.models import Edition, Revision
from monosashi.office.rounds.acting import Of
from monosashi.office.rounds.actions_accepting import accept, send_back
from monosashi.office.rounds.actions_answering import submit, withdraw
from monosashi.office.rounds.actions_confirming import confirm, return_sheet
from monosashi.office.rounds.actions_preparing import open_round
from monosashi.office.rounds.models import Sheet
from office.rounds.one_act import prepare_accepting, prepare_closing, save_sheet
from office.rounds.small_city import YEAR, SmallCity, small_city
from office.together import run_together

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="several write at once there alone"),
]

Act = Callable[[Of, SmallCity], object]


@pytest.fixture
def city(transactional_db: None) -> SmallCity:
    made = small_city()
    open_round(number=made.round.pk, by=made.people["office"])
    return made


def told(came: list[object]) -> list[str]:
    """What came of it for each of them: the kind of what was done, or of the refusal."""
    return sorted(type(each).__name__ for each in came)


def seen(city: SmallCity) -> Of:
    """The sheet of the water department as both have it on their screens."""
    return Of(city.round.pk, "n-1", Sheet.objects.get(node="n-1").version)


def submitted(city: SmallCity) -> None:
    save_sheet("n-1")
    submit(Of(city.round.pk, "n-1"), by=city.people["water"])


ON_A_SHEET: dict[str, tuple[Callable[[SmallCity], None], Act, Act, frozenset[str]]] = {
    "accept, accept": (
        lambda _: prepare_accepting(("n-1",)),
        lambda of, city: accept(of, by=city.people["office"]),
        lambda of, city: accept(of, by=city.people["second"]),
        frozenset({"sheet.accept"}),
    ),
    "accept, send back": (
        lambda _: prepare_accepting(("n-1",)),
        lambda of, city: accept(of, by=city.people["office"]),
        lambda of, city: send_back(of, note="実績の根拠を付けてください。", by=city.people["second"]),
        frozenset({"sheet.accept", "sheet.send_back"}),
    ),
    "withdraw, confirm": (
        submitted,
        lambda of, city: withdraw(of, by=city.people["water"]),
        lambda of, city: confirm(of, by=city.people["water chief"]),
        frozenset({"sheet.withdraw", "sheet.confirm"}),
    ),
    "confirm, return": (
        submitted,
        lambda of, city: confirm(of, by=city.people["water chief"]),
        lambda of, city: return_sheet(of, note="理由を書いてください。", by=city.people["water chief"]),
        frozenset({"sheet.confirm", "sheet.return"}),
    ),
}


@pytest.mark.parametrize("acts", ON_A_SHEET)
def test_of_two_on_one_sheet_one_acts(city: SmallCity, acts: str) -> None:
    prepared, first, second, actions = ON_A_SHEET[acts]
    prepared(city)
    of = seen(city)
    came = run_together(lambda: first(of, city), lambda: second(of, city))
    assert told(came) == ["Sheet", "SheetChanged"]
    assert Event.objects.filter(action__in=actions, object_id__endswith="n-1").count() == 1
    assert Sheet.objects.get(node="n-1").version == (of.seen or 0) + 1


def test_of_two_who_close_a_round_one_does(city: SmallCity) -> None:
    prepare_closing()
    number, before = city.round.pk, Edition.objects.count()

    def act(by: Person) -> object:
        return close(number=number, by=by)

    came = run_together(lambda: act(city.people["office"]), lambda: act(city.people["second"]))
    assert told(came) == ["Edition", "RoundForbids"]
    assert Edition.objects.count() == before + 1


def test_of_two_who_freeze_one_state_one_does(city: SmallCity) -> None:
    prepare_accepting(("n-1",))
    accept(Of(city.round.pk, "n-1"), by=city.people["office"])
    newest = Revision.objects.count()

    def act(by: Person) -> object:
        return freeze(plan_id="small", fiscal_year=YEAR, label="途中の版", by=by)

    came = run_together(lambda: act(city.people["office"]), lambda: act(city.people["second"]))
    assert told(came) == ["AlreadyFrozen", "Edition"]
    assert list(Edition.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert Revision.objects.count() == newest
