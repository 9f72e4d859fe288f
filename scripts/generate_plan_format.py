"""Write what is generated about the plan format: the published JSON Schema and the table of its keys."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from monosashi.exchange.plan_schema import plan_schema, schema_bytes

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = ROOT / "src" / "monosashi" / "exchange" / "schemas" / "plan-1.schema.json"
FIELDS = ROOT / "docs" / "reference" / "plan-format-fields.md"

_HEAD = """# The keys of a plan document

Generated from the values of `monosashi.core` by `scripts/generate_plan_format.py`. How the format works is told in
[plan-format.md](plan-format.md); the same as a JSON Schema: `monosashi schema`.
"""
_WORDS = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false", "null": "null"}


def fields_page() -> str:
    """Each kind of record with its keys, then the codes."""
    schema = plan_schema()
    definitions: dict[str, Any] = {"Plan document": schema, **schema["$defs"]}  # type: ignore[dict-item]
    parts = [_HEAD]
    for name, definition in definitions.items():
        parts += [f"## {name}", definition.get("description", "")]
        parts += ["\n".join(_table(definition))] if "properties" in definition else []
        parts += [f"One of: {', '.join(f'`{code}`' for code in definition['enum'])}"] if "enum" in definition else []
        parts += [f"One of: {_kind(definition)}"] if "properties" not in definition and "anyOf" in definition else []
    return "\n\n".join(part.strip() for part in parts if part) + "\n"


def _table(definition: dict[str, Any]) -> Iterator[str]:
    yield "| key | what stands there | left out, it is |"
    yield "|---|---|---|"
    for key, schema in definition["properties"].items():
        yield f"| `{key}` | {_kind(schema)} | {_left_out(key, schema, definition)} |"


def _left_out(key: str, schema: dict[str, Any], definition: dict[str, Any]) -> str:
    if key in definition.get("required", ()):
        return "required"
    return f"`{_literal(schema.get('default'))}`"


def _kind(schema: dict[str, Any]) -> str:
    if "anyOf" in schema:
        return " or ".join(_kind(choice) for choice in schema["anyOf"])
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "items" in schema:
        return f"list of {_kind(schema['items'])}"
    if "const" in schema:
        return f"`{_literal(schema['const'])}`"
    return _WORDS[schema["type"]]


def _literal(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    SCHEMA.write_bytes(schema_bytes())
    FIELDS.write_text(fields_page(), encoding="utf-8")
