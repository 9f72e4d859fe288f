"""A comparison as plain data and as rows of words: what `monosashi compare` prints as JSON and CSV.

docs/reference/comparison.md describes both. Figures are decimal strings as printed.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from monosashi.core.messages import Message, Param, message
from monosashi.core.values import Described, Span
from monosashi.exchange.numbers import plain_decimal, plain_value
from monosashi.publishing.comparison.differences import Compared, Comparison, Difference, Group, Run, RunKind
from monosashi.publishing.comparison.text_runs import after_of, before_of, shortened
from monosashi.wording import word

Say = Callable[[Message], str]
Data = dict[str, Any]

CSV_COLUMNS = (
    "kind", "node_id", "number", "node", "path", "fiscal_year", "subject", "field", "unit", "before", "after", "sentence",
)  # fmt: skip


def comparison_document(comparison: Comparison, say: Say) -> Data:
    """Both sides, how many differences of each kind, and all of them by node."""
    return {
        "before": asdict(comparison.before),
        "after": asdict(comparison.after),
        "counts": {kind.value: count for kind, count in comparison.counts().items()},
        "groups": [_group(group, say) for group in comparison.groups],
    }


def csv_rows(comparison: Comparison, say: Say) -> Iterator[tuple[str, ...]]:
    """One row for each difference; a text that changed shows the pieces that changed in ⟦ ⟧."""
    for group in comparison.groups:
        for each in group.differences:
            yield (
                each.kind.value, each.node or "", group.number, group.name, each.path, str(each.fiscal_year or ""),
                say(each.subject), say(each.field), each.unit, *shown_sides(each, say), say(each.message),
            )  # fmt: skip


def title_of(compared: Compared, say: Say) -> str:
    """How a side is called: an edition by number and label, a plan by its name and printed edition."""
    if compared.number is None:
        return f"{compared.plan_name} {compared.plan_edition}".strip()
    return say(message("comparison.edition", number=compared.number, label=compared.label))


def shown_sides(difference: Difference, say: Say) -> tuple[str, str]:
    """What stood there before and after, in words; of a text the pieces that changed, marked, with what is beside them."""
    if difference.runs:
        runs = shortened(difference.runs)
        return _marked(before_of(runs), say), _marked(after_of(runs), say)
    return shown(difference.before, difference.unit, say), shown(difference.after, difference.unit, say)


def shown(told: Param, unit: str, say: Say) -> str:
    """A figure with its unit, words, or 「なし」."""
    if unit and isinstance(told, Decimal | Span):
        return say(message("comparison.figure", value=told, unit=unit))
    return say(message("comparison.value", value=told))


def _marked(runs: Iterable[Run], say: Say) -> str:
    return "".join(
        run.text if run.kind is RunKind.KEPT else say(message("comparison.changed_piece", text=run.text))
        for run in runs
    )


def _group(group: Group, say: Say) -> Data:
    return {
        "node_id": group.node,
        "number": group.number,
        "name": group.name,
        "differences": [_difference(difference, say) for difference in group.differences],
    }


def _difference(difference: Difference, say: Say) -> Data:
    return {
        "kind": difference.kind.value,
        "kind_word": say(word(difference.kind)),
        "path": difference.path,
        "fiscal_year": difference.fiscal_year,
        "subject": say(difference.subject),
        "field": say(difference.field),
        "unit": difference.unit,
        "before": _plain(difference.before, say),
        "after": _plain(difference.after, say),
        "runs": [[run.kind.value, run.text] for run in difference.runs],
        "sentence": say(difference.message),
    }


def _plain(told: Param, say: Say) -> object:
    match told:
        case Decimal():
            return plain_decimal(told)
        case Span() | Described():
            return plain_value(told)
        case Message():
            return say(told)
        case tuple():
            return [_plain(each, say) for each in told]
    return told
