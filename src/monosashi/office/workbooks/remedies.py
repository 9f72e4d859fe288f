"""What to do about a file that cannot be taken, on the office's page: the command's own remedies speak of its files and options."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from monosashi.core.messages import Message, Problem, message

_FOREIGN, _TWO_FILES = message("workbooks.foreign.remedy"), message("workbooks.two_files.remedy")
_SPOILT = message("workbooks.spoilt.remedy")
_REMEDIES: Mapping[str, Message] = MappingProxyType(
    {
        "answer_sheets.other_municipality.remedy": _FOREIGN,
        "answer_sheets.other_plan.remedy": _FOREIGN,
        "answer_sheets.other_year.remedy": _FOREIGN,
        "answer_sheets.newer_than_plan.remedy": _FOREIGN,
        "answer_sheets.unknown_department.remedy": _FOREIGN,
        "answer_sheets.slot_unknown.remedy": _FOREIGN,
        "answer_sheets.fault.not_ours.remedy": _FOREIGN,
        "answer_sheets.fault.head_damaged.remedy": _FOREIGN,
        "answer_sheets.fault.other_format.remedy": _FOREIGN,
        "answer_sheets.two_files.remedy": _TWO_FILES,
        "answer_sheets.rows_gone.remedy": _SPOILT,
        "answer_sheets.fault.sheet_gone.remedy": _SPOILT,
        "answer_sheets.fault.marks_gone.remedy": _SPOILT,
        "answer_sheets.fault.sheet_twice.remedy": message("workbooks.sheet_twice.remedy"),
        "answer_sheets.fault.row_twice.remedy": message("workbooks.row_twice.remedy"),
    }
)


def on_page(problem: Problem) -> Problem:
    """The problem with a remedy that a page offers, where the command's is none."""
    remedy = _REMEDIES.get(problem.remedy.id)
    return problem if remedy is None else replace(problem, why=_why(problem.why), remedy=remedy)


def _why(why: Message) -> Message:
    """Nobody named a plan here: it is the round's."""
    told = dict(why.params)
    match why.id:
        case "answer_sheets.newer_than_plan":
            return message("workbooks.foreign.newer", revision=told["revision"], plan_revision=told["plan_revision"])
        case "answer_sheets.other_plan":
            return message("workbooks.foreign.other_plan", wanted=told["wanted"])
    return why
