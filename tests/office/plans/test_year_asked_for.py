"""A year in the address of which the plan says nothing."""

import pytest
from django.test import Client

from monosashi.core.plan import Plan
from monosashi.office.accounts.standing import Person


@pytest.fixture
def coordinating(coordinator: Person) -> Client:
    client = Client()
    client.force_login(coordinator.staff)
    return client


@pytest.mark.parametrize("asked", ["1900", "2025年", "abc"])
@pytest.mark.parametrize("page", ["", "measures/", "overview/"])
def test_whoever_asks_for_a_year_that_is_not_there_is_told_which_one_is_shown(
    kept: Plan, coordinating: Client, page: str, asked: str
) -> None:
    told = coordinating.get(f"/plans/{kept.id}/{page}", {"year": asked}).content.decode()
    assert f"年度「{asked}」は、この計画にありません。" in told


def test_nobody_is_told_so_of_a_year_that_is_there(kept: Plan, coordinating: Client) -> None:
    for query in ({}, {"year": "2024"}, {"year": ""}):
        assert "この計画にありません" not in coordinating.get(f"/plans/{kept.id}/measures/", query).content.decode()
