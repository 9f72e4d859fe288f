"""Rules by their references: those that travel in the package, and those that a city has brought itself.

Where a city's own stand is not known here: whoever keeps them says so once (`also_ask`), when the process starts.
"""

from collections.abc import Iterable
from typing import Protocol

from monosashi.core.messages import Problem
from monosashi.evaluation.life_cycle import LifeCycle
from monosashi.evaluation.life_cycle_loader import UnknownLifeCycle, shipped_life_cycle, shipped_life_cycles
from monosashi.evaluation.scheme import Scheme
from monosashi.evaluation.shipped import UnknownScheme, shipped_scheme, shipped_schemes


class UnreadableScheme(UnknownScheme):
    """A scheme that stands here and that this version cannot read. `problems` says all that is wrong with it."""

    def __init__(self, reference: str, problems: Iterable[Problem]) -> None:
        super().__init__(reference, ())
        self.problems = tuple(problems)


class UnreadableLifeCycle(UnknownLifeCycle):
    """A life cycle that stands here and that this version cannot read. `problems` says all that is wrong with it."""

    def __init__(self, reference: str, problems: Iterable[Problem]) -> None:
        super().__init__(reference, ())
        self.problems = tuple(problems)


class Brought(Protocol):
    """A place where rules stand that a city has brought. A reference always means the same rule."""

    def scheme(self, reference: str) -> Scheme | None:
        """The scheme called `id@version`, None where none stands there. Raises UnreadableScheme."""
        ...

    def schemes(self) -> tuple[Scheme, ...]:
        """All that stand there and can be read, by reference."""
        ...

    def life_cycle(self, reference: str) -> LifeCycle | None:
        """The life cycle called `id@version`, None where none stands there. Raises UnreadableLifeCycle."""
        ...

    def life_cycles(self) -> tuple[LifeCycle, ...]:
        """All that stand there and can be read, by reference."""
        ...


_BROUGHT: list[Brought] = []


def also_ask(place: Brought) -> None:
    """From now on rules that do not travel in the package are looked for there too."""
    _BROUGHT.append(place)


def known_scheme(reference: str) -> Scheme:
    """The scheme called `id@version`; one of the package comes first. Raises UnknownScheme, UnreadableScheme."""
    try:
        return shipped_scheme(reference)
    except UnknownScheme:
        found = next((scheme for place in _BROUGHT if (scheme := place.scheme(reference))), None)
        if found is None:
            raise UnknownScheme(reference, tuple(scheme.reference for scheme in known_schemes())) from None
        return found


def known_schemes() -> tuple[Scheme, ...]:
    """All of them, those of the package first."""
    return (*shipped_schemes(), *(scheme for place in _BROUGHT for scheme in place.schemes()))


def known_life_cycle(reference: str) -> LifeCycle:
    """The life cycle called `id@version`; one of the package comes first. Raises UnknownLifeCycle, UnreadableLifeCycle."""
    try:
        return shipped_life_cycle(reference)
    except UnknownLifeCycle:
        found = next((cycle for place in _BROUGHT if (cycle := place.life_cycle(reference))), None)
        if found is None:
            raise UnknownLifeCycle(reference, tuple(cycle.reference for cycle in known_life_cycles())) from None
        return found


def known_life_cycles() -> tuple[LifeCycle, ...]:
    """All of them, those of the package first."""
    return (*shipped_life_cycles(), *(cycle for place in _BROUGHT for cycle in place.life_cycles()))
