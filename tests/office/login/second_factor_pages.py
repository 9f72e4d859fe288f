"""What the pages on second factors show."""

import re

from django.test import Client


def secret_shown(client: Client) -> str:
    """The secret that an authenticator app is to be given."""
    (secret,) = _codes(client, "/session/second-factor/app/")
    return secret


def paper_codes_shown(client: Client) -> list[str]:
    """The codes that can be printed, once."""
    return _codes(client, "/session/second-factor/paper/")


def _codes(client: Client, address: str) -> list[str]:
    return re.findall(r"<code>(.+?)</code>", client.get(address).content.decode())
