"""A joint of many rooms most of which have nothing to say: whether they have is asked of all of them in one query."""

from collections.abc import Callable
from functools import cached_property
from typing import Any, Protocol, TypeVar

from django.db.models import QuerySet

from monosashi.office.accounts.written_once import Whether
from monosashi.office.joints import Joint


class Asking(Protocol):
    """Who joins. `asks` makes the query without any row of which it has nothing to say; None: it always has."""

    @property
    def asks(self) -> "Callable[[], QuerySet[Any, Any]] | None":
        """The query, with parameters where the page's own values belong. The same whenever it is called."""


One = TypeVar("One", bound=Asking)


class AskedTogether(Joint[One]):
    """Those who joined. Nobody joins any more once it was asked."""

    def having(self, **told: Any) -> tuple[One, ...]:  # noqa: ANN401 -- whatever a column holds
        """Those who have something to say, with these values for the parameters of their queries. One query."""
        asking = tuple(each for each in self if each.asks is not None)
        has = dict(zip(asking, self._whether(**told), strict=True))
        return tuple(each for each in self if has.get(each, True))

    @cached_property
    def _whether(self) -> Whether:
        return Whether(lambda: tuple(each.asks() for each in self if each.asks is not None))
