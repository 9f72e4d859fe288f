"""Passwords made by chance, to be printed once."""

import secrets

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another: no l, o, i, 0, 1
_GROUPS, _LENGTH = 4, 4


def new_password() -> str:
    """Sixteen letters and digits in four groups: 79 bits, easy to read out."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)) for _ in range(_GROUPS))
