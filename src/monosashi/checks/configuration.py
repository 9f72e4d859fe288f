"""How a city sets the review: which rules, how grave, by which figures, what is waived. A table of TOML, read into values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

from monosashi.checks.finding import Severity, Waiver
from monosashi.checks.rule import AnyRule
from monosashi.core.messages import InvalidInput, Message, Problem, message


@dataclass(frozen=True, slots=True)
class Configuration:
    """The settings of a review. `select` and `ignore` hold rule codes, their beginnings (`TGT`) or names.

    An empty `select` means every rule. `thresholds` are by rule code and key.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=lambda: MappingProxyType({}))
    thresholds: Mapping[str, Mapping[str, Decimal]] = field(default_factory=lambda: MappingProxyType({}))

    def chooses(self, rule: type[AnyRule]) -> bool:
        """Whether the rule is to run."""
        if any(_means(selector, rule) for selector in self.ignore):
            return False
        return not self.select or any(_means(selector, rule) for selector in self.select)


def _means(selector: str, rule: type[AnyRule]) -> bool:
    return rule.name == selector or rule.code.startswith(selector.upper())


def check_selectors(selectors: Iterable[str], rules: Iterable[type[AnyRule]], place: str) -> tuple[Problem, ...]:
    """A problem for each selector that means no rule."""
    every = tuple(rules)
    return tuple(
        _problem(place, selector, "unknown_rule")
        for selector in selectors
        if not any(_means(selector, r) for r in every)
    )


def _problem(place: str, read: object, why: str, **params: str) -> Problem:
    reason: Message = message(f"check_configuration.{why}", **params)
    return Problem(
        place, None if read is None else str(read), reason, message(f"check_configuration.{why}.remedy", **params)
    )


class _Reader:
    """Reads one table, keeping every problem."""

    def __init__(self, rules: Iterable[type[AnyRule]]) -> None:
        self.rule = {rule.code: rule for rule in rules}
        self.problems: list[Problem] = []

    def selectors(self, table: Mapping[str, object], key: str) -> tuple[str, ...]:
        read = table.get(key, [])
        if not isinstance(read, list) or not all(isinstance(each, str) for each in read):
            self.problems.append(_problem(key, read, "not_a_list"))
            return ()
        self.problems += check_selectors(read, self.rule.values(), key)
        return tuple(read)

    def table(self, table: Mapping[str, object], key: str) -> Mapping[str, object]:
        read = table.get(key, {})
        if isinstance(read, dict):
            return read
        self.problems.append(_problem(key, read, "not_a_table"))
        return {}

    def severity(self, code: str, read: object) -> Severity | None:
        if self._known(f"severity/{code}", code) and read in set(Severity):
            return Severity(str(read))
        if code in self.rule:
            self.problems.append(_problem(f"severity/{code}", read, "unknown_severity"))
        return None

    def thresholds(self, code: str, read: object) -> dict[str, Decimal]:
        if not self._known(f"thresholds/{code}", code):
            return {}
        if not isinstance(read, dict):
            self.problems.append(_problem(f"thresholds/{code}", read, "not_a_table"))
            return {}
        found = {key: self._figure(code, key, value) for key, value in read.items()}
        return {key: value for key, value in found.items() if value is not None}

    def _figure(self, code: str, key: str, read: object) -> Decimal | None:
        if key not in self.rule[code].thresholds:
            self.problems.append(_problem(f"thresholds/{code}/{key}", read, "unknown_threshold", rule=code))
            return None
        figure = _decimal(read)
        if figure is None:
            self.problems.append(_problem(f"thresholds/{code}/{key}", read, "not_a_number"))
        return figure

    def waiver(self, number: int, read: object) -> Waiver | None:
        place = f"waivers/{number}"
        if not isinstance(read, dict):
            self.problems.append(_problem(place, read, "not_a_table"))
            return None
        missing = [k for k in ("rule", "place", "reason", "post") if not str(read.get(k, "")).strip()]
        self.problems += [_problem(f"{place}/{key}", None, "missing") for key in missing]
        expires = _date(read.get("expires"))
        if expires is None:
            self.problems.append(_problem(f"{place}/expires", read.get("expires"), "not_a_date"))
        if missing or expires is None or not self._known(f"{place}/rule", str(read["rule"])):
            return None
        return Waiver(str(read["rule"]), str(read["place"]), str(read["reason"]), str(read["post"]), expires)

    def _known(self, place: str, code: str) -> bool:
        if code not in self.rule:
            self.problems.append(_problem(place, code, "unknown_rule"))
        return code in self.rule


def _decimal(read: object) -> Decimal | None:
    if isinstance(read, bool) or not isinstance(read, (int, float, str)):
        return None
    try:
        figure = Decimal(str(read))
    except InvalidOperation:
        return None
    return figure if figure.is_finite() else None


def _date(read: object) -> date | None:
    if isinstance(read, date):
        return read
    try:
        return date.fromisoformat(str(read))
    except ValueError:
        return None


KEYS = ("select", "ignore", "severity", "thresholds", "waivers")


def read_configuration(
    table: Mapping[str, object], rules: Iterable[type[AnyRule]]
) -> tuple[Configuration, tuple[Waiver, ...]]:
    """Settings and waivers from a table (a TOML file beside the plan). Raises InvalidInput with all problems."""
    reader = _Reader(rules)
    reader.problems += [_problem(key, key, "unknown_key") for key in table if key not in KEYS]
    severities = {code: reader.severity(code, read) for code, read in reader.table(table, "severity").items()}
    waivers = table.get("waivers", [])
    if not isinstance(waivers, list):
        reader.problems.append(_problem("waivers", waivers, "not_a_list"))
        waivers = []
    read_waivers = tuple(reader.waiver(number, read) for number, read in enumerate(waivers, start=1))
    configuration = Configuration(
        select=reader.selectors(table, "select"),
        ignore=reader.selectors(table, "ignore"),
        severities={code: severity for code, severity in severities.items() if severity is not None},
        thresholds={c: reader.thresholds(c, read) for c, read in reader.table(table, "thresholds").items()},
    )
    if reader.problems:
        raise InvalidInput(tuple(reader.problems))
    return configuration, tuple(waiver for waiver in read_waivers if waiver is not None)
