"""The list of those who have no password of their own yet."""

from datetime import date

from monosashi.core.messages import Message, message
from monosashi.office.accounts.organisation import Tree
from monosashi.office.login.together import OwnPassword, how_far
from monosashi.office.people.days import day_of
from monosashi.office.people.lists import by_department, who_columns, words_of
from monosashi.office.people.queries import PersonRow
from monosashi.office.ui.cells import Cell
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import Column, Filter, ListOf, Option, by_text
from monosashi.wording import word


def list_of_waiting(tree: Tree, address: str) -> ListOf[PersonRow]:
    """Name, number, department, and how far they are. `address` begins that of a person's page."""
    today = tree.day
    return ListOf(
        "first-passwords",
        message("login.together.caption"),
        (
            *who_columns(tree, address),
            Column(
                "state",
                message("login.together.state"),
                lambda row: Cell(spoken(_told(row, today))),
                lambda row: by_text(how_far(row.staff, today)),
            ),
        ),
        (
            by_department(tree),
            Filter(
                "state",
                message("login.together.state"),
                tuple(Option(each.value, spoken(word(each))) for each in OwnPassword),
                lambda row, state: how_far(row.staff, today) == state,
            ),
        ),
        words_of(tree),
        message("login.together.none"),
    )


def _told(row: PersonRow, today: date) -> Message:
    far, until = how_far(row.staff, today), row.staff.password_until
    return message("login.together.until", state=word(far), until=day_of(until)) if until else word(far)
