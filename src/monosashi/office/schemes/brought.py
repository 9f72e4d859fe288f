"""Rows -> rules of the city's own. Each is read once in a process: under a reference stands the same rule for ever."""

from functools import lru_cache

from monosashi.evaluation.life_cycle import LifeCycle
from monosashi.evaluation.life_cycle_loader import read_life_cycle
from monosashi.evaluation.scheme import Scheme
from monosashi.evaluation.scheme_loader import read_scheme
from monosashi.office.schemes.models import RuleFile, RuleKind


class BroughtIn:
    """The rules that were brought into this office, as `evaluation.known` looks for them. One query each time."""

    def scheme(self, reference: str) -> Scheme | None:
        """The scheme, None where none was brought in under this reference."""
        row = row_of(RuleKind.SCHEME, reference)
        return _scheme(row.name, row.content) if row else None

    def schemes(self) -> tuple[Scheme, ...]:
        """All of them, by reference."""
        return tuple(_scheme(row.name, row.content) for row in RuleFile.objects.filter(kind=RuleKind.SCHEME))

    def life_cycle(self, reference: str) -> LifeCycle | None:
        """The life cycle, None where none was brought in under this reference."""
        row = row_of(RuleKind.LIFE_CYCLE, reference)
        return _life_cycle(row.name, row.content) if row else None

    def life_cycles(self) -> tuple[LifeCycle, ...]:
        """All of them, by reference."""
        return tuple(_life_cycle(row.name, row.content) for row in RuleFile.objects.filter(kind=RuleKind.LIFE_CYCLE))


def row_of(kind: RuleKind, reference: str) -> RuleFile | None:
    """The file that was brought in under a reference, None where none was. One query."""
    return RuleFile.objects.filter(kind=kind, reference=reference).first()


@lru_cache(maxsize=64)
def _scheme(name: str, content: str) -> Scheme:
    return read_scheme(content.encode(), name)


@lru_cache(maxsize=64)
def _life_cycle(name: str, content: str) -> LifeCycle:
    return read_life_cycle(content.encode(), name)
