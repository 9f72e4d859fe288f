"""The addresses of questionnaires: those that are answered here and one of which only print is known."""

from monosashi.core.plan import Plan
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.standing import Person
from office.doors import COORDINATORS, Doors, Parts
from office.questionnaires.room import a_room

_READ = (
    *("questionnaires:list", "questionnaires:questionnaire", "questionnaires:results"),
    *("questionnaires:answer", "questionnaires:answer-anonymously"),
)
_KEPT = (
    *("questionnaires:preview", "questionnaires:asked", "questionnaires:texts"),
    *("questionnaires:new", "questionnaires:new-printed", "questionnaires:copy", "questionnaires:change"),
    *("questionnaires:throw-away", "questionnaires:section-new", "questionnaires:section-change"),
    *("questionnaires:section-remove", "questionnaires:question-new", "questionnaires:question-change"),
    *("questionnaires:question-remove", "questionnaires:question-move", "questionnaires:figures"),
    *("questionnaires:black-out", "questionnaires:bring-in", "questionnaires:difference"),
    *("questionnaires:link", "questionnaires:unlink", "questionnaires:act"),
)
_COUNTED = (
    "questionnaires/test_queries_of_questionnaires.py::test_pages_take_the_same_queries_for_few_questions_and_for_many"
)


def _lay(plan: Plan, by: Person) -> Parts:
    return parts_of(a_room(by).row.pk)


def parts_of(questionnaire: int) -> dict[str, object]:
    """What stands for the parts of an address: its first section and question."""
    from monosashi.office.questionnaires.models import QuestionRow  # noqa: PLC0415 -- after Django is set up

    first = QuestionRow.objects.filter(section__questionnaire=questionnaire)[0]
    own = {"questionnaire": questionnaire, "section": first.section_id, "question": first.pk}
    return {**own, "way": "up", "act": "open", "served": 1, "pending": 1}


QUESTIONNAIRES = Doors(
    "questionnaires",
    addresses={Permission.READ: _READ, Permission.KEEP_QUESTIONNAIRES: _KEPT},
    who={Permission.KEEP_QUESTIONNAIRES: COORDINATORS},
    samples={"questionnaire": 1, "section": 1, "question": 1, "way": "up", "act": "open", "served": 1, "pending": 1},
    lay=_lay,
    of_no_plan=_KEPT,
    elsewhere={_COUNTED: (*_READ, *_KEPT)},
)
