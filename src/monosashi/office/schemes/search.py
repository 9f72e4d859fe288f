"""How the rules are searched by which years are judged: those that come with the system, and the city's own."""

from collections.abc import Iterable, Sequence

from monosashi.core.messages import message
from monosashi.evaluation.known import known_life_cycles, known_schemes
from monosashi.evaluation.life_cycle import LifeCycle
from monosashi.evaluation.scheme import Scheme
from monosashi.office.schemes.shown import legends_of, say_of
from monosashi.office.searching import Asking, Searched, Thing
from monosashi.office.ui.addresses import address_of

_Rule = Scheme | LifeCycle


def _rules(asking: Asking) -> tuple[_Rule, ...]:
    """They belong to no plan."""
    return () if asking.plan else (*known_schemes(), *known_life_cycles())


def _texts(rule: _Rule) -> tuple[str, ...]:
    title = say_of(rule, rule.title)
    if isinstance(rule, LifeCycle):
        return (title, rule.reference, *(stage.name for stage in rule.stages))
    legends = (f"{symbol} {meaning}" for legend in legends_of(rule) for symbol, meaning in legend.symbols)
    return (title, rule.reference, *legends)


def _shown(rules: Sequence[_Rule], asking: Asking) -> Iterable[Thing]:  # noqa: ARG001 -- the page's contract
    for rule in rules:
        page = "schemes:scheme" if isinstance(rule, Scheme) else "schemes:life-cycle"
        yield Thing(say_of(rule, rule.title), address_of(page, rule.reference), rule.reference)


RULES = Searched("rules", message("search.group.rules"), _rules, _texts, _shown)
SEARCHED = (RULES,)
