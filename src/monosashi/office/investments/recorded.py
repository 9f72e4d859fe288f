"""What events say of cases: in words that somebody understands years later, without a row beside them."""

from collections.abc import Iterable

from monosashi.core.messages import message
from monosashi.core.money import BudgetProgram, FundingSource
from monosashi.office.investments.figures import COSTS, InvestmentLine
from monosashi.office.investments.models import Case, Viewpoint
from monosashi.office.investments.queries import ActualKind
from monosashi.office.investments.told import ActualsTold, AlternativeTold, AnswersTold, CaseTold, Line, RemarksTold
from monosashi.office.plans.queries import held, labels
from monosashi.office.ui.language import spoken
from monosashi.wording import word


def recorded_case(row: Case, told: CaseTold) -> dict[str, object]:
    """A case: measures and budget programs by their names."""
    programs = {each.id: called_program(each) for each in held(row.plan_id).plan.budget_programs}
    return {
        **{_FIELDS.get(name, name): value for name, value in told.columns.items()},
        "measures": list(labels(row.plan_id, told.measures).values()),
        "programs": [programs.get(each, each) for each in told.programs],
    }


_FIELDS = {"title": "name", "years": "period_years"}


def recorded_alternative(told: AlternativeTold) -> dict[str, object]:
    """An alternative: each figure as a line of words."""
    return {
        "name": told.name,
        "text": told.text,
        "proposed": told.chosen,
        "stated_total": told.stated_total,
        "figures": [line_text(each) for each in told.lines],
    }


def recorded_answers(asked: Iterable[Viewpoint], told: AnswersTold) -> dict[str, object]:
    """Answers to viewpoints, the viewpoint before each."""
    answers = dict(told.answers)
    return {"answers": [f"{each.text}: {answers[each.pk]}" for each in asked if answers.get(each.pk)]}


def recorded_remarks(asked: Iterable[Viewpoint], told: RemarksTold) -> dict[str, object]:
    """What the office thinks, the viewpoint before each."""
    said = {pk: (verdict, remark) for pk, verdict, remark in told.remarks}
    return {
        "remarks": [
            f"{each.text}: {_verdict(said[each.pk][0])} {said[each.pk][1]}".strip() for each in asked if each.pk in said
        ]
    }


def recorded_actuals(told: ActualsTold) -> dict[str, object]:
    """What became of a case: each figure as a line of words."""
    return {
        "figures": [f"{spoken(word(ActualKind(line)))} {_year(year)} {value}" for line, year, value in told.actuals]
    }


def line_text(line: Line) -> str:
    """One figure of an alternative in words."""
    kind, source, year, value = line
    of = [spoken(word(InvestmentLine(kind)))]
    if InvestmentLine(kind) in COSTS and source:
        of.append(spoken(word(FundingSource(source))))
    return " ".join((*of, _year(year), value))


def called_program(program: BudgetProgram) -> str:
    """A budget program with the part that belongs to the plan."""
    return f"{program.name} {program.part}".strip()


def _verdict(verdict: str) -> str:
    return spoken(message(f"investment_verdict.{verdict}"))


def _year(year: int) -> str:
    return spoken(message("ui.fiscal_year", year=year))
