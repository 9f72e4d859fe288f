"""Where a line of Japanese may break: between letters, but not inside a number or Latin word, and by 禁則."""

import re
from collections.abc import Iterator

from rich.cells import cell_len, chop_cells
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.segment import Segment
from rich.style import Style

_OPENING = r"「『（〔【\[({［｛〈《"
_CLOSING = r"、。，．」』）〕】\])］｝〉》・：；！？〜ー々％%…,.:;ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
_UNIT = re.compile(rf"[{_OPENING}]*(?:[0-9A-Za-z][!-'*-~]*|[^\s]|\s+)[{_CLOSING}]*")


class Words:
    """Text of several styled lines that breaks as Japanese does, in a cell as wide as the table makes it."""

    def __init__(self, *lines: tuple[str, str]) -> None:
        self.lines = lines

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        longest = max((cell_len(line) for line, _ in self.lines), default=0)
        unit = max((cell_len(unit) for line, _ in self.lines for unit in _UNIT.findall(line)), default=0)
        return Measurement(min(unit, options.max_width), min(longest, options.max_width))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for text, style in self.lines:
            for line in broken(text, options.max_width):
                yield Segment(line, Style.parse(style))
                yield Segment.line()


def broken(text: str, width: int) -> Iterator[str]:
    """The lines of the text, each at most `width` half-width letters."""
    line = ""
    for unit in _UNIT.findall(text):
        if line and cell_len(line) + cell_len(unit.rstrip()) > width:
            yield line.rstrip()
            line = ""
        *full, rest = chop_cells(unit, width) or [""]
        yield from full
        line += rest if line else rest.lstrip()
    yield line.rstrip()
