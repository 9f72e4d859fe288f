"""The editions of a folder as the public may see them: verified first, then passed through the one door."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from monosashi.core.messages import InvalidInput, message
from monosashi.core.plan import Plan
from monosashi.publishing.contact_details import masked
from monosashi.publishing.editions import Envelope, Link, Withdrawal, canonical, plan_in
from monosashi.publishing.editions_chain import SUFFIX, read_json
from monosashi.publishing.editions_verification import verify
from monosashi.publishing.public_fields import PublicEnvelope, public


@dataclass(frozen=True)
class PublicEdition:
    """One edition: its link in the chain and its public part."""

    link: Link
    envelope: PublicEnvelope

    @property
    def stem(self) -> str:
        """What files of the edition are called by: `0002-2024-settled`."""
        return self.link.file.removesuffix(SUFFIX)

    @property
    def state(self) -> str:
        """`provisional` (速報) or `settled` (確定)."""
        return self.link.state

    def computed_axis(self, outcome: Mapping[str, Any]) -> str:
        """The axis of what was computed of a measure: of the scheme's last word, else of the last step that had one, "" for none."""
        steps, final = outcome["steps"], self.envelope["scheme"].get("final")
        last = steps[-1]["axis"] if steps else ""
        return str(next((step["axis"] for step in steps if step["step"] == final), last))

    @cached_property
    def plan_bytes(self) -> bytes:
        """The public part of the plan as a plan file."""
        return canonical(self.envelope["plan"])

    @cached_property
    def plan(self) -> Plan:
        """The public part of the plan."""
        return plan_in(self.envelope)


@dataclass(frozen=True)
class PublicFolder:
    """A folder of editions. `links`: the whole chain, withdrawn ones with their reason; `editions`: those that stand."""

    links: tuple[Link, ...]
    editions: tuple[PublicEdition, ...]

    @property
    def of_each_year(self) -> tuple[PublicEdition, ...]:
        """The last edition of each fiscal year, by year."""
        newest = {edition.link.fiscal_year: edition for edition in self.editions}
        return tuple(edition for _, edition in sorted(newest.items()))

    @property
    def newest(self) -> PublicEdition:
        """The last edition of the newest fiscal year. There must be one."""
        return self.of_each_year[-1]


def public_edition(link: Link, envelope: Envelope) -> PublicEdition:
    """The public part of one edition."""
    return PublicEdition(link, public(envelope))


def read_public_editions(folder: Path) -> PublicFolder:
    """The folder's editions, in the order of the chain. Raises InvalidInput where anything is broken or none stands."""
    found = verify(folder)
    if found.problems:
        raise InvalidInput(found.problems)
    standing = [link for link in found.links if link.withdrawn is None]
    if not standing:
        why, remedy = message("open_data.no_edition"), message("open_data.freeze_first")
        raise InvalidInput.of(str(folder), why, remedy)
    links = tuple(link if link.withdrawn is None else _masked(link, link.withdrawn) for link in found.links)
    return PublicFolder(links, tuple(public_edition(link, _envelope(folder / link.file)) for link in standing))


def _masked(link: Link, withdrawal: Withdrawal) -> Link:
    return replace(link, withdrawn=replace(withdrawal, reason=masked(withdrawal.reason)))


def _envelope(path: Path) -> Envelope:
    envelope = read_json(path)
    if not isinstance(envelope, dict):  # verified above
        raise TypeError(path)
    return envelope
