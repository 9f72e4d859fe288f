"""What may become of a questionnaire: a table. No database here."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from monosashi.core.messages import message
from monosashi.office.accounts.refusals import StateForbids
from monosashi.wording import word


class QuestionnaireSource(StrEnum):
    """Where its results come from."""

    ASKED = "asked"
    """Answers are handed in here."""
    PRINTED = "printed"
    """集計だけの調査: nothing but printed results is known."""


class QuestionnaireAudience(StrEnum):
    """Who is asked."""

    EVERYBODY = "everybody"
    DEPARTMENTS = "departments"
    OFFICERS = "officers"


class QuestionnaireState(StrEnum):
    """Where it stands. One that is only printed goes straight from draft to published."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    PUBLISHED = "published"


class QuestionnaireAct(StrEnum):
    """What is done to it."""

    CHANGE = "change"
    """Anything of it: questions, audience, period, whether it is anonymous."""
    OPEN = "open"
    EXTEND = "extend"
    ANSWER = "answer"
    CLOSE = "close"
    TAKE_AGAIN = "take_again"
    """It was closed too early. Never an anonymous one."""
    PUBLISH = "publish"
    TAKE_BACK = "take_back"
    """Its results are shown inside the city no more."""
    BLACK_OUT = "black_out"
    LINK = "link"
    """Say for what it was asked."""


_State, _Act = QuestionnaireState, QuestionnaireAct

STATES: Mapping[tuple[QuestionnaireState, QuestionnaireAct], QuestionnaireState] = MappingProxyType(
    {
        (_State.DRAFT, _Act.CHANGE): _State.DRAFT,
        (_State.DRAFT, _Act.LINK): _State.DRAFT,
        (_State.DRAFT, _Act.OPEN): _State.OPEN,
        (_State.OPEN, _Act.EXTEND): _State.OPEN,
        (_State.OPEN, _Act.ANSWER): _State.OPEN,
        (_State.OPEN, _Act.LINK): _State.OPEN,
        (_State.OPEN, _Act.CLOSE): _State.CLOSED,
        (_State.CLOSED, _Act.TAKE_AGAIN): _State.OPEN,
        (_State.CLOSED, _Act.BLACK_OUT): _State.CLOSED,
        (_State.CLOSED, _Act.LINK): _State.CLOSED,
        (_State.CLOSED, _Act.PUBLISH): _State.PUBLISHED,
        (_State.PUBLISHED, _Act.BLACK_OUT): _State.PUBLISHED,
        (_State.PUBLISHED, _Act.LINK): _State.PUBLISHED,
        (_State.PUBLISHED, _Act.TAKE_BACK): _State.CLOSED,
    }
)
"""State and act of one that is answered here. Answering is for whoever is asked; the rest is the coordinating office's."""

PRINTED: Mapping[tuple[QuestionnaireState, QuestionnaireAct], QuestionnaireState] = MappingProxyType(
    {
        (_State.DRAFT, _Act.CHANGE): _State.DRAFT,
        (_State.DRAFT, _Act.LINK): _State.DRAFT,
        (_State.DRAFT, _Act.PUBLISH): _State.PUBLISHED,
        (_State.PUBLISHED, _Act.LINK): _State.PUBLISHED,
        (_State.PUBLISHED, _Act.TAKE_BACK): _State.DRAFT,
    }
)
"""The same of one of which only printed results are known."""


class QuestionnaireForbids(StateForbids):
    """The questionnaire is not in a state in which this can be done."""

    def __init__(self, state: QuestionnaireState, act: QuestionnaireAct) -> None:
        super().__init__(message("questionnaires.forbids", state=word(state), act=word(act)))


def after(source: str, state: str, act: QuestionnaireAct) -> QuestionnaireState:
    """The state that follows. Raises QuestionnaireForbids."""
    now = QuestionnaireState(state)
    table = _table(source)
    if (now, act) not in table:
        raise QuestionnaireForbids(now, act)
    return table[now, act]


def acts_of(source: str, state: str, *, anonymous: bool) -> frozenset[str]:
    """What can be done in a state, by the names of acts."""
    found = frozenset(act.value for now, act in _table(source) if now == state)
    return found - {QuestionnaireAct.TAKE_AGAIN} if anonymous else found


def takes_answers(state: str, since: date, until: date, today: date) -> bool:
    """Whether answers are taken on a day: both ends of the period are inside."""
    return state == QuestionnaireState.OPEN and since <= today <= until


def _table(source: str) -> Mapping[tuple[QuestionnaireState, QuestionnaireAct], QuestionnaireState]:
    return PRINTED if source == QuestionnaireSource.PRINTED else STATES
