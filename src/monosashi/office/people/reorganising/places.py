"""Where departments stand after a reorganisation, and whether they all stand somewhere. Pure."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from monosashi.core.messages import message
from monosashi.office.accounts.organisation import Tree, Unit, days_of_change
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.people.days import day_of


@dataclass(frozen=True, slots=True)
class Below:
    """A department that stands below one that ends, or is to stand there.

    `coming` is the day from which a move entered ahead puts it there; None where it stands there when the other ends, or begins there.
    """

    code: str
    over: str
    coming: date | None = None

    @property
    def key(self) -> str:
        """What names it among the pieces of work."""
        return f"below/{self.code}" if self.coming is None else f"coming/{self.coming.isoformat()}/{self.code}"


def below_ended(tree: Tree, ended: Collection[str], into: str | None) -> Iterator[Below]:
    """Everything below departments that end with the day of the tree, now or later, but the heir `into` itself."""
    for unit in tree.units.values():
        if unit.code not in ended and unit.code != into and (unit.valid_to is None or unit.valid_to >= tree.day):
            if (over := unit.parent_on(tree.day)) in ended and over is not None:
                yield Below(unit.code, over)
            for since, parent in coming_moves(unit, tree.day):
                if parent in ended and parent is not None:
                    yield Below(unit.code, parent, since)


def coming_moves(unit: Unit, day: date) -> tuple[tuple[date, str | None], ...]:
    """Where a department is to stand later than a day."""
    return tuple((since, parent) for since, parent in unit.under if since > day)


def place_after(tree: Tree, code: str, ended: Collection[str]) -> str | None:
    """Under what the heir of a department stands, None at the top: in place of the highest above it that ends too."""
    line = _upwards(tree, code)
    highest = max((at for at, one in enumerate(line) if one in ended), default=0)
    return line[highest + 1] if highest + 1 < len(line) else None


def resolved(tree: Tree, code: str | None, ended: Collection[str]) -> str | None:
    """Under what stands whatever was to stand under a department: where this one ends, what is above it."""
    return place_after(tree, code, ended) if code is not None and code in ended else code


def raised(tree: Tree, into: str | None, ended: frozenset[str]) -> bool:
    """Whether the heir stands below what ends, so that it takes its place."""
    return into is not None and into in tree.units and not ended.isdisjoint(_upwards(tree, into)[1:])


def check_no_circle(units: Mapping[str, Unit], codes: Iterable[str], since: date) -> None:
    """Raises StateForbids where one of the departments would stand below itself on a day from `since` on."""
    wanted = tuple(codes)
    for day in (since, *days_of_change(units.values(), since)):
        tree = Tree(units, day)
        for code in wanted:
            if tree.in_circle(code):
                over = tree.units[tree.over(units[code]) or code]
                raise StateForbids(
                    message("people.below_itself_on", name=units[code].name, under=over.name, day=day_of(day))
                )


def _upwards(tree: Tree, code: str) -> list[str]:
    """The department and those above it that are there on the day, nearest first. A circle ends."""
    line = [code]
    while (above := tree.over(tree.units[line[-1]])) is not None and above not in line:
        line.append(above)
    return line
