"""Words that people probably want to type, offered beside a cell that takes any."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from monosashi.core.plan import PlanYear
from monosashi.core.results import NodeYear, Rating
from monosashi.evaluation.known import known_life_cycle, known_life_cycles, known_schemes
from monosashi.office.plans.forms.fields import FieldKind, Kind
from monosashi.office.plans.forms.surroundings import Surroundings
from monosashi.office.plans.forms.texts import ABSENCE_WORDS

Suggested = tuple[str, str]
"""What is typed, and what it means; "" where the word says it itself."""


def suggestions(around: Surroundings, kind: type, field: FieldKind) -> tuple[Suggested, ...]:
    """The words, none where there is nothing to suggest."""
    if field.kind in {Kind.FIGURE, Kind.AMOUNT}:
        return _ABSENCES
    make = _SUGGESTED.get((kind, field.name))
    return tuple(make(around)) if make else ()


_ABSENCES = tuple((text, "") for text in ABSENCE_WORDS.values())


def _schemes(_around: Surroundings) -> Iterable[Suggested]:
    return ((scheme.reference, "") for scheme in known_schemes())


def _life_cycles(_around: Surroundings) -> Iterable[Suggested]:
    return ((life_cycle.reference, "") for life_cycle in known_life_cycles())


def _stages(around: Surroundings) -> Iterable[Suggested]:
    """The stages of the city's life cycle."""
    record = around.record
    year = around.plan.index.year.get(record.fiscal_year) if isinstance(record, NodeYear) else None
    if year is None or year.life_cycle is None:
        return ()
    try:
        stages = known_life_cycle(year.life_cycle).stages
    except LookupError:
        return ()
    return ((stage.id, stage.name) for stage in stages)


def _axes(around: Surroundings) -> Iterable[Suggested]:
    return ((axis, "") for axis in dict.fromkeys(rating.axis for rating in _ratings(around)))


def _grades(around: Surroundings) -> Iterable[Suggested]:
    return ((grade, "") for grade in dict.fromkeys(rating.grade for rating in _ratings(around)) if grade)


def _ratings(around: Surroundings) -> Iterable[Rating]:
    return (rating for result in around.plan.results for rating in result.ratings)


_SUGGESTED: Mapping[tuple[type, str], Callable[[Surroundings], Iterable[Suggested]]] = MappingProxyType(
    {
        (PlanYear, "scheme"): _schemes,
        (PlanYear, "life_cycle"): _life_cycles,
        (NodeYear, "stage"): _stages,
        (Rating, "axis"): _axes,
        (Rating, "grade"): _grades,
    }
)
