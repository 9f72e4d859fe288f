"""Where values came from, once they are changed by hand: a value that somebody typed no longer comes from a document."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from monosashi.core.changes import Change, Changed, Removed
from monosashi.core.paths import LeadsNowhere, Paths
from monosashi.core.plan import Plan

_BESIDE = frozenset({"documents", "provenance"})


def without_lost_sources(plan: Plan, changes: Iterable[Change]) -> Plan:
    """The plan without the sources of values that the changes gave or took away. Sources that the changes give stay."""
    given = tuple(changes)
    lost = {"/".join(change.path) for change in given if isinstance(change, Changed | Removed)}
    told = {change.path[1] for change in given if change.path[0] == "provenance" and len(change.path) > 1}
    shaken = {change.path[:2] for change in given if change.path[0] not in _BESIDE}
    if not shaken:
        return plan
    paths = Paths(plan)
    kept = tuple(
        source
        for source in plan.provenance
        if source.at.replace("~", "~0").replace("/", "~1") in told
        or not (lost.intersection(_beginnings(source.at)) or _is_lost(source.at, shaken, paths))
    )
    return plan if len(kept) == len(plan.provenance) else replace(plan, provenance=kept)


def _beginnings(path: str) -> Iterator[str]:
    parts = path.split("/")
    return ("/".join(parts[:end]) for end in range(1, len(parts) + 1))


def _is_lost(path: str, shaken: set[tuple[str, ...]], paths: Paths) -> bool:
    """Whether the path, if it is near a change, leads nowhere any more."""
    parts = tuple(path.split("/"))
    if parts[:2] not in shaken and parts[:1] not in shaken:
        return False
    try:
        paths.resolve(path)
    except LeadsNowhere:
        return True
    return False
