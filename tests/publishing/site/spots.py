"""The spots of a page and the rule of each: what is printed there against what the edition says it must be."""

import re
from collections.abc import Iterator
from decimal import Decimal
from xml.etree import ElementTree as ET

from publishing.site.list_spots import lists
from publishing.site.reading import Fault, Reading, rows
from publishing.site.site_samples import Page
from publishing.site.tracing import (
    AXIS,
    SVG,
    Entry,
    Frozen,
    Numbers,
    amount,
    at_year,
    change,
    figures_in,
    increment,
    level,
    money,
    numbers,
    plain,
    promise,
    signed_figures_in,
    text_of,
    unit_cost,
    years_in,
)


def faults_of(page: Page, frozen: Frozen) -> list[Fault]:
    """Everything on the page that the edition does not say."""
    reading = Reading(page, frozen)
    for section in reading.of_class("indicator"):
        _indicator(reading, section, frozen.indicators[section.get("aria-labelledby", "")[2:]])
    if reading.node:
        _head(reading)
        _programs(reading)
        _two_years(reading)
    lists(reading)
    _rest(reading)
    return reading.faults


def _indicator(reading: Reading, section: ET.Element, indicator: Entry) -> None:
    rules = {
        "series": _series,
        "ruler": _ruler,
        "increments": _increments,
        "components": _components,
        "distance": _distance,
        "increment": _increment,
        "unit-cost": _unit_cost,
    }
    for name, rule in rules.items():
        for element in reading.of_class(name, section):
            rule(reading, element, indicator)
    for table, series in zip(
        reading.of_class("reference", section), indicator.get("reference_series", ()), strict=True
    ):
        for head, (cell,) in rows(table):
            reading.expect(cell, numbers(at_year(series["points"], _year(head))))
    for picture in section.iter(f"{SVG}svg"):
        _picture(reading, picture, indicator)
    own = {*numbers(indicator, reading.frozen.judged(indicator["id"])), *map(abs, _added(indicator))}
    if lost := {*_outside(reading, section)} - own:
        reading.faults.append(("indicator", sorted(lost), "what is told of the indicator"))
    reading.done.add(section)


def _year(text: str) -> int | None:
    return next(iter(years_in(text)), None)


def _series(reading: Reading, table: ET.Element, indicator: Entry) -> None:
    baseline = indicator.get("baseline", {})
    of_a_day = bool(baseline) and "fiscal_year" not in baseline
    for position, (head, (target, actual, difference)) in enumerate(rows(table)):
        year = None if of_a_day and position == 0 else _year(head)
        promised, reached = (
            (None, baseline["value"]) if year is None else (promise(indicator, year), level(indicator, year))
        )
        reading.expect(target, numbers(promised))
        reading.expect(actual, numbers(reached))
        both = plain(promised), plain(at_year(indicator.get("actuals", ()), year))
        reading.expect_signed(difference, None if None in both else both[1] - both[0])  # type: ignore[operator]


def _unmeasured(indicator: Entry, year: int) -> bool:
    return at_year(indicator.get("actuals", ()), year) is None


def _ruler(reading: Reading, table: ET.Element, indicator: Entry) -> None:
    told = reading.frozen.judged(indicator["id"])
    final = told["target"] if plain(told["target"]) is not None else indicator.get("final_target")
    expected = (told["baseline"], told["actual"], at_year(indicator.get("targets", ()), reading.year), final)
    for (_, (cell,)), value in zip(rows(table), expected, strict=True):
        reading.expect(cell, numbers(value), "ruler")


def _increments(reading: Reading, table: ET.Element, indicator: Entry) -> None:
    for head, (added, against) in rows(table):
        year = _year(head)
        assert year is not None, head
        first = _unmeasured(indicator, year)
        reading.expect_signed(added, plain(level(indicator, year)) if first else increment(indicator, year))
        reading.expect_signed(against, _change(table, indicator, year))


def _components(reading: Reading, table: ET.Element, indicator: Entry) -> None:
    for (_, cells), part in zip(rows(table), reading.frozen.parts(indicator["id"]), strict=True):
        baseline = part.get("baseline", {}).get("value")
        target = reading.frozen.judged(part["id"])["target"]
        for cell, value in zip(cells, (baseline, target, at_year(part["actuals"], reading.year)), strict=True):
            reading.expect(cell, numbers(value))


def _distance(reading: Reading, element: ET.Element, indicator: Entry) -> None:
    """Actual and target of the year, how far apart they are, and the achievement rate that was frozen."""
    year, told = reading.year, reading.frozen.judged(indicator["id"])
    actual = at_year(indicator.get("actuals", ()), year)
    final = indicator.get("final_target")
    target = final if plain(final) is not None else at_year(indicator.get("targets", ()), year)
    reached, promised = plain(actual), plain(target)
    rate = numbers(told.get("achievement_rate"))
    answer = reading.page.main.find(".//div[@class='answer-box']//p[@class='distance']") is element
    if reached is None or promised is None or told.get("direction") not in {"increase", "decrease"}:
        reading.expect(element, [*numbers(actual), *numbers(told.get("target")), *rate], "distance")
        return
    left = (promised - reached) * (1 if told["direction"] == "increase" else -1)
    more = [_year_change(reading, indicator)] if answer else rate
    expected = [reached, promised, *([left] if left > 0 else []), *more]
    reading.expect(element, [each for each in expected if each is not None], "distance")


def _increment(reading: Reading, element: ET.Element, indicator: Entry) -> None:
    expected = (increment(indicator, reading.year), _year_change(reading, indicator))
    reading.expect(element, [each for each in expected if each is not None])


def _change(table: ET.Element | None, indicator: Entry, year: int) -> Decimal | None:
    """Told where the table of increments holds the year before, which a baseline of one year's amount can be."""
    held = {_year(head) for head, _ in rows(table)} if table is not None else set()
    return change(indicator, year) if year - 1 in held else None


def _year_change(reading: Reading, indicator: Entry) -> Decimal | None:
    """The change of the page's own year."""
    sections = (each for each in reading.of_class("indicator") if each.get("aria-labelledby") == f"i-{indicator['id']}")
    table = next((table for section in sections for table in reading.of_class("increments", section)), None)
    return _change(table, indicator, reading.year)


def _unit_cost(reading: Reading, element: ET.Element, indicator: Entry) -> None:
    spent = money(reading.frozen, indicator["node"], reading.year, "spent")
    running = indicator.get("accumulation") == "cumulative"
    volume = increment(indicator, reading.year) if running else plain(level(indicator, reading.year))
    expected = (unit_cost(reading.frozen, indicator, reading.year), spent, volume)
    reading.expect(element, [each for each in expected if each is not None] + _ones(element))


def _ones(element: ET.Element) -> Numbers:
    """1人あたり: the unit of which the cost is told."""
    return [Decimal(1)] if "あたり" in text_of(element) else []


def _added(indicator: Entry) -> set[Decimal]:
    """The increments of an indicator and their changes, with their signs."""
    years = [each["fiscal_year"] for each in indicator.get("actuals", ())]
    found = [each for year in years for each in (increment(indicator, year), change(indicator, year))]
    return {each for each in found if each is not None}


def _picture(reading: Reading, picture: ET.Element, indicator: Entry) -> None:
    """Every word of a chart but the marks of its axes."""
    known = {*numbers(indicator, reading.frozen.judged(indicator["id"])), *_added(indicator)}
    for each in picture.iter():
        if each.tag in {f"{SVG}title", f"{SVG}desc"} or (each.tag == f"{SVG}text" and each.get("fill") != AXIS):
            told = signed_figures_in("".join(each.itertext()))
            reading.faults += [
                ("picture", number, "what is told of the indicator") for number in told if number not in known
            ]
    reading.done.add(picture)


def _head(reading: Reading) -> None:
    own = reading.frozen.own(reading.node)
    for element in reading.of_class("distance"):
        if element not in reading.done:
            _distance(reading, element, own[0])
    for figures in reading.of_class("big-figures"):
        *told, spent = figures.iter("dd")
        total = money(reading.frozen, reading.node, reading.year, "spent")
        reading.expect(spent, [] if total is None else [total], "big figures")
        for cell, indicator in zip(told, own[:2], strict=False):
            reading.expect(cell, numbers(at_year(indicator.get("actuals", ()), reading.year)), "big figures")
        if len(told) > len(own[:2]):
            target = own[0].get("final_target")
            promised = target if plain(target) is not None else promise(own[0], reading.year)
            reading.expect(told[-1], numbers(promised), "big figures")


def _stages(table: ET.Element) -> list[str]:
    found = (re.search(r"stage-([a-z-]+)", each.get("class", "")) for each in table.iter("th"))
    return [each[1].replace("-", "_") for each in found if each]


def _programs(reading: Reading) -> None:
    programs = reading.frozen.programs(reading.node)
    yearly = [each for each in reading.of_class("money") if "years" not in each.get("class", "")]
    told = [each for each in programs if any(line["fiscal_year"] == reading.year for line in each["lines"])]
    for table, program in zip((each for each in yearly if each.tag == "table"), told, strict=True):
        _program(reading, table, program)
    several = [each for each in programs if len({line["fiscal_year"] for line in each["lines"]}) > 1]
    for table, program in zip((t for t in reading.of_class("years") if t.tag == "table"), several, strict=True):
        for head, cells in rows(table):
            for cell, stage in zip(cells, _stages(table), strict=True):
                total = amount(program, _year(head) or 0, stage)
                reading.expect(cell, [] if total is None else [total], f"{head} {stage}")
    shared = [each for each in programs if len(each["shares"]) > 1]
    for element, program in zip(reading.of_class("shared-by"), shared, strict=True):
        reading.expect(element, [Decimal(len(program["shares"]))])


def _program(reading: Reading, table: ET.Element, program: Entry) -> None:
    """Rows in the order of the plan: items, then sources, then the total."""
    lines = [line for line in program["lines"] if line["fiscal_year"] == reading.year]
    items = list(dict.fromkeys(line["item"] for line in lines if "item" in line))
    *above, (_, totals) = rows(table)
    for position, (head, cells) in enumerate(above):
        item = items[position] if position < len(items) else None
        for cell, stage in zip(cells, _stages(table), strict=True):
            told = [line for line in lines if line["stage"] == stage and line.get("item") == item]
            mine = told if item is not None else [line for line in told if "source" in line]
            allowed = [numbers(line["amount"]) for line in mine] + ([[]] if item is None or not mine else [])
            if figures_in(text_of(cell)) not in allowed and (figures_in(text_of(cell)) or mine):
                reading.faults.append((f"{head} {stage}", text_of(cell), allowed))
            reading.done.add(cell)
    for cell, stage in zip(totals, _stages(table), strict=True):
        total = amount(program, reading.year, stage)
        reading.expect(cell, [] if total is None else [total], f"total {stage}")


def _two_years(reading: Reading) -> None:
    for table in reading.of_class("two-years"):
        for row in table.iter("tr"):
            kind = row.get("class", "").removeprefix("row-")
            for cell, year in zip(row.iter("td"), (reading.year - 1, reading.year), strict=True) if kind else ():
                expected = _of_year(reading, row, kind, year)
                if expected is not None:
                    reading.expect(cell, expected, f"{kind} {year}")


def _of_year(reading: Reading, row: ET.Element, kind: str, year: int) -> Numbers | None:
    """What one row of 「last year beside this year」 prints for a year; None for rows of words."""
    frozen = reading.frozen
    if kind.startswith("money-"):
        total = money(frozen, reading.node, year, kind.removeprefix("money-").replace("-", "_"))
        return [] if total is None else [total]
    head = text_of(next(row.iter("th")))
    named = [each for each in frozen.own(reading.node) if head.startswith(" ".join(each["name"].split()))]
    if kind not in {"target", "actual", "increment", "unit-cost"}:
        return None
    indicator = max(named, key=lambda each: len(each["name"]))
    made = {"increment": increment(indicator, year), "unit-cost": unit_cost(frozen, indicator, year)}
    if kind in made:
        return [] if made[kind] is None else [made[kind]]  # type: ignore[list-item]
    return numbers(promise(indicator, year) if kind == "target" else level(indicator, year))


def _outside(reading: Reading, element: ET.Element) -> Iterator[Decimal]:
    """The figures of an element outside every spot."""
    if element in reading.done or not isinstance(element.tag, str) or element.get("class") == "cite no-toc":
        return
    yield from figures_in(element.text or "")
    for child in element:
        yield from _outside(reading, child)
        yield from figures_in(child.tail or "")


def _rest(reading: Reading) -> None:
    """What stands outside the spots is printed as the edition has it; a year is one of which the edition speaks."""
    frozen = reading.frozen
    known = frozen.of_measure(reading.node) if "measures/" in reading.page.name and reading.node else frozen.everything
    if lost := {*_outside(reading, reading.page.main)} - known:
        reading.faults.append(("text", sorted(lost), "nothing of this"))
    if strange := years_in(text_of(reading.page.main)) - frozen.years:
        reading.faults.append(("years", sorted(strange), "nothing of these"))
