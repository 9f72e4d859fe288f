"""Passwords made by chance, to be shown once."""

import secrets

from django.contrib.auth.hashers import PBKDF2PasswordHasher, get_hasher, make_password

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another: no l, o, i, 0, 1
_GROUPS, _LENGTH = 4, 4
_ROUNDS = 20_000
"""Rounds of hashing. Many rounds protect what people think of; 79 bits of chance nobody guesses, and 150 of them are hashed in seconds.

Django hashes such a password with all of its rounds when it is first used.
"""


def new_password() -> str:
    """Sixteen letters and digits in four groups: 79 bits, easy to read out."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)) for _ in range(_GROUPS))


def kept_form(password: str) -> str:
    """A password made by chance as the database keeps it."""
    hasher = get_hasher()
    if isinstance(hasher, PBKDF2PasswordHasher):
        return hasher.encode(password, hasher.salt(), iterations=_ROUNDS)
    return make_password(password)
