"""Reorganisations that belong together: of one day, entered ahead of one another, and those that would end in a circle."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from monosashi.core.plan import Plan
from monosashi.core.validation import problems_of
from monosashi.office.accounts.actions import NewDepartment
from monosashi.office.accounts.models import Department
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.register import tree_on
from monosashi.office.accounts.standing import Person
from monosashi.office.people.reorganising.carrying_out import carry_out, preview
from monosashi.office.people.reorganising.values import Reorganisation, ReorganisationKind, Work
from monosashi.office.plans.queries import held

APRIL, MAY, OCTOBER = date(2026, 4, 1), date(2026, 5, 1), date(2026, 10, 1)
Hall = dict[str, Department]
Do = Callable[[Reorganisation], tuple[str, ...]]
RENAME, MERGE, SPLIT, END, MOVE = ReorganisationKind


def state_of(page: str) -> str:
    found = re.search(r'name="state" value="([^"]+)"', page)
    assert found
    return found[1]


@pytest.fixture
def do(hall: Hall, administrator: Person) -> Do:
    return lambda wanted: carry_out(wanted, state=preview(wanted).state, by=administrator)


@pytest.fixture
def typed(at_desk: Client, hall: Hall) -> Callable[..., str]:
    """A reorganisation through its page. The code of the department that goes on."""

    def type_and_confirm(code: str, kind: str, since: str, **more: str) -> str:
        address, told = f"/departments/{code}/reorganise/{kind}/", {"since": since, "why": "", **more}
        seen = at_desk.post(address, told)
        assert seen.status_code == 200
        done = at_desk.post(address, {**told, "state": state_of(seen.content.decode()), "confirm": "1"})
        assert done.status_code == 302
        return done.headers["Location"].split("/")[2]

    return type_and_confirm


def places(day: date) -> dict[str, str | None]:
    """Each department that is seen in the tree, reached from the top, with the one above it."""
    tree, found = tree_on(day), dict[str, str | None]()
    waiting: list[str | None] = [None]
    while waiting:
        above = waiting.pop()
        for unit in tree.children.get(above, ()):
            found[unit.name] = tree.units[above].name if above else None
            waiting.append(unit.code)
    return found


def test_a_division_that_ends_into_its_own_section_leaves_its_place_to_it(do: Do) -> None:
    wanted = Reorganisation(END, APRIL, ("d-02",), into="d-03")
    seen = {moving.key for moving in preview(wanted).of(Work.BELOW)}
    assert seen == {"below/d-09", "place/d-03"}
    do(wanted)
    assert places(APRIL) == {
        "情報統計課": None,
        "企画調整課": "情報統計課",
        "環境部": None,
        "環境都市推進課": "環境部",
        "各課": None,
    }


def test_a_division_that_ends_into_what_stands_two_below_takes_nothing_out_of_the_tree(hall: Hall, do: Do) -> None:
    Department.objects.create(code="d-30", name="統計担当", parent=hall["info"], position=9)
    do(Reorganisation(END, APRIL, ("d-02",), into="d-30"))
    found = places(APRIL)
    assert (found["統計担当"], found["情報統計課"], found["企画調整課"]) == (None, "統計担当", "統計担当")


@pytest.mark.slow
def test_a_plan_holds_after_a_division_ended_into_its_own_section(kept: Plan, administrator: Person) -> None:
    wanted = Reorganisation(END, APRIL, ("d-02",), into="d-03")
    carry_out(wanted, state=preview(wanted).state, by=administrator)
    plan = held(kept.id).plan
    assert problems_of(plan) == ()
    assert plan.index.department["d-03"].parent is None


def test_a_section_that_merges_with_its_division_begins_where_the_division_stood(typed: Callable[..., str]) -> None:
    typed("d-03", "merge", "2026-04-01", others="d-02", name="企画情報部")
    found = places(APRIL)
    assert (found["企画情報部"], found["企画調整課"]) == (None, "企画情報部")


def test_two_moves_on_two_days_make_no_circle(do: Do) -> None:
    do(Reorganisation(MOVE, OCTOBER, ("d-02",), under="d-04"))
    before = places(OCTOBER)
    with pytest.raises(StateForbids) as caught:
        preview(Reorganisation(MOVE, APRIL, ("d-04",), under="d-02"))
    params = dict(caught.value.why.params)
    assert caught.value.why.id == "people.below_itself_on"
    assert "令和8年10月1日" in str(params["day"])
    assert places(OCTOBER) == before


@pytest.mark.parametrize(
    ("wanted", "heir"),
    [
        (Reorganisation(RENAME, APRIL, ("d-02",), (NewDepartment("総合政策部"),)), "総合政策部"),
        (Reorganisation(END, APRIL, ("d-02",), into="d-04"), "環境部"),
        (Reorganisation(END, APRIL, ("d-02",)), None),
    ],
)
def test_a_move_entered_ahead_goes_to_the_heir_of_what_ends_before_it(
    hall: Hall, do: Do, wanted: Reorganisation, heir: str | None
) -> None:
    Department.objects.create(code="d-50", name="環境企画課", parent=hall["e"], position=9)
    do(Reorganisation(MOVE, OCTOBER, ("d-50",), under="d-02"))
    seen = preview(wanted).of(Work.BELOW)
    assert any(moving.key == "coming/2026-10-01/d-50" for moving in seen)
    do(wanted)
    assert places(APRIL)["環境企画課"] == "環境部"
    assert places(OCTOBER)["環境企画課"] == heir


def test_a_department_that_begins_later_below_a_renamed_one_begins_below_its_heir(hall: Hall, do: Do) -> None:
    Department.objects.create(code="d-51", name="来年課", parent=hall["p"], valid_from=OCTOBER, position=9)
    do(Reorganisation(RENAME, APRIL, ("d-02",), (NewDepartment("総合政策部"),)))
    assert places(OCTOBER)["来年課"] == "総合政策部"


def test_a_renamed_department_keeps_the_move_that_was_entered_ahead_for_it(do: Do) -> None:
    do(Reorganisation(MOVE, OCTOBER, ("d-03",), under="d-04"))
    do(Reorganisation(RENAME, APRIL, ("d-03",), (NewDepartment("情報課", "d-02"),)))
    assert [places(day)["情報課"] for day in (APRIL, OCTOBER)] == ["企画財政部", "環境部"]


@pytest.mark.slow
def test_a_plan_puts_what_was_to_move_below_the_part_that_was_chosen(kept: Plan, administrator: Person) -> None:
    def do_it(wanted: Reorganisation) -> tuple[str, ...]:
        return carry_out(wanted, state=preview(wanted).state, by=administrator)

    do_it(Reorganisation(MOVE, OCTOBER, ("d-05",), under="d-02"))
    names = (NewDepartment("甲部"), NewDepartment("乙部"))
    (_, second) = do_it(Reorganisation(SPLIT, APRIL, ("d-02",), names, shares={"coming/2026-10-01/d-05": 1}))
    plan = held(kept.id).plan
    assert problems_of(plan) == ()
    assert plan.index.department["d-05"].parent == second


def test_a_split_asks_where_a_coming_move_goes(hall: Hall, do: Do) -> None:
    do(Reorganisation(MOVE, OCTOBER, ("d-05",), under="d-02"))
    names = (NewDepartment("甲部"), NewDepartment("乙部"))
    do(Reorganisation(SPLIT, APRIL, ("d-02",), names, shares={"coming/2026-10-01/d-05": 1}))
    assert (places(APRIL)["環境都市推進課"], places(OCTOBER)["環境都市推進課"]) == ("環境部", "乙部")


@pytest.mark.parametrize("renamed_on", ["2026-04-01", "2026-10-01"])
def test_a_department_that_moves_and_is_renamed_then_or_later_begins_where_it_has_moved(
    typed: Callable[..., str], renamed_on: str
) -> None:
    typed("d-03", "move", "2026-04-01", under="d-04")
    typed("d-03", "rename", renamed_on, name="情報課")
    assert places(OCTOBER)["情報課"] == "環境部"


@pytest.mark.parametrize(
    ("kind", "more"), [("rename", {"name": "情報課"}), ("split", {"into_names": "情報課\n統計課"})]
)
def test_a_section_of_a_division_that_is_renamed_ahead_is_renamed_or_split_the_same_day(
    typed: Callable[..., str], kind: str, more: dict[str, str]
) -> None:
    typed("d-02", "rename", "2026-04-01", name="総合政策部")
    typed("d-03", kind, "2026-04-01", **more)
    assert places(APRIL)["情報課"] == "総合政策部"


def test_the_coordinating_office_stays_one_when_it_merges_into_what_is_there(hall: Hall, do: Do) -> None:
    Department.objects.filter(pk="d-03").update(coordinating_office=True)
    do(Reorganisation(END, APRIL, ("d-03",), into="d-09"))
    assert Department.objects.get(pk="d-09").coordinating_office


def test_nothing_is_put_below_a_group(do: Do) -> None:
    with pytest.raises(StateForbids) as caught:
        preview(Reorganisation(MOVE, APRIL, ("d-03",), under="g-01"))
    assert caught.value.why.id == "people.under_a_group"


def test_an_heir_that_was_to_move_below_what_ends_stands_in_its_place_instead(do: Do) -> None:
    do(Reorganisation(MOVE, OCTOBER, ("d-09",), under="d-04"))
    do(Reorganisation(END, APRIL, ("d-04",), into="d-09"))
    found = places(OCTOBER)
    assert (found["企画調整課"], found["環境都市推進課"]) == (None, "企画調整課")


def test_a_rename_whose_children_would_close_a_circle_later_changes_nothing(hall: Hall, do: Do) -> None:
    """環境部 is to move below 企画調整課 in October, which would then be below it."""
    do(Reorganisation(MOVE, OCTOBER, ("d-04",), under="d-09"))
    wanted = Reorganisation(END, APRIL, ("d-02",), into="d-04")
    with pytest.raises(StateForbids) as caught:
        do(wanted)
    assert caught.value.why.id == "people.below_itself_on"


def test_departments_that_were_put_below_one_another_are_shown_at_the_top(hall: Hall, at_desk: Client) -> None:
    Department.objects.filter(pk="d-02").update(parent="d-03")
    page = at_desk.get("/departments/").content.decode()
    assert all(name in page for name in ("企画財政部", "情報統計課", "企画調整課"))
    assert places(date(2026, 3, 10))["企画財政部"] is None
    do_over = preview(Reorganisation(MOVE, APRIL, ("d-02",), under="d-04"))
    assert do_over.movings == ()
