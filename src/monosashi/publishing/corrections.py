"""Correction and withdrawal of an edition. Neither changes a hash in the chain.

A correction is one edition more, which names the one that it corrects and carries the 正誤表. A withdrawal leaves number, hash,
day and reason.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from monosashi.core.messages import InvalidInput, Problem, message
from monosashi.core.plan import Plan
from monosashi.exchange.file_bytes import bytes_of, save_bytes
from monosashi.exchange.plan_file import read_plan
from monosashi.publishing.editions import Content, Envelope, Link, Withdrawal, canonical, default_label, digest
from monosashi.publishing.editions_chain import (
    CHAIN,
    cannot_write,
    chain_document,
    read_chain,
    read_json,
    tombstone,
)
from monosashi.publishing.editions_folder import Frozen, freeze
from monosashi.publishing.editions_mending import alone_in
from monosashi.publishing.errata import Erratum, errata_between
from monosashi.wording import LANGUAGES, render


def correct(  # noqa: PLR0913 -- what is right now, what it corrects and why, when and under which name
    content: Content,
    folder: Path,
    *,
    corrects: int,
    reason: str,
    reasons: Mapping[str, str] | None = None,
    created: date,
    label: str = "",
) -> Frozen:
    """Write the next edition as the correction of edition number `corrects`, with its 正誤表.

    `reason` is why each value was wrong; `reasons`, by path, say it for single ones. Raises InvalidInput where the edition is
    not in the chain, was withdrawn, is of another plan or year or does not differ, or where a value has no reason; and
    AlreadyFrozen.
    """
    link = link_of(corrects, folder)
    published = _published(link, folder)
    errata = errata_between(_same_plan(published, content, link), content.plan)
    document = correction_document(link, errata, reason, reasons or {})
    named = label or _default_label(content, link)
    return freeze(content, folder, created=created, label=named, correction=document)


def _default_label(content: Content, link: Link) -> str:
    """令和6年度 速報（第1版の訂正）: that it is a correction, and of which edition, in the source language."""
    return render(message("corrections.label", label=default_label(content), number=link.number), LANGUAGES[0])


def withdraw(number: int, folder: Path, *, reason: str, day: date) -> Link:
    """Take an edition back: its file becomes a tombstone. Returns its link as it now stands in the chain.

    Raises InvalidInput where it is not in the chain, has changed, was withdrawn already, or where there is no reason.
    """
    if not reason.strip():
        raise InvalidInput.of(str(folder), message("corrections.no_reason"), message("corrections.give_reason"))
    try:
        with alone_in(folder):
            return _withdrawn(link_of(number, folder), folder, reason.strip(), day)
    except OSError as error:
        raise cannot_write(folder, error) from None


def link_of(number: int, folder: Path) -> Link:
    """The edition with this number, which must stand unchanged in the folder. Raises InvalidInput."""
    chain = read_chain(folder) if folder.is_dir() else ()
    for link in chain:
        if link.number == number:
            _refuse_unfit(link, folder)
            return link
    known = tuple(link.number for link in chain if link.withdrawn is None)
    why = message("corrections.not_in_chain", number=number)
    raise InvalidInput.of(str(folder), why, message("corrections.numbers_are", known=known), read=str(number))


def correction_document(link: Link, errata: tuple[Erratum, ...], reason: str, reasons: Mapping[str, str]) -> Envelope:
    """What a correcting edition says of the one that it corrects. Raises InvalidInput where a value has no reason."""
    _refuse_unreasoned(errata, reason, reasons, link)
    corrects = {"number": link.number, "file": link.file, "label": link.label, "sha256": link.sha256}
    return {"corrects": corrects, "reason": reason.strip(), "errata": _with_reasons(errata, reason, reasons)}


def _refuse_unfit(link: Link, folder: Path) -> None:
    if link.withdrawn is not None:
        why = message("corrections.withdrawn", number=link.number, day=link.withdrawn.withdrawn)
        raise InvalidInput.of(str(folder / link.file), why, message("corrections.choose_standing"))
    if digest(bytes_of(folder / link.file)) != link.sha256:
        raise InvalidInput.of(
            str(folder / link.file), message("publishing.changed_bytes"), message("publishing.restore")
        )


def _published(link: Link, folder: Path) -> Envelope:
    envelope: Any = read_json(folder / link.file)
    return dict(envelope)


def _same_plan(published: Envelope, content: Content, link: Link) -> Plan:
    plan = read_plan(canonical(published["plan"]))
    if plan.id != content.plan.id:
        why = message("corrections.other_plan", number=link.number, plan=plan.name)
        raise InvalidInput.of(link.file, why, message("corrections.same_plan"), read=content.plan.id)
    if link.fiscal_year != content.evaluation.fiscal_year:
        why = message("corrections.other_year", number=link.number, year=link.fiscal_year)
        raise InvalidInput.of(
            link.file, why, message("corrections.same_year"), read=str(content.evaluation.fiscal_year)
        )
    return plan


def _refuse_unreasoned(errata: tuple[Erratum, ...], reason: str, reasons: Mapping[str, str], link: Link) -> None:
    if not errata:
        raise InvalidInput.of(
            link.file,
            message("corrections.nothing_differs", number=link.number),
            message("corrections.mend_plan_first"),
        )
    paths = {erratum.path for erratum in errata}
    problems = [
        Problem(path, None, message("corrections.not_an_erratum"), message("corrections.name_path"))
        for path in reasons
        if path not in paths
    ]
    if not reason.strip():
        problems += [
            Problem(path, None, message("corrections.no_reason"), message("corrections.give_reason"))
            for path in sorted(paths)
            if not reasons.get(path, "").strip()
        ]
    if problems:
        raise InvalidInput(tuple(problems))


def _with_reasons(errata: tuple[Erratum, ...], reason: str, reasons: Mapping[str, str]) -> list[Envelope]:
    return [
        {
            "path": erratum.path,
            "place": {language: render(erratum.place, language) for language in LANGUAGES},
            "wrong": erratum.wrong,
            "right": erratum.right,
            "reason": (reasons.get(erratum.path) or reason).strip(),
        }
        for erratum in errata
    ]


def _withdrawn(link: Link, folder: Path, reason: str, day: date) -> Link:
    """The chain first: a withdrawal that is cut short is finished by the next command, and `verify` says so."""
    raw = tombstone(link, day.isoformat(), reason)
    withdrawn = replace(link, withdrawn=Withdrawal(day.isoformat(), reason, digest(raw)))
    chain = tuple(withdrawn if each.number == link.number else each for each in read_chain(folder))
    save_bytes(canonical(chain_document(chain)), folder / CHAIN)
    save_bytes(raw, folder / link.file)
    return withdrawn
