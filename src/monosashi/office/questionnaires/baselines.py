"""What a questionnaire gives to what it serves: the count and rate behind a baseline, to be quoted with its denominator."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from monosashi.core.plan import Plan
from monosashi.office.questionnaires import queries
from monosashi.office.questionnaires.counting.results import QuestionResult, ResultLine, results_of
from monosashi.office.questionnaires.models import Questionnaire, ServesMeasure
from monosashi.office.ui.addresses import address_of


@dataclass(frozen=True, slots=True)
class Baseline:
    """One thing that a questionnaire serves. `count`, `of`, `rate` None: it gives no figure, or none that can be shown."""

    row: ServesMeasure
    questionnaire: Questionnaire
    address: str
    indicator: str
    question: str
    option: str
    count: int | None
    of: int | None
    rate: Decimal | None


def baselines_of(rows: Iterable[ServesMeasure], plans: Mapping[str, Plan]) -> tuple[Baseline, ...]:
    """What each of the rows gives. `plans` by id. Three queries for each questionnaire that gives a figure."""
    every = tuple(rows)
    wanted = {row.questionnaire_id: row.questionnaire for row in every if row.question_id}
    found = {pk: _results(row) for pk, row in wanted.items()}
    return tuple(_baseline(row, found.get(row.questionnaire_id, {}), plans.get(row.plan_id)) for row in every)


def _results(row: Questionnaire) -> dict[int, QuestionResult]:
    survey = queries.survey_of(row, queries.question_rows(row.pk))
    if not queries.are_results_there(row, survey):
        return {}
    return {result.question.id: result for result in results_of(survey)}


def _baseline(row: ServesMeasure, results: dict[int, QuestionResult], plan: Plan | None) -> Baseline:
    result = results.get(row.question_id or 0)
    line = _line(result, row.option)
    indicator = plan.index.indicator.get(row.indicator) if plan and row.indicator else None
    return Baseline(
        row,
        row.questionnaire,
        address_of("questionnaires:results", row.questionnaire_id),
        indicator.name if indicator else row.indicator,
        row.question.text if row.question else "",
        line.text if line else "",
        line.count if line else None,
        result.applied if result and line else None,
        line.rate if line else None,
    )


def _line(result: QuestionResult | None, option: str) -> ResultLine | None:
    return next((line for line in result.lines if line.key == option), None) if result else None
