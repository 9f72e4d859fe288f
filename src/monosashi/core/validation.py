"""What a plan may not say, whatever file or form it came from.

Each check is a small function from a plan to problems; all of them run. What an auditor would rather discuss (sums that do not
add up, a grade against the scheme) is the plan review's business.
"""

from collections.abc import Callable, Iterator

from monosashi.core import municipality_codes
from monosashi.core.messages import Problem, message
from monosashi.core.paths import LeadsNowhere, Paths, escaped
from monosashi.core.plan import Plan
from monosashi.core.validation_answers import wrong_answers, wrong_choices
from monosashi.core.validation_figures import wrong_amounts, wrong_shares, wrong_values
from monosashi.core.validation_keys import duplicate_entries, duplicate_ids, unusable_ids
from monosashi.core.validation_references import cycles, dangling_references, wrong_level_order
from monosashi.core.validation_years import wrong_dates, wrong_period, wrong_years


def problems_of(plan: Plan) -> tuple[Problem, ...]:
    """Everything that is wrong in a plan."""
    return tuple(problem for check in CHECKS for problem in check(plan))


def wrong_municipality(plan: Plan) -> Iterator[Problem]:
    """A code that is not six digits, or whose last digit does not check the others."""
    code, place = plan.municipality.code, "municipality/code"
    if municipality_codes.is_valid(code):
        return
    if len(code) == municipality_codes.LENGTH and code.isascii() and code.isdigit():
        why = message("plan.wrong_check_digit", digit=code[-1], right=municipality_codes.check_digit(code[:-1]))
        yield Problem(place, code, why, message("plan.check_municipality_code"))
    else:
        yield Problem(place, code, message("plan.not_a_municipality_code"), message("plan.check_municipality_code"))


def blank_names(plan: Plan) -> Iterator[Problem]:
    """Names that are blank, so that nobody could tell what is meant."""
    lists = ("levels", "departments", "posts", "related_plans", "nodes", "indicators", "budget_programs")
    blank = [place for place in ("name", "money_unit") if not getattr(plan, place).strip()]
    blank += [f"{name}/{entry.id}/name" for name in lists for entry in getattr(plan, name) if not entry.name.strip()]
    blank += ["municipality/name"] if not plan.municipality.name.strip() else []
    for place in blank:
        yield Problem(place, "", message("plan.blank_name"), message("plan.write_name"))


def wrong_provenance(plan: Plan) -> Iterator[Problem]:
    """Places of a value that the plan does not have."""
    paths = Paths(plan)
    for source in plan.provenance:
        try:
            paths.resolve(source.at)
        except LeadsNowhere as error:
            place = f"provenance/{escaped(source.at)}/at"
            why = message("plan.provenance_leads_nowhere", missing=error.missing)
            yield Problem(place, source.at, why, message("plan.mend_provenance"))


CHECKS: tuple[Callable[[Plan], Iterator[Problem]], ...] = (
    wrong_municipality,
    wrong_period,
    blank_names,
    unusable_ids,
    duplicate_ids,
    duplicate_entries,
    dangling_references,
    wrong_level_order,
    cycles,
    wrong_years,
    wrong_dates,
    wrong_values,
    wrong_amounts,
    wrong_shares,
    wrong_choices,
    wrong_answers,
    wrong_provenance,
)
