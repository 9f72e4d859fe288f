"""What tests of training begin with."""

from collections.abc import Callable
from datetime import date

import pytest

from office.training.city_training import TODAY, City, make_city


@pytest.fixture
def city(db: None) -> City:
    """Two departments, people in each, the coordinating office, and a course for everybody."""
    return make_city()


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """Sets today: 2 June 2025, until another day is told."""

    def to(day: date) -> None:
        monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: day)

    to(TODAY)
    return to
