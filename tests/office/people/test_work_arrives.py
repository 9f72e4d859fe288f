"""What hung on a department stands afterwards with those that go on with its work: measures, money and posts, findings taken on."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from monosashi.core.indicators import Baseline, Indicator
from monosashi.core.money import BudgetProgram, Share
from monosashi.core.plan import Municipality, Plan
from monosashi.core.tree import Department, Level, Node, Post, Responsibility
from monosashi.core.tree import Role as Part
from monosashi.core.validation import problems_of
from monosashi.office.accounts.actions import NewDepartment
from monosashi.office.accounts.models import Staff
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.register import with_predecessors
from monosashi.office.accounts.standing import Person, person
from monosashi.office.findings.actions import About, Given, take_on
from monosashi.office.findings.models import FindingRow
from monosashi.office.findings.queries import waiting_for
from monosashi.office.findings.reviewing import reviewed
from monosashi.office.people.reorganising.carrying_out import carry_out, preview
from monosashi.office.people.reorganising.plan_handover import Heirs, handed_over
from monosashi.office.people.reorganising.values import Reorganisation, ReorganisationKind, Work
from monosashi.office.plans.actions import keep_new_plan
from monosashi.office.plans.queries import whole

MARCH, APRIL = date(2026, 3, 31), date(2026, 4, 1)
TWO = (NewDepartment("情報課"), NewDepartment("統計課"))
SPLIT = Reorganisation(ReorganisationKind.SPLIT, APRIL, ("d-03",), TWO)
MERGE = Reorganisation(ReorganisationKind.MERGE, APRIL, ("d-03", "d-05"), (NewDepartment("情報環境課"),))
INTO = Reorganisation(ReorganisationKind.MERGE, APRIL, ("d-03",), into="d-05")
Dates = tuple[str | None, str | None]
ALWAYS: Dates = (None, None)
Someone = Callable[..., Staff]


def measure(id_: str, **leads: Dates) -> Node:
    """A measure with its leads and their dates: `d_03=ALWAYS`."""
    parts = (Responsibility(code.replace("_", "-"), Part.LEAD, *dates) for code, dates in leads.items())
    return Node(id_, "l-1", f"施策{id_}", responsibilities=tuple(parts))


def plan_of(*measures: Node) -> Plan:
    """情報統計課 and 環境都市推進課 with their measures; the first has two posts and the money of its first two measures."""
    return Plan(
        "small",
        "小さな計画",
        Municipality("052019", "秋田市"),
        2024,
        2027,
        (Level("l-1", "施策", answered=True),),
        departments=(Department("d-03", "情報統計課"), Department("d-05", "環境都市推進課")),
        posts=(Post("p-1", "情報係長", "d-03"), Post("p-2", "統計係長", "d-03")),
        nodes=measures,
        indicators=(
            Indicator("i-1", "n-1", "講座の開催数", "回", baseline=Baseline(Decimal(60)), final_target=Decimal(60)),
        ),
        budget_programs=tuple(
            BudgetProgram(f"b-{at}", f"事業{at}", department="d-03", shares=(Share(f"n-{at}"),)) for at in (1, 2)
        ),
    )


PLAN = plan_of(
    measure("n-1", d_03=ALWAYS),
    measure("n-2", d_03=ALWAYS),
    measure("n-3", d_05=ALWAYS),
    measure("n-4", d_03=ALWAYS, d_05=ALWAYS),
)


@pytest.fixture
def kept(coordinator: Person) -> Plan:
    """The plan, kept in the office."""
    keep_new_plan(PLAN, by=coordinator)
    return PLAN


def do(wanted: Reorganisation, by: Person) -> tuple[str, ...]:
    return carry_out(wanted, state=preview(wanted).state, by=by)


def leads(plan: Plan, node: str, day: date) -> list[str]:
    """The departments that lead a measure on a day, one that does twice twice."""
    parts = plan.index.node[node].responsibilities
    return [part.department for part in parts if part.role is Part.LEAD and part.holds_on(day)]


def test_a_split_takes_each_piece_to_the_heir_named_for_it_and_the_old_part_ends_the_day_before(
    kept: Plan, administrator: Person
) -> None:
    seen = preview(SPLIT)
    pieces = [[each.key for each in seen.of(kind)] for kind in (Work.RESPONSIBILITY, Work.PROGRAM, Work.PLAN_POST)]
    assert [len(keys) for keys in pieces] == [3, 2, 2]
    first, second = do(replace(SPLIT, shares={keys[1]: 1 for keys in pieces}), administrator)
    plan = whole(kept.id)
    parts = [[(r.department, r.valid_from, r.valid_to) for r in node.responsibilities] for node in plan.nodes[:2]]
    old = ("d-03", None, "2026-03-31")
    assert parts == [[old, (first, "2026-04-01", None)], [old, (second, "2026-04-01", None)]]
    assert [program.department for program in plan.budget_programs] == [first, second]
    assert [post.department for post in plan.posts] == [first, second]
    assert [plan.index.department[heir].name for heir in (first, second)] == ["情報課", "統計課"]


@pytest.mark.parametrize("wanted", [MERGE, INTO], ids=["into a new one", "into one that is there"])
def test_after_a_merger_every_measure_of_either_has_the_heir_as_its_lead_exactly_once(
    kept: Plan, administrator: Person, wanted: Reorganisation
) -> None:
    (heir,) = do(wanted, administrator)
    plan = whole(kept.id)
    assert [leads(plan, node.id, APRIL) for node in plan.nodes] == [[heir]] * 4
    before = [["d-03"], ["d-03"], ["d-05"], ["d-03", "d-05"]]
    assert [leads(plan, node.id, MARCH) for node in plan.nodes] == before
    assert {program.department for program in plan.budget_programs} == {heir}
    assert {post.department for post in plan.posts} == {heir}


@pytest.mark.without_database
@pytest.mark.parametrize("heir", ["d-05", "d-06"], ids=["in one that is there", "in a new one"])
@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        ((None, "2027-03-31"), ALWAYS, ("2026-04-01", "2027-03-31", "2027-04-01")),
        (ALWAYS, (None, "2027-03-31"), ("2026-04-01", "2027-03-31", "2027-04-01")),
        (ALWAYS, ("2026-07-01", None), ("2026-04-01", "2026-07-01")),
        (("2026-07-01", None), ALWAYS, ("2026-04-01", "2026-07-01")),
        ((None, "2026-09-30"), ("2026-07-01", "2027-03-31"), ("2026-04-01", "2026-07-01", "2027-03-31")),
    ],
)
def test_parts_that_come_together_are_one_from_the_first_day_of_either_to_the_last(
    heir: str, one: Dates, other: Dates, days: tuple[str, ...]
) -> None:
    plan = plan_of(measure("n-1", d_03=one, d_05=other), measure("n-2", d_03=ALWAYS))
    ended = frozenset({"d-03", "d-05"} - {heir})
    after = handed_over(plan, Heirs(APRIL, ended, (Department("d-06", "新課"),), lambda _key, _old: heir))
    assert [leads(after, "n-1", date.fromisoformat(day)) for day in days] == [[heir]] * len(days)
    assert problems_of(after) == ()


@pytest.mark.without_database
def test_parts_that_follow_one_another_stay_apart() -> None:
    given = measure("n-1", d_03=(None, "2026-09-30"), d_05=("2026-10-01", "2027-03-31"))
    heirs = Heirs(APRIL, frozenset({"d-03", "d-05"}), (), lambda _key, _old: "d-06")
    parts = handed_over(plan_of(given), heirs).nodes[0].responsibilities
    dates = [(part.department, part.valid_from, part.valid_to) for part in parts]
    own = [("d-06", "2026-04-01", "2026-09-30"), ("d-06", "2026-10-01", "2027-03-31")]
    assert dates == [("d-03", None, "2026-03-31"), *own]


@pytest.mark.without_database
def test_parts_of_a_department_that_nothing_comes_to_stay_as_they_stand() -> None:
    twice = tuple(Responsibility("d-09", Part.LEAD, since) for since in (None, "2025-04-01"))
    given = measure("n-1", d_03=ALWAYS)
    given = replace(given, responsibilities=(*twice, *given.responsibilities))
    heirs = Heirs(APRIL, frozenset({"d-03"}), (), lambda _key, _old: "d-06")
    assert handed_over(plan_of(given), heirs).nodes[0].responsibilities[:2] == twice


@pytest.mark.slow
@pytest.mark.parametrize("wanted", [MERGE, INTO, SPLIT], ids=["merged", "merged into another", "split"])
def test_a_finding_that_the_old_department_took_on_waits_for_each_that_goes_on(
    kept: Plan, someone: Someone, administrator: Person, wanted: Reorganisation
) -> None:
    reviewed(kept.id, 2024, kept.revision)
    finding = FindingRow.objects.get(rule="TGT002", node="n-1")
    editor = person(someone(Role.DEPARTMENT_EDITOR, department="d-03"))
    take_on(About(kept.id, finding.key, 0), Given("秋に見直す", "d-03"), by=editor)
    heirs = do(wanted, administrator)
    for heir in heirs:
        waiting = waiting_for(with_predecessors([heir], APRIL), APRIL)
        assert [(plan, known.key) for plan, known in waiting] == [(kept.id, finding.key)]
        assert not waiting_for(with_predecessors([heir], MARCH), MARCH)


@pytest.mark.slow
def test_a_finding_is_taken_on_by_a_department_that_is_there_and_not_by_one_that_has_ended(
    kept: Plan, coordinator: Person, administrator: Person, client: Client
) -> None:
    heirs = do(SPLIT, administrator)
    reviewed(kept.id, 2024, whole(kept.id).revision)
    finding = FindingRow.objects.get(rule="TGT002", node="n-1")
    client.force_login(coordinator.staff)
    shown = client.get(reverse("findings:finding", args=(kept.id, finding.key))).content.decode()
    offered = {code: f'<option value="{code}"' in shown for code in (*heirs, "d-05", "d-03")}
    assert offered == {**dict.fromkeys((*heirs, "d-05"), True), "d-03": False}
