"""Succession: what was renamed, split, merged or replaced between two plans, as the later plan's links say."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from monosashi.core.changes import Added, Change, Removed
from monosashi.core.indicators import Indicator
from monosashi.core.messages import Message, Param, message
from monosashi.core.tree import Node, Succession, SuccessionKind
from monosashi.publishing.comparison.differences import Difference, DifferenceKind
from monosashi.publishing.comparison.sides import Side

_KINDS = {
    SuccessionKind.RENAMED: DifferenceKind.RENAMED,
    SuccessionKind.SPLIT: DifferenceKind.SPLIT,
    SuccessionKind.MERGED: DifferenceKind.MERGED,
    SuccessionKind.REPLACED: DifferenceKind.REPLACED,
}


@dataclass(frozen=True, slots=True)
class _Link:
    old: Node | Indicator
    new: Node | Indicator
    kind: SuccessionKind


def link_differences(before: Side, after: Side, changes: Iterable[Change]) -> Iterator[Difference]:
    """One for each thing that was split, and for each that came out of others. They tell what came, went and was linked."""
    told = tuple(changes)
    for group in ("nodes", "indicators"):
        links = tuple(_links(group, before, after))
        yield from _differences(group, links, told)


def _links(group: str, before: Side, after: Side) -> Iterator[_Link]:
    """The links that the plan before does not have and that lead to something in it."""
    known: dict[str, Node | Indicator] = {each.id: each for each in getattr(before.plan, group)}
    for new in getattr(after.plan, group):
        earlier = known[new.id].succeeds if new.id in known else ()
        for succession in new.succeeds:
            if succession.predecessor in known and not _stands_in(succession, earlier):
                yield _Link(known[succession.predecessor], new, succession.kind)


def _stands_in(succession: Succession, earlier: tuple[Succession, ...]) -> bool:
    return (succession.predecessor, succession.kind) in {(each.predecessor, each.kind) for each in earlier}


def _differences(group: str, links: tuple[_Link, ...], changes: tuple[Change, ...]) -> Iterator[Difference]:
    split = [link for link in links if link.kind is SuccessionKind.SPLIT]
    for id_ in dict.fromkeys(link.old.id for link in split):
        yield _difference(group, [link for link in split if link.old.id == id_], changes)
    rest = [link for link in links if link.kind is not SuccessionKind.SPLIT]
    for key in dict.fromkeys((link.new.id, link.kind) for link in rest):
        yield _difference(group, [link for link in rest if (link.new.id, link.kind) == key], changes)


def _difference(group: str, links: list[_Link], changes: tuple[Change, ...]) -> Difference:
    old = tuple({link.old.id: link.old for link in links}.values())
    new = tuple({link.new.id: link.new for link in links}.values())
    kind, first = _KINDS[links[0].kind], new[0]
    field = message(f"comparison.field.{group}")
    subject = _subject(first)
    names: tuple[Param, Param] = (_names(old), _names(new))
    return Difference(
        kind=kind,
        path=f"{group}/{first.id}",
        node=first.id if isinstance(first, Node) else first.node,
        subject=subject,
        field=field,
        before=names[0],
        after=names[1],
        message=message(f"comparison.told.{kind.value}", subject=subject, field=field, before=names[0], after=names[1]),
        changes=tuple(_told_by(group, {each.id for each in old}, {each.id for each in new}, changes)),
    )


def _subject(thing: Node | Indicator) -> Message:
    return message("comparison.node" if isinstance(thing, Node) else "comparison.indicator", name=thing.name)


def _names(things: tuple[Node | Indicator, ...]) -> Param:
    return tuple(thing.name for thing in things)


def _told_by(group: str, old: set[str], new: set[str], changes: tuple[Change, ...]) -> Iterator[Change]:
    """The changes that need no entry of their own: the old one gone, the new one come, the link itself."""
    for change in changes:
        if change.path[0] != group:
            continue
        gone = isinstance(change, Removed) and len(change.path) == 2 and change.path[1] in old  # noqa: PLR2004
        come = isinstance(change, Added) and len(change.path) == 2 and change.path[1] in new  # noqa: PLR2004
        linked = change.path[1] in new and change.path[2:3] == ("succeeds",)
        if gone or come or linked:
            yield change
