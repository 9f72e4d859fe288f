"""The kinds of letters, by which a city switches them off. A room says what it has to tell under one of them."""

from enum import StrEnum


class LetterKind(StrEnum):
    """What a letter tells of."""

    AUDIT_ASKED = "audit_asked"
    AUDIT_RETURNED = "audit_returned"
    AUDIT_DUE = "audit_due"
    QUESTIONNAIRE_ASKED = "questionnaire_asked"
    QUESTIONNAIRE_ENDS = "questionnaire_ends"
    TRAINING_PLACE = "training_place"
    TRAINING_TOMORROW = "training_tomorrow"
    OFFICERS_RENEWAL = "officers_renewal"
    OFFICER_MOVED_AWAY = "officer_moved_away"
    DECISION_TO_DO = "decision_to_do"
    DECISION_DUE = "decision_due"
