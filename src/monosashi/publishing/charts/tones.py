"""The look of a grade: dark blue for the best, pale blue, pale orange, brown for the worst. The symbol always stands with it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tone:
    """Colours of one rank: of the area, its edge and the words on it. `name` is the class for style sheets."""

    name: str
    fill: str
    edge: str
    ink: str


BEST = Tone("best", "#00428c", "#00316a", "#ffffff")
GOOD = Tone("good", "#97d3ff", "#00428c", "#1a1a1a")
MIDDLE = Tone("middle", "#e6e6e6", "#666666", "#1a1a1a")
LOW = Tone("low", "#ffc199", "#8b3200", "#1a1a1a")
WORST = Tone("worst", "#8b3200", "#541e00", "#ffffff")
NONE = Tone("none", "#ffffff", "#666666", "#1a1a1a")

TONES = {tone.name: tone for tone in (BEST, GOOD, MIDDLE, LOW, WORST, NONE)}
"""The tones by their names."""

_BY_COUNT = {
    1: (BEST,),
    2: (BEST, WORST),
    3: (BEST, GOOD, WORST),
    4: (BEST, GOOD, LOW, WORST),
    5: (BEST, GOOD, MIDDLE, LOW, WORST),
}


def tone_of(rank: int, of: int) -> Tone:
    """The tone of the grade at `rank` (1 is the best) of so many."""
    if of in _BY_COUNT:
        return _BY_COUNT[of][max(1, min(rank, of)) - 1]
    steps = _BY_COUNT[5]
    return steps[round((max(1, min(rank, of)) - 1) * (len(steps) - 1) / (of - 1))] if of > 1 else BEST
