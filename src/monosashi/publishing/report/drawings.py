"""Charts of the site on paper: their widths in pixels, their words in the report's font, their title and description as words."""

import re
from html import unescape

from monosashi.publishing.charts.chart import Chart, FigureTable
from monosashi.publishing.charts.svg import ACTUAL, INK, INK_2, PAPER, element
from monosashi.publishing.report.blocks import Column, Picture, Row, Sign, Table, Words
from monosashi.publishing.report.glyphs import FONT
from monosashi.publishing.report.writing import Writing

WIDE, NARROW = 720, 400
"""Pixels of a chart over the whole width of the text, and of one beside its table."""
_LONGEST_BESIDE = 9
"""Rows of a table that has room beside its chart."""
_TOLD = re.compile(r"<(title|desc)[^>]*>(.*?)</\1>", re.DOTALL)
_FULL_WIDTH = 'width="100%"'


def picture_of(chart: Chart, writing: Writing, *, signs: bool = False, table: bool = True) -> Picture | Table | None:
    """The chart with its figures beside it where they have room; the table alone where nothing can be drawn, None where it is not wanted."""
    figures = table_of(chart.table, writing) if table else None
    if not chart.svg:
        return figures if figures and figures.rows else None
    narrow = figures is not None and len(figures.rows) <= _LONGEST_BESIDE
    keys = _signs(writing) if signs else ()
    return Picture(on_paper(chart.svg, NARROW if narrow else WIDE), told_by(chart.svg), narrow, keys, figures)


def table_of(table: FigureTable, writing: Writing) -> Table:
    """The figures of a chart."""
    first, *others = table.heads
    columns = (Column(first, share=1), *(Column(head, right=True) for head in others))
    rows = tuple(Row(tuple(writing.cell(cell) for cell in row)) for row in table.rows)
    return Table(writing.city(table.caption), columns, rows)


def on_paper(svg: str, width: int) -> str:
    """The drawing with a width of its own: per cents of a page say nothing to a file that has none."""
    sized = svg.replace(_FULL_WIDTH, f'width="{width}" font-family="{FONT}"', 1)
    return _TOLD.sub("", sized)


def told_by(svg: str) -> str:
    """What a drawing shows, for whoever does not see it."""
    return " ".join(unescape(text).strip() for _, text in _TOLD.findall(svg)[:2])


def _signs(writing: Writing) -> tuple[Sign, ...]:
    return tuple(Sign(_sign(content), text) for content, text in _contents(writing))


def _contents(writing: Writing) -> tuple[tuple[str, Words], ...]:
    reached = element("line", x1=0, x2=24, y1=8, y2=8, stroke=ACTUAL, stroke_width=3)
    reached += element("circle", cx=12, cy=8, r=5, fill=ACTUAL)
    promised = element("line", x1=0, x2=24, y1=8, y2=8, stroke=INK_2, stroke_width=2, stroke_dasharray="6 4")
    promised += element("rect", x=7, y=3, width=10, height=10, fill=PAPER, stroke=INK, stroke_width=2)
    return (
        (reached, writing.tongue.say("site.key.actual")),
        (promised, writing.tongue.say("site.key.target")),
    )


def _sign(content: str) -> str:
    return element("svg", content, xmlns="http://www.w3.org/2000/svg", width=24, height=16)
