"""Words that people probably want to type, offered beside a cell that takes any."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from monosashi.core.plan import PlanYear
from monosashi.core.results import NodeYear, Rating
from monosashi.core.tree import Succession
from monosashi.evaluation.known import known_life_cycles, known_schemes
from monosashi.office.plans.forms.fields import FieldKind, Kind
from monosashi.office.plans.forms.known_words import axes, grades, scheme_of, stages
from monosashi.office.plans.forms.surroundings import Surroundings
from monosashi.office.plans.forms.texts import ABSENCE_WORDS
from monosashi.office.plans.year.sentences import voice_of

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
    return ((scheme.reference, voice_of(scheme)(scheme.title)) for scheme in known_schemes())


def _life_cycles(_around: Surroundings) -> Iterable[Suggested]:
    return ((cycle.reference, voice_of(cycle)(cycle.title)) for cycle in known_life_cycles())


def _stages(around: Surroundings) -> Iterable[Suggested]:
    """The stages of the city's life cycle."""
    return ((stage.id, stage.name) for stage in stages(around))


def _axes(around: Surroundings) -> Iterable[Suggested]:
    """Those of the year's scheme; where it has none, those on which anybody has graded."""
    return ((axis, "") for axis in axes(around) or dict.fromkeys(rating.axis for rating in _ratings(around)))


def _grades(around: Surroundings) -> Iterable[Suggested]:
    """Those of the year's scheme with what they mean; where it has none, those that anybody has given."""
    scheme = scheme_of(around)
    say = voice_of(scheme)
    known = {entry.grade: say(entry.text) for entry in grades(around)}
    return (known or dict.fromkeys((rating.grade for rating in _ratings(around) if rating.grade), "")).items()


def _ratings(around: Surroundings) -> Iterable[Rating]:
    return (rating for result in around.plan.results for rating in result.ratings)


def _predecessors(around: Surroundings) -> Iterable[Suggested]:
    """Those of the record's own level, by name."""
    labels, level = around.relatives(), getattr(around.record, "level", None)
    return ((labels[each.id], "") for each in around.alike() if getattr(each, "level", None) == level)


_SUGGESTED: Mapping[tuple[type, str], Callable[[Surroundings], Iterable[Suggested]]] = MappingProxyType(
    {
        (PlanYear, "scheme"): _schemes,
        (PlanYear, "life_cycle"): _life_cycles,
        (NodeYear, "stage"): _stages,
        (Rating, "axis"): _axes,
        (Rating, "grade"): _grades,
        (Succession, "predecessor"): _predecessors,
    }
)
