"""What the figures in a form mean, before it is saved: the same judgement as of the whole plan, of one measure."""

from dataclasses import dataclass

from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.core.plan import Plan
from monosashi.core.results import NodeYear
from monosashi.core.validation import problems_of
from monosashi.evaluation.evaluate import evaluate_measure
from monosashi.evaluation.known import UnreadableLifeCycle, UnreadableScheme, known_life_cycle, known_scheme
from monosashi.evaluation.outcomes import MeasureOutcome, Verdict
from monosashi.evaluation.scheme import Scheme
from monosashi.office.plans.editing.opened import Opened
from monosashi.office.plans.editing.record import draft
from monosashi.office.plans.reach import Reach
from monosashi.office.plans.year.in_year import in_year, latest_year
from monosashi.office.plans.year.sentences import voice_of
from monosashi.office.ui.cells import GradeMark
from monosashi.publishing.charts.tones import NONE, tone_of


@dataclass(frozen=True, slots=True)
class Judged:
    """One thing that was judged: its name, its grade (None: none was given) and why."""

    name: str
    grade: GradeMark | None
    why: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """A measure as it would be judged. `refusal` says why it cannot be, and then nothing else is there."""

    fiscal_year: int
    measure: Judged | None = None
    indicators: tuple[Judged, ...] = ()
    refusal: Message | None = None

    @property
    def several(self) -> bool:
        """Whether the indicators say more than the measure does."""
        return len(self.indicators) > 1


def year_of(opened: Opened) -> int:
    """The year that is judged: that of the results edited, else the newest with results."""
    record = opened.subject.record
    return record.fiscal_year if isinstance(record, NodeYear) else latest_year(opened.base)


def judged_now(opened: Opened) -> Judgement | None:
    """What the form's figures mean for the measure; None where they belong to no measure or nothing says by what to judge."""
    plan = opened.base
    nodes = Reach(plan, today=timezone.localdate()).nodes_of(opened.subject.collection, opened.subject.key) or ()
    answered = {measure.id for measure in plan.index.measures}
    node = next((node for node in nodes if node in answered), None)
    year = year_of(opened)
    if node is None or (judging := plan.index.year.get(year)) is None or judging.scheme is None:
        return None
    drafted = draft(plan, opened.subject, opened.given, opened.token)
    if drafted.faults or (drafted.changes and problems_of(drafted.after)):
        return Judgement(year, refusal=message("plans.judged.not_readable"))
    try:
        scheme = known_scheme(judging.scheme)
        life_cycle = known_life_cycle(judging.life_cycle) if judging.life_cycle else None
    except (UnreadableScheme, UnreadableLifeCycle) as error:
        return Judgement(year, refusal=message("schemes.not_readable", reference=error.reference))
    except LookupError:
        return Judgement(year, refusal=message("plans.form.unknown_rules"))
    if drafted.after is opened.state.plan:
        now = in_year(opened.state, year)
        return now.once(("judged in its form", node), lambda: _judgement(now.outcome[node], year, scheme, plan, node))
    outcome = evaluate_measure(drafted.after, node, year, scheme, life_cycle)
    return _judgement(outcome, year, scheme, drafted.after, node)


def _judgement(outcome: MeasureOutcome, year: int, scheme: Scheme, plan: Plan, node: str) -> Judgement:
    say = voice_of(scheme, None)
    measure = Judged(plan.index.node[node].name, _mark(outcome.computed, scheme), say(outcome.computed.explanation))
    indicators = tuple(
        Judged(each.name, _mark(each.verdict, scheme), say(each.verdict.explanation))
        for each in outcome.indicators
        if each.verdict is not None
    )
    return Judgement(year, measure, indicators)


def _mark(verdict: Verdict, scheme: Scheme) -> GradeMark | None:
    """How a grade looks; None where the verdict gave none."""
    if verdict.grade is None:
        return None
    of_axis = [entry for entry in scheme.legend if entry.axis == verdict.axis]
    entry = next((each for each in of_axis if each.grade == verdict.grade), None)
    if entry is None:
        return GradeMark(verdict.grade)
    ranks = [each.rank for each in of_axis if each.rank is not None]
    tone = NONE if entry.rank is None else tone_of(entry.rank, max(ranks))
    return GradeMark(verdict.grade, tone.name, voice_of(scheme, None)(entry.text))
