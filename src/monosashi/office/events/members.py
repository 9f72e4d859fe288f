"""Which events a seal holds, written as ranges of ids: `1-5,7`."""

from collections.abc import Iterable, Iterator


def written(ids: Iterable[int]) -> str:
    """The ids, which ascend, as ranges."""
    runs: list[list[int]] = []
    for number in ids:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


def ranges(members: str) -> Iterator[tuple[int, int]]:
    """First and last id of each range. Raises ValueError where that is not what is written."""
    for part in members.split(",") if members else ():
        first, _, last = part.partition("-")
        yield int(first), int(last or first)


def ids(members: str) -> list[int]:
    """Every id. Raises ValueError."""
    return [number for first, last in ranges(members) for number in range(first, last + 1)]
