"""Half of a digit goes up everywhere: `Decimal` on its own sends it to the even digit, so that one figure is printed as two."""

import ast
from collections.abc import Iterator

import pytest

from architecture.repository import ROOT

SOURCE = ROOT / "src" / "monosashi"
OF_NO_FIGURE = {
    "cli/commands/bundle_make.py": "megabytes of a file",
    "cli/commands/report.py": "megabytes of a file",
    "exchange/plan_workbook/row_heights.py": "width of letters",
    "exchange/typed_dates.py": "seconds of a day",
    "office/answering/shown_evidence.py": "kilobytes of a file",
    "office/config/logs.py": "milliseconds of a request",
    "publishing/charts/ruler.py": "a place in a drawing",
    "publishing/charts/scales.py": "a place in a drawing",
    "publishing/charts/time_axis.py": "places in a drawing",
    "publishing/charts/tones.py": "which of a few tones",
    "publishing/site/data_files.py": "kilobytes of a file",
}
"""Where `round` may stand: what is rounded there is a float that no plan holds."""


def unsaid(source: str) -> Iterator[int]:
    """Lines that quantize without a rounding mode."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "quantize":
            said = len(node.args) > 1 or any(each.arg == "rounding" for each in node.keywords)
            if not said:
                yield node.lineno


def rounds(source: str) -> Iterator[int]:
    """Lines that call `round`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "round":
            yield node.lineno


def sources() -> Iterator[tuple[str, str]]:
    for path in sorted(SOURCE.rglob("*.py")):
        yield path.relative_to(SOURCE).as_posix(), path.read_text("utf-8")


def test_nothing_is_quantized_without_a_rounding_mode() -> None:
    assert [f"{name}:{at}" for name, source in sources() for at in unsaid(source)] == []


def test_only_what_is_no_figure_of_a_plan_is_rounded_by_round() -> None:
    assert {name for name, source in sources() for _ in rounds(source)} == set(OF_NO_FIGURE)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("rate.quantize(Decimal(1))", 1),
        ("rate.quantize(exp=Decimal(1))", 1),
        ("rate.quantize(Decimal(1), ROUND_HALF_UP)", 0),
        ("rate.quantize(Decimal(1), rounding=ROUND_HALF_UP)", 0),
    ],
)
def test_a_mode_is_one_that_is_told(source: str, found: int) -> None:
    assert len(list(unsaid(source))) == found


def test_a_round_of_a_sheet_is_no_rounding() -> None:
    assert list(rounds("held.round(); round_(1); hold_round(2)")) == []
    assert list(rounds("x = round(rate, 1)")) == [1]
