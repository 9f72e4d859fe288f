"""Editions in the office: rows with the same bytes, hashes and chain as a folder of editions, which they can be taken out as."""

import hashlib
import io
import json
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from monosashi.core.messages import InvalidInput, Problem, message
from monosashi.core.plan import Plan, PlanYear
from monosashi.evaluation.evaluate import evaluate
from monosashi.evaluation.known import UnreadableLifeCycle, UnreadableScheme, known_life_cycle, known_scheme
from monosashi.office.accounts.permissions import Permission, Place, check
from monosashi.office.accounts.standing import Person
from monosashi.office.events.recording import record
from monosashi.office.events.values import Subject
from monosashi.office.plans.models import Edition
from monosashi.office.plans.queries import lock_plan, whole
from monosashi.publishing.editions import Content, Envelope, Link, Withdrawal, canonical, envelope_of, same_substance
from monosashi.publishing.editions_chain import CHAIN, SUFFIX, chain_document
from monosashi.publishing.editions_folder import AlreadyFrozen
from monosashi.publishing.editions_verification import Verification
from monosashi.publishing.editions_verification import verify as verify_folder

_EARLIEST_IN_A_ZIP = (1980, 1, 1, 0, 0, 0)


@transaction.atomic
def freeze(  # noqa: PLR0913 -- of what, under which name, and what it says of the one that it corrects
    *,
    plan_id: str,
    fiscal_year: int,
    label: str,
    by: Person,
    day: date | None = None,
    status: str = "",
    correction: Envelope | None = None,
) -> Edition:
    """Freeze one fiscal year of the plan as it stands as the next edition.

    `status` tells in its file's name how firm it is, "" for the year's state: one of the middle of a year is not the year's.
    `correction` is what it says of an edition that it corrects (`publishing.corrections`), None where it corrects none.

    Raises NotAllowed, NoSuchPlan, AlreadyFrozen, InvalidInput where nothing says by what the year is judged.
    """
    check(by.standing, Permission.FREEZE_EDITION, Place(plan_id))
    row = lock_plan(plan_id)
    content = content_in(whole(plan_id), fiscal_year)
    _refuse_repetition(plan_id, content)
    envelope = envelope_of(
        content, chain_of(plan_id), created=day or timezone.localdate(), label=label, correction=correction
    )
    raw = canonical(envelope)
    edition = Edition.objects.create(
        plan=row,
        number=envelope["number"],
        file=f"{envelope['number']:04d}-{fiscal_year}-{status or envelope['state']}{SUFFIX}",
        sha256=hashlib.sha256(raw).hexdigest(),
        fiscal_year=fiscal_year,
        state=envelope["state"],
        label=envelope["label"],
        revision=row.revision,
        frozen_at=timezone.now(),
        frozen_by=by.actor.id,
        frozen_by_label=by.actor.label,
        document=zlib.compress(raw),
    )
    corrects = {"corrects": correction["corrects"]["number"]} if correction else {}
    record(
        "edition.frozen",
        Subject("edition", f"{plan_id}/{edition.number}", edition.label, plan_id),
        by=by.actor,
        after={"number": edition.number, "sha256": edition.sha256, "revision": row.revision} | corrects,
        why=_reasons_in(correction) if correction else "",
    )
    return edition


def _reasons_in(correction: Envelope) -> str:
    """That for all values, else those of single ones."""
    reasons = dict.fromkeys(str(each["reason"]) for each in correction["errata"])
    return str(correction["reason"]) or " ".join(reasons)


def editions_of(plan_id: str) -> QuerySet[Edition]:
    """The plan's editions, oldest first, without their bytes."""
    return Edition.objects.filter(plan_id=plan_id).defer("document")


def chain_of(plan_id: str) -> tuple[Link, ...]:
    """The editions as links of a chain."""
    return tuple(_link(edition) for edition in editions_of(plan_id))


def bytes_of(edition: Edition) -> bytes:
    """The edition's canonical bytes."""
    return zlib.decompress(bytes(edition.document))


def as_zip(plan_id: str) -> bytes:
    """The editions as a folder that `monosashi verify` reads, in a zip. The same editions give the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in _files(plan_id):
            archive.writestr(zipfile.ZipInfo(name, _EARLIEST_IN_A_ZIP), raw)
    return target.getvalue()


def verify(plan_id: str) -> Verification:
    """Whether the editions are whole: taken out as a folder and looked at as any other. Raises InvalidInput."""
    with taken_out(plan_id) as folder:
        return verify_folder(folder)


@contextmanager
def taken_out(plan_id: str) -> Iterator[Path]:
    """The editions as a folder with its chain, which is gone afterwards. What is written there does not come back."""
    with tempfile.TemporaryDirectory(prefix="monosashi-editions-") as name:
        folder = Path(name)
        for file, raw in _files(plan_id):
            (folder / file).write_bytes(raw)
        yield folder


def _files(plan_id: str) -> Iterator[tuple[str, bytes]]:
    editions = list(Edition.objects.filter(plan_id=plan_id))
    for edition in editions:
        yield edition.file, bytes_of(edition)
    yield CHAIN, canonical(chain_document(tuple(_link(edition) for edition in editions)))


def _link(edition: Edition) -> Link:
    gone = Withdrawal(edition.withdrawn_on, edition.withdrawn_reason, edition.withdrawn_sha256)
    withdrawn = gone if edition.withdrawn_on else None
    return Link(
        edition.number, edition.file, edition.sha256, edition.fiscal_year, edition.state, edition.label, withdrawn
    )


def content_in(plan: Plan, fiscal_year: int) -> Content:
    """A year of the plan, judged. Raises InvalidInput where nothing says by what."""
    year = plan.index.year.get(fiscal_year) or PlanYear(fiscal_year)
    place = f"years/{fiscal_year}/scheme"
    if year.scheme is None:
        raise InvalidInput(
            (Problem(place, None, message("plans.freeze.no_scheme"), message("plans.freeze.no_scheme.remedy")),)
        )
    try:
        scheme = known_scheme(year.scheme)
        life_cycle = known_life_cycle(year.life_cycle) if year.life_cycle else None
    except (UnreadableScheme, UnreadableLifeCycle) as error:
        why, remedy = message("plans.freeze.not_readable"), message("plans.freeze.not_readable.remedy")
        raise InvalidInput((Problem(place, error.reference, why, remedy), *error.problems)) from None
    except LookupError:
        why, remedy = message("plans.form.unknown_rules"), message("plans.freeze.no_scheme.remedy")
        raise InvalidInput.of(place, why, remedy, read=year.scheme) from None
    return Content(plan, scheme, life_cycle, evaluate(plan, fiscal_year, scheme, life_cycle))


def _refuse_repetition(plan_id: str, content: Content) -> None:
    newest = (
        Edition.objects.filter(plan_id=plan_id, fiscal_year=content.evaluation.fiscal_year).order_by("-number").first()
    )
    if newest is not None and same_substance(json.loads(bytes_of(newest)), content):
        raise AlreadyFrozen(_link(newest))
