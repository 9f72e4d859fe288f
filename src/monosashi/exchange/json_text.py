"""JSON text into a parsed document from which nothing was lost: scales kept, repeated keys and odd numbers noticed."""

import json
from dataclasses import dataclass

from monosashi.core.messages import InvalidInput, message
from monosashi.exchange.numbers import NotPlain, bare_number


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parsed document. `repeated_keys`: some object in it names a key twice; the last one counted."""

    document: object
    repeated_keys: bool


def parsed(text: str, place: str) -> Parsed:
    """The document that the text holds. Raises InvalidInput with line and column where it is not JSON."""
    repeated: list[bool] = []

    def object_of(pairs: list[tuple[str, object]]) -> dict[str, object]:
        held = dict(pairs)
        if len(held) != len(pairs):
            repeated.append(True)
        return held

    try:
        document = json.loads(text, object_pairs_hook=object_of, parse_float=bare_number, parse_constant=NotPlain)
    except json.JSONDecodeError as error:
        end = error.msg.startswith("Unterminated string") or not text[error.pos :].strip()
        why = message("json.ends_early" if end else "json.broken", line=error.lineno, column=error.colno)
        read = None if end else text[error.pos : error.pos + 20].splitlines()[0]
        remedy = message("json.restore" if end else "json.mend", line=error.lineno)
        raise InvalidInput.of(place, why, remedy, read=read, line=error.lineno) from None
    except RecursionError:
        raise InvalidInput.of(place, message("json.too_deep"), message("file.name_a_plan")) from None
    except ValueError:  # an integer of thousands of digits
        raise InvalidInput.of(place, message("json.number_too_long"), message("document.write_plain_number")) from None
    return Parsed(document, bool(repeated))
