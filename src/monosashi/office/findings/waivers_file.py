"""Waivers as TOML, the file that `monosashi check` reads beside a plan."""

import json
from collections.abc import Iterable

from monosashi.checks.finding import Waiver


def waivers_toml(waivers: Iterable[Waiver]) -> str:
    """The file."""
    return "\n".join(_entry(waiver) for waiver in waivers)


def _entry(waiver: Waiver) -> str:
    told = {"rule": waiver.rule, "place": waiver.place, "reason": waiver.reason, "post": waiver.post}
    lines = [f"{key} = {_quoted(value)}" for key, value in told.items()]
    return "\n".join(["[[waivers]]", *lines, f"expires = {waiver.expires.isoformat()}", ""])


def _quoted(text: str) -> str:
    """A basic string: what JSON escapes TOML escapes alike, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
