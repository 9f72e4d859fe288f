"""The spots of pages that list: the overview, the lists of measures, the life cycle. Counts are counted again from the edition."""

from collections import Counter
from decimal import Decimal
from xml.etree import ElementTree as ET

from publishing.site.reading import Reading, rows
from publishing.site.tracing import Entry, Frozen, amount, figures_in, money, numbers, rounded, text_of


def lists(reading: Reading) -> None:
    """Answer for every spot of a page that lists."""
    rules = {
        "measures": _listed,
        "groups": _groups,
        "unmet": _unmet,
        "grades-self": _self_grades,
        "grades-computed": _computed_grades,
        "stages": _stages,
    }
    for name, rule in rules.items():
        for table in reading.of_class(name):
            rule(reading, table)
    if not reading.node:
        _whole_money(reading)
    if reading.page.name.endswith("life-cycle/index.html"):
        _life_cycle(reading)


def _measure_of(row: ET.Element) -> str | None:
    links = (each.get("href", "").split("measures/") for each in row.iter("a"))
    return next((link[1].rstrip("/") for link in links if len(link) == 2), None)


def _listed(reading: Reading, table: ET.Element) -> None:
    """The money, the stage and the pages of each row are those of the measure to which it leads."""
    for row in table.iter("tr"):
        node = _measure_of(row)
        if node is None:
            continue
        told = reading.frozen.outcome(node)
        head = next(row.iter("th"))
        reading.expect(head, [*numbers(told["number"], told["name"]), *reading.frozen.pages_of(node)], f"{node} pages")
        cells = list(row.iter("td"))
        if len(cells) in {3, 5}:
            reading.expect(cells[1], numbers(told["stage"], reading.frozen.stage_name(told["stage"])), f"{node} stage")
        amounts = [each for each in cells if each.get("class") == "n"]
        for cell, stage in zip(amounts, ("initial", "spent"), strict=True) if amounts else ():
            total = money(reading.frozen, node, reading.year, stage)
            reading.expect(cell, [] if total is None else [total], f"{node} {stage}")


def _groups(reading: Reading, table: ET.Element) -> None:
    """n of m as frozen, the printed share, and the same in the picture."""
    summary = reading.frozen.document["evaluation"]["summary"]
    told = [*summary["groups"], *([summary["total"]] if summary["total"] else [])]
    for (head, cells), group in zip(rows(table), told, strict=True):
        if group["excluded"]:
            reading.expect(cells[0], numbers(group["excluded"]["note"]), head)
            continue
        expected = [Decimal(group["reached"]), Decimal(group["counted"]), *numbers(group["rate_printed"])]
        for cell, number in zip(cells, expected, strict=False):
            reading.expect(cell, [number], f"{head} of {group['name']}")
        if lost := set(figures_in(text_of(cells[3]))) - {*expected, *numbers(group["name"])}:
            reading.faults.append(("share", sorted(lost), expected))
        reading.done.add(cells[3])


def _unmet(reading: Reading, table: ET.Element) -> None:
    for row in table.iter("tr"):
        node = _measure_of(row)
        if node is None:
            continue
        name, target, actual, _ = row.iter("td")
        told = [each for each in reading.frozen.outcome(node)["indicators"] if _is_named(each, text_of(name))]
        allowed = [(numbers(each["target"]), numbers(each["actual"])) for each in told]
        if (figures_in(text_of(target)), figures_in(text_of(actual))) not in allowed:
            reading.faults.append((f"unmet {node}", (text_of(target), text_of(actual)), allowed))
        reading.done |= {target, actual}


def _is_named(indicator: Entry, printed: str) -> bool:
    return printed.startswith(" ".join(str(indicator["name"]).split()))


def _self_grades(reading: Reading, table: ET.Element) -> None:
    _grades(reading, table, "self")


def _computed_grades(reading: Reading, table: ET.Element) -> None:
    _grades(reading, table, "computed")


def _grades(reading: Reading, table: ET.Element, rater: str) -> None:
    counted = Counter(_grade(each, rater) for each in reading.frozen.document["evaluation"]["measures"])
    for head, (cell,) in rows(table):
        grade = head if head in counted else None
        reading.expect(cell, [Decimal(counted[grade])], f"{rater} {head}")


def _grade(measure: Entry, rater: str) -> str | None:
    if rater == "computed":
        computed: str | None = measure["computed_grade"]
        return computed
    return next(
        (each["grade"] for each in measure["ratings"] if (each["rater"], each["indicator"]) == (rater, None)), None
    )


def _in_stage(frozen: Frozen, stage: str) -> Decimal:
    return Decimal(sum(each["stage"] == stage for each in frozen.document["evaluation"]["measures"]))


def _stages(reading: Reading, table: ET.Element) -> None:
    for head, (cell,) in rows(table):
        reading.expect(cell, [_in_stage(reading.frozen, head.partition(" ")[0])], f"stage {head}")


def _life_cycle(reading: Reading) -> None:
    stages = (reading.frozen.document["life_cycle"] or {}).get("stages", ())
    headings = [each for each in reading.page.main.iter("h2") if each.get("id", "").startswith("stage-")]
    for heading, stage in zip(headings, stages, strict=True):
        expected = [*numbers(stage["id"], stage["name"]), _in_stage(reading.frozen, stage["id"])]
        reading.expect(heading, expected, f"stage {stage['id']}")


def _once(reading: Reading, stage: str) -> Decimal:
    """The sum of all programs, each counted once; what has no 現額 of its own has that of the first budget."""
    found = Decimal(0)
    for program in reading.frozen.plan.get("budget_programs", ()):
        total = amount(program, reading.year, stage)
        if total is None and stage == "current":
            total = amount(program, reading.year, "initial")
        found += total or 0
    return found


def _whole_money(reading: Reading) -> None:
    initial, current, spent = (_once(reading, stage) for stage in ("initial", "current", "spent"))
    for element in reading.of_class("execution"):
        reading.expect(element, [rounded(spent * 100 / initial, "0.1"), rounded(spent * 100 / current, "0.1")])
    for element in reading.of_class("counted-once"):
        nodes = [each["id"] for each in reading.frozen.plan["nodes"]]
        told = [money(reading.frozen, node, reading.year, "initial") or Decimal(0) for node in nodes]
        reading.expect(element, [sum(told, Decimal(0))])
    for figures in reading.of_class("big-figures"):
        for cell, total in zip(figures.iter("dd"), (initial, current, spent), strict=False):
            if figures_in(text_of(cell)) or total:
                reading.expect(cell, [total], "money of the plan")
