"""Plan files (`*.plan.json`): bytes in, a Plan out, and back in one canonical form.

Canonical bytes are UTF-8 without byte order mark, two spaces of indentation, fields in their order, defaults left out, figures
as decimal strings, one newline at the end. They are what is hashed.
"""

from pathlib import Path

from pydantic_core import ValidationError, to_json

from monosashi.core.messages import InvalidInput
from monosashi.core.plan import Plan
from monosashi.core.validation import problems_of
from monosashi.exchange.document_head import body_of
from monosashi.exchange.document_lines import with_lines
from monosashi.exchange.file_bytes import bytes_of, save_bytes, text_of
from monosashi.exchange.json_text import Parsed, parsed
from monosashi.exchange.quick_reading import quickly_read
from monosashi.exchange.stand_ins import problems_beside
from monosashi.exchange.structure import plain_record, read_structure
from monosashi.exchange.structure_problems import problems_of_structure, repeated_key_problems
from monosashi.exchange.upgrades import FORMAT, NEWEST


def read_plan(source: Path | str | bytes) -> Plan:
    """The plan in a file, named by its path, or in bytes. Raises InvalidInput with everything that is wrong.

    Fields that could not be read come first, then what the rest says, as far as that can be told without them.
    """
    raw = bytes_of(source)
    plan = quickly_read(raw)
    if plan is None:
        plan = carefully_read(raw, "" if isinstance(source, bytes) else str(source))
    if problems := problems_of(plan):
        raise InvalidInput(with_lines(problems, text_of(raw, "")))
    return plan


def carefully_read(raw: bytes, place: str) -> Plan:
    """The plan in the bytes, whatever way of writing JSON they follow. `place` is the file's name, "" where it has none."""
    text = text_of(raw, place)
    return _structured(parsed(text, place), text, place)


def _structured(read: Parsed, text: str, place: str) -> Plan:
    body = body_of(read.document, text, place)
    repeated = repeated_key_problems(text, body) if read.repeated_keys else ()
    try:
        plan = read_structure(body)
    except ValidationError as error:
        problems = (*repeated, *problems_of_structure(error, body), *problems_beside(error, body))
        raise InvalidInput(with_lines(problems, text)) from None
    if repeated:
        raise InvalidInput(with_lines(repeated, text))
    return plan


def document_of(plan: Plan) -> dict[str, object]:
    """The plan as JSON has it, its head first: texts, whole numbers, yes and no, lists, records."""
    return {"format": FORMAT, "version": NEWEST, **plain_record(plan)}


def write_plan(plan: Plan) -> bytes:
    """The canonical bytes of a plan."""
    return to_json(document_of(plan), indent=2) + b"\n"


def save_plan(plan: Plan, path: Path | str) -> None:
    """Write the canonical bytes to a file, whole or not at all. Raises OSError."""
    save_bytes(write_plan(plan), Path(path))
