"""Whether a field of the register can keep a text: judged once, for what is typed in a form and for the cells of a list."""

import unicodedata
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import EmailField, Model

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Line breaks, tabs and letters that nobody sees. Letters that a city made itself (外字) are none of these."""

_SHOWN = 40
"""Letters of a long text that a problem repeats."""


class Unfit(StrEnum):
    """Why a text cannot be kept."""

    UNSEEN = "unseen"
    TOO_LONG = "too_long"
    NO_ADDRESS = "no_address"


def unfit(model: type[Model], name: str, text: str) -> Unfit | None:
    """Why the field of this name cannot keep the text, None where it can. No text at all is never unfit."""
    if any(unicodedata.category(letter) in _UNSEEN for letter in text):
        return Unfit.UNSEEN
    if len(text) > longest(model, name):
        return Unfit.TOO_LONG
    if text and _is_of_addresses(model, name) and not _is_address(text):
        return Unfit.NO_ADDRESS
    return None


def longest(model: type[Model], name: str) -> int:
    """How many letters the field keeps, 0 where it is no field of letters."""
    found = model._meta.get_field(name)  # noqa: SLF001 -- Django's public way to a field
    return int(getattr(found, "max_length", 0) or 0)


def repeated(text: str) -> str:
    """The text as a problem repeats it: cut where it is long, 「␣」 where a letter is that nobody sees."""
    seen = "".join("␣" if unicodedata.category(letter) in _UNSEEN else letter for letter in text)
    return seen if len(seen) <= _SHOWN else f"{seen[:_SHOWN]}…"


def _is_of_addresses(model: type[Model], name: str) -> bool:
    return isinstance(model._meta.get_field(name), EmailField)  # noqa: SLF001 -- as above


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
