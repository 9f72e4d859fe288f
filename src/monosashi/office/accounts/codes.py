"""Codes of departments: they stand in addresses, and in plans as ids."""

from monosashi.core.messages import Message, message
from monosashi.core.validation_keys import is_usable_id

_ADDRESSES_OF_THEIR_OWN = frozenset({"new", "import", "from-plans"})
"""Pages that stand where those of departments do."""


def why_not_a_code(code: str) -> Message | None:
    """Why a department cannot have this code; None where it can."""
    if not is_usable_id(code):
        return message("accounts.unusable_code", code=code)
    if code in _ADDRESSES_OF_THEIR_OWN:
        return message("accounts.reserved_code", code=code)
    return None
