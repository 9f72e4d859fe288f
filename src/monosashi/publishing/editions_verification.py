"""Whether a folder of editions is whole: bytes, hashes, chain, order, and the same grades when judged again."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from monosashi.core.messages import InvalidInput, Message, Problem, message
from monosashi.evaluation.evaluate import evaluate
from monosashi.evaluation.life_cycle_loader import standing_life_cycle
from monosashi.evaluation.scheme_loader import standing_scheme
from monosashi.evaluation.table_reading import NotUsable
from monosashi.exchange.file_bytes import bytes_of
from monosashi.publishing.corrections_verification import correction_notes, correction_problems
from monosashi.publishing.editions import FORMAT, VERSION, Envelope, Link, canonical, digest, in_every_language, plan_in
from monosashi.publishing.editions_chain import (
    CHAIN,
    chain_document,
    continuation,
    read_chain,
    tombstone,
    unlisted_files,
)
from monosashi.publishing.editions_mending import withdrawal_unfinished
from monosashi.publishing.evaluation_document import evaluation_document

_WORDS = frozenset({"explanation", "reason"})
"""Sentences stay as they were frozen; later versions may word them otherwise."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What was looked at and what was found. `problems` in the order of the chain: the first is the first broken link.

    `notes` say which editions were withdrawn and which correct another; they are no problems.
    """

    links: tuple[Link, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Message, ...] = ()


def verify(folder: Path) -> Verification:
    """Look at every edition of the folder. Raises InvalidInput where there is no folder or its chain cannot be read."""
    if not folder.is_dir():
        problem = Problem(str(folder), None, message("publishing.no_folder"), message("publishing.name_folder"))
        raise InvalidInput((problem,))
    chain = read_chain(folder)
    problems = [problem for position in range(len(chain)) for problem in _link_problems(chain, position, folder)]
    found = (*problems, *_bytes_of_chain(chain, folder), *correction_problems(chain, folder), *_unlisted(chain, folder))
    return Verification(chain, found, (*_withdrawn(chain), *correction_notes(chain, folder)))


def _withdrawn(chain: tuple[Link, ...]) -> Iterator[Message]:
    for link in chain:
        if link.withdrawn is not None:
            day, reason = link.withdrawn.withdrawn, link.withdrawn.reason
            yield message("publishing.withdrawn", number=link.number, label=link.label, day=day, reason=reason)


def _bytes_of_chain(chain: tuple[Link, ...], folder: Path) -> Iterator[Problem]:
    """The chain says what it says in canonical bytes and no others."""
    if (folder / CHAIN).exists() and bytes_of(folder / CHAIN) != canonical(chain_document(chain)):
        yield _problem(CHAIN, message("publishing.not_canonical"))


def _unlisted(chain: tuple[Link, ...], folder: Path) -> Iterator[Problem]:
    for name in unlisted_files(chain, folder):
        if continuation(chain, folder / name) is None:
            yield Problem(name, None, message("publishing.unlisted"), message("publishing.remove_unlisted"))
        else:
            yield Problem(name, None, message("publishing.unfinished"), message("publishing.freeze_again"))


def _link_problems(chain: tuple[Link, ...], position: int, folder: Path) -> Iterator[Problem]:
    link = chain[position]
    if link.number != position + 1:
        why = message("publishing.out_of_order", found=link.number, expected=position + 1)
        yield _problem(CHAIN, why, read=link.file)
    path = folder / link.file
    if not path.is_file():
        yield _problem(link.file, message("publishing.missing", number=link.number))
        return
    try:
        raw = bytes_of(path)
    except InvalidInput as error:
        yield from error.problems
        return
    if withdrawal_unfinished(link, raw):
        why, remedy = (
            message("publishing.withdrawal_unfinished", number=link.number),
            message("publishing.freeze_again"),
        )
        yield Problem(link.file, None, why, remedy)
    elif digest(raw) != link.file_sha256:
        yield _problem(link.file, message("publishing.changed_bytes"), read=digest(raw))
    elif link.withdrawn is not None:
        yield from _tombstone_problems(raw, link)
    else:
        yield from _envelope_problems(raw, chain, position)


def _tombstone_problems(raw: bytes, link: Link) -> Iterator[Problem]:
    """The tombstone says just what the chain says."""
    if link.withdrawn and raw != tombstone(link, link.withdrawn.withdrawn, link.withdrawn.reason):
        yield _problem(link.file, message("publishing.tombstone_differs", number=link.number))


def _envelope_problems(raw: bytes, chain: tuple[Link, ...], position: int) -> Iterator[Problem]:
    link = chain[position]
    try:
        envelope = json.loads(raw)
    except (ValueError, RecursionError):
        yield _problem(link.file, message("publishing.not_json"))
        return
    if not isinstance(envelope, dict) or envelope.get("format") != FORMAT:
        yield _problem(link.file, message("publishing.not_an_edition"))
    elif envelope.get("version") != VERSION:
        yield _problem(link.file, message("publishing.newer_version", known=VERSION), read=str(envelope.get("version")))
    else:
        yield from _chain_problems(envelope, raw, chain, position)
        yield from _grade_problems(envelope, link)


def _chain_problems(envelope: Envelope, raw: bytes, chain: tuple[Link, ...], position: int) -> Iterator[Problem]:
    link = chain[position]
    if canonical(envelope) != raw:
        yield _problem(link.file, message("publishing.not_canonical"))
    previous = chain[position - 1] if position else None
    if envelope.get("previous") != (previous.sha256 if previous else None):
        named = previous.file if previous else message("publishing.beginning")
        yield _problem(link.file, message("publishing.broken_link", previous=named), read=str(envelope.get("previous")))
    for name in ("number", "fiscal_year", "state", "label"):
        if envelope.get(name) != getattr(link, name):
            why = message("publishing.chain_differs", name=name, expected=str(getattr(link, name)))
            yield _problem(link.file, why, read=str(envelope.get(name)))


def _grade_problems(envelope: Envelope, link: Link) -> Iterator[Problem]:
    """What comes out now of the plan and scheme in the envelope, held against what stands in it."""
    try:
        fresh = _judged_again(envelope)
    except (InvalidInput, NotUsable) as error:
        first = error.problems[0]
        yield _problem(link.file, message("publishing.unusable_content", place=first.place, why=first.why))
        return
    except (KeyError, TypeError, AttributeError, ValueError):
        yield _problem(link.file, message("publishing.not_an_edition"))
        return
    place = _first_difference(envelope.get("evaluation"), fresh, "evaluation")
    if place is not None:
        yield _problem(link.file, message("publishing.other_grades", place=place))


def _judged_again(envelope: Envelope) -> Envelope:
    plan = plan_in(envelope)
    scheme = standing_scheme(envelope["scheme"], "scheme")
    frozen = envelope["life_cycle"]
    life_cycle = None if frozen is None else standing_life_cycle(frozen, "life_cycle")
    evaluation = evaluate(plan, int(envelope["fiscal_year"]), scheme, life_cycle)
    return evaluation_document(evaluation, in_every_language(scheme, life_cycle))


def _first_difference(frozen: Any, fresh: Any, place: str) -> str | None:  # noqa: ANN401 -- plain data of any shape
    """Where the frozen evaluation says something else than the fresh one, None where nowhere. New fields may be more."""
    if isinstance(frozen, Mapping) and isinstance(fresh, Mapping):
        names = [name for name in frozen if name not in _WORDS]
        found = (_first_difference(frozen[name], fresh.get(name), f"{place}/{name}") for name in names)
        return next((each for each in found if each is not None), None)
    if isinstance(frozen, list) and isinstance(fresh, list) and len(frozen) == len(fresh):
        pairs = enumerate(zip(frozen, fresh, strict=True))
        found = (_first_difference(one, other, f"{place}/{_key(one, at)}") for at, (one, other) in pairs)
        return next((each for each in found if each is not None), None)
    return None if frozen == fresh else place


def _key(entry: object, position: int) -> str:
    named = entry.get("id") or entry.get("node_id") if isinstance(entry, Mapping) else None
    return str(named or position + 1)


def _problem(place: str, why: Message, *, read: str | None = None) -> Problem:
    return Problem(place, read, why, message("publishing.restore"))
