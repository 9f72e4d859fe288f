"""Writes docs/reference/form-fields.md from what a form of the example plan of Akita can ask for."""

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from monosashi.core.messages import Message
from monosashi.exchange.plan_file import read_plan
from monosashi.publishing.forms import FormField, form_fields
from monosashi.publishing.forms.rows import told_years, worded
from monosashi.wording import LANGUAGES, render

_ROOT = Path(__file__).resolve().parents[1]
PAGE = _ROOT / "docs" / "reference" / "form-fields.md"
_PLAN = _ROOT / "examples" / "akita" / "akita.plan.json"

_HEAD = """# Fields of forms

Made by `scripts/generate_form_fields.py` for `examples/akita/akita.plan.json`; do not edit. `monosashi forms fields PLAN` lists those of
another plan: its levels, the headings of its text, its questions and the grades of its scheme have their own.

A city types `{{{{指標1の実績値}}}}` into a cell of its Excel form or a line of its Word form. Braces and colon may be full-width, blanks do not
count. Behind the name of a yearly field a year may stand: `{{{{指標1の実績値:前年度}}}}`, `{{{{指標1の実績値:R5}}}}`, also 令和5年度, 令和5 and 2023; told from the
year that is filled for: {years}.

Values are always Japanese. What nobody said is blank and is told; an absence that somebody stated prints its own word. Money that
several measures share is printed whole and marked （共通）, as words, so that no sum of a form counts it twice.

Of numbered fields the first is listed. An indicator, component or programme that a measure has not is blank.
"""


def page() -> str:
    """The whole page."""
    fields = form_fields(read_plan(_PLAN))
    others: dict[str, list[str]] = {}
    for field in fields:
        others.setdefault(field.same_as, []).append(field.name)
    listed = [field for field in fields if not field.same_as and not _is_of_a_later_number(field)]
    years = ", ".join(told_years())
    head = _HEAD.format(years=years)
    return "\n".join([head, *(_group(group, found, others) for group, found in groupby(listed, key=_group_of))])


def _group_of(field: FormField) -> Message:
    return field.group


def _is_of_a_later_number(field: FormField) -> bool:
    owners = (worded("component", number=1, part=at) for at in range(2, 10))
    programs = (worded("program", number=at) for at in range(2, 10))
    indicators = (worded("indicator", number=at) for at in range(2, 10))
    return field.name.startswith((*owners, *programs, *indicators))


def _group(group: Message, found: Iterable[FormField], others: dict[str, list[str]]) -> str:
    japanese, english = (render(group, language) for language in LANGUAGES)
    lines = [f"## {japanese} — {english}\n", "| field | also | of | yearly | ja | en |", "|---|---|---|---|---|---|"]
    for field in found:
        also, yearly = ", ".join(others.get(field.name, ())), "yes" if field.yearly else ""
        about = " | ".join(render(field.about, language) for language in LANGUAGES)
        lines.append(f"| {field.name} | {also} | {field.of.value} | {yearly} | {about} |")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
