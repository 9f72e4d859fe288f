"""Rows -> people as the register has them on the day of a list, with what is entered for that day or later beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from monosashi.office.accounts.models import ActingFor, Posting, RoleAssignment, Staff, Transfer
from monosashi.office.accounts.organisation import in_force_on
from monosashi.office.accounts.standing import in_force
from monosashi.office.people.reorganising.work_moved import going_on


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where somebody works, as a file or the register says."""

    department: str
    post: str = ""
    concurrent: bool = False


@dataclass(frozen=True, slots=True)
class Posted:
    """A posting that is in force on the day. `valid_from`, `valid_to` are its first and last day, None without limit."""

    pk: int
    place: Place
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role that does not end before the day. `department` None: in the whole city; `plan` "": in every plan.

    `coming`: it begins later, or with a transfer of the day. Dates are None without limit.
    """

    pk: int
    role: str
    department: str | None
    plan: str
    valid_from: date | None
    valid_to: date | None
    coming: bool


@dataclass(frozen=True, slots=True)
class HeldActing:
    """`who` confirms for an absent person, or (`absent` "") for a vacant post. Both are names. `valid_to` None: without end."""

    who: str
    absent: str
    department: str | None
    post: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is entered for the day of the list or later. `transfer` None: a posting that was entered without one.

    `places` is where it leads, none for somebody who leaves. `of_another`: it is somebody else's, whose role this person takes over.
    """

    day: date
    transfer: int | None
    places: tuple[Place, ...] = ()
    of_another: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """A person as the register has them on the day. `employed`: the account is on and the last day has not passed by then.

    `acting` are those for whom they confirm, and those who confirm for them.
    """

    pk: int
    number: str
    name: str
    email: str
    employed: bool
    posted: tuple[Posted, ...] = ()
    roles: tuple[HeldRole, ...] = ()
    acting: tuple[HeldActing, ...] = ()
    aheads: tuple[Ahead, ...] = ()

    @property
    def places(self) -> tuple[Place, ...]:
        """Where they work on the day, each place once."""
        return tuple(sorted({posted.place for posted in self.posted}))

    @property
    def own_aheads(self) -> tuple[Ahead, ...]:
        """What is entered ahead of where they themselves go."""
        return tuple(ahead for ahead in self.aheads if not ahead.of_another)


def known_on(since: date) -> Mapping[str, Known]:
    """Everybody who has or had an account, by number, as they stand on a day. Eight queries."""
    posted, roles, acting, aheads = _posted(since), _roles(since), _acting(since), _aheads(since)
    return {
        row.username: Known(
            row.pk,
            row.username,
            row.name,
            row.email,
            row.is_active and in_force_on(None, row.last_day, since),
            tuple(posted.get(row.pk, ())),
            tuple(roles.get(row.pk, ())),
            tuple(acting.get(row.pk, ())),
            tuple(aheads.get(row.pk, ())),
        )
        for row in Staff.objects.all()
    }


def _posted(since: date) -> dict[int, list[Posted]]:
    found: dict[int, list[Posted]] = {}
    for row in in_force(Posting.objects.all(), since):
        found.setdefault(row.staff_id, []).append(Posted(row.pk, _place(row), row.valid_from, row.valid_to))
    return found


def _place(row: Posting) -> Place:
    return Place(row.department_id, row.post, row.concurrent)


def _roles(since: date) -> dict[int, list[HeldRole]]:
    found: dict[int, list[HeldRole]] = {}
    for row in going_on(RoleAssignment.objects.select_related("begun_by"), since):
        coming = not in_force_on(row.valid_from, None, since) or (
            row.begun_by is not None and row.begun_by.day >= since
        )
        held = HeldRole(row.pk, row.role, row.department_id, row.plan, row.valid_from, row.valid_to, coming)
        found.setdefault(row.staff_id, []).append(held)
    return found


def _acting(since: date) -> dict[int, list[HeldActing]]:
    found: dict[int, list[HeldActing]] = {}
    for row in going_on(ActingFor.objects.select_related("staff", "absent"), since):
        absent = row.absent.name if row.absent else ""
        held = HeldActing(row.staff.name, absent, row.department_id, row.post, row.valid_from, row.valid_to)
        for person in filter(None, (row.staff_id, row.absent_id)):
            found.setdefault(person, []).append(held)
    return found


def _aheads(since: date) -> dict[int, list[Ahead]]:
    """By person, earliest first: their own transfers, roles that come with another's, postings entered without a transfer."""
    told: list[tuple[int, Ahead]] = []
    transfers = Transfer.objects.filter(day__gte=since, called_off_at=None)
    for transfer in transfers.prefetch_related("postings_begun"):
        places = tuple(sorted(map(_place, transfer.postings_begun.all())))
        told.append((transfer.staff_id, Ahead(transfer.day, transfer.pk, places)))
    taken_over = RoleAssignment.objects.filter(begun_by__in=transfers).exclude(staff=F("begun_by__staff"))
    for staff, day, pk in taken_over.values_list("staff_id", "begun_by__day", "begun_by_id").distinct().order_by("pk"):
        told.append((staff, Ahead(day, pk, of_another=True)))
    alone = Posting.objects.filter(valid_from__gt=since).exclude(begun_by__in=transfers)
    told += [(row.staff_id, Ahead(row.valid_from or since, None, (_place(row),))) for row in alone]
    found: dict[int, list[Ahead]] = {}
    for staff, ahead in sorted(told, key=lambda one: (one[1].day, one[1].transfer or 0)):
        found.setdefault(staff, []).append(ahead)
    return found
