"""Paths into a plan: `indicators/i-069/actuals/2024/value`. Entries of a list are named by what they are, never by position.

Provenance, problems and changes all speak this language. A path is field names and keys joined by `/`; inside a key `~` is
written `~0`, `/` is `~1`, and, where a key is made of several fields joined by `.`, a `.` is `~2`. When a list holds the same
key again, the second is `key#2`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from types import MappingProxyType
from typing import TypeVar

from monosashi.core.indicators import Actual, Fraction, Indicator, ReferenceSeries, SeriesPoint, Target
from monosashi.core.messages import Message, message
from monosashi.core.money import BudgetProgram, MoneyLine, Share
from monosashi.core.plan import Document, KeptTarget, Plan, PlanYear, Provenance, RelatedPlan
from monosashi.core.results import Answer, Choice, NodeYear, Note, Question, Rating
from monosashi.core.tree import Department, Level, Milestone, Node, Post, Prose, Responsibility, Succession

KEY_FIELDS: Mapping[type, tuple[str, ...]] = MappingProxyType(
    {
        **dict.fromkeys((Level, Department, Post, RelatedPlan, Document), ("id",)),
        **dict.fromkeys((Node, Milestone, Indicator, BudgetProgram, Question), ("id",)),
        **dict.fromkeys((PlanYear, Target, Actual, Fraction, SeriesPoint), ("fiscal_year",)),
        MoneyLine: ("fiscal_year", "stage", "item", "source"),
        Responsibility: ("department", "role", "valid_from"),
        Rating: ("axis", "rater", "indicator"),
        Answer: ("question",),
        NodeYear: ("node", "fiscal_year"),
        Share: ("node",),
        Provenance: ("at",),
        KeptTarget: ("indicator",),
        ReferenceSeries: ("name",),
        Prose: ("heading",),
        Note: ("author",),
        Succession: ("predecessor", "kind"),
        Choice: ("value",),
    }
)
"""The fields by which an entry of a list is told from its neighbours. Empty fields are left out of the key."""

MAY_REPEAT = frozenset({Note, Prose})
"""Kinds whose key may stand more than once in a list: order tells them apart."""

Item = TypeVar("Item")


class LeadsNowhere(LookupError):
    """The path does not lead to anything in this plan. `missing` is the part of it that is not there, with what is before."""

    def __init__(self, path: str, missing: str) -> None:
        super().__init__(f"{path}: {missing}")
        self.path = path
        self.missing = missing

    @property
    def why(self) -> Message:
        """The sentence that says so."""
        return message("path.leads_nowhere", path=self.path, missing=self.missing)


def key_of(item: object) -> str:
    """The key of an entry, ready to stand as one segment of a path. Raises KeyError for a kind that stands in no list."""
    names = KEY_FIELDS[type(item)]
    if len(names) == 1:
        return escaped(str(getattr(item, names[0])))
    return key_from(names, lambda name: getattr(item, name))


def place(*segments: object) -> str:
    """The path made of field names and entries, each entry standing for its key."""
    return "/".join(segment if isinstance(segment, str) else key_of(segment) for segment in segments)


def key_from(names: tuple[str, ...], value_of: Callable[[str], object]) -> str:
    """The key made of these fields, wherever their values come from (a value, a document being read)."""
    if len(names) == 1:
        return escaped(str(value_of(names[0])))
    parts = (value_of(name) for name in names)
    return ".".join(escaped(str(part)).replace(".", "~2") for part in parts if part not in (None, ""))


def keyed(items: Iterable[Item]) -> dict[str, Item]:
    """The entries of a list by their key, in order; a key that stands again is `key#2`, `key#3`."""
    found: dict[str, Item] = {}
    for item in items:
        key = key_of(item)
        found[key if key not in found else repeated(key, found)] = item
    return found


def repeated(key: str, taken: Mapping[str, object]) -> str:
    """`key#2`, or the next that is free."""
    count = 2
    while f"{key}#{count}" in taken:
        count += 1
    return f"{key}#{count}"


def escaped(key: str) -> str:
    """The text as one segment of a path."""
    return key.replace("~", "~0").replace("/", "~1") if "~" in key or "/" in key else key


def resolve(plan: Plan, path: str) -> object:
    """What stands at `path`: a value, an entry or a whole list; None where the field is empty. Raises LeadsNowhere."""
    return Paths(plan).resolve(path)


class Paths:
    """Looks up many paths in one plan, each list indexed once."""

    def __init__(self, plan: Plan) -> None:
        self._found: dict[str, object] = {"": plan}
        self._lists: dict[str, dict[str, object]] = {}

    def resolve(self, path: str) -> object:
        """What stands at `path`. Raises LeadsNowhere."""
        try:
            return self._at(path)
        except LeadsNowhere as error:
            raise LeadsNowhere(path, error.missing) from None

    def _at(self, path: str) -> object:
        if path in self._found:
            return self._found[path]
        above, _, segment = path.rpartition("/")
        container = self._at(above)
        if not segment:
            raise LeadsNowhere(path, path)
        if isinstance(container, tuple):
            self._found[path] = self._entry(above, container, path, segment)
        elif segment in _names(type(container)):
            self._found[path] = getattr(container, segment)
        else:
            raise LeadsNowhere(path, path)
        return self._found[path]

    def _entry(self, above: str, entries: tuple[object, ...], path: str, segment: str) -> object:
        if above not in self._lists:
            self._lists[above] = keyed(entry for entry in entries if type(entry) in KEY_FIELDS)
        if segment not in self._lists[above]:
            raise LeadsNowhere(path, path)
        return self._lists[above][segment]


_NAMES: dict[type, frozenset[str]] = {}


def _names(kind: type) -> frozenset[str]:
    if kind not in _NAMES:
        _NAMES[kind] = frozenset(field.name for field in fields(kind)) if is_dataclass(kind) else frozenset()
    return _NAMES[kind]
