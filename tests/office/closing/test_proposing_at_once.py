"""A double click sends a proposal twice at the same moment: the second waits for the first, and finds it."""

from contextlib import closing
from threading import Thread

import pytest
from django.db import OperationalError, connection, transaction

from monosashi.office.closing.actions_following import Wish, propose
from monosashi.office.rounds.models import FollowUp
from office.rounds.small_city import SmallCity, small_city

pytestmark = pytest.mark.slow


@pytest.fixture
def city(transactional_db: None) -> SmallCity:
    return small_city()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="several write at once there alone")
def test_a_proposal_waits_for_the_one_that_is_being_made(city: SmallCity) -> None:
    number, office, waited = city.round.pk, city.people["office"], []
    wish = Wish(FollowUp.Kind.STAGE, {"stage": "3"})

    def try_it() -> None:
        with closing(connection):
            try:
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute("SET LOCAL lock_timeout = '1s'")
                    propose(number=number, node="n-1", wish=wish, by=office)
            except OperationalError:
                waited.append(number)

    with transaction.atomic():
        propose(number=number, node="n-1", wish=wish, by=office)
        thread = Thread(target=try_it)
        thread.start()
        thread.join()
    assert (waited, FollowUp.objects.count()) == ([number], 1)
