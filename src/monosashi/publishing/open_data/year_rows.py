"""Rows of the tables that the evaluation of an edition makes, without the columns that all tables begin with."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from monosashi.core.plan import of_year
from monosashi.core.results import Rater, Rating
from monosashi.evaluation.outcomes import own_rating
from monosashi.exchange.numbers import read_value
from monosashi.publishing.open_data.cells import Cell, figure
from monosashi.publishing.public_editions import PublicEdition, PublicFolder

Row = tuple[Cell, ...]
Rows = Iterator[Row]
Data = dict[str, Any]


def edition_rows(folder: PublicFolder) -> Rows:
    """Each edition of the chain, with its number; of a withdrawn one only that it was, and why."""
    newest = {edition.link.number for edition in folder.of_each_year}
    standing = {edition.link.number: edition for edition in folder.editions}
    for link in folder.links:
        edition, gone = standing.get(link.number), link.withdrawn
        head = (link.number, link.label, link.fiscal_year, link.state, link.sha256, link.number in newest)
        why = (gone.withdrawn, gone.reason) if gone else (None, None)
        yield *head, *why, *_of_envelope(edition)


def _of_envelope(edition: PublicEdition | None) -> Row:
    if edition is None:
        return (None,) * 8
    envelope = edition.envelope
    earlier = envelope["earlier_of_year"]
    year = of_year(edition.plan.years, edition.link.fiscal_year)
    chained = (envelope["created"], envelope["previous"], earlier and earlier["number"])
    judged = (envelope["evaluation"]["scheme"], year and year.life_cycle, envelope["software"])
    return *chained, *judged, plan_file(edition), evaluation_file(edition)


def plan_file(edition: PublicEdition) -> str:
    """The plan of an edition in the folder of the open data."""
    return f"editions/{edition.stem}.plan.json"


def evaluation_file(edition: PublicEdition) -> str:
    """What came out of it, with the scheme and the life cycle, in the folder of the open data."""
    return f"editions/{edition.stem}.evaluation.json"


def _grades(edition: PublicEdition) -> Rows:
    year, scheme = edition.link.fiscal_year, edition.envelope["evaluation"]["scheme"]
    for measure in _measures(edition):
        computed = (measure["computed_grade"], measure["computed_points"], measure["standing"], measure["branch"])
        managed = (measure["stage"], measure["managed_by"], _self_grade(edition, measure))
        words = (measure["missing"], *_sentence(measure["explanation"]))
        yield measure["id"], year, edition.state, scheme, *managed, *computed, *words, _reason(measure["excluded"])


def _self_grade(edition: PublicEdition, measure: Data) -> Cell:
    """What the department gave the measure itself, on the axis that the scheme computes. None where it gave nothing there."""
    ratings = (Rating(r["axis"], Rater(r["rater"]), r["grade"], indicator=r["indicator"]) for r in measure["ratings"])
    own = own_rating(ratings, edition.computed_axis(measure))
    return own.grade if own else None


def _grade_steps(edition: PublicEdition) -> Rows:
    year = edition.link.fiscal_year
    for measure in _measures(edition):
        for indicator in _with_components(measure["indicators"]):
            if indicator["verdict"] is not None:
                yield _step(measure["id"], indicator["id"], year, indicator["verdict"])
        yield from (_step(measure["id"], None, year, verdict) for verdict in measure["steps"])
    for node in edition.envelope["evaluation"]["nodes"]:
        yield from (_step(node["id"], None, year, verdict) for verdict in node["steps"])


def _step(node: str, indicator: str | None, year: int, verdict: Data) -> Row:
    came_out = (verdict["standing"], verdict["grade"], verdict["points"], verdict["branch"], verdict["missing"])
    return node, indicator, year, verdict["step"], verdict["axis"], *came_out, *_sentence(verdict["explanation"])


def _indicator_results(edition: PublicEdition) -> Rows:
    for measure in _measures(edition):
        for each in _with_components(measure["indicators"]):
            figures = (part for name in ("baseline", "target", "actual") for part in _figure(each[name]))
            rates = (each["gain"], each["achievement_rate"], each["improvement_rate"])
            head = (each["id"], measure["id"], edition.link.fiscal_year, edition.state)
            yield *head, *figures, each["unit"], *rates, each["direction"], each["direction_declared"]


def _group_totals(edition: PublicEdition) -> Rows:
    summary = edition.envelope["evaluation"]["summary"]
    for group in (*summary["groups"], *filter(None, (summary["total"],))):
        counts = (group["counted"], group["reached"], group["rate_printed"])
        head = (group["node_id"], group["name"], edition.link.fiscal_year, edition.state)
        yield *head, *counts, _reason(group["excluded"])


def _grade_counts(edition: PublicEdition) -> Rows:
    summary = edition.envelope["evaluation"]["summary"]
    for axis, raters in summary["grades"].items():
        for rater, grades in raters.items():
            shares = summary["shares"].get(axis, {}).get(rater, {})
            for grade, count in grades.items():
                yield edition.link.fiscal_year, edition.state, axis, rater, grade, count, shares.get(grade)


def _money_totals(edition: PublicEdition) -> Rows:
    money = edition.envelope["evaluation"]["summary"]["money"]
    amounts = (money["initial"], money["initial_naive"], money["current"], money["spent"], money["labour"])
    rates = (money["execution_of_initial"], money["execution_of_current"])
    yield edition.link.fiscal_year, edition.state, *amounts, *rates, edition.plan.money_unit


def _stage_counts(edition: PublicEdition) -> Rows:
    for stage in edition.envelope["evaluation"]["summary"]["stages"]:
        yield edition.link.fiscal_year, edition.state, stage["stage"], stage["name"], stage["count"]


def _measures(edition: PublicEdition) -> list[Data]:
    measures: list[Data] = edition.envelope["evaluation"]["measures"]
    return measures


def _with_components(indicators: list[Data]) -> Iterator[Data]:
    for indicator in indicators:
        yield indicator
        yield from _with_components(indicator["components"])


def _figure(plain: object) -> tuple[Cell, ...]:
    return figure(None if plain is None else read_value(plain))


def _sentence(sentence: Data) -> tuple[Cell, Cell]:
    return sentence["ja"], sentence["en"]


def _reason(excluded: Data | None) -> Cell:
    return None if excluded is None else excluded["reason"]


YEAR_ROWS: Mapping[str, Callable[[PublicEdition], Rows]] = MappingProxyType(
    {
        made.__name__.removeprefix("_"): made
        for made in (
            *(_grades, _grade_steps, _indicator_results),
            *(_group_totals, _grade_counts, _money_totals, _stage_counts),
        )
    }
)
"""Table -> its rows, of the newest edition of each year."""
