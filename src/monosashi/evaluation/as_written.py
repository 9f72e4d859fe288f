"""What stood in a file, said as one writes it in TOML and not as Python does."""

from collections.abc import Iterable, Mapping

_LONGEST = 120


def as_written(value: object, *, quoted: bool = False) -> str:
    """`true`, `["A", "B"]`, `{ at_least = "80" }`, or words, bare unless `quoted`; cut where it is long."""
    text = value if isinstance(value, str) and not quoted else _quoted(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _quoted(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return _within("{ ", (f"{key} = {_quoted(inner)}" for key, inner in value.items()), " }")
    if isinstance(value, list | tuple):
        return _within("[", (_quoted(inner) for inner in value), "]")
    return f'"{value}"' if isinstance(value, str) else _bare(value)


def _bare(value: object) -> str:
    try:
        return str(value)
    except ValueError:  # a whole number longer than Python writes
        return "…"


def _within(opening: str, parts: Iterable[str], closing: str) -> str:
    inner = ", ".join(parts)
    return f"{opening}{inner}{closing}" if inner else f"{opening.strip()}{closing.strip()}"
