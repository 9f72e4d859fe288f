"""Bodies, meetings, minutes and decisions come back from a backup row by row."""

import pytest

from office.operation.conftest import MakeInstallation
from office.operation.installations import Installation

pytestmark = pytest.mark.slow

MEETINGS = """
from django.apps import apps
for model in apps.get_app_config("meetings").get_models():
    rows = list(model.objects.order_by("pk").values_list())
    print(model.__name__, len(rows), *rows)
"""
FILLED = {
    "Body",
    "Member",
    "Meeting",
    "AgendaItem",
    "ItemMeasure",
    "ItemReview",
    "MeetingDecision",
    "DecisionDepartment",
}


def test_meetings_are_restored_row_by_row(ready: Installation, installation_maker: MakeInstallation) -> None:
    kept = ready.python(MEETINGS)
    told = [line.split() for line in kept.splitlines()]
    assert {line[0] for line in told if line[1] != "0"} >= FILLED, "the example city has met"
    ready.run("office", "backup")
    (backup,) = (ready.home / "backups").glob("*.zip")
    other = installation_maker()
    other.run("office", "restore", backup)
    assert other.python(MEETINGS) == kept
