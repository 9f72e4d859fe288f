"""Where there is no page, one sentence says why, and what stood there before still stands."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import RequestDataTooBig
from django.test import Client, RequestFactory

from monosashi.office.ui.refusals import broken, not_understood


@pytest.mark.django_db
def test_an_address_without_a_page_is_said_to_be_none(logged_in: Callable[..., Client]) -> None:
    response = logged_in().get("/plans/nothing/measures/")
    assert response.status_code == 404
    assert "ページが見つかりません" in response.content.decode()


@pytest.mark.django_db
def test_a_form_of_another_session_saves_nothing_and_says_so(logged_in: Callable[..., Client]) -> None:
    client = logged_in()
    client.handler.enforce_csrf_checks = True
    response = client.post("/language/", {"language": "en"})
    assert response.status_code == 403
    assert "何も保存していません" in response.content.decode()


@pytest.mark.django_db
def test_more_than_can_be_taken_is_refused_with_the_limit(settings: Any, client: Client) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    response = client.post("/language/", {"language": "en" * 50})
    assert response.status_code in {400, 413}
    refused = not_understood(RequestFactory().get("/"), RequestDataTooBig())
    assert refused.status_code == 413
    assert "20MBまで" in refused.content.decode()


def test_the_page_of_our_own_fault_needs_no_database() -> None:
    response = broken(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "処理できませんでした" in response.content.decode()
