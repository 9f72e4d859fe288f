"""Writes docs/reference/settings.md from the settings of an installation."""

from collections.abc import Iterator
from pathlib import Path
from types import NoneType
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from monosashi.office.config.installation import PREFIX, Installation

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "settings.md"

HEAD = """# Settings of the office

Made by `scripts/generate_settings_page.py`; do not edit. One installation has one folder: the one that `--home` or the variable
`MONOSASHI_HOME` names, else `monosashi-office` where the command is started. It holds `office.toml`, which says what differs from
the table below, and `secret.key` (made at the first start, kept from all but its owner). Each setting that is no table can be given
as a variable too, which comes before the file.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *_rows(Installation, PREFIX), *_sections()])


def _sections() -> Iterator[str]:
    for name, field in Installation.model_fields.items():
        if section := _section_of(field):
            yield f"\n## `[{name}]`\n\n{(section.__doc__ or '').strip()}\n"
            yield from _rows(section, "")


def _rows(model: type[BaseModel], prefix: str) -> Iterator[str]:
    yield (
        "| setting | without it | what it says |"
        if not prefix
        else "| setting | variable | without it | what it says |"
    )
    yield "|---|---|---|" if not prefix else "|---|---|---|---|"
    for name, field in model.model_fields.items():
        if name == "home":
            continue
        variable = "" if _section_of(field) else f"`{prefix}{name.upper()}`"
        cells = [f"`{name}`", *([variable] if prefix else []), _default(field), _said(name, field)]
        yield f"| {' | '.join(cells)} |"


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "must be given"
    if field.default in (None, "", ()) or _section_of(field):
        return "none"
    value = field.default
    shown = list(value) if isinstance(value, tuple) else value
    return f"`{str(shown).lower() if isinstance(shown, bool) else shown}`"


def _said(name: str, field: FieldInfo) -> str:
    section = _section_of(field)
    text = field.description or ((section.__doc__ or "") if section else "")
    choices = " or ".join(f"`{choice}`" for choice in get_args(field.annotation) if isinstance(choice, str))
    return " ".join(text.split()) or choices or name.replace("_", " ")


def _section_of(field: FieldInfo) -> type[BaseModel] | None:
    def found(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 -- a type as it was written
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return annotation
        return next((kind for each in get_args(annotation) if each is not NoneType and (kind := found(each))), None)

    return found(field.annotation)


if __name__ == "__main__":
    PAGE.write_text(page() + "\n", encoding="utf-8")
