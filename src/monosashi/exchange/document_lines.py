"""Where in a JSON text something stands. Looked up only when something is wrong, so reading stays quick."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from monosashi.core.messages import Problem
from monosashi.exchange.document_places import Places, Steps

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')

LARGEST = 10_000_000
"""Characters. In a longer text nothing is looked up: it would take longer than the reader waits."""


def entries(text: str) -> Iterator[tuple[Steps, int]]:
    """Every value below the top of a JSON text, in its order, with the offset of its key or, in a list, of itself."""
    steps: list[str | int] = []
    awaits_key = False
    for token in _TOKEN.finditer(text):
        mark = token.group()
        if mark in "}]":
            steps.pop()
        elif mark in ",:":
            awaits_key = mark == "," and _next(steps)
        elif awaits_key:
            steps[-1] = json.loads(mark)
            yield tuple(steps), token.start()
        else:
            if steps and isinstance(steps[-1], int):
                yield tuple(steps), token.start()
            awaits_key = mark == "{"
            if mark in "{[":
                steps.append("" if awaits_key else 0)


def _next(steps: list[str | int]) -> bool:
    """Past a comma: on to the next position of a list, or to a key, which is True."""
    if isinstance(steps[-1], int):
        steps[-1] += 1
        return False
    return True


def repeated_keys(text: str) -> tuple[tuple[Steps, int], ...]:
    """Keys that stand in an object a second time, with their 1-based line. Not what is below such a key."""
    seen: set[Steps] = set()
    repeated: dict[Steps, int] = {}
    for steps, offset in entries(text):
        if steps in seen and not any(steps[:depth] in repeated for depth in range(1, len(steps))):
            repeated.setdefault(steps, text.count("\n", 0, offset) + 1)
        seen.add(steps)
    return tuple(repeated.items())


def line_of(steps: Steps, text: str) -> int | None:
    """The 1-based line of a value, or of what it would stand in where it is missing."""
    return _lines({steps}, text).get(steps)


def with_lines(problems: Iterable[Problem], text: str) -> tuple[Problem, ...]:
    """The problems, each with the line of its place, in the order of the file."""
    if len(text) > LARGEST:
        return tuple(problems)
    places = Places(json.loads(text))
    steps = {problem.place: places.steps_of(problem.place) for problem in problems}
    lines = _lines(set(steps.values()), text)
    located = (
        problem if problem.line else replace(problem, line=lines.get(steps[problem.place])) for problem in problems
    )
    return tuple(sorted(located, key=lambda problem: problem.line or 0))


def _lines(wanted: set[Steps], text: str) -> dict[Steps, int]:
    found: dict[Steps, int] = {}
    line, counted = 1, 0
    for steps, offset in entries(text):
        if steps in wanted:
            line += text.count("\n", counted, offset)
            counted = offset
            found[steps] = line
    return found
