"""The post of the workbooks' tests."""

import pytest
from django.test import Client

from monosashi.core.plan import Plan
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person
from office.laid import Laid, Someone
from office.rounds.desk import make_desk
from office.workbooks.post import NODE, Post


@pytest.fixture
def post(akita: Plan, coordinator: Person, someone: Someone, laid_post: Laid | None) -> Post:
    """The round of p.146's measure, opened; somebody of the coordinating office is logged in."""
    desk = laid_post.given if laid_post else make_desk(akita, coordinator, someone, NODE)
    client = Client()
    client.force_login(coordinator.staff)
    return Post(desk, client)


@pytest.fixture
def other_editor(post: Post, someone: Someone) -> Client:
    """An editor of a department that has no part in p.146's measure."""
    client = Client()
    client.force_login(someone(Role.DEPARTMENT_EDITOR, department=post.code("環境保全課"), name="佐々木 守"))
    return client
