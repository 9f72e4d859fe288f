"""The public editions of a folder as pages read them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from monosashi.publishing.public_editions import PublicEdition, PublicFolder

Outcome = Mapping[str, Any]
"""One part of a frozen evaluation, as `evaluation_document` describes it."""


@dataclass(frozen=True)
class SiteEdition(PublicEdition):
    """One edition with what pages look up in it."""

    @property
    def number(self) -> int:
        """Its place in the chain, from 1."""
        return self.link.number

    @property
    def fiscal_year(self) -> int:
        """The Western year in which the reported fiscal year starts."""
        return self.link.fiscal_year

    @cached_property
    def reported(self) -> bool:
        """Whether anything was told of the year when it was frozen. Of an edition that fixes by what a year will be judged nothing was."""
        actuals = (actual for indicator in self.plan.indicators for actual in indicator.actuals)
        told = self.fiscal_year in self.plan.index.reported_years
        return told or any(actual.fiscal_year == self.fiscal_year for actual in actuals)

    @property
    def told_state(self) -> str:
        """Its state, or `unreported`: 速報 would say that there are figures."""
        return self.state if self.reported else "unreported"

    @property
    def created(self) -> str:
        """The day on which it was frozen, ISO."""
        return str(self.envelope["created"])

    @property
    def summary(self) -> Outcome:
        """The totals of the year."""
        summary: Outcome = self.envelope["evaluation"]["summary"]
        return summary

    @property
    def scheme(self) -> Outcome:
        """The full grading scheme as data."""
        scheme: Outcome = self.envelope["scheme"]
        return scheme

    @property
    def life_cycle(self) -> Outcome | None:
        """The full life cycle as data, None where the city has none."""
        life_cycle: Outcome | None = self.envelope["life_cycle"]
        return life_cycle

    def stage_name(self, stage: str | None) -> str:
        """The name of a life-cycle stage, "" where it has none."""
        stages = (self.life_cycle or {}).get("stages", ())
        return str(next((each["name"] for each in stages if each["id"] == stage), ""))

    @property
    def correction(self) -> Outcome | None:
        """Which edition this one corrects, why, and its 正誤表; None for what is no correction."""
        return self.envelope.get("correction")

    @cached_property
    def outcomes(self) -> Mapping[str, Outcome]:
        """What was frozen of each measure, by its id."""
        return {outcome["id"]: outcome for outcome in self.envelope["evaluation"]["measures"]}

    @cached_property
    def node_outcomes(self) -> Mapping[str, Outcome]:
        """What the scheme said of nodes that are no measures, by id."""
        return {outcome["id"]: outcome for outcome in self.envelope["evaluation"]["nodes"]}

    @cached_property
    def groups(self) -> Mapping[str, Outcome]:
        """N of m by node id."""
        return {group["node_id"]: group for group in self.summary["groups"]}

    @cached_property
    def sources(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """Id of a node, indicator or program -> document and page of each figure of it."""
        found: dict[str, list[tuple[str, str]]] = {}
        for source in self.plan.provenance:
            group, _, rest = source.at.partition("/")
            owner = rest.partition("/")[0]
            found.setdefault(owner.rpartition(".")[0] if group == "results" else owner, []).append(
                (source.document, source.page)
            )
        return {owner: tuple(places) for owner, places in found.items()}


def newest_of_each_year(editions: Sequence[SiteEdition]) -> Mapping[int, SiteEdition]:
    """Fiscal year -> the last edition of it, years in order."""
    newest = {edition.fiscal_year: edition for edition in sorted(editions, key=lambda each: each.number)}
    return dict(sorted(newest.items()))


def site_editions(folder: PublicFolder) -> tuple[SiteEdition, ...]:
    """Every edition that stands, in the order of the chain."""
    return tuple(SiteEdition(edition.link, edition.envelope) for edition in folder.editions)
