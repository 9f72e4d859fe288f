"""Whether everything that is kept is what it was: the chain of events, the rows of every plan, revisions, editions."""

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from monosashi.core.messages import InvalidInput, Message, Problem, message
from monosashi.exchange.plan_file import write_plan
from monosashi.office.events.values import Head
from monosashi.office.events.verifying import Verified
from monosashi.office.events.verifying import verify as verify_chain
from monosashi.office.plans.actions_editions import verify as verify_kept
from monosashi.office.plans.models import PlanRow, Revision
from monosashi.office.plans.queries import whole
from monosashi.office.publication.verifying import bundle_problems
from monosashi.publishing.editions_chain import CHAIN
from monosashi.publishing.editions_verification import verify as verify_editions


@dataclass(frozen=True, slots=True)
class Looked:
    """What was looked at. `problems` hold all that is wrong, those of the chain of events first."""

    chain: Verified
    plans: int
    revisions: int
    editions: int
    problems: tuple[Problem, ...]


def verify(expected: Head | None = None) -> Looked:
    """Look at everything. `expected` is a head of the chain of events that was written down elsewhere."""
    chain = verify_chain(expected)
    folders = tuple(_edition_folders(settings.INSTALLATION.home / "editions"))
    problems = [*chain.problems, *_plan_problems(), *_revision_problems()]
    editions = 0
    for folder in folders:
        try:
            found = verify_editions(folder)
        except InvalidInput as error:
            problems += _placed(folder, error.problems)
            continue
        editions += len(found.links)
        problems += _placed(folder, found.problems)
    for plan_id in (
        PlanRow.objects.filter(editions__isnull=False).distinct().order_by("pk").values_list("pk", flat=True)
    ):
        kept = verify_kept(plan_id)
        editions += len(kept.links)
        problems += _placed(Path("plans") / plan_id / "editions", kept.problems)
    problems += bundle_problems()
    return Looked(chain, PlanRow.objects.count(), Revision.objects.count(), editions, tuple(problems))


def _plan_problems() -> Iterator[Problem]:
    for row in PlanRow.objects.only("id", "sha256", "revision").order_by("pk").iterator():
        newest = Revision.objects.filter(plan=row.pk, number=row.revision).values_list("sha256", flat=True).first()
        if newest != row.sha256:
            yield _problem(
                f"plans/{row.pk}", row.sha256, message("operation.verify.revision_differs", number=row.revision)
            )
        try:
            printed = hashlib.sha256(write_plan(whole(row.pk))).hexdigest()
        except InvalidInput as error:
            yield from _placed(Path("plans") / row.pk, error.problems)
            continue
        if printed != row.sha256:
            yield _problem(f"plans/{row.pk}", printed, message("operation.verify.rows_differ", sha256=row.sha256))


def _revision_problems() -> Iterator[Problem]:
    for row in Revision.objects.order_by("plan", "number").iterator(50):
        place = f"plans/{row.plan_id}/revisions/{row.number}"
        try:
            found = hashlib.sha256(zlib.decompress(bytes(row.document))).hexdigest()
        except zlib.error:
            found = ""
        if found != row.sha256:
            yield _problem(place, found, message("operation.verify.document_differs", sha256=row.sha256))


def _edition_folders(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(path.parent for path in folder.rglob(CHAIN))


def _placed(folder: Path, problems: tuple[Problem, ...]) -> Iterator[Problem]:
    for problem in problems:
        yield Problem(f"{folder}/{problem.place}", problem.read, problem.why, problem.remedy, problem.line)


def _problem(place: str, read: str, why: Message) -> Problem:
    return Problem(place, read, why, message("operation.verify.remedy"))
