"""What the validator says of a document's structure, as problems with place, what was read, why and remedy."""

import difflib
from collections.abc import Callable, Mapping
from dataclasses import fields
from types import MappingProxyType

from pydantic_core import ErrorDetails, ValidationError

from monosashi.core.messages import Message, Problem, message
from monosashi.core.values import Absence
from monosashi.exchange.document_lines import LARGEST, repeated_keys
from monosashi.exchange.document_places import Places, kind_at
from monosashi.exchange.numbers import NotPlain

_LONGEST_SHOWN = 60

Explained = tuple[Message, Message]
"""Why it is wrong, and what to do."""


def problems_of_structure(error: ValidationError, body: object) -> tuple[Problem, ...]:
    """One problem for each place that could not be read."""
    places = Places(body)
    return tuple(_problem(details, places) for details in error.errors(include_url=False))


def _problem(details: ErrorDetails, places: Places) -> Problem:
    why, remedy = _EXPLANATIONS.get(details["type"], _unexplained)(details)
    read = None if details["type"] == "missing" else shown(details["input"])
    return Problem(_printable(places.place_of(details["loc"])), read, why, remedy)


def repeated_key_problems(text: str, body: object) -> tuple[Problem, ...]:
    """One problem for each key that stands twice in its object."""
    why, remedy = message("document.repeated_key"), message("document.keep_one_key")
    if len(text) > LARGEST:
        return (Problem("", None, why, remedy),)
    places = Places(body)
    return tuple(
        Problem(places.place_of(steps), str(steps[-1]), why, remedy, line) for steps, line in repeated_keys(text)
    )


def shown(read: object) -> str:
    """What was read, in few words and as it stands in the file."""
    match read:
        case dict():
            return "{…}" if read else "{}"
        case list():
            return "[…]" if read else "[]"
        case NotPlain():
            text = read.text
        case bool() | None:
            text = {True: "true", False: "false", None: "null"}[read]
        case _:
            text = _printable(str(read))
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def _printable(text: str) -> str:
    """The text with a lone half of a pair of UTF-16 codes and U+0000 written out, so that it can be shown at all."""
    return text.encode("utf-8", "backslashreplace").decode().replace("\0", "\\u0000")


def _unexplained(details: ErrorDetails) -> Explained:
    return message("document.wrong_kind", rule=details["type"]), message("document.see_reference")


def _expects(kind: str) -> Callable[[ErrorDetails], Explained]:
    """Every field has one kind of value, and the sentence for it says what to write instead."""
    return lambda _details: (message(f"document.not_{kind}"), message(f"document.write_{kind}"))


def _figure(why: str) -> Callable[[ErrorDetails], Explained]:
    return lambda _details: (message(why), message("document.write_plain_number"))


def _missing(details: ErrorDetails) -> Explained:
    return message("document.missing_key", key=str(details["loc"][-1])), message("document.add_key")


def _unknown_key(details: ErrorDetails) -> Explained:
    key = _printable(str(details["loc"][-1]))
    kind = kind_at(details["loc"][:-1])
    names = [field.name for field in fields(kind)] if kind else []
    near = difflib.get_close_matches(key, names, n=1)
    remedy = (
        message("document.rename_key", near=near[0]) if near else message("document.remove_key", known=tuple(names))
    )
    return message("document.unknown_key", key=key), remedy


def _unknown_code(details: ErrorDetails) -> Explained:
    codes = tuple(code.strip("' ") for code in details["ctx"]["expected"].replace(" or ", ", ").split(", "))
    return message("document.unknown_code"), _choose(details["input"], codes)


def _choose(read: object, codes: tuple[str, ...]) -> Message:
    near = difflib.get_close_matches(str(read), codes, n=1)
    return message("document.choose_near", near=near[0]) if near else message("document.choose_code", codes=codes)


def _not_value(details: ErrorDetails) -> Explained:
    near = difflib.get_close_matches(str(details["input"]), [absence.value for absence in Absence], n=1)
    remedy = message("document.choose_near", near=near[0]) if near else message("document.write_value")
    return message(details["type"]), remedy


_EXPLANATIONS: Mapping[str, Callable[[ErrorDetails], Explained]] = MappingProxyType(
    {
        "missing": _missing,
        "unexpected_keyword_argument": _unknown_key,
        "enum": _unknown_code,
        "string_type": _expects("text"),
        "document.not_unicode": _expects("unicode"),
        "document.null_character": lambda _details: (
            message("document.null_character"),
            message("document.remove_null_character"),
        ),
        "int_type": _expects("whole_number"),
        "int_from_float": _expects("whole_number"),
        "bool_type": _expects("true_or_false"),
        "tuple_type": _expects("list"),
        "dataclass_type": _expects("object"),
        "document.not_number": _figure("document.not_number"),
        "document.number_exponent": _figure("document.number_exponent"),
        "document.number_not_finite": _figure("document.number_not_finite"),
        "document.not_amount": _not_value,
        "document.not_value": _not_value,
        "document.value_keys": lambda _details: (message("document.value_keys"), message("document.write_value")),
    }
)
