"""Whether the corrections in a folder of editions are what they say: the edition that each names, and every wrong value."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from monosashi.core.messages import InvalidInput, Message, Problem, message
from monosashi.core.plan import YearState
from monosashi.exchange.file_bytes import bytes_of
from monosashi.exchange.plan_file import read_plan
from monosashi.publishing.editions import Envelope, Link, canonical, digest
from monosashi.publishing.errata import errata_between

_MARK = b'"correction"'


def correction_notes(chain: tuple[Link, ...], folder: Path) -> Iterator[Message]:
    """Which edition corrects which, and in how many places."""
    for link, envelope in _corrections(chain, folder):
        try:
            corrected, errata = envelope["correction"]["corrects"]["number"], envelope["correction"]["errata"]
        except (KeyError, TypeError):
            continue
        yield message("publishing.corrects", number=link.number, corrected=int(corrected), count=len(errata))


def correction_problems(chain: tuple[Link, ...], folder: Path) -> Iterator[Problem]:
    """Every correction that names no edition of the chain, or whose 正誤表 is not what differs between the two.

    A settled edition that corrects the provisional one lists what was wrong in it: amounts that settling changed are none of that.
    """
    for link, envelope in _corrections(chain, folder):
        try:
            yield from _problems(link, envelope, chain, folder)
        except (KeyError, TypeError, AttributeError, ValueError, InvalidInput):
            yield _problem(link, message("publishing.bad_correction"))


def _problems(link: Link, envelope: Envelope, chain: tuple[Link, ...], folder: Path) -> Iterator[Problem]:
    named: Mapping[str, Any] = envelope["correction"]["corrects"]
    corrected = next((each for each in chain if each.number == named["number"] and each.number < link.number), None)
    if corrected is None or named["sha256"] != corrected.sha256 or named["file"] != corrected.file:
        yield _problem(link, message("publishing.corrects_none", number=int(named["number"])))
        return
    raw = bytes_of(folder / corrected.file)
    if digest(raw) != corrected.sha256:
        return  # withdrawn since, or told as changed elsewhere: there is nothing left to hold it against
    before, after = (read_plan(canonical(each["plan"])) for each in (json.loads(raw), envelope))
    differ = [(erratum.path, erratum.wrong, erratum.right) for erratum in errata_between(before, after)]
    listed = [(each["path"], each["wrong"], each["right"]) for each in envelope["correction"]["errata"]]
    settles = link.state == YearState.SETTLED and corrected.state != YearState.SETTLED
    if listed != ([each for each in differ if each in listed] if settles else differ):
        yield _problem(link, message("publishing.errata_differ", number=corrected.number))


def _corrections(chain: tuple[Link, ...], folder: Path) -> Iterator[tuple[Link, Envelope]]:
    """The correcting editions that stand unchanged."""
    for link in chain:
        path = folder / link.file
        if link.withdrawn is not None or not path.is_file():
            continue
        try:
            raw = bytes_of(path)
        except InvalidInput:
            continue
        if _MARK not in raw or digest(raw) != link.sha256:
            continue
        envelope = json.loads(raw)
        if isinstance(envelope, dict) and "correction" in envelope:
            yield link, envelope


def _problem(link: Link, why: Message) -> Problem:
    return Problem(link.file, None, why, message("publishing.restore"))
