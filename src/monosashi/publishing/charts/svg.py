"""Elements of a drawing as text. Names and values come in as keywords: `stroke_width=2` is `stroke-width="2"`."""

from collections.abc import Iterable
from functools import cache
from html import escape

Attribute = str | int | float | None

INK = "#1a1a1a"
INK_2 = "#4d4d4d"
RULE = "#cccccc"
RULE_STRONG = "#767676"
PAPER = "#ffffff"
ACTUAL = "#00428c"
PALE = "#dcf0ff"


def element(name: str, *content: str, **attributes: Attribute) -> str:
    """One element; an attribute that is None is left out. The content is markup already, see `text_of`."""
    told = "".join(f' {_name(key)}="{_value(value)}"' for key, value in attributes.items() if value is not None)
    return f"<{name}{told}>{''.join(content)}</{name}>" if content else f"<{name}{told}/>"


def text_of(text: str) -> str:
    """Words as content of an element."""
    return escape(text, quote=False)


def label(text: str, *, x: str, y: float, anchor: str = "start", **more: Attribute) -> str:
    """Words in the drawing, with a light edge so that a line behind them does not cross them out."""
    look: dict[str, Attribute] = {"font_size": 14, "fill": INK, "stroke": PAPER, "stroke_width": 4}
    look |= {"stroke_linejoin": "round", **more}
    return element("text", text_of(text), x=x, y=y, text_anchor=anchor, paint_order="stroke", **look)


def line(start: tuple[float, float], end: tuple[float, float], **look: Attribute) -> str:
    """A line from (per cent, pixel) to (per cent, pixel)."""
    return element("line", x1=percent(start[0]), y1=start[1], x2=percent(end[0]), y2=end[1], **look)


def at(x: float, y: float, *content: str) -> str:
    """Content whose origin is at a place: what is drawn in pixels around a point given in per cent."""
    return element("svg", *content, x=percent(x), y=y, overflow="visible")


def drawing(key: str, title: str, described: str, content: Iterable[str], *, height: int) -> str:
    """The whole picture. `key` is unique on its page."""
    return element(
        "svg",
        element("title", text_of(title), id=f"{key}-title"),
        element("desc", text_of(described), id=f"{key}-desc"),
        *content,
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        aria_labelledby=f"{key}-title {key}-desc",
        class_="chart",
        width="100%",
        height=height,
        overflow="visible",
    )


def percent(share: float) -> str:
    """A place along the width."""
    return f"{_value(share)}%"


@cache
def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _value(value: Attribute) -> str:
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return escape(value) if isinstance(value, str) else str(value)
