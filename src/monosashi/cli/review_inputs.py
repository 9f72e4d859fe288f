"""What a plan review is told besides the plan: settings and waivers beside it, and what was found a year ago."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from monosashi.checks.configuration import Configuration, check_selectors, read_configuration
from monosashi.checks.finding import GRAVITY, Finding, Severity, Waiver
from monosashi.checks.registry import all_rules
from monosashi.core.messages import InvalidInput, message
from monosashi.exchange.file_bytes import bytes_of, text_of
from monosashi.exchange.json_text import parsed
from monosashi.exchange.toml_faults import line_of

SETTINGS, WAIVERS = "check.toml", "waivers.toml"
"""Beside `akita.plan.json` these are `akita.check.toml` and `akita.waivers.toml`."""

Known = frozenset[tuple[str, str, str | None]]
"""Findings by rule, node and indicator: what makes one the same a year later."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a review is to be run."""

    configuration: Configuration
    waivers: tuple[Waiver, ...]


def settings_of(plan: Path, config: str, select: str, ignore: str) -> Settings:
    """The settings beside the plan or in the file named, and what the command line adds. Raises InvalidInput."""
    name = plan.name.removesuffix(".json").removesuffix(".plan")
    settings = _from(Path(config) if config else plan.with_name(f"{name}.{SETTINGS}"), required=bool(config))
    waivers = _from(plan.with_name(f"{name}.{WAIVERS}"), required=False)
    configuration = replace(
        settings.configuration,
        select=_selectors(select, "--select") or settings.configuration.select,
        ignore=(*settings.configuration.ignore, *_selectors(ignore, "--ignore")),
    )
    return Settings(configuration, (*settings.waivers, *waivers.waivers))


def _from(path: Path, *, required: bool) -> Settings:
    if not required and not path.exists():
        return Settings(Configuration(), ())
    try:
        return Settings(*read_configuration(_table(path), all_rules()))
    except InvalidInput as error:
        placed = (replace(problem, place=_placed(path, problem.place)) for problem in error.problems)
        raise InvalidInput(tuple(placed)) from None


def _placed(path: Path, place: str) -> str:
    return place if place == str(path) else f"{path} {place}"


def _table(path: Path) -> Mapping[str, object]:
    text = text_of(bytes_of(path), str(path))
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidInput.of(
            str(path), message("cli.check.not_toml"), message("cli.check.mend_toml"), line=line_of(error)
        ) from None


def _selectors(text: str, place: str) -> tuple[str, ...]:
    selectors = tuple(part.strip() for part in text.split(",") if part.strip())
    if problems := check_selectors(selectors, all_rules(), place):
        raise InvalidInput(problems)
    return selectors


def severity_of(text: str) -> Severity:
    """The lightest severity to show. Raises InvalidInput."""
    if text in set(Severity):
        return Severity(text)
    names = tuple(severity.value for severity in reversed(GRAVITY))
    raise InvalidInput.of(
        "--severity", message("cli.check.unknown_severity"), message("cli.check.severities_are", names=names), read=text
    )


def known_findings(path: Path) -> Known:
    """The findings of an earlier run, as `--format json` printed them. Raises InvalidInput."""
    document = parsed(text_of(bytes_of(path), str(path)), str(path)).document
    findings = document.get("findings") if isinstance(document, dict) else None
    if not isinstance(findings, list) or not all(isinstance(each, dict) and "rule" in each for each in findings):
        raise InvalidInput.of(str(path), message("cli.check.no_findings"), message("cli.check.give_earlier_json"))
    return frozenset((str(f["rule"]), str(f.get("node_id") or ""), f.get("indicator_id")) for f in findings)


def new_ones(findings: Iterable[Finding], known: Known) -> tuple[Finding, ...]:
    """The findings that were not there before."""
    return tuple(f for f in findings if (f.rule, f.node or "", f.indicator) not in known)
