"""What the pages of publication say: the answer in the first line, how far things are, the list of all that was proposed."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from monosashi.core.messages import Message, message
from monosashi.office.jobs.models import Progress
from monosashi.office.jobs.queries import is_working
from monosashi.office.publication.comparing import shown_first
from monosashi.office.publication.models import AuditorSet, Making, Preview, Proposal, YearReport
from monosashi.office.publication.queries import Now, is_there, links_in
from monosashi.office.publication.states import ProposalKind, ProposalState
from monosashi.office.ui.cells import Cell, absence
from monosashi.office.ui.dates import moment_text
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import Column, Filter, ListOf, Option, SortKey, by_number, by_text
from monosashi.office.ui.problem_sentences import told
from monosashi.publishing.editions import Link

TAGS = {
    ProposalState.PROPOSED: "wait",
    ProposalState.CALLED_OFF: "none",
    ProposalState.REFUSED: "stop",
    ProposalState.APPROVED: "wait",
    ProposalState.FAILED: "stop",
    ProposalState.DONE: "done",
}


@dataclass(frozen=True, slots=True)
class Work:
    """How far something is that the worker makes. `percent` None: not told. `stuck`: asked for, and no job has it in hand."""

    state: Making | None
    percent: int | None = None
    stuck: bool = False
    problems: tuple[str, ...] = ()

    @property
    def going_on(self) -> bool:
        """Whether looking again in a moment is worth while."""
        return self.state is Making.ASKED and not self.stuck


def work_of(row: Preview | AuditorSet | YearReport | None) -> Work:
    """How far a preview, file set or report is; state None where nobody asked for it, or its folder is gone."""
    if row is None or (isinstance(row, Preview) and row.state == Making.MADE and not is_there(row)):
        return Work(None)
    if row.state != Making.ASKED:
        return Work(Making(row.state), problems=told(row.problems))
    return Work(Making.ASKED, percent_of(row.job), stuck=not is_working(row.job))


def percent_of(job: UUID | None) -> int | None:
    """How far a job is, None where it said nothing."""
    row = Progress.objects.filter(pk=job).first() if job else None
    return row.done * 100 // row.total if row and row.total else None


def answer(state: Now, published: Proposal | None, going_on: Proposal | None) -> tuple[Message, ...]:
    """What is public and what is on its way, in sentences."""
    return (*_still_public(state, published), _public_now(state, published), *_on_its_way(going_on))


def still_public(state: Now, published: Proposal | None) -> tuple[Link, ...]:
    """The editions that were withdrawn since the site that is public was made."""
    if published is None or published.preview is None:
        return ()
    there = {link.number for link in links_in(published.preview.chain)}
    return tuple(link for link in state.links if link.withdrawn is not None and link.number in there)


def _still_public(state: Now, published: Proposal | None) -> Iterator[Message]:
    labels = tuple(dict.fromkeys(link.label for link in still_public(state, published)))
    if labels and state.standing:
        yield message("publication.answer.withdrawn", labels=labels)
    elif labels:
        yield message("publication.answer.all_withdrawn", labels=labels)


def _public_now(state: Now, published: Proposal | None) -> Message:
    if not state.links:
        return message("publication.answer.no_edition")
    if published is None or published.preview is None or published.done_at is None:
        return message("publication.answer.nothing", count=len(state.standing))
    links = links_in(published.preview.chain)
    label, day = _newest_label(links), moment_text(published.done_at)
    waiting = len({link.number for link in state.standing} - {link.number for link in links})
    if waiting:
        return message("publication.answer.newer", label=label, day=day, count=waiting)
    if still_public(state, published):
        return message("publication.answer.since", label=label, day=day)
    return message("publication.answer.current", label=label, day=day)


def _on_its_way(going_on: Proposal | None) -> tuple[Message, ...]:
    if going_on is None:
        return ()
    what, who = what_of(ProposalKind(going_on.kind)), going_on.proposed_by_label
    if going_on.state == ProposalState.APPROVED and not is_working(going_on.job):
        return (message("publication.on_its_way.stuck", what=what, who=who),)
    return (message(f"publication.on_its_way.{going_on.state}", what=what, who=who),)


def what_of(kind: ProposalKind) -> Message:
    """What is proposed, in a word."""
    return message(f"publication.what.{kind.value}")


def _newest_label(links: tuple[Link, ...]) -> str:
    first = shown_first(links)
    return next((link.label for link in links if link.number == first), "")


def list_of_proposals(plan_id: str) -> ListOf[Proposal]:
    """All that was ever proposed for a plan, with what became of it."""

    def number(row: Proposal) -> Cell:
        where = reverse("publication:proposal", args=(plan_id, row.number))
        called = spoken(message("publication.proposal.number", number=row.number))
        return Cell(called, address=where, note=spoken(ProposalKind(row.kind)))

    return ListOf(
        name=f"{plan_id}-publication",
        caption=message("publication.history.caption"),
        columns=(Column("number", message("publication.column.number"), number, _by_number, head=True), *_COLUMNS),
        filters=(
            Filter("kind", message("publication.column.kind"), _options(ProposalKind), _has_kind),
            Filter("state", message("publication.column.state"), _options(ProposalState), _has_state),
        ),
        words=lambda row: (editions_of(row).text, row.note, row.reason, row.decision_note, row.proposed_by_label),
        empty=message("publication.history.none"),
    )


def editions_of(row: Proposal) -> Cell:
    """Which editions it is about: those that are shown of each year, 速報 and 確定 told apart by their labels."""
    if row.preview is None:
        return Cell(spoken(message("publication.edition_number", number=row.edition)))
    links = links_in(row.preview.chain)
    if not links:
        return absence(message("publication.nothing"))
    newest = {link.fiscal_year: link for link in links}
    labels = [
        spoken(message("publication.edition_named", number=each.number, label=each.label)) for each in newest.values()
    ]
    return Cell("\n".join(labels), note=spoken(message("publication.editions_in_all", count=len(links))))


def hash_of(row: Proposal) -> Cell:
    """The hash of the bundle."""
    return Cell(row.bundle_sha256) if row.bundle_sha256 else absence(message("publication.no_bundle"))


def _options(members: type[ProposalKind] | type[ProposalState]) -> tuple[Option, ...]:
    return tuple(Option(each.value, spoken(each)) for each in members)


def _has_kind(row: Proposal, value: str) -> bool:
    return row.kind == value


def _has_state(row: Proposal, value: str) -> bool:
    return row.state == value


def _by_number(row: Proposal) -> SortKey:
    return by_number(row.number)


def _proposed(row: Proposal) -> Cell:
    return Cell(moment_text(row.proposed_at), note=row.proposed_by_label)


def _decided(row: Proposal) -> Cell:
    if row.decided_at is None:
        return absence(message("publication.not_decided"))
    return Cell(moment_text(row.decided_at), note=row.decided_by_label)


def _done(row: Proposal) -> Cell:
    return Cell(moment_text(row.done_at)) if row.done_at else absence(message("publication.not_done"))


def _why(row: Proposal) -> Cell:
    notes = [each for each in (row.reason, row.note, row.decision_note) if each]
    return Cell("\n".join(notes)) if notes else absence(message("publication.no_note"))


def _state(row: Proposal) -> Cell:
    state = ProposalState(row.state)
    return Cell(spoken(state), tag=TAGS[state])


_COLUMNS: tuple[Column[Proposal], ...] = (
    Column("editions", message("publication.column.editions"), editions_of),
    Column("state", message("publication.column.state"), _state, lambda row: by_text(row.state)),
    Column(
        "proposed", message("publication.column.proposed"), _proposed, lambda row: by_text(row.proposed_at.isoformat())
    ),
    Column("decided", message("publication.column.decided"), _decided),
    Column("done", message("publication.column.done"), _done),
    Column("why", message("publication.column.why"), _why, wide=True),
    Column("hash", message("publication.column.hash"), hash_of, wide=True),
)
