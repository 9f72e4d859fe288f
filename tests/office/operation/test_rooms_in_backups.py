"""Forms, meetings, audits, officers, training, investments, questionnaires and records of the example city come back from one backup row by row, files byte by byte."""

import pytest

from office.operation.conftest import MakeInstallation
from office.operation.installations import Installation

pytestmark = pytest.mark.slow

ROWS = """
import hashlib
from django.apps import apps
for room in ("forms", "meetings", "audits", "officers", "training", "investments", "questionnaires", "records", "cities"):
    for model in apps.get_app_config(room).get_models():
        rows = [
            [bytes(each) if isinstance(each, memoryview) else each for each in row]
            for row in model.objects.order_by("pk").values_list()
        ]
        print(f"{room}.{model.__name__}", len(rows), hashlib.sha256(repr(rows).encode()).hexdigest())
"""
FILLED = {
    "forms.CityForm",
    *(f"cities.{name}" for name in ("CityData", "CitiesPanel")),
    *(f"meetings.{name}" for name in ("Body", "Member", "Meeting", "AgendaItem", "ItemMeasure", "ItemReview")),
    *(f"meetings.{name}" for name in ("MeetingDecision", "DecisionDepartment")),
    *(f"audits.{name}" for name in ("Audit", "AnswerRequest", "AuditResult", "ResultMeasure", "ResultPart")),
    "audits.CorrectiveAction",
    *(f"investments.{name}" for name in ("Case", "Alternative", "AlternativeLine", "CaseMeasure", "CaseProgram")),
    *(f"investments.{name}" for name in ("Viewpoint", "LabourRate", "ViewpointAnswer", "Decision", "Condition")),
    *(f"investments.{name}" for name in ("ActualLine", "Verification")),
    *(f"training.{name}" for name in ("Course", "TrainingSession", "Enrolment")),
    *(
        f"questionnaires.{name}"
        for name in ("Questionnaire", "Section", "QuestionRow", "AskedPerson", "AnonymousTally")
    ),
    "questionnaires.ServesMeasure",
    *(f"records.{name}" for name in ("RecordClass", "RegisterEntry", "Ending")),
    *(f"officers.{name}" for name in ("OfficerKind", "Appointment", "LeftOut")),
}
"""What the example city has, so that equal is not equally empty."""


def test_rows_of_rooms_are_restored(ready: Installation, installation_maker: MakeInstallation) -> None:
    kept = ready.python(ROWS)
    counts = {name: int(count) for name, count, _ in map(str.split, kept.splitlines())}
    assert {name for name, count in counts.items() if count} >= FILLED
    ready.run("office", "backup")
    (backup,) = (ready.home / "backups").glob("*.zip")
    other = installation_maker()
    other.run("office", "restore", backup)
    assert other.python(ROWS) == kept
