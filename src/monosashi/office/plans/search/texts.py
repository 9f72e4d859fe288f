"""What of an entry of a plan can be found by searching: its names and texts, folded so that writings do not matter (ＲＰＡ, rpa)."""

from collections.abc import Iterator

from monosashi.checks.folding import fold
from monosashi.core.indicators import Indicator
from monosashi.core.money import BudgetProgram
from monosashi.core.plan import RelatedPlan
from monosashi.core.results import NodeYear, Question
from monosashi.core.tree import Department, Level, Node, Post


def texts_of(entry: object) -> tuple[str, ...]:
    """The texts of one entry, what it is called first. Empty for what holds none (years, provenance)."""
    return tuple(text for text in _texts(entry) if text)


def folded(entry: object) -> str:
    """The texts of one entry in one spelling, a line each."""
    return "\n".join(fold(text) for text in texts_of(entry))


def _texts(entry: object) -> Iterator[str]:
    match entry:
        case Node():
            yield from (entry.name, entry.number, entry.summary, entry.effect, *entry.tags)
            yield from (text for prose in entry.prose for text in (prose.heading, prose.text))
            yield from (milestone.name for milestone in entry.milestones)
        case Indicator():
            yield from (entry.name, entry.computation, entry.rationale, *entry.tags)
            yield from (text for actual in entry.actuals for text in (actual.note, actual.evidence))
        case NodeYear():
            yield from (entry.result, entry.unmet_reason, entry.response, entry.next_step)
            yield from (text for note in entry.notes for text in (note.text, note.reply))
            yield from (answer.text for answer in entry.answers)
        case BudgetProgram():
            yield from (entry.name, entry.part, entry.code)
        case Question():
            yield from (entry.text, *(choice.text for choice in entry.choices))
        case Department() | Post() | RelatedPlan() | Level():
            yield entry.name
