from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from monosashi.core.plan import Plan
from monosashi.office.accounts.permissions import Role
from monosashi.office.findings.actions import About
from monosashi.office.findings.queries import Known, Reviewed, newest_review
from monosashi.office.findings.reviewing import reviewed
from monosashi.office.plans.queries import held
from monosashi.office.plans.year.in_year import latest_year

TODAY = date(2025, 5, 12)

OneFinding = Callable[..., Known]


@pytest.fixture
def review_of_akita(kept: Plan) -> Callable[..., Reviewed]:
    """The newest review of Akita's plan on a day."""

    def newest(today: date = TODAY) -> Reviewed:
        reviewed(kept.id, latest_year(kept), held(kept.id).revision)
        found = newest_review(kept.id, latest_year(kept), today)
        assert found is not None
        return found

    return newest


@pytest.fixture
def found(review_of_akita: Callable[..., Reviewed]) -> OneFinding:
    """A finding of Akita's plan by rule and measure, as it stands on a day."""

    def one(rule: str, node: str, today: date = TODAY) -> Known:
        return next(each for each in review_of_akita(today).findings if each.rule == rule and each.node == node)

    return one


@pytest.fixture
def about(kept: Plan) -> Callable[[Known], About]:
    """What somebody decides about who has just seen the finding."""

    def of(one: Known) -> About:
        return About(kept.id, one.key, one.decision.number if one.decision else 0)

    return of


@pytest.fixture
def coordinating(kept: Plan, logged_in: Callable[..., Client]) -> Client:
    """Somebody of the coordinating office, before a browser."""
    return logged_in(Role.COORDINATING_OFFICE)
