"""Two texts as one sequence of pieces: what stands in both, what was left out, what was put in."""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from monosashi.publishing.comparison.differences import Run, RunKind

_ALIKE = 0.4
"""Texts less alike than this are told whole: pieces of them would only confuse."""

_SHORTEST_KEPT = 2
"""A single letter between two changes is no anchor for the eye."""

_LONGEST = 4000
"""Letters. Longer texts are told whole: letter by letter they would take too long."""


def runs_between(before: str, after: str) -> tuple[Run, ...]:
    """The pieces, in order; none empty, no two of one kind side by side."""
    if max(len(before), len(after)) > _LONGEST:
        return _whole(before, after)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return _whole(before, after)
    return tuple(_joined(_pieces(matcher, before, after)))


def before_of(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The pieces of the text before."""
    return tuple(run for run in runs if run.kind is not RunKind.PUT_IN)


def after_of(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The pieces of the text after."""
    return tuple(run for run in runs if run.kind is not RunKind.LEFT_OUT)


def shortened(runs: tuple[Run, ...], around: int = 12) -> tuple[Run, ...]:
    """The pieces with long unchanged ones cut to `around` letters beside the change, marked by …."""
    last = len(runs) - 1
    return tuple(
        Run(run.kind, _cut(run.text, around, first=at == 0, last=at == last)) if run.kind is RunKind.KEPT else run
        for at, run in enumerate(runs)
    )


def _cut(text: str, around: int, *, first: bool, last: bool) -> str:
    if first and last:
        return text
    head, tail = ("" if first else text[:around]), ("" if last else text[-around:])
    return text if len(head) + len(tail) + 1 >= len(text) else f"{head}…{tail}"


def _whole(before: str, after: str) -> tuple[Run, ...]:
    both = (Run(RunKind.LEFT_OUT, before), Run(RunKind.PUT_IN, after))
    return tuple(run for run in both if run.text)


def _pieces(matcher: SequenceMatcher[str], before: str, after: str) -> Iterator[Run]:
    for what, a, b, c, d in matcher.get_opcodes():
        inside = a > 0 and b < len(before)
        if what == "equal" and (b - a >= _SHORTEST_KEPT or not inside):
            yield Run(RunKind.KEPT, before[a:b])
        else:
            yield Run(RunKind.LEFT_OUT, before[a:b])
            yield Run(RunKind.PUT_IN, after[c:d])


def _joined(pieces: Iterable[Run]) -> Iterator[Run]:
    """Left out and put in between two kept pieces become one of each."""
    out, in_ = "", ""
    for piece in pieces:
        if piece.kind is RunKind.LEFT_OUT:
            out += piece.text
        elif piece.kind is RunKind.PUT_IN:
            in_ += piece.text
        else:
            yield from _whole(out, in_)
            out, in_ = "", ""
            yield piece
    yield from _whole(out, in_)
