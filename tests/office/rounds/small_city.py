"""A city of three measures with everybody that a round needs, small enough for thousands of rounds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from monosashi.core.indicators import Baseline, Direction, Indicator, Target
from monosashi.core.plan import Municipality, Plan, PlanYear
from monosashi.core.results import NodeYear
from monosashi.core.tree import Department, Level, Node, Responsibility, Role
from monosashi.office.accounts.models import Department as DepartmentRow
from monosashi.office.accounts.models import Posting, RoleAssignment, Staff
from monosashi.office.accounts.permissions import Role as Acts
from monosashi.office.accounts.standing import Person, person
from monosashi.office.plans.actions import keep_new_plan
from monosashi.office.plans.actions_editions import freeze
from monosashi.office.rounds.actions_preparing import Wanted, prepare
from monosashi.office.rounds.models import Round, RouteStep
from monosashi.office.rounds.states import RoundKind, StepKind

YEAR = 2024
NODES = ("n-1", "n-2", "n-3")
LEADS: Mapping[str, str] = {"n-1": "d-water", "n-2": "d-welfare", "n-3": "d-office"}


def small_plan() -> Plan:
    """Three measures with an indicator each; the coordinating office leads one of them."""
    leads = {node: Responsibility(code, Role.LEAD) for node, code in LEADS.items()}
    return Plan(
        id="small",
        name="小さな計画",
        municipality=Municipality("999997", "見本市"),
        first_year=2023,
        last_year=2026,
        levels=(Level("measure", "施策", answered=True),),
        years=(PlanYear(YEAR, "akita@1", "akita@1"),),
        departments=(
            Department("d-office", "推進本部", coordinating_office=True),
            Department("d-water", "水道課"),
            Department("d-welfare", "福祉課"),
        ),
        nodes=tuple(
            Node(node, "measure", f"施策{node[-1]}", number=node[-1], responsibilities=(leads[node],)) for node in NODES
        ),
        indicators=tuple(
            Indicator(
                id=f"i-{node[-1]}",
                node=node,
                name="件数",
                unit="件",
                direction=Direction.INCREASE,
                baseline=Baseline(Decimal(0), 2023),
                final_target=Decimal(20),
                targets=(Target(YEAR, Decimal(10)),),
            )
            for node in NODES
        ),
        results=tuple(NodeYear(node, YEAR, stage="2") for node in NODES),
    )


@dataclass(frozen=True)
class SmallCity:
    """The round, in preparation, and people by what they are."""

    round: Round
    people: Mapping[str, Person]


_STAFF: Mapping[str, tuple[str, str, tuple[tuple[Acts, str | None], ...]]] = {
    "water": ("d-water", "主任", ((Acts.DEPARTMENT_EDITOR, "d-water"),)),
    "water colleague": ("d-water", "主事", ((Acts.DEPARTMENT_EDITOR, "d-water"),)),
    "water chief": ("d-water", "係長", ((Acts.CONFIRMER, "d-water"), (Acts.DEPARTMENT_EDITOR, "d-water"))),
    "water head": ("d-water", "課長", ((Acts.CONFIRMER, "d-water"),)),
    "welfare": ("d-welfare", "主任", ((Acts.DEPARTMENT_EDITOR, "d-welfare"),)),
    "welfare head": ("d-welfare", "課長", ((Acts.CONFIRMER, "d-welfare"),)),
    "office": ("d-office", "主査", ((Acts.COORDINATING_OFFICE, None), (Acts.DEPARTMENT_EDITOR, "d-office"))),
    "office head": ("d-office", "本部長", ((Acts.CONFIRMER, "d-office"),)),
    "second": ("d-welfare", "主査", ((Acts.COORDINATING_OFFICE, None),)),
    "employee": ("d-water", "主事", ()),
}
"""Department, post, roles. 「second」 compiles too, but sits in the welfare department."""


def small_city() -> SmallCity:
    """Everything, ready to be opened. The water department's sheets pass its chief, are circulated, then pass its head."""
    first = Staff.objects.create_user("first", name="最初")
    RoleAssignment.objects.create(staff=first, role=Acts.COORDINATING_OFFICE)
    coordinator = person(first)
    keep_new_plan(small_plan(), by=coordinator)
    freeze(plan_id="small", fiscal_year=YEAR, label="判定版", by=coordinator)
    people = {name: _person(name) for name in _STAFF}
    water = DepartmentRow.objects.get(pk="d-water")
    way = ((StepKind.CONFIRM, "係長"), (StepKind.CIRCULATE, ""), (StepKind.CONFIRM, "課長"))
    for position, (kind, post) in enumerate(way, start=1):
        RouteStep.objects.create(of=water, position=position, kind=kind.value, department=water, post=post)
    wanted = Wanted(YEAR, RoundKind.YEAR, 1, date(2025, 5, 9))
    return SmallCity(prepare(plan_id="small", wanted=wanted, by=coordinator), people)


def _person(name: str) -> Person:
    code, post, roles = _STAFF[name]
    staff = Staff.objects.create_user(name.replace(" ", "-"), name=name)
    Posting.objects.create(staff=staff, department_id=code, post=post)
    for role, department in roles:
        RoleAssignment.objects.create(staff=staff, role=role, department_id=department)
    return person(staff)
