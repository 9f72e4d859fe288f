"""Changes thought out on an earlier state of a plan, held against the plan as it stands now.

What others have not touched goes in beside their changes. Where both touched the same place somebody decides, place by place.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from monosashi.core.changes import Added, Change, Changed, DoesNotFit, Path, Removed, Reordered, apply
from monosashi.core.paths import LeadsNowhere, Paths, keyed
from monosashi.core.plan import Plan


class Choice(Enum):
    """Whose change of a place stays."""

    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Merged:
    """What fits the plan as it stands, and what does not: places that others changed too. What stands there already is neither."""

    fitting: tuple[Change, ...]
    clashing: tuple[Change, ...]


def merge(changes: Iterable[Change], now: Plan) -> Merged:
    """Sort changes by whether they fit `now`."""
    wanted = tuple(changes)
    if _fit(wanted, now):
        return Merged(wanted, ())
    paths = Paths(now)
    fitting: list[Change] = []
    clashing: list[Change] = []
    for change in (_in_todays_order(change, paths) for change in wanted if not _stands(change, paths)):
        (fitting if _fit((change,), now) else clashing).append(change)
    return Merged(tuple(fitting), tuple(clashing))


def refitted(clashing: Iterable[Change], mine: Plan, now: Plan) -> tuple[Change, ...]:
    """Changes that make `now` say what `mine` says at the places that clash. `mine` is what the changes came to where they were made."""
    own, others = Paths(mine), Paths(now)
    found = {(type(fitted), fitted.path): fitted for change in clashing for fitted in _refit(change, own, others)}
    return tuple(found.values())


def _fit(changes: tuple[Change, ...], plan: Plan) -> bool:
    try:
        apply(changes, plan)
    except DoesNotFit:
        return False
    return True


def _in_todays_order(change: Change, now: Paths) -> Change:
    """A move among entries of which others have taken some away is no clash, as long as they left the rest in order."""
    if not isinstance(change, Reordered) or _at(now, change.path) is _NOTHING:
        return change
    held = tuple(key for key in keyed(_entries(now, change.path)) if key in change.before)
    if held != tuple(key for key in change.before if key in held):
        return change
    return Reordered(change.path, held, tuple(key for key in change.after if key in held))


def _stands(change: Change, now: Paths) -> bool:
    """Whether the plan says already what the change would make it say."""
    match change:
        case Changed(path, _, after):
            return _same(_at(now, path), after)
        case Added(path, value, _):
            return _same(_at(now, path), value)
        case Removed(path, _, _):
            return _at(now, path) is _NOTHING
        case Reordered(path, _, after):
            held = _at(now, path)
            keys = tuple(key for key in keyed(held) if key in after) if isinstance(held, tuple) else ()
            return keys == after
    raise TypeError(change)


def _refit(change: Change, mine: Paths, now: Paths) -> Iterator[Change]:
    missing = _first_missing(now, change.path)
    if missing is not None and missing != change.path:
        yield _put_back(missing, mine)
        return
    match change:
        case Changed(path, _, after):
            yield Changed(path, _at(now, path), after)
        case Added(path, value, at):
            if (held := _at(now, path)) is not _NOTHING:
                yield Removed(path, held, _position(now, path))
            yield Added(path, value, at)
        case Removed(path, _, _):
            yield Removed(path, _at(now, path), _position(now, path))
        case Reordered(path, _, after):
            yield _in_order(path, after, now)


def _put_back(path: Path, mine: Paths) -> Added:
    """An entry that others took away and that somebody has changed."""
    return Added(path, mine.resolve("/".join(path)), _position(mine, path))


def _in_order(path: Path, wanted: tuple[str, ...], now: Paths) -> Reordered:
    held = tuple(keyed(_entries(now, path)))
    lasting = tuple(key for key in held if key in wanted)
    return Reordered(path, lasting, tuple(key for key in wanted if key in lasting))


def _first_missing(paths: Paths, path: Path) -> Path | None:
    """The shortest beginning of the path that leads nowhere, None where all of it leads somewhere."""
    for end in range(1, len(path) + 1):
        if _at(paths, path[:end]) is _NOTHING:
            return path[:end]
    return None


def _position(paths: Paths, path: Path) -> int:
    return list(keyed(_entries(paths, path[:-1]))).index(path[-1])


def _entries(paths: Paths, path: Path) -> tuple[object, ...]:
    held = paths.resolve("/".join(path))
    return held if isinstance(held, tuple) else ()


class _Nothing:
    """Nothing stands there."""


_NOTHING = _Nothing()


def _at(paths: Paths, path: Path) -> object:
    try:
        return paths.resolve("/".join(path))
    except LeadsNowhere:
        return _NOTHING


def _same(one: object, other: object) -> bool:
    """Whether both say the same, every figure with its scale."""
    return repr(one) == repr(other)
