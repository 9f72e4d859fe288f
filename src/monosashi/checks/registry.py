"""The rules there are. A rule is found by being in a folder of `checks/rules/`."""

import importlib
import pkgutil
from collections.abc import Iterable
from functools import lru_cache

from monosashi.checks import rules
from monosashi.checks.rule import AnyRule


class InvalidRule(ValueError):
    """Two rules with one code or name, or a rule file without exactly one rule. A fault of the software."""


@lru_cache
def all_rules() -> tuple[type[AnyRule], ...]:
    """Every rule of this package, by code. Raises InvalidRule."""
    found = []
    for module in pkgutil.walk_packages(rules.__path__, f"{rules.__name__}."):
        loaded = importlib.import_module(module.name)
        if not module.ispkg:
            found.append(only_rule(module.name, vars(loaded).values()))
    return in_order(found)


def only_rule(module: str, things: Iterable[object]) -> type[AnyRule]:
    """The one rule that a rule file defines. Raises InvalidRule where there is none or a second one."""
    own = [t for t in things if isinstance(t, type) and issubclass(t, AnyRule) and t.__module__ == module]
    if len(own) != 1:
        raise InvalidRule(f"{module}: one rule is one file; found {[rule.__name__ for rule in own]}")
    return own[0]


def in_order(found: Iterable[type[AnyRule]]) -> tuple[type[AnyRule], ...]:
    """Rules by code, each code and each name once. Raises InvalidRule."""
    ordered = tuple(sorted(found, key=lambda rule: rule.code))
    for attribute in ("code", "name"):
        values = [getattr(rule, attribute) for rule in ordered]
        if twice := sorted({value for value in values if values.count(value) > 1}):
            raise InvalidRule(f"{attribute} used twice: {', '.join(twice)}")
    return ordered
