"""From what is told on the command line to an evaluation: plan file, fiscal year, scheme."""

from dataclasses import dataclass, replace
from pathlib import Path

from monosashi.cli.plan_reading import plan_in
from monosashi.cli.session import Session
from monosashi.core.messages import InvalidInput, message
from monosashi.core.plan import Plan, PlanYear
from monosashi.evaluation.evaluate import evaluate, shipped_life_cycle, shipped_scheme, shipped_schemes
from monosashi.evaluation.life_cycle import LifeCycle
from monosashi.evaluation.outcomes import Evaluation
from monosashi.evaluation.scheme import Scheme
from monosashi.evaluation.scheme_loader import read_scheme
from monosashi.evaluation.table_reading import NotUsable
from monosashi.exchange.file_bytes import bytes_of


@dataclass(frozen=True, slots=True)
class Judged:
    """A plan, the year it is judged for, by what, and what came out. `life_cycle` is None where the city has none."""

    plan: Plan
    fiscal_year: int
    scheme: Scheme
    life_cycle: LifeCycle | None
    evaluation: Evaluation

    def spoken(self, session: Session) -> Session:
        """The session, which now also knows the sentences of the scheme and the life cycle."""
        return with_sentences(session, self.scheme, self.life_cycle)


def with_sentences(session: Session, *sources: Scheme | LifeCycle | None) -> Session:
    """The session, which now also knows the sentences that these carry."""
    merged: dict[str, dict[str, str]] = {}
    for source in sources:
        for language, templates in (source.messages if source else {}).items():
            merged.setdefault(language, {}).update(templates)
    return replace(session, sentences=merged)


def judge(path: Path, fiscal_year: int, scheme: str = "") -> Judged:
    """Read the plan and judge one fiscal year of it, by the scheme named or by the plan's own. Raises InvalidInput."""
    return judge_plan(plan_in(path), fiscal_year, scheme)


def judge_plan(plan: Plan, fiscal_year: int, scheme: str = "") -> Judged:
    """Judge one fiscal year of a plan. Raises InvalidInput where nothing says by what."""
    _refuse_outside(plan, fiscal_year)
    year = plan.index.year.get(fiscal_year) or PlanYear(fiscal_year)
    named = scheme or year.scheme
    if named is None:
        known = tuple(other.reference for other in shipped_schemes())
        raise InvalidInput.of(
            _place(year), message("cli.no_scheme", year=fiscal_year), message("cli.name_scheme", known=known)
        )
    used = scheme_named(named, "--scheme" if scheme else _place(year))
    life_cycle = life_cycle_named(year)
    return Judged(plan, fiscal_year, used, life_cycle, evaluate(plan, fiscal_year, used, life_cycle))


def scheme_named(named: str, place: str) -> Scheme:
    """The scheme in a TOML file, or the shipped one of this `id@version`. Raises InvalidInput."""
    try:
        if named.endswith(".toml") or "/" in named or Path(named).is_file():
            return read_scheme(bytes_of(Path(named)), named)
        return shipped_scheme(named)
    except NotUsable as error:
        raise InvalidInput(error.problems) from None
    except LookupError:
        known = tuple(other.reference for other in shipped_schemes())
        raise InvalidInput.of(
            place, message("cli.unknown_scheme"), message("cli.name_scheme", known=known), read=named
        ) from None


def life_cycle_named(year: PlanYear) -> LifeCycle | None:
    """The life cycle that the plan names for the year, None where it names none. Raises InvalidInput."""
    if year.life_cycle is None:
        return None
    try:
        return shipped_life_cycle(year.life_cycle)
    except LookupError:
        place = f"years/{year.fiscal_year}/life_cycle"
        raise InvalidInput.of(
            place, message("cli.unknown_life_cycle"), message("cli.mend_life_cycle"), read=year.life_cycle
        ) from None


def _place(year: PlanYear) -> str:
    return f"years/{year.fiscal_year}/scheme"


def _refuse_outside(plan: Plan, fiscal_year: int) -> None:
    if not plan.first_year <= fiscal_year <= plan.last_year:
        why = message("cli.year_outside_plan", first=plan.first_year, last=plan.last_year)
        raise InvalidInput.of("--year", why, message("cli.choose_year_of_plan"), read=str(fiscal_year))
