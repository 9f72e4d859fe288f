"""What a finding says in words, in one spelling, for searching: in every language, with the sentences of the rules that judged the year."""

from collections.abc import Iterator

from monosashi.checks.finding import Finding
from monosashi.checks.folding import fold
from monosashi.core.messages import Message
from monosashi.core.plan import Plan
from monosashi.evaluation.known import known_life_cycle, known_scheme
from monosashi.office.plans.year.sentences import Templates, voice_of
from monosashi.wording import LANGUAGES, render

_LONGEST = 2_000
"""Characters of a finding that are searched. One that names every measure of a large plan would be longer than all the others."""


def folded_of(finding: Finding, said: Templates) -> str:
    """Rule, sentence and proposal, a line each and folded. `said` are the sentences of the year's own rules."""
    lines = (finding.rule, *(render(each, to, said) for each in _messages(finding) for to in LANGUAGES))
    return "\n".join(map(fold, lines))[:_LONGEST]


def templates_of(plan: Plan, fiscal_year: int) -> Templates:
    """The sentences of the rules that judge the year; none where it names none that is known."""
    year = plan.index.year.get(fiscal_year)
    try:
        scheme = known_scheme(year.scheme) if year and year.scheme else None
        life_cycle = known_life_cycle(year.life_cycle) if year and year.life_cycle else None
    except LookupError:
        return {}
    return voice_of(scheme, life_cycle).templates


def _messages(finding: Finding) -> Iterator[Message]:
    yield finding.message
    if finding.proposal:
        yield finding.proposal.message
