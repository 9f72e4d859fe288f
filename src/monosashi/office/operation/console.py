"""Who acts at the console of the server: nobody's account, every right of an administrator, and named so in the events."""

from monosashi.core.messages import message
from monosashi.office.accounts.models import Staff
from monosashi.office.accounts.permissions import Given, Role, Standing
from monosashi.office.accounts.standing import Person
from monosashi.office.ui.language import spoken


def console() -> Person:
    """Whoever may start commands on the server."""
    standing = Standing(None, (Given(Role.ADMINISTRATOR), Given(Role.COORDINATING_OFFICE)))
    return Person(Staff(name=spoken(message("operation.console"))), standing)
