"""From a folder of editions or a plan that was judged to what the file set is made of."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from monosashi import __version__
from monosashi.checks.finding import Review, Waiver
from monosashi.checks.review import review
from monosashi.checks.tokenizer import Tokenizer
from monosashi.core.messages import InvalidInput, message
from monosashi.core.plan import Plan
from monosashi.evaluation.evaluate import evaluate
from monosashi.evaluation.life_cycle_loader import standing_life_cycle
from monosashi.evaluation.scheme_loader import standing_scheme
from monosashi.exchange.file_bytes import bytes_of
from monosashi.exchange.plan_file import read_plan
from monosashi.publishing.auditor.material import Material, Sampling
from monosashi.publishing.contact_details import masked
from monosashi.publishing.editions import Content, Envelope, Link, canonical
from monosashi.publishing.editions_chain import CHAIN
from monosashi.publishing.editions_verification import verify
from monosashi.publishing.output_files import OutputFile


def material_of_plan(
    content: Content,
    *,
    created: date,
    sampling: Sampling,
    tokenizer: Tokenizer | None,
    waivers: tuple[Waiver, ...] = (),
) -> Material:
    """What a plan file gives: no editions, no chain."""
    found = _review(content, created, tokenizer, None, waivers)
    return Material(content, found, created, __version__, sampling)


def material_of_editions(
    folder: Path,
    *,
    number: int | None,
    fiscal_year: int | None,
    created: date,
    sampling: Sampling,
    tokenizer: Tokenizer | None,
) -> Material:
    """What one edition of a folder gives: that with the number, else the newest of the year, else the newest.

    Raises InvalidInput where the folder is not whole or has no such edition.
    """
    found = verify(folder)
    if found.problems:
        raise InvalidInput(found.problems)
    link = _chosen(found.links, folder, number, fiscal_year)
    envelope = _envelope(folder, link)
    content = content_of(envelope)
    earlier = _year_before(found.links, link, folder)
    reviewed = _review(content, created, tokenizer, earlier, ())
    material = Material(content, reviewed, created, __version__, sampling, envelope, found.links)
    return replace(material, copies=_copies(folder, found.links))


def content_of(envelope: Envelope) -> Content:
    """The plan of an edition, judged by the scheme and life cycle that it froze. The edition must have been verified."""
    plan = read_plan(canonical(envelope["plan"]))
    scheme = standing_scheme(envelope["scheme"], "scheme")
    frozen = envelope["life_cycle"]
    life_cycle = None if frozen is None else standing_life_cycle(frozen, "life_cycle")
    return Content(plan, scheme, life_cycle, evaluate(plan, envelope["fiscal_year"], scheme, life_cycle))


def _review(
    content: Content, today: date, tokenizer: Tokenizer | None, previous: Plan | None, waivers: tuple[Waiver, ...]
) -> Review:
    return review(
        content.plan,
        content.evaluation.fiscal_year,
        today=today,
        previous=previous,
        waivers=waivers,
        evaluation=content.evaluation,
        scheme=content.scheme,
        tokenizer=tokenizer,
    )


def _chosen(links: tuple[Link, ...], folder: Path, number: int | None, fiscal_year: int | None) -> Link:
    standing = [link for link in links if link.withdrawn is None]
    wanted = [link for link in standing if number in (None, link.number) and fiscal_year in (None, link.fiscal_year)]
    if wanted:
        return wanted[-1]
    known = tuple(message("auditor.edition", number=link.number, label=link.label) for link in standing) or None
    raise InvalidInput.of(str(folder), message("auditor.no_such_edition"), message("auditor.editions_are", known=known))


def _year_before(links: tuple[Link, ...], link: Link, folder: Path) -> Plan | None:
    """The plan as it stood in the newest edition of the year before, None where there is none."""
    before = [each for each in links if each.fiscal_year == link.fiscal_year - 1 and each.withdrawn is None]
    return read_plan(canonical(_envelope(folder, before[-1])["plan"])) if before else None


def _envelope(folder: Path, link: Link) -> Envelope:
    envelope: Envelope = json.loads(bytes_of(folder / link.file))
    return envelope


def _copies(folder: Path, links: tuple[Link, ...]) -> tuple[OutputFile, ...]:
    """The chain and its files, byte for byte. One that holds a mail address or a mobile number stays in the house."""
    files = (OutputFile(name, bytes_of(folder / name)) for name in (CHAIN, *(link.file for link in links)))
    return tuple(file for file in files if not _holds_contacts(file.raw))


def _holds_contacts(raw: bytes) -> bool:
    text = raw.decode("utf-8", "replace")
    return masked(text) != text
