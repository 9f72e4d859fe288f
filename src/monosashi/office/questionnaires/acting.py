"""What every act on questionnaires begins with: who may, the row locked, the state that allows it."""

from monosashi.core.messages import Message
from monosashi.office.accounts.permissions import EVERYWHERE, Permission, check
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.acting import still_there
from monosashi.office.events.locking import locked
from monosashi.office.questionnaires.models import Questionnaire, QuestionRow, Section
from monosashi.office.questionnaires.states import QuestionnaireAct, after


class Unfit(StateForbids):
    """What was told does not fit the rest of the questionnaire."""

    def __init__(self, why: Message) -> None:
        super().__init__(why)


def lock(pk: int, act: QuestionnaireAct, by: Person) -> Questionnaire:
    """The questionnaire, for whoever keeps them, in a state that allows the act. Raises NotAllowed, GoneMeanwhile, QuestionnaireForbids."""
    check(by.standing, Permission.KEEP_QUESTIONNAIRES, EVERYWHERE)
    return lock_for(pk, act)


def lock_for(pk: int, act: QuestionnaireAct) -> Questionnaire:
    """The same for whoever is asked. Raises GoneMeanwhile, QuestionnaireForbids."""
    row = still_there(locked(Questionnaire.objects.filter(pk=pk)).first())
    after(row.source, row.state, act)
    return row


def section_in(row: Questionnaire, pk: int) -> Section:
    """A section of a locked questionnaire. Raises GoneMeanwhile."""
    found = still_there(locked(Section.objects.filter(questionnaire=row, pk=pk)).first())
    found.questionnaire = row
    return found


def question_in(row: Questionnaire, pk: int) -> QuestionRow:
    """A question of a locked questionnaire. Raises GoneMeanwhile."""
    return still_there(locked(QuestionRow.objects.filter(section__questionnaire=row, pk=pk)).first())
