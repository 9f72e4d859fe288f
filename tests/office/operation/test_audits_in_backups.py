"""An audit with its opinions and answers comes back from a backup."""

import pytest

from office.operation.conftest import MakeInstallation
from office.operation.installations import Installation

pytestmark = pytest.mark.slow

AUDITS = """
from monosashi.office.audits.models import AnswerRequest, Audit, AuditResult, CorrectiveAction, ResultMeasure, ResultPart
for model in (Audit, AnswerRequest, AuditResult, ResultMeasure, ResultPart, CorrectiveAction):
    print(model.__name__, *model.objects.order_by("pk").values_list())
"""


def test_audits_are_restored_row_by_row(ready: Installation, installation_maker: MakeInstallation) -> None:
    kept = ready.python(AUDITS)
    assert "CorrectiveAction (" in kept, "the example city has answers"
    ready.run("office", "backup")
    (backup,) = (ready.home / "backups").glob("*.zip")
    other = installation_maker()
    other.run("office", "restore", backup)
    assert other.python(AUDITS) == kept
