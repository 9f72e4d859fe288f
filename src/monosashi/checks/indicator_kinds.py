"""Output or outcome: which of the two an indicator is, inferred from its name, unit and how it is counted.

An output (活動指標) says how much the city did or whom it reached; an outcome (成果指標) says what became better for people.
Where the city declares the kind, the declaration counts; the inference only says what the words look like, and how sure.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from monosashi.checks.folding import fold
from monosashi.checks.word_lists import word_list
from monosashi.core.indicators import Indicator, IndicatorKind


class Certainty(StrEnum):
    """How sure an inference is."""

    CERTAIN = "certain"
    LIKELY = "likely"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class KindGuess:
    """What an indicator looks like. `kind` is UNDECLARED where nothing tells; `words` are those that it rests on."""

    kind: IndicatorKind
    certainty: Certainty
    words: tuple[str, ...] = ()

    @property
    def is_output(self) -> bool:
        """Whether it is an output, certainly or likely."""
        return self.kind is IndicatorKind.OUTPUT and self.certainty is not Certainty.UNSURE

    @property
    def is_outcome(self) -> bool:
        """Whether it is an outcome, certainly or likely."""
        return self.kind is IndicatorKind.OUTCOME and self.certainty is not Certainty.UNSURE


_MEANS = re.compile(r"で(?!き)|により|によって|から|ために")
"""After the deed: then the deed is only the means, and something else is counted."""

_UNSURE = KindGuess(IndicatorKind.UNDECLARED, Certainty.UNSURE)


def infer_kind(indicator: Indicator, whole: Indicator | None = None) -> KindGuess:
    """The kind that name, unit and computation look like. A component is named together with its `whole`."""
    name = f"{whole.name} {indicator.name}" if whole else indicator.name
    return infer_from_words(name, indicator.unit, indicator.computation)


def kind_of(indicator: Indicator, whole: Indicator | None = None) -> KindGuess:
    """The declared kind, certain; without one the inferred."""
    if indicator.kind is not IndicatorKind.UNDECLARED:
        return KindGuess(indicator.kind, Certainty.CERTAIN)
    return infer_kind(indicator, whole)


def infer_from_words(name: str, unit: str = "", computation: str = "") -> KindGuess:
    """The kind that the words of an indicator look like. What stands last in Japanese says what is counted."""
    text = fold(name)
    own, changed = _last("own", text), _last("change", text)
    if own and (not changed or own[1] > changed[1]) and not _others_act(text, own[1]):
        return _by_own_doing(text, own, unit)
    if changed:
        return KindGuess(IndicatorKind.OUTCOME, Certainty.CERTAIN, (changed[0],))
    state = _last("state", text)
    if state:
        return KindGuess(IndicatorKind.OUTCOME, Certainty.LIKELY, (state[0],))
    return _by_reach(text, fold(unit), fold(computation))


def _by_own_doing(text: str, own: tuple[str, int], unit: str) -> KindGuess:
    reached = _last("reach", text)
    counted = text[own[1] :]
    if (reached and reached[1] > own[1]) or _MEANS.search(counted) or _is_share_of_others(text, counted, fold(unit)):
        return _by_reach(text, fold(unit), "")
    return KindGuess(IndicatorKind.OUTPUT, Certainty.CERTAIN, (own[0],))


def _is_share_of_others(text: str, counted: str, unit: str) -> bool:
    """A rate counts the own deed only where the deed itself has the rate (整備率) or a rate of doing follows (の達成率)."""
    return _is_rate(text, unit) and not counted.startswith("率") and not _named("done", counted)


def _by_reach(text: str, unit: str, computation: str) -> KindGuess:
    inside = _last("inside", text)
    if inside:
        return KindGuess(IndicatorKind.OUTPUT, Certainty.LIKELY, (inside[0],))
    if _is_rate(text, unit) or "/" in computation:
        return _UNSURE
    found = _last("programme", text) or _last("reach", text)
    if found is None and not _others_act(text):
        found = _last("product", text)
    return KindGuess(IndicatorKind.OUTPUT, Certainty.LIKELY, (found[0],)) if found else _UNSURE


def _others_act(text: str, after: int = 0) -> bool:
    """Whether what is counted are others who act (企業, 世帯), named after the deed, or things they did with the city's work."""
    agent = _last("agent", text)
    return (agent is not None and agent[1] > after) or _named("spontaneous", text)


def _is_rate(text: str, unit: str) -> bool:
    return unit.startswith("%") or text.endswith(("率", "割合"))


def _named(group: str, text: str) -> bool:
    return bool(word_list("naming_words").of_group(group).found_in(text))


def _last(group: str, text: str) -> tuple[str, int] | None:
    return word_list("kind_words").of_group(group).last_in(text)


def effect_clauses(effect: str) -> tuple[tuple[str, str], ...]:
    """What an expected effect promises, clause by clause: the group of its words and the clause, in the city's words."""
    found: dict[str, str] = {}
    for clause in _clauses(effect):
        for group in word_list("effect_words").groups_in_order(clause):
            found.setdefault(group, clause)
    return tuple(found.items())


def _clauses(effect: str) -> Iterable[str]:
    return (clause.strip() for clause in re.split(r"[。、，,\n・]", effect) if clause.strip())
