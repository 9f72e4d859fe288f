"""Mail addresses and numbers of mobile telephones in a text: whoever typed them meant colleagues, not the public.

A telephone of an office (018-…) is not a person's and stays. A bare name cannot be told from a word; forms ask for departments
and posts, and the list of public fields keeps out what is written for colleagues.
"""

import re

from monosashi.core.messages import message
from monosashi.wording import LANGUAGES, render

_AT = r"(?:[@＠]|\s?[(（\[［](?:at|アット|アットマーク)[)）\]］]\s?)"
_MAIL = rf"[\w.+%-]+{_AT}(?:[A-Za-z0-9-]+\.)+[A-Za-z]{{2,}}"
_MOBILE = r"(?<![\d-])0[789]0[-‐－ ]?\d{4}[-‐－ ]?\d{4}(?![\d-])"
_NAMED_MAIL = rf"(?:[^\s、。，,;；:：()（）<＜「」]+[ 　]?[^\s、。，,;；:：()（）<＜「」]*\s*)?[<＜]\s*{_MAIL}\s*[>＞]"
_CONTACT = f"{_NAMED_MAIL}|{_MAIL}|{_MOBILE}"
_HASH = rf"(?<![0-9A-Za-z])[0-9a-f]{{32,}}(?![0-9A-Za-z]|[\w.+%-]*{_AT})"
"""Eleven of its digits may look like a telephone. With an at sign behind it, it is no hash."""

_HASH_OR_CONTACT = re.compile(rf"({_HASH})|{_CONTACT}", re.IGNORECASE | re.ASCII)
_HINT = re.compile(r"[@＠]|[(（\[［][aAア]|0[789]0")


def masked(text: str) -> str:
    """The text, a mark in place of every mail address (with the name written before `<…>`) and mobile number in it.

    A hash stays as it is.
    """
    return _HASH_OR_CONTACT.sub(lambda found: found[1] or _mark(), text) if _HINT.search(text) else text


def _mark() -> str:
    """In the source language: it stands in the city's own text, which is not translated."""
    return render(message("public_fields.masked"), LANGUAGES[0])
