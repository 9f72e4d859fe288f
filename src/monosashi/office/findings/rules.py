"""The rules as pages show them. Their documentation is Japanese, the language that rules are written in."""

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from monosashi.checks.finding import Severity, Source
from monosashi.checks.registry import all_rules
from monosashi.checks.rule import AnyRule
from monosashi.core.messages import Message, message
from monosashi.office.ui.language import language

PARTS = ("why", "example", "instead")
"""The parts that every rule's documentation has, in this order."""


@dataclass(frozen=True, slots=True)
class RulePart:
    """One headed part of a rule's documentation: the heading in the language of the page, the text as it is written."""

    heading: Message
    text: str


@dataclass(frozen=True, slots=True)
class ShownSource:
    """A document in which this was looked at, with the opinions and pages of it."""

    title: str
    places: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class ShownRule:
    """A rule. `title` says what it finds; `parts` are why it matters, an example, what to do instead."""

    code: str
    name: str
    title: str
    parts: tuple[RulePart, ...]
    severity: Severity | None
    sources: tuple[Source, ...]

    @property
    def family(self) -> str:
        """The first letters of the code: what the rule is about."""
        return self.code[:3].lower()

    @property
    def documents(self) -> tuple[ShownSource, ...]:
        """The sources, each document once."""
        titles = dict.fromkeys(source.title for source in self.sources)
        return tuple(ShownSource(t, tuple(each for each in self.sources if each.title == t)) for t in titles)

    @property
    def called(self) -> str:
        """What the rule finds, in the language of the page: in English its name, in words."""
        return self.title if language() == "ja" else self.name.replace("-", " ").capitalize()


def rule_of(code: str) -> ShownRule:
    """A rule; one that this version does not know any more has its code alone."""
    return _rules().get(code) or ShownRule(code, code, code, (), None, ())


def is_known(code: str) -> bool:
    """Whether this version has the rule."""
    return code in _rules()


@cache
def _rules() -> dict[str, ShownRule]:
    return {rule.code: _shown(rule) for rule in all_rules()}


def _shown(rule: type[AnyRule]) -> ShownRule:
    title, _, body = inspect.cleandoc(rule.__doc__ or "").partition("\n")
    return ShownRule(rule.code, rule.name, title.rstrip("。"), tuple(_parts(body)), rule.severity, rule.sources)


def _parts(body: str) -> Iterator[RulePart]:
    for key, part in zip(PARTS, body.split("## ")[1:], strict=True):
        _, _, text = part.partition("\n")
        yield RulePart(message(f"findings.rule.part.{key}"), text.strip())
