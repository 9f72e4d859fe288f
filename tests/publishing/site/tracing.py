"""Where every figure of a page comes from: a spot with a rule of its own, or words that the edition holds of the same thing.

A spot is an element that says by its class what it prints: a cell of a series, an increment, a unit cost, a sum of money. Its rule
computes from the edition's plain JSON, not by our own code, which figures stand there, and no others may. Everything outside the
spots must stand in the edition as it is printed; on the page of a measure, in what the edition holds of that measure.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, cached_property
from typing import Any
from xml.etree import ElementTree as ET

FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
ERA = {"令和": 2018, "平成": 1988}
YEAR = re.compile(r"(令和|平成)(元|\d+)(?:年度?)?(?:\d+月)?(?:\d+日)?|FY(\d{4})|(?<!\d)(20\d\d)-\d\d-\d\d")
NO_FIGURES = re.compile(r"SHA-256|Excel|Monosashi [\d.]+|[0-9a-f]{16,64}…?|1年間|1年ごと|1回だけ")
"""Digits in our own words."""

SVG = "{http://www.w3.org/2000/svg}"
AXIS = "#4d4d4d"
"""The colour of the marks of an axis, which no plan states."""

Entry = dict[str, Any]
Numbers = list[Decimal]


def figures_in(text: str) -> Numbers:
    """The figures of a text in their order, without its years and days."""
    return list(_figures_in(text))


@cache
def _figures_in(text: str) -> tuple[Decimal, ...]:
    plain = YEAR.sub(" ", NO_FIGURES.sub(" ", unicodedata.normalize("NFKC", text)))
    return tuple(Decimal(found.replace(",", "")) for found in FIGURE.findall(plain))


def signed_figures_in(text: str) -> Numbers:
    """The same with the sign that stands before them: △, or a minus after no letter or figure."""
    plain = YEAR.sub(" ", NO_FIGURES.sub(" ", unicodedata.normalize("NFKC", text)))
    found = re.findall(rf"(△|(?<![\w%])[-−])?({FIGURE.pattern})", plain)
    return [Decimal(number.replace(",", "")) * (-1 if sign else 1) for sign, number in found]


def years_in(text: str) -> set[int]:
    """The years of a text, as Western ones."""
    found = YEAR.findall(unicodedata.normalize("NFKC", text))
    return {
        int(fy or day) if not era else ERA[era] + (1 if number == "元" else int(number))
        for era, number, fy, day in found
    }


def texts_of(held: Any) -> Iterator[str]:
    if isinstance(held, dict | list):
        for value in held.values() if isinstance(held, dict) else held:
            yield from texts_of(value)
    elif held is not None:
        yield str(held)


def numbers(*held: Any) -> Numbers:
    """Every figure that stands in these values; none where they are words, an absence or nothing."""
    return [number for each in held for text in texts_of(each) for number in figures_in(text)]


def text_of(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())


@dataclass(frozen=True)
class Frozen:
    """An edition's JSON with what the rules look up in it."""

    document: Entry

    @property
    def plan(self) -> Entry:
        plan: Entry = self.document["plan"]
        return plan

    @property
    def year(self) -> int:
        return int(self.document["fiscal_year"])

    @cached_property
    def indicators(self) -> dict[str, Entry]:
        return {each["id"]: each for each in self.plan["indicators"]}

    def own(self, node: str) -> list[Entry]:
        """The indicators of a node that are no parts of another."""
        return [each for each in self.plan["indicators"] if each["node"] == node and "part_of" not in each]

    def parts(self, indicator: str) -> list[Entry]:
        return [each for each in self.plan["indicators"] if each.get("part_of") == indicator]

    def programs(self, node: str) -> list[Entry]:
        programs: list[Entry] = self.plan.get("budget_programs", [])
        return [each for each in programs if any(share["node"] == node for share in each["shares"])]

    def outcome(self, node: str) -> Entry:
        measures: list[Entry] = self.document["evaluation"]["measures"]
        return next((each for each in measures if each["id"] == node), {})

    def judged(self, indicator: str) -> Entry:
        """What was frozen of an indicator or of a part of one."""
        told = [each for measure in self.document["evaluation"]["measures"] for each in measure["indicators"]]
        told += [part for each in told for part in each["components"]]
        return next((each for each in told if each["id"] == indicator), {})

    def pages_of(self, node: str) -> Numbers:
        """The pages of the source on which a node itself stands."""
        told = (each.get("page") for each in self.plan.get("provenance", ()) if _owner(each["at"]) == node)
        return numbers(list(dict.fromkeys(each for each in told if each)))

    def stage_name(self, stage: str | None) -> str:
        stages: list[Entry] = (self.document["life_cycle"] or {}).get("stages", [])
        return next((str(each["name"]) for each in stages if each["id"] == stage), "")

    @cached_property
    def everything(self) -> set[Decimal]:
        return set(numbers(self.document))

    def of_measure(self, node: str) -> set[Decimal]:
        """Every figure that the edition holds of one measure, and of what all measures are judged by."""
        ids = {node, *(each["id"] for each in self.plan["nodes"] if node in self._above(each["id"]))}
        indicators = [each for each in self.plan["indicators"] if each["node"] in ids]
        programs = self.programs(node)
        owners = {*ids, *(each["id"] for each in (*indicators, *programs))}
        pages = [each.get("page") for each in self.plan.get("provenance", ()) if _owner(each["at"]) in owners]
        said = [each for each in self.plan.get("results", ()) if each["node"] in ids]
        named = [each["name"] for each in (*self.plan["nodes"], *self.plan.get("departments", ()))]
        same_for_all = [
            self.document["scheme"],
            self.document["life_cycle"],
            self.plan.get("questions"),
            self.plan["name"],
        ]
        head = [self.document["label"], self.plan.get("edition"), self.document["number"], self.plan.get("documents")]
        records = [each for each in self.plan["nodes"] if each["id"] in ids or each["id"] in self._above(node)]
        return set(numbers(indicators, programs, pages, said, named, same_for_all, head, records, self.outcome(node)))

    @cached_property
    def _parents(self) -> dict[str, str | None]:
        return {each["id"]: each.get("parent") for each in self.plan["nodes"]}

    def _above(self, node: str) -> set[str]:
        found = set()
        while (parent := self._parents.get(node)) is not None:
            found.add(parent)
            node = parent
        return found

    @cached_property
    def years(self) -> set[int]:
        """Every year of which the edition speaks, and the one before its own."""
        told = " ".join(texts_of(self.document))
        return {self.year - 1, *years_in(told), *(int(each) for each in re.findall(r"\b(?:19|20)\d\d\b", told))}


@cache
def _owner(at: str) -> str:
    group, _, rest = at.partition("/")
    owner = rest.partition("/")[0]
    return owner.rpartition(".")[0] if group == "results" else owner


def at_year(entries: Iterable[Entry], year: int | None) -> Any:
    """What is told of one year, None where nothing is."""
    return next((each.get("value") for each in entries if each["fiscal_year"] == year), None)


def promise(indicator: Entry, year: int) -> Any:
    """What was promised for a year."""
    if indicator.get("final_year") == year and indicator.get("final_target") is not None:
        return indicator["final_target"]
    return at_year((*indicator.get("targets", ()), *indicator.get("interim_targets", ())), year)


def level(indicator: Entry, year: int) -> Any:
    """The actual of a year, else the baseline where it is of that year."""
    actual = at_year(indicator.get("actuals", ()), year)
    baseline = indicator.get("baseline", {})
    return baseline.get("value") if actual is None and baseline.get("fiscal_year") == year else actual


def plain(value: Any) -> Decimal | None:
    """A figure as a number; None for an absence, words or a range."""
    return Decimal(value) if isinstance(value, str) and re.fullmatch(r"-?\d+(?:\.\d+)?", value) else None


def increment(indicator: Entry, year: int) -> Decimal | None:
    """What a year added to a running total."""
    now, before = plain(level(indicator, year)), plain(level(indicator, year - 1))
    running = indicator.get("accumulation") == "cumulative" and at_year(indicator.get("actuals", ()), year) is not None
    return now - before if running and now is not None and before is not None else None


def change(indicator: Entry, year: int) -> Decimal | None:
    """An increment against that of the year before, in percent. A baseline with nothing before it is its year's increment."""
    now, before = increment(indicator, year), increment(indicator, year - 1)
    if before is None and indicator.get("baseline", {}).get("fiscal_year") == year - 1:
        before = plain(indicator["baseline"]["value"])
    return None if now is None or before is None or before <= 0 else rounded((now - before) * 100 / before, "0.1")


def rounded(number: Decimal, to: str) -> Decimal:
    return number.quantize(Decimal(to), rounding=ROUND_HALF_UP)


def signed(text: str) -> Decimal | None:
    """The only figure of a cell with its sign, None for words."""
    found = figures_in(text)
    assert len(found) < 2, text
    return None if not found else -found[0] if re.search(r"[△\-−]\d", text) else found[0]


def amount(program: Entry, year: int, stage: str) -> Decimal | None:
    """The total of a program: stated, else of its items, else of its sources; 現額 without a statement from what makes it up."""
    lines = [each for each in program["lines"] if (each["fiscal_year"], each["stage"]) == (year, stage)]
    total = [each for each in lines if "item" not in each and "source" not in each]
    found = numbers([each["amount"] for each in total or [each for each in lines if "item" in each] or lines])
    return sum(found, Decimal(0)) if found else None


def money(frozen: Frozen, node: str, year: int, stage: str) -> Decimal | None:
    """The sum of a measure's programs."""
    told = [each for program in frozen.programs(node) if (each := amount(program, year, stage)) is not None]
    return sum(told, Decimal(0)) if told else None


def unit_cost(frozen: Frozen, indicator: Entry, year: int) -> Decimal | None:
    """Yen for one unit of what the year brought."""
    spent = money(frozen, indicator["node"], year, "spent")
    running = indicator.get("accumulation") == "cumulative"
    volume = increment(indicator, year) if running else plain(at_year(indicator.get("actuals", ()), year))
    if not spent or not volume:
        return None
    cost = spent * 1000 / volume
    return rounded(cost, "1" if cost >= 10 else "0.1")
