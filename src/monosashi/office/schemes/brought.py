"""Rows -> rules of the city's own. Each is read once in a process: under a reference stands the same rule for ever.

What an earlier version accepted is read again as it was, though today's would not be brought in. What cannot be read at all is
told as such (`NotRead`), and whoever asks for it is refused with the reason.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from monosashi.core.messages import Message, Problem, message
from monosashi.evaluation.known import UnreadableLifeCycle, UnreadableScheme
from monosashi.evaluation.life_cycle import LifeCycle
from monosashi.evaluation.life_cycle_loader import standing_life_cycle
from monosashi.evaluation.scheme import Scheme
from monosashi.evaluation.scheme_loader import standing_scheme
from monosashi.evaluation.table_reading import NotUsable
from monosashi.evaluation.toml_reading import read_toml
from monosashi.office.schemes.models import RuleFile, RuleKind


@dataclass(frozen=True, slots=True)
class NotRead:
    """A rule that stands here and that this version cannot read, with all that is wrong in its file."""

    kind: RuleKind
    reference: str
    problems: tuple[Problem, ...]

    @property
    def file_page(self) -> str:
        """The name of the address at which its file is."""
        return "schemes:scheme-file" if self.kind is RuleKind.SCHEME else "schemes:life-cycle-file"

    @property
    def why(self) -> Message:
        """Which rule it is, and what to do."""
        return message("schemes.not_readable", reference=self.reference)


class BroughtIn:
    """The rules that were brought into this office, as `evaluation.known` looks for them. One query each time."""

    def scheme(self, reference: str) -> Scheme | None:
        """The scheme, None where none was brought in under this reference. Raises UnreadableScheme."""
        row = row_of(RuleKind.SCHEME, reference)
        found = _scheme(row.name, row.content) if row else None
        if isinstance(found, tuple):
            raise UnreadableScheme(reference, found)
        return found

    def schemes(self) -> tuple[Scheme, ...]:
        """All of them that can be read, by reference."""
        found = (_scheme(row.name, row.content) for row in RuleFile.objects.filter(kind=RuleKind.SCHEME))
        return tuple(each for each in found if not isinstance(each, tuple))

    def life_cycle(self, reference: str) -> LifeCycle | None:
        """The life cycle, None where none was brought in under this reference. Raises UnreadableLifeCycle."""
        row = row_of(RuleKind.LIFE_CYCLE, reference)
        found = _life_cycle(row.name, row.content) if row else None
        if isinstance(found, tuple):
            raise UnreadableLifeCycle(reference, found)
        return found

    def life_cycles(self) -> tuple[LifeCycle, ...]:
        """All of them that can be read, by reference."""
        found = (_life_cycle(row.name, row.content) for row in RuleFile.objects.filter(kind=RuleKind.LIFE_CYCLE))
        return tuple(each for each in found if not isinstance(each, tuple))


def row_of(kind: RuleKind, reference: str) -> RuleFile | None:
    """The file that was brought in under a reference, None where none was. One query."""
    return RuleFile.objects.filter(kind=kind, reference=reference).first()


def not_read(kind: RuleKind | None = None) -> Iterator[NotRead]:
    """The rules of a kind that cannot be read, of both kinds for None. One query."""
    for row in RuleFile.objects.all() if kind is None else RuleFile.objects.filter(kind=kind):
        found = (_scheme if row.kind == RuleKind.SCHEME else _life_cycle)(row.name, row.content)
        if isinstance(found, tuple):
            yield NotRead(RuleKind(row.kind), row.reference, found)


@lru_cache(maxsize=64)
def _scheme(name: str, content: str) -> Scheme | tuple[Problem, ...]:
    """The scheme, or all that is wrong with it."""
    try:
        return standing_scheme(read_toml(content.encode(), name), name)
    except NotUsable as error:
        return error.problems


@lru_cache(maxsize=64)
def _life_cycle(name: str, content: str) -> LifeCycle | tuple[Problem, ...]:
    """The life cycle, or all that is wrong with it."""
    try:
        return standing_life_cycle(read_toml(content.encode(), name), name)
    except NotUsable as error:
        return error.problems
