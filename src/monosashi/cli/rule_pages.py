"""A rule's documentation, made from the rule itself: its docstring, needs, thresholds and sources."""

import inspect
from collections.abc import Callable
from typing import Any

from monosashi.checks.rule import AnyRule
from monosashi.core.messages import Message, message
from monosashi.exchange.numbers import plain_decimal
from monosashi.wording import word

Say = Callable[[Message], str]


def rule_document(rule: type[AnyRule], say: Say) -> dict[str, Any]:
    """A rule as plain data. `title` and `documentation` are Japanese, the language that rules are written in."""
    title, _, body = inspect.cleandoc(rule.__doc__ or "").partition("\n")
    return {
        "rule": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "severity_word": say(word(rule.severity)),
        "scope": rule.scope.value,
        "needs": [need.value for need in rule.needs],
        "thresholds": {
            key: {"default": plain_decimal(each.default), "meaning": each.meaning}
            for key, each in rule.thresholds.items()
        },
        "sources": [{"title": s.title, "page": s.page, "opinion": s.opinion} for s in rule.sources],
        "title": title,
        "documentation": body.strip(),
    }


def rule_page(rule: type[AnyRule], say: Say, *, level: int = 1) -> str:
    """A rule as a page of Markdown, its headings below `level`."""
    document = rule_document(rule, say)
    body = document["documentation"].replace("## ", f"{'#' * (level + 1)} ")
    facts = [
        say(message("cli.rules.severity", severity=document["severity_word"])),
        say(message("cli.rules.scope", scope=say(word(rule.scope)))),
        *([say(message("cli.rules.needs", needs=tuple(document["needs"])))] if document["needs"] else []),
        *(_threshold(key, each, say) for key, each in document["thresholds"].items()),
    ]
    sources = [f"- {_source(source)}" for source in document["sources"]]
    return "\n".join(
        [
            f"{'#' * level} {rule.code} {rule.name}",
            "",
            document["title"],
            "",
            *(f"- {fact}" for fact in facts),
            "",
            body,
            "",
            f"{'#' * (level + 1)} {say(message('cli.rules.sources'))}",
            *sources,
            "",
        ]
    )


def _threshold(key: str, each: dict[str, str], say: Say) -> str:
    return say(message("cli.rules.threshold", key=key, default=each["default"], meaning=each["meaning"]))


def _source(source: dict[str, Any]) -> str:
    page = f"p.{source['page']}" if source["page"] is not None else ""
    return " ".join(part for part in (source["title"], page, source["opinion"]) if part)
