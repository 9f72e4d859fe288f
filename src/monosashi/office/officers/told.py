"""What somebody tells of a kind of officers, of an officer, of a year's renewal: as a form gives it, a row holds it, an event says it."""

from dataclasses import dataclass
from datetime import date

from monosashi.office.entering.told import Told


@dataclass(frozen=True, slots=True)
class KindTold(Told):
    """A kind of officers. Years None: nothing is said of them. `stands_in_for` is the key of another kind, None for none."""

    name: str
    how_many: str
    duties: str = ""
    usual_posts: str = ""
    term_years: int | None = None
    most_years: int | None = None
    rests_on: str = ""
    stands_in_for: int | None = None
    may_be_left_out: bool = False
    position: int = 0
    out_of_use_since: date | None = None


@dataclass(frozen=True, slots=True)
class OfficerTold(Told):
    """An officer. `account` is the name by which they log in; `name` is typed for somebody whom the register does not know: one of both.

    `kind` is a key. `until` None: no last day is told. `shared_with` is a department's code, "" for none.
    """

    kind: int
    since: date
    until: date | None = None
    account: str = ""
    name: str = ""
    post: str = ""
    chosen_by: str = "not_stated"
    shared_with: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class LeftOutTold(Told):
    """That a department places no officer of a kind (its key), and why."""

    kind: int
    since: date
    reason: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Renewed:
    """What becomes of one appointment in the new term: `outcome` is an `OfficerOutcome` and never `open`.

    `follows` is whoever takes over where it is `replaced`; `note` what is said with it, which a year beyond the limit needs.
    """

    appointment: int
    outcome: str
    note: str = ""
    follows: OfficerTold | None = None


@dataclass(frozen=True, slots=True)
class RenewalTold:
    """The officers of a department in a new term, from `since` to `until`. Every appointment that goes on until then is named."""

    since: date
    until: date | None
    each: tuple[Renewed, ...]
