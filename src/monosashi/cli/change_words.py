"""Changes between plans in words: which measure or indicator they concern, and what stood there."""

from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import StrEnum

from monosashi.cli.session import Session
from monosashi.core.changes import Added, Change, Changed, Removed, Reordered, place_of
from monosashi.core.plan import Plan
from monosashi.core.values import Described, Span
from monosashi.exchange.structure import plain

_KINDS: dict[type, str] = {Changed: "changed", Added: "added", Removed: "removed", Reordered: "reordered"}
_MOST_LETTERS = 200


def change_kind(change: Change) -> str:
    """changed, added, removed or reordered."""
    return _KINDS[type(change)]


def document_of(change: Change) -> dict[str, object]:
    """The change as plain data: values as they stand in a plan file."""
    head: dict[str, object] = {"kind": change_kind(change), "path": place_of(change)}
    match change:
        case Changed(_, before, after) | Reordered(_, before, after):
            return head | {"before": _plain(before), "after": _plain(after)}
        case Added(_, value, at):
            return head | {"value": _plain(value), "at": at}
        case Removed(_, value, at):
            return head | {"value": _plain(value), "at": at}


def owner_of(change: Change, a: Plan, b: Plan) -> str:
    """The name of the node, indicator or program that the change is in, "" where it is in none."""
    if len(change.path) <= 1:
        return ""
    group, key = change.path[0], change.path[1].partition(".")[0]
    for plan in (b, a):
        entries = plan.nodes if group == "results" else getattr(plan, group, ())
        for entry in entries if isinstance(entries, tuple) else ():
            if getattr(entry, "id", None) == key:
                return str(getattr(entry, "name", ""))
    return ""


def told(value: object, session: Session) -> str:
    """The value in a few words: a figure, a text, or what an entry holds."""
    shown = _told(value, session)
    return shown if len(shown) <= _MOST_LETTERS else shown[: _MOST_LETTERS - 1] + "…"


def _told(value: object, session: Session) -> str:
    if value is None or value in ("", ()):
        return session.text("cli.diff.empty")
    if isinstance(value, Decimal | Span | Described | StrEnum):
        return session.text("cli.value", value=value)
    if isinstance(value, tuple):
        return session.text("value.separator").join(_told(entry, session) for entry in value)
    if is_dataclass(value) and not isinstance(value, type):
        held = (getattr(value, field.name) for field in fields(value))
        return " ".join(_told(part, session) for part in held if part not in (None, "", ()))
    return str(value)


def _plain(value: object) -> object:
    return None if value is None else plain(value)
