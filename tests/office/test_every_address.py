"""Every address of the office × every role × own and other department × own and other plan.

`every_door.ADDRESSES` says for each page what it takes; `WHO` says, apart from the product's own table, who that is. An address that
stands in neither fails. What is asked is whether the door opens: behind it a page may answer that there is no such thing.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from itertools import chain

import pytest
from django.test import Client
from django.urls import get_resolver

from monosashi.core.plan import Plan
from monosashi.office.accounts.permissions import TABLE, Permission, Role
from monosashi.office.accounts.standing import Person
from monosashi.office.findings.models import FindingRow
from monosashi.office.findings.reviewing import reviewed
from monosashi.office.operation.example_round import opened_again
from monosashi.office.plans.actions import keep_new_plan
from monosashi.office.plans.actions_editions import freeze
from monosashi.office.rounds.actions_preparing import Wanted, open_round, prepare
from monosashi.office.rounds.models import Round
from monosashi.office.rounds.states import RoundKind
from office.counted_once import COUNTED_ONCE
from office.doors import EVERYBODY, OTHER, OWN, Somebody
from office.every_door import ADDRESSES, OF_EVERY_DEPARTMENT, OF_NO_PLAN, ROOMS, SAMPLES, WHO, address, patterns
from office.laid import Someone


def test_every_address_stands_in_the_table_and_none_twice() -> None:
    told = [name for names in ADDRESSES.values() for name in names]
    assert sorted(told) == sorted(set(told))
    assert sorted(told) == sorted(name for name, _ in patterns(get_resolver().url_patterns))


def test_every_permission_of_the_product_stands_in_both_tables() -> None:
    assert set(TABLE) == set(Permission) == set(WHO) == {takes for takes in ADDRESSES if takes}


THERE_TOO = (
    *(Somebody(Role.COORDINATING_OFFICE), Somebody(Role.ADMINISTRATOR)),
    *(Somebody(Role.DEPARTMENT_EDITOR, OWN), Somebody(Role.CONFIRMER, OWN)),
)
"""Who goes from door to door beside PostgreSQL as well. To whom one stays shut a table says, and that asks no database."""


def test_those_who_go_on_both_databases_open_every_door() -> None:
    assert [takes for takes, who in WHO.items() if not who & set(THERE_TOO)] == []


def shut(client: Client, where: str) -> bool:
    """Whether the door stays shut, whatever is asked. 403 is a shut door, and so is being sent to log in."""
    answers = (ask(where) for ask in (client.get, client.post))
    return all(a.status_code == 403 or (a.status_code == 302 and "/log-in/" in a["Location"]) for a in answers)


def may_open(somebody: Somebody, takes: Permission, name: str) -> bool:
    given_elsewhere = name in OF_NO_PLAN and somebody.plan != ""
    if name in OF_EVERY_DEPARTMENT and somebody == Somebody(Role.DEPARTMENT_EDITOR, OTHER):
        return True
    return somebody in WHO[takes] and not (given_elsewhere and takes is not Permission.READ)


@pytest.fixture
def kept(akita: Plan, coordinator: Person) -> Plan:
    """Of Akita's plan what the two departments have a part in: a door opens to the same people, whatever stands behind it."""
    parts = {node.id for node in akita.nodes for part in node.responsibilities if part.department in {OWN, OTHER}}
    gone = {measure.id for measure in akita.index.measures} - parts
    few = replace(
        akita,
        nodes=tuple(node for node in akita.nodes if node.id not in gone),
        indicators=tuple(each for each in akita.indicators if each.node not in gone),
        budget_programs=tuple(each for each in akita.budget_programs if not gone & {to.node for to in each.shares}),
        results=tuple(each for each in akita.results if each.node not in gone),
        provenance=(),
    )
    keep_new_plan(few, by=coordinator)
    return few


@pytest.fixture
def samples(kept: Plan, coordinator: Person) -> Mapping[str, object]:
    """Parts of addresses, with a real finding of the measure."""
    reviewed(kept.id, 2024, kept.revision)
    finding = FindingRow.objects.filter(node=SAMPLES["node"]).first()
    assert finding is not None
    of_rooms = chain.from_iterable(room.lay(kept, coordinator).items() for room in ROOMS if room.lay)
    return {**SAMPLES, "finding": finding.key, "number": round_of(kept, coordinator).pk, **dict(of_rooms)}


def round_of(plan: Plan, coordinator: Person) -> Round:
    """A round of the year that was answered, open."""
    opened_again(plan.id, 2024, coordinator)
    freeze(plan_id=plan.id, fiscal_year=2024, label="判定版", by=coordinator)
    wanted = Wanted(2024, RoundKind.YEAR, 1, date(2025, 5, 9))
    return open_round(number=prepare(plan_id=plan.id, wanted=wanted, by=coordinator).pk, by=coordinator)


@pytest.mark.slow
@pytest.mark.parametrize(
    "somebody", [pytest.param(each, marks=() if each in THERE_TOO else COUNTED_ONCE) for each in EVERYBODY], ids=str
)
def test_who_opens_which_door(
    somebody: Somebody, samples: Mapping[str, object], logged_in: Callable[..., Client]
) -> None:
    client = logged_in(somebody.role, department=somebody.department, plan=somebody.plan)
    client.raise_request_exception = True
    wrong = []
    for takes, names in ADDRESSES.items():
        for name in names if takes else ():
            assert takes
            if shut(client, address(name, samples)) is may_open(somebody, takes, name):
                wrong.append((name, takes))
    assert wrong == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "somebody",
    THERE_TOO[:3],
    ids=str,
)
def test_an_empty_form_breaks_no_page(
    somebody: Somebody, samples: Mapping[str, object], logged_in: Callable[..., Client]
) -> None:
    client = logged_in(somebody.role, department=somebody.department)
    inside = [name for takes, names in ADDRESSES.items() if takes for name in names]
    answers = {name: client.post(address(name, samples)).status_code for name in inside}
    assert {name: status for name, status in answers.items() if status >= 500} == {}


@pytest.mark.slow
def test_whoever_is_not_logged_in_is_asked_to(samples: Mapping[str, object], client: Client) -> None:
    inside = [name for takes, names in ADDRESSES.items() if takes for name in names]
    assert [name for name in inside if not shut(client, address(name, samples))] == []


@pytest.mark.slow
def test_whoever_is_switched_off_is_asked_to_log_in(
    samples: Mapping[str, object], someone: Someone, client: Client
) -> None:
    staff = someone(Role.ADMINISTRATOR)
    client.force_login(staff)
    staff.is_active = False
    staff.save()
    inside = [name for takes, names in ADDRESSES.items() if takes for name in names]
    assert [name for name in inside if not shut(client, address(name, samples))] == []
