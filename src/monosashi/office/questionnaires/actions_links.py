"""For what a questionnaire was asked: a measure, an audit result, the baseline of an indicator."""

from dataclasses import asdict, dataclass

from django.db import transaction

from monosashi.office.accounts.standing import Person
from monosashi.office.events.recording import record
from monosashi.office.events.values import Touched
from monosashi.office.questionnaires.acting import lock
from monosashi.office.questionnaires.models import ServesMeasure
from monosashi.office.questionnaires.rows import subject_of
from monosashi.office.questionnaires.states import QuestionnaireAct


@dataclass(frozen=True, slots=True)
class Served:
    """What is served, as `ServesMeasure` says."""

    plan: str
    node: str
    indicator: str = ""
    question: int | None = None
    option: str = ""
    audit_result: int | None = None


@transaction.atomic
def link(pk: int, told: Served, *, by: Person) -> ServesMeasure:
    """Say what a questionnaire serves; the same once. Raises NotAllowed, GoneMeanwhile, QuestionnaireForbids."""
    row = lock(pk, QuestionnaireAct.LINK, by)
    wanted = {**asdict(told), "plan_id": told.plan, "question_id": told.question}
    del wanted["plan"], wanted["question"]
    there = ServesMeasure.objects.filter(questionnaire=row, **wanted).first()
    if there is not None:
        return there
    made = ServesMeasure.objects.create(questionnaire=row, **wanted)
    record(
        "questionnaire.linked",
        subject_of(row),
        by=by.actor,
        after={"measure_served": told.node, "indicator_served": told.indicator},
        places=(Touched("measure", told.node),),
    )
    return made


@transaction.atomic
def unlink(pk: int, served: int, *, by: Person) -> None:
    """It does not serve that. Gone already: nothing happens. Raises as above."""
    row = lock(pk, QuestionnaireAct.LINK, by)
    there = ServesMeasure.objects.filter(questionnaire=row, pk=served).first()
    if there is not None:
        before = {"measure_served": there.node, "indicator_served": there.indicator}
        record("questionnaire.unlinked", subject_of(row), by=by.actor, before=before)
        there.delete()
