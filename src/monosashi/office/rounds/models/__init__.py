"""The tables of rounds, by subject."""

from monosashi.office.rounds.models.answering import Evidence, SheetAnswer, YearNote
from monosashi.office.rounds.models.compiling import Extension, Remark, Reminder, SecondLook
from monosashi.office.rounds.models.confirming import Confirmation, RouteStep
from monosashi.office.rounds.models.following import FollowUp, LikelyAnswer, MoneyFile
from monosashi.office.rounds.models.rounds import Round, Sheet, SheetDepartment

__all__ = [
    "Confirmation",
    "Evidence",
    "Extension",
    "FollowUp",
    "LikelyAnswer",
    "MoneyFile",
    "Remark",
    "Reminder",
    "Round",
    "RouteStep",
    "SecondLook",
    "Sheet",
    "SheetAnswer",
    "SheetDepartment",
    "YearNote",
]
