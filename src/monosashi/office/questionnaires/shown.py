"""What pages say of questionnaires: states with their looks, groups, who is asked, figures and why there is none."""

from collections.abc import Mapping
from decimal import Decimal

from monosashi.core.messages import Message, message
from monosashi.core.values import Absence
from monosashi.office.accounts.register import names_of
from monosashi.office.officers import queries as officers
from monosashi.office.questionnaires.audience import NONE
from monosashi.office.questionnaires.counting.printed import UNANSWERED
from monosashi.office.questionnaires.counting.questions import OTHER
from monosashi.office.questionnaires.counting.rows import NO_MARK
from monosashi.office.questionnaires.counting.tally import REST
from monosashi.office.questionnaires.models import Questionnaire
from monosashi.office.questionnaires.states import (
    QuestionnaireAudience,
    QuestionnaireSource,
    QuestionnaireState,
)
from monosashi.office.ui.cells import Cell, absence, number_text
from monosashi.office.ui.dates import day_text
from monosashi.office.ui.language import spoken
from monosashi.wording import word

LOOKS: Mapping[str, str] = {
    QuestionnaireState.DRAFT: "draft",
    QuestionnaireState.OPEN: "wait",
    QuestionnaireState.CLOSED: "look",
    QuestionnaireState.PUBLISHED: "done",
}
"""The look of a tag by the state."""


def state_of(row: Questionnaire) -> Message:
    """Where it stands, in a word."""
    return word(QuestionnaireState(row.state))


def period(row: Questionnaire) -> str:
    """From when until when."""
    return spoken(message("questionnaires.period", since=day_text(row.since), until=day_text(row.until)))


def names_told(row: Questionnaire) -> Message:
    """With names or without; of one only printed, that it is that."""
    if row.source == QuestionnaireSource.PRINTED:
        return word(QuestionnaireSource.PRINTED)
    return message("questionnaires.anonymous" if row.anonymous else "questionnaires.named")


def audience_text(row: Questionnaire) -> str:
    """Who is asked, in words. One query at most."""
    separator = spoken(message("value.separator"))
    match row.audience:
        case QuestionnaireAudience.DEPARTMENTS:
            return separator.join(names_of(row.departments).get(code, code) for code in row.departments)
        case QuestionnaireAudience.OFFICERS:
            names = {kind.pk: kind.name for kind in officers.kinds()}
            return separator.join(names.get(pk, str(pk)) for pk in row.officer_kinds)
        case QuestionnaireAudience.EVERYBODY:
            return spoken(QuestionnaireAudience.EVERYBODY)
    return separator.join(str(told["name"]) for told in row.groups.values())


def group_name(key: str, name: str) -> str:
    """What a group is called; those without a name of their own by a word of the office."""
    if name:
        return name
    of, _, which = key.partition("/")
    if which in {REST, NONE}:
        return spoken(message(f"questionnaires.group.{of}.{which}"))
    return key


def option_name(key: str, text: str) -> str:
    """What an option is called."""
    if key == OTHER:
        return spoken(message("questionnaires.other"))
    return spoken(message("questionnaires.unanswered")) if key == UNANSWERED else text


def sign_name(sign: str) -> str:
    """What a mark is called; 印なし where none was put."""
    return spoken(message("questionnaires.no_mark")) if sign == NO_MARK else sign


def people(count: int | None, *, withheld: bool = False) -> Cell:
    """How many persons; why not where it is not told."""
    if count is None:
        return (
            absence(message("questionnaires.withheld")) if withheld else Cell(spoken(Absence.NOT_STATED), absent=True)
        )
    return Cell(number_text(count), number=Decimal(count))


def percent(rate: Decimal | None, *, withheld: bool = False) -> Cell:
    """A rate with its two decimals."""
    if rate is None:
        why = "questionnaires.withheld" if withheld else "questionnaires.no_rate"
        return absence(message(why))
    return Cell(number_text(rate), "%", rate)
