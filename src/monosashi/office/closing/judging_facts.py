"""What a year is judged by, compared between the judging edition and the plan as it stands."""

from monosashi.core.changes import Added, Change, Changed, Removed, apply, diff
from monosashi.core.plan import Plan
from monosashi.core.values import ValueStatus
from monosashi.exchange.finance.only_money import is_money
from monosashi.office.plans.queries import evaluated

_ANSWERED = frozenset({"actuals", "fractions"})
"""Lists of an indicator that departments fill."""

_YEARLY = _ANSWERED | {"targets", "interim_targets"}
"""Lists of an indicator with an entry for each year."""


def moved_facts(edition: Plan, now: Plan, fiscal_year: int) -> tuple[Change, ...]:
    """What judged the year in the edition and is another now: targets, baselines, stages, schemes, measures.

    What departments answer, money and prose do not count; nor do targets of later years, which a revision sets.
    """
    return tuple(change for change in diff(edition, now) if _judges(change, fiscal_year))


def _judges(change: Change, fiscal_year: int) -> bool:
    match change.path:
        case ("years", year, name):
            return year == str(fiscal_year) and name in {"scheme", "life_cycle"}
        case ("indicators", _):
            return isinstance(change, Added | Removed)
        case ("indicators", _, name, *rest):
            return name not in _ANSWERED and _is_of_year(name, rest, fiscal_year)
        case ("nodes", _):
            return isinstance(change, Removed)
        case ("results", key, name, *_):
            return key.endswith(str(fiscal_year)) and name in {"stage", "managed_by"}
    return False


def _is_of_year(name: str, rest: list[str], fiscal_year: int) -> bool:
    """Whether a field of an indicator counts in the year: yearly targets by their year, all else always."""
    if name in {"source", "rationale", "note", "name"}:
        return False
    if name in {"targets", "interim_targets"} and rest:
        return rest[0] == str(fiscal_year)
    return True


def other_than_money(edition: Plan, now: Plan, fiscal_year: int) -> tuple[Change, ...]:
    """Changes between the provisional edition and the plan that a settled edition must not hold.

    What is of later years alone may be there, where the year's grades are with it what they are without; and that an actual of
    the year is final by now, which was provisional with the same value.
    """
    found = (each for each in diff(edition, now) if each.path != ("revision",) and not is_money(each, fiscal_year))
    changes = [each for each in found if not _makes_final(each, fiscal_year)]
    later = [each for each in changes if _is_of_later_year(each, fiscal_year)]
    if later and evaluated(apply(later, edition), fiscal_year) == evaluated(edition, fiscal_year):
        return tuple(each for each in changes if each not in later)
    return tuple(changes)


def _makes_final(change: Change, fiscal_year: int) -> bool:
    match change:
        case Changed(("indicators", _, "actuals", year, "status"), _, ValueStatus.FINAL):
            return year == str(fiscal_year)
    return False


def _is_of_later_year(change: Change, fiscal_year: int) -> bool:
    """Whether a later year, a result, figure or amount of one was begun, changed or taken away again."""
    match change.path:
        case ("years", year, *_):
            return int(year) > fiscal_year
        case ("results", key, *_):
            return int(key.rpartition(".")[2]) > fiscal_year
        case ("indicators", _, name, year, *_) if name in _YEARLY:
            return int(year) > fiscal_year
        case ("budget_programs", _, "lines", line, *_):
            return int(line.partition(".")[0]) > fiscal_year
    return False
