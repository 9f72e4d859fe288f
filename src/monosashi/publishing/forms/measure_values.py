"""What a form is told of one measure: value by key of the table, in one fiscal year."""

from collections.abc import Callable, Mapping

from monosashi.core.results import NodeYear, opinions_on
from monosashi.core.tree import Milestone, Node, Role
from monosashi.exchange.forms.values import FormValue
from monosashi.publishing.comparison.places import named
from monosashi.publishing.forms.plan_values import printed_rate
from monosashi.publishing.forms.printing import TONGUE, coded, count, lines, listed
from monosashi.publishing.forms.told import OfMeasure
from monosashi.wording.periods import period

MeasureValue = Callable[[OfMeasure, int], FormValue]


def departments(role: Role, *, bureau: bool = False) -> MeasureValue:
    """The departments with this part on the last day of the year, or the bureaus that they are of."""

    def value(measure: OfMeasure, year: int) -> FormValue:
        known = measure.plan.index.department
        found = [known.get(part.department) for part in measure.node.parts_in(year) if part.role is role]
        if bureau:
            found = [known.get(each.parent or "") for each in found if each]
        return listed(dict.fromkeys(each.name for each in found if each))

    return value


def text_of_year(tell: Callable[[NodeYear], str]) -> MeasureValue:
    """Words that somebody wrote for the year."""
    return lambda measure, year: tell(measure.said(year))


def name_at(level: str) -> MeasureValue:
    """The node of this level that the measure is or is under; below it: all of them, one a line, with their marks."""

    def value(measure: OfMeasure, _year: int) -> FormValue:
        if above := measure.above.get(level):
            return above.name
        below = (node for node in measure.plan.index.descendants(measure.node) if node.level == level)
        return lines(" ".join((*node.tags, node.label)) for node in below)

    return value


def of_node_at(level: str, tell: Callable[[Node], str]) -> MeasureValue:
    """What is said of the node of this level that the measure is or is under."""

    def value(measure: OfMeasure, _year: int) -> FormValue:
        above = measure.above.get(level)
        return tell(above) if above else ""

    return value


def reached_at(level: str) -> Mapping[str, MeasureValue]:
    """How many of those below the node of this level reached their target, of how many, and the rate as it is printed."""

    def of_group(measure: OfMeasure, year: int, tell: str) -> FormValue:
        above = measure.above.get(level)
        group = measure.whole.group(above.id, year) if above else None
        if group is None:
            return ""
        if group.excluded is not None:
            return coded(group.excluded.reason)
        if tell == "level_rate":
            return printed_rate(group.rate_printed)
        return count(group.reached if tell == "level_reached" else group.counted)

    return {
        "level_reached": lambda measure, year: of_group(measure, year, "level_reached"),
        "level_counted": lambda measure, year: of_group(measure, year, "level_counted"),
        "level_rate": lambda measure, year: of_group(measure, year, "level_rate"),
    }


def grade_at(level: str) -> MeasureValue:
    """What the scheme gives the node of this level, or in a word why it gives nothing."""

    def value(measure: OfMeasure, year: int) -> FormValue:
        above = measure.above.get(level)
        outcome = measure.whole.node_outcome(above.id, year) if above else None
        last = outcome.verdicts[-1] if outcome else None
        return (last.grade or coded(last.standing)) if last else ""

    return value


def prose_under(heading: str) -> Callable[[Node], str]:
    """What the plan says of a node under a heading."""
    return lambda node: lines(each.text for each in node.prose if each.heading == heading)


def _stage(measure: OfMeasure, year: int) -> str | None:
    outcome = measure.outcome(year)
    return measure.said(year).stage or (outcome.stage if outcome else None)


def _stage_name(measure: OfMeasure, year: int) -> FormValue:
    stage = _stage(measure, year)
    return str(named("stage", stage, measure.plan)) if stage else ""


def _managed_by(measure: OfMeasure, year: int) -> FormValue:
    outcome = measure.outcome(year)
    return coded(measure.said(year).managed_by or (outcome.managed_by if outcome else None))


def _excluded(measure: OfMeasure, year: int) -> FormValue:
    outcome = measure.outcome(year)
    excluded = measure.said(year).excluded or (outcome.excluded if outcome else None)
    return " ".join(filter(None, (coded(excluded.reason), excluded.note))) if excluded else ""


def _opinions(measure: OfMeasure, year: int) -> FormValue:
    found = opinions_on(measure.said(year), measure.plan.municipality.name)
    return lines(TONGUE.say("form_fields.opinion", author=note.author, text=note.text) for note in found)


def _replies(measure: OfMeasure, year: int) -> FormValue:
    return lines(note.reply for note in opinions_on(measure.said(year), measure.plan.municipality.name))


def _remarks(measure: OfMeasure, year: int) -> FormValue:
    city = measure.plan.municipality.name
    return lines(note.text for note in measure.said(year).notes if note.author == city)


def _milestones(measure: OfMeasure, _year: int) -> FormValue:
    return lines(map(_milestone, measure.node.milestones))


def _milestone(milestone: Milestone) -> str:
    due = period(milestone.due)
    if milestone.done is None:
        return TONGUE.say("form_fields.milestone", name=milestone.name, due=due)
    return TONGUE.say("form_fields.milestone_done", name=milestone.name, due=due, done=period(milestone.done))


def _related_plans(measure: OfMeasure, _year: int) -> FormValue:
    wanted = set(measure.node.related_plans)
    return listed(each.name for each in measure.plan.related_plans if each.id in wanted)


MEASURE_VALUES: Mapping[str, MeasureValue] = {
    "number": lambda measure, _: measure.node.number,
    "name": lambda measure, _: measure.node.name,
    "tags": lambda measure, _: listed(measure.node.tags),
    "lead": departments(Role.LEAD),
    "lead_bureau": departments(Role.LEAD, bureau=True),
    "related": departments(Role.RELATED),
    "budget": departments(Role.BUDGET),
    "related_plans": _related_plans,
    "summary": lambda measure, _: measure.node.summary,
    "effect": lambda measure, _: measure.node.effect,
    "milestones": _milestones,
    "stage": lambda measure, year: _stage(measure, year) or "",
    "stage_name": _stage_name,
    "managed_by": _managed_by,
    "execution": lambda measure, year: coded(measure.said(year).execution),
    "result": text_of_year(lambda said: said.result),
    "unmet_reason": text_of_year(lambda said: said.unmet_reason),
    "response": text_of_year(lambda said: said.response),
    "disposition": lambda measure, year: coded(measure.said(year).disposition),
    "next_step": text_of_year(lambda said: said.next_step),
    "excluded": _excluded,
    "opinions": _opinions,
    "replies": _replies,
    "remarks": _remarks,
}
