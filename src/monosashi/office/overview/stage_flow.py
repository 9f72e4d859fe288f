"""The life cycle as a picture: stages with how many measures stand in each, arrows with how many might move."""

from collections import Counter
from collections.abc import Iterator

from monosashi.core.messages import message
from monosashi.evaluation.life_cycle import LifeCycle, Stage
from monosashi.evaluation.outcomes import SuggestedMove
from monosashi.office.ui.language import spoken
from monosashi.publishing.charts.svg import INK, INK_2, PAPER, RULE_STRONG, element, text_of

WIDTH, MARGIN = 1216, 8
_BOX_HEIGHT, _STEP, _BASE = 84, 26, 34
_ARROW = "#00428c"
_LETTER = 15

Pair = tuple[int, int]


def stage_flow(life_cycle: LifeCycle, counts: dict[str, int], moves: tuple[SuggestedMove, ...], described: str) -> str:
    """The picture as SVG. Forward moves run above the stages, backward ones below; `described` says it all in words."""
    order = {stage.id: at for at, stage in enumerate(life_cycle.stages)}
    arrows = Counter((order[move.stage], order[move.to]) for move in moves if move.stage in order and move.to in order)
    above = max((b - a for a, b in arrows if b > a + 1), default=0)
    below = max((a - b for a, b in arrows if a > b), default=0)
    top = MARGIN + (_BASE + _STEP * above if above else 12)
    height = top + _BOX_HEIGHT + (_BASE + _STEP * below if below else 12) + MARGIN
    place = _Place(len(life_cycle.stages), top)
    title = spoken(message("overview.moves.picture"))
    return element(
        "svg",
        element("title", text_of(title), id="flow-title"),
        element("desc", text_of(described), id="flow-desc"),
        *(_box(place, at, stage, counts.get(stage.id, 0)) for at, stage in enumerate(life_cycle.stages)),
        *(part for pair, number in sorted(arrows.items()) for part in _arrow(place, pair, number)),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {height}",
        role="img",
        aria_labelledby="flow-title flow-desc",
        class_="flow only-wide",
    )


class _Place:
    """Where the boxes stand."""

    def __init__(self, stages: int, top: int) -> None:
        self.gap = 56
        self.width = (WIDTH - 2 * MARGIN - self.gap * (stages - 1)) / max(stages, 1)
        self.top = top

    def left(self, at: int) -> float:
        return MARGIN + at * (self.width + self.gap)

    def middle(self, at: int) -> float:
        return self.left(at) + self.width / 2


def _box(place: _Place, at: int, stage: Stage, number: int) -> str:
    x, y = place.left(at), place.top
    letters = max(4, int((place.width - 20) // _LETTER) - len(stage.id))
    name = stage.name if len(stage.name) <= letters else f"{stage.name[: letters - 1]}…"
    return element(
        "g",
        element(
            "rect",
            x=x,
            y=y,
            width=place.width,
            height=_BOX_HEIGHT,
            rx=4,
            fill=PAPER,
            stroke=INK if number else RULE_STRONG,
            stroke_width=1.5,
            stroke_dasharray=None if number else "4 4",
        ),
        _words(f"{stage.id} {name}", x + 10, y + 24, bold=True),
        _words(spoken(message("overview.moves.measures", count=number)), x + 10, y + 50, size=20, bold=True),
        _words(spoken(stage.managed_by), x + 10, y + 72, size=13, fill=INK_2),
    )


def _arrow(place: _Place, pair: Pair, number: int) -> Iterator[str]:
    start, end = pair
    thick = min(12.0, 2.0 + number)
    if end == start + 1:
        yield from _straight(place, start, number, thick)
        return
    forward = end > start
    offset = place.width / 5
    x1, x2 = (
        place.middle(start) + (offset if forward else -offset),
        place.middle(end) + (-offset if forward else offset),
    )
    edge = place.top if forward else place.top + _BOX_HEIGHT
    reach = (_BASE + _STEP * abs(end - start)) * (-1 if forward else 1)
    tip = edge + (-10 if forward else 10)
    bend = edge + reach
    path = f"M{x1:.1f} {edge} C{x1:.1f} {bend} {x2:.1f} {bend} {x2:.1f} {tip}"
    yield element("path", d=path, fill="none", stroke=_ARROW, stroke_width=thick)
    yield _head(x2, edge, 90 if forward else -90, thick)
    yield _words(str(number), (x1 + x2) / 2, edge + reach * 0.75 + (-8 if forward else 20), bold=True, anchor="middle")


def _straight(place: _Place, start: int, number: int, thick: float) -> Iterator[str]:
    x1, x2, y = place.left(start) + place.width, place.left(start + 1), place.top + _BOX_HEIGHT / 2
    yield element("path", d=f"M{x1 + 4:.1f} {y:.1f} H{x2 - 12:.1f}", fill="none", stroke=_ARROW, stroke_width=thick)
    yield _head(x2 - 2, y, 0, thick)
    yield _words(str(number), (x1 + x2) / 2 - 4, y - thick / 2 - 8, bold=True, anchor="middle")


def _head(x: float, y: float, turned: int, thick: float) -> str:
    half = 5 + thick / 2
    return element(
        "path",
        d=f"M-{half + 5:.1f} -{half:.1f} L0 0 L-{half + 5:.1f} {half:.1f} Z",
        fill=_ARROW,
        transform=f"translate({x:.1f} {y:.1f}) rotate({turned})",
    )


def _words(text: str, x: float, y: float, **look: str | float) -> str:
    """Words; `bold`, `size`, `anchor` and `fill` as they differ from plain ones."""
    return element(
        "text",
        text_of(text),
        x=x,
        y=y,
        font_size=look.get("size", _LETTER),
        font_weight="bold" if look.get("bold") else None,
        text_anchor=look.get("anchor", "start"),
        fill=look.get("fill", INK),
    )
