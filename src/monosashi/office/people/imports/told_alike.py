"""What many lines of a list get wrong alike is told once: what was read, where it stands first, on how many lines."""

from collections.abc import Iterator

from monosashi.core.messages import Message, Problem, message

NAMED = 30
"""How many things a sentence names; of the others it says how many they are."""


class Alike:
    """Mistakes of one kind, each as it would be told alone, by what was read."""

    def __init__(self) -> None:
        self._alone: dict[str, list[Problem]] = {}

    def add(self, read: str, alone: Problem) -> None:
        """One more line on which this was read."""
        self._alone.setdefault(read, []).append(alone)

    def each_once(self) -> Iterator[Problem]:
        """A problem for each thing that was read, at the first line that has it."""
        for found in self._alone.values():
            first, more = found[0], len(found) - 1
            why = message("people.import_person.on_more_lines", why=first.why, count=more) if more else first.why
            yield Problem(first.place, first.read, why, first.remedy)

    def at_once(self, place: str, why: str) -> Iterator[Problem]:
        """One problem of the file that names all that was read, by the sentence with this id; what stands on one line alone is told there."""
        every = [problem for found in self._alone.values() for problem in found]
        if len(every) > 1:
            yield Problem(place, None, message(why, names=self._names, lines=len(every)), message(f"{why}.remedy"))
        else:
            yield from every

    @property
    def _names(self) -> tuple[str | Message, ...]:
        names, rest = tuple(self._alone), len(self._alone) - NAMED
        return names if rest <= 0 else (*names[:NAMED], message("people.import_person.and_others", count=rest))
