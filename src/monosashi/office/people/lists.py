"""What can be listed, narrowed, sorted and taken away: people and departments, with no more of a person than is needed."""

from collections.abc import Callable, Iterable

from monosashi.core.messages import message
from monosashi.office.accounts.organisation import Tree, Unit
from monosashi.office.accounts.permissions import Role
from monosashi.office.people.days import day_of
from monosashi.office.people.forms import GIVEN_ROLES, full_name
from monosashi.office.people.queries import PersonRow
from monosashi.office.ui.cells import Cell, absence, count
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import Column, Filter, ListOf, Option, by_number, by_text
from monosashi.wording import word


def people_list(tree: Tree, address: str = "") -> ListOf[PersonRow]:
    """Name, number, departments and posts, roles. Mail addresses are not in the list nor in its file.

    `address` begins that of a person's page.
    """
    return ListOf(
        "people",
        message("people.people.caption"),
        (
            *who_columns(tree, address),
            Column("post", message("people.field.post"), _posts, lambda row: by_text(_first_post(row))),
            Column("role", message("people.field.role"), _roles, wide=True),
        ),
        (
            by_department(tree),
            Filter("role", message("people.field.role"), _role_options(), _has_role),
        ),
        words_of(tree),
        message("people.people.empty"),
        keep=("day",),
    )


def who_columns(tree: Tree, address: str) -> tuple[Column[PersonRow], ...]:
    """Who somebody is: name, number, departments. `address` begins that of a person's page."""
    return (
        Column(
            "name",
            message("people.field.name"),
            lambda row: Cell(row.staff.name, address=f"{address}{row.staff.pk}/"),
            lambda row: by_text(row.staff.name),
            head=True,
        ),
        Column(
            "number",
            message("people.field.number"),
            lambda row: Cell(row.staff.username),
            lambda row: by_text(row.staff.username),
        ),
        Column(
            "department",
            message("people.field.department"),
            lambda row: _joined([full_of(posting.department_id, tree) for posting in row.postings], "people.no_post"),
            lambda row: by_text(full_of(row.postings[0].department_id, tree) if row.postings else ""),
            wide=True,
        ),
    )


def by_department(tree: Tree) -> Filter[PersonRow]:
    """Whoever works in a department or below it."""
    return Filter("department", message("people.field.department"), _departments(tree), _works_in(tree))


def words_of(tree: Tree) -> Callable[[PersonRow], Iterable[str]]:
    """In what one searches for people."""
    return lambda row: (row.staff.name, row.staff.username, *(full_of(p.department_id, tree) for p in row.postings))


def departments_list(tree: Tree, counts: dict[str, int] | None) -> ListOf[Unit]:
    """Code, name with what is above, dates, how many work there."""
    return ListOf(
        "departments",
        message("people.departments.caption"),
        (
            Column("code", message("people.field.code"), lambda unit: Cell(unit.code), lambda unit: by_text(unit.code)),
            Column(
                "name", message("people.field.department_name"), lambda unit: Cell(full_name(unit, tree)), head=True
            ),
            Column("from", message("people.field.valid_from"), lambda unit: Cell(day_of(unit.valid_from))),
            Column("to", message("people.field.valid_to"), lambda unit: Cell(day_of(unit.valid_to))),
            Column(
                "people",
                message("people.field.people"),
                lambda unit: (
                    count(counts.get(unit.code, 0)) if counts is not None else absence(message("people.not_told"))
                ),
                lambda unit: by_number((counts or {}).get(unit.code)),
                figures=True,
            ),
        ),
    )


def full_of(code: str, tree: Tree) -> str:
    """The department's name with what is above it."""
    return full_name(tree.units[code], tree)


def _joined(texts: list[str], none: str) -> Cell:
    return Cell(spoken(message("people.listed", texts=tuple(texts)))) if texts else absence(message(none))


def _posts(row: PersonRow) -> Cell:
    texts = [_post(posting.post, concurrent=posting.concurrent) for posting in row.postings]
    return _joined([text for text in texts if text], "people.no_post_name")


def _post(post: str, *, concurrent: bool) -> str:
    return spoken(message("people.concurrent_post", post=post or None)) if concurrent else post


def _first_post(row: PersonRow) -> str:
    return row.postings[0].post if row.postings else ""


def _roles(row: PersonRow) -> Cell:
    return _joined(list(dict.fromkeys(spoken(word(Role(role.role))) for role in row.roles)), "people.reads_only")


def _departments(tree: Tree) -> tuple[Option, ...]:
    return tuple(Option(unit.code, full_name(unit, tree)) for unit in tree.standing)


def _works_in(tree: Tree) -> Callable[[PersonRow, str], bool]:
    reach: dict[str, frozenset[str]] = {}

    def works(row: PersonRow, code: str) -> bool:
        below = reach.setdefault(code, tree.with_all_below(code))
        return any(posting.department_id in below for posting in row.postings)

    return works


def _role_options() -> tuple[Option, ...]:
    return tuple(Option(role.value, spoken(word(role))) for role in GIVEN_ROLES)


def _has_role(row: PersonRow, role: str) -> bool:
    return any(given.role == role for given in row.roles)
