"""Locking one row keeps nobody from another."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest
from django.db import OperationalError, connection, transaction

import monosashi.office
from monosashi.office.plans.queries import lock_plan
from monosashi.office.rounds.acting import lock_sheet
from monosashi.office.rounds.actions_preparing import lock_round
from office.rounds.small_city import SmallCity, small_city

pytestmark = pytest.mark.slow


@pytest.fixture
def city(transactional_db: None) -> SmallCity:
    return small_city()


def test_rows_are_locked_in_one_place() -> None:
    source = Path(monosashi.office.__file__).parent
    found = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        if "select_for_update" in path.read_text(encoding="utf-8")
    }
    assert found == {"events/locking.py"}


@pytest.mark.skipif(connection.vendor != "postgresql", reason="several write at once there alone")
def test_a_locked_sheet_keeps_nobody_from_another_sheet_its_round_and_its_plan(city: SmallCity) -> None:
    number, office, refused = city.round.pk, city.people["office"], []
    others: dict[str, Callable[[], object]] = {
        "another sheet": lambda: lock_sheet(number, "n-2"),
        "the round": lambda: lock_round(number, office),
        "the plan": lambda: lock_plan(city.round.plan_id),
        "the same sheet": lambda: lock_sheet(number, "n-1"),
    }

    def try_all() -> None:
        with closing(connection):
            for name, lock in others.items():
                try:
                    with transaction.atomic(), connection.cursor() as cursor:
                        cursor.execute("SET LOCAL lock_timeout = '1s'")
                        lock()
                except OperationalError:
                    refused.append(name)

    with transaction.atomic():
        lock_sheet(number, "n-1")
        thread = Thread(target=try_all)
        thread.start()
        thread.join()
    assert refused == ["the same sheet"]
