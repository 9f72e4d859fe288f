"""The fields that a plan has by its own words: levels, headings of its text, questions, axes and grades of its schemes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from monosashi.core.messages import message
from monosashi.core.plan import Plan
from monosashi.core.results import QuestionKind, Rater
from monosashi.core.tree import Level
from monosashi.evaluation.known import known_scheme
from monosashi.evaluation.scheme import Rated, Scheme
from monosashi.publishing.forms import measure_values as told
from monosashi.publishing.forms.fields import Entry, about_row, of_measure, of_plan
from monosashi.publishing.forms.grade_values import RATERS, answer_to, grade_values, marks_of
from monosashi.publishing.forms.measure_values import MeasureValue
from monosashi.publishing.forms.plan_values import grade_count
from monosashi.publishing.forms.printing import TONGUE
from monosashi.publishing.forms.rows import owned, rows, worded
from monosashi.publishing.site.axes import axes_in_words
from monosashi.wording import word

_CHOSEN = frozenset({QuestionKind.CHOICE, QuestionKind.CHOICES})


def own_fields(plan: Plan) -> Iterator[Entry]:
    """All of them, in the order in which they are listed."""
    for level in plan.levels:
        yield from _of_level(plan, level)
    yield from _prose(plan)
    yield from _questions(plan)
    yield from _grades(plan)


def _of_level(plan: Plan, level: Level) -> Iterator[Entry]:
    """The node of a level that a measure is, is under, or has below it; of one above also what is told of it."""
    about = message("form_fields.at_level", level=level.name)
    yield from of_measure((level.name,), about, told.name_at(level.id), group="level", yearly=False)
    for key, (tell, yearly) in _told_at(plan, level).items() if _is_above(plan, level) else ():
        about = message("form_fields.of_level", level=level.name, field=message(f"form_fields.about.level.{key}"))
        yield from of_measure((owned(level.name, worded(key)),), about, tell, group="level", yearly=yearly)


def _told_at(plan: Plan, level: Level) -> Mapping[str, tuple[MeasureValue, bool]]:
    """What is told of a node of the level, and whether year by year: its number and summary, totals and grades where there are any."""
    values = {
        "level_number": (told.of_node_at(level.id, lambda node: node.number), False),
        "level_summary": (told.of_node_at(level.id, lambda node: node.summary), False),
    }
    if level.grouped:
        values |= {key: (tell, True) for key, tell in told.reached_at(level.id).items()}
    steps = (step for scheme in schemes_of(plan) for step in scheme.steps)
    if any(step.rates is Rated.NODE and step.level == level.id for step in steps):
        values["level_grade"] = (told.grade_at(level.id), True)
    return values


def _is_above(plan: Plan, level: Level) -> bool:
    order = list(plan.levels)
    return any(each.answered for each in order[order.index(level) + 1 :])


def _prose(plan: Plan) -> Iterator[Entry]:
    """The plan's text under each heading, of a measure and of what it is under."""
    headings = dict.fromkeys((node.level, prose.heading) for node in plan.nodes for prose in node.prose)
    for level_id, heading in headings:
        level, tell = plan.index.level[level_id], told.of_node_at(level_id, told.prose_under(heading))
        name = heading if level.answered else owned(level.name, heading)
        about = message("form_fields.under_heading", level=level.name, heading=heading)
        yield from of_measure((name,), about, tell, group="prose", yearly=False)


def _questions(plan: Plan) -> Iterator[Entry]:
    """The city's own questions, by their number and by their text."""
    for number, question in enumerate(plan.questions, start=1):
        names = (worded("question", number=number), question.text)
        about = message("form_fields.answer_to", question=question.text)
        yield from of_measure(names, about, answer_to(question), group="question", yearly=True)
        if question.kind in _CHOSEN:
            with_marks = tuple(owned(name, worded("marks")) for name in names)
            about = message("form_fields.marks_of", question=question.text)
            yield from of_measure(with_marks, about, marks_of(question), group="question", yearly=True)


def _grades(plan: Plan) -> Iterator[Entry]:
    """Grades axis by axis where there are several, and how many measures have each."""
    axes = _axes(plan)
    several = len(axes) > 1
    for axis, words in axes.items() if several else ():
        values = grade_values(axis)
        for row in rows("grade"):
            names = tuple(owned(words, name) for name in row.names)
            about = message("form_fields.of_axis", axis=words, field=about_row("grade", row))
            yield from of_measure(names, about, values[row.key], group="grade", yearly=row.yearly)
    for axis, words in axes.items():
        yield from _grade_counts(plan, axis, words if several else "")


def _grade_counts(plan: Plan, axis: str, words: str) -> Iterator[Entry]:
    """How many measures have each grade of the axis; `words` stand before them where there are several axes."""
    called = {row.key: row.names[0] for row in rows("grade")}
    given = {rating.rater for result in plan.results for rating in result.ratings}
    raters = [rater for rater in RATERS if rater in given | {Rater.SELF, Rater.COMPUTED}]
    for rater, grade in product(raters, _legend(plan, axis)):
        name = worded("count", rater=called[rater.value], grade=grade)
        name = owned(worded("whole"), owned(words, name) if words else name)
        about = message("form_fields.count_of", rater=word(rater), grade=grade)
        yield from of_plan((name,), about, grade_count(rater, axis, grade), group="whole", yearly=True)


def schemes_of(plan: Plan) -> tuple[Scheme, ...]:
    """The schemes that the plan names for its years, as far as they are known here."""
    return tuple(_known(dict.fromkeys(year.scheme for year in plan.years if year.scheme)))


def _known(references: Mapping[str, None]) -> Iterator[Scheme]:
    for reference in references:
        try:
            yield known_scheme(reference)
        except LookupError:
            continue


def _legend(plan: Plan, axis: str) -> tuple[str, ...]:
    entries = (entry for scheme in schemes_of(plan) for entry in scheme.legend)
    return tuple(dict.fromkeys(entry.grade for entry in entries if entry.axis == axis))


@dataclass(frozen=True, slots=True)
class _Graded:
    """A plan with one of its schemes, as the words of axes are found."""

    plan: Plan
    scheme: Mapping[str, Any]
    summary: Mapping[str, Any]


def _axes(plan: Plan) -> Mapping[str, str]:
    """The axes on which measures are graded -> what each is called."""
    stated = dict.fromkeys(r.axis for result in plan.results for r in result.ratings if r.indicator is None)
    found: dict[str, str] = dict.fromkeys(stated, "")
    for scheme in schemes_of(plan):
        words = axes_in_words(_Graded(plan, scheme.data, {"grades": stated}), TONGUE)
        judged = dict.fromkeys(step.axis for step in scheme.steps if step.rates is Rated.MEASURE)
        for axis in (*judged, *stated):
            found[axis] = found.get(axis) or words.get(axis, "")
    return {axis: words or axis for axis, words in found.items()}
