"""What else than money differs from the edition that a settled one follows: what is to be named as wrong, what was."""

from dataclasses import dataclass

from monosashi.office.closing.edition_followed import followed, plan_of_edition, settled_in
from monosashi.office.closing.judging_facts import other_than_money
from monosashi.office.closing.settling import errata_of, judging_facts
from monosashi.office.plans.actions_editions import editions_of
from monosashi.office.plans.queries import whole
from monosashi.office.plans.year.past_states import envelope_of
from monosashi.office.publication.errata_shown import Errata, ShownErratum, errata_in, with_reasons
from monosashi.office.rounds.models import Round
from monosashi.publishing.errata import Erratum

_NOTHING = Errata((), {})


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What else than money would differ in the settled edition from the edition `first` that it follows.

    `judging` counts what judges the year: that has to go back, and nothing can be named before. `revision` is the plan's now, `since`
    that of the edition.
    """

    count: int = 0
    judging: int = 0
    errata: Errata = _NOTHING
    first: int | None = None
    revision: int | None = None
    since: int | None = None

    @property
    def asked(self) -> tuple[Erratum, ...]:
        """The values whose reasons are asked for."""
        return () if self.judging else self.errata.found


@dataclass(frozen=True, slots=True)
class NamedWrong:
    """The values that the settled edition named as wrong in the edition with this number."""

    number: int
    errata: tuple[ShownErratum, ...]


def otherwise_than_money(held: Round) -> Otherwise:
    """Of a round whose year is not settled; nothing where it follows no edition."""
    first = followed(held)
    if first is None or settled_in(held) is not None:
        return Otherwise()
    before, plan = plan_of_edition(held, first), whole(held.plan_id)
    others = other_than_money(before, plan, held.fiscal_year)
    if not others:
        return Otherwise()
    judging = len(judging_facts(before, plan, others, held.fiscal_year))
    errata = errata_of(before, plan, others)
    return Otherwise(len(others), judging, errata, first, plan.revision, before.revision)


def named_wrong(held: Round) -> NamedWrong | None:
    """As the settled edition says it; None where it named none, was withdrawn, or there is none."""
    settled = settled_in(held)
    edition = None if settled is None else editions_of(held.plan_id).filter(number=settled, withdrawn_on="").first()
    correction = envelope_of(edition).get("correction") if edition else None
    if edition is None or correction is None:
        return None
    number, reasons = int(correction["corrects"]["number"]), {e["path"]: e["reason"] for e in correction["errata"]}
    errata = errata_in(plan_of_edition(held, number), plan_of_edition(held, edition.number), reasons)
    return NamedWrong(number, with_reasons(errata, reasons))
