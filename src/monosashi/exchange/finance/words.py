"""The words of `finance_words.toml`, and how names are compared: 「負担金，補助」 and 「負担金、 補助」 are one."""

import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources
from typing import Any, TypeVar

from monosashi.core.money import Account

_SAME_COMMAS = str.maketrans({",": "、", "､": "、"})

Kind = TypeVar("Kind", bound=StrEnum)

Words = Mapping[str, tuple[str, ...]]
"""Words by the code that they mean."""


@lru_cache(maxsize=10_000)
def fold(text: str) -> str:
    """The text as names are compared: NFKC, small letters, no spaces or invisible letters, one kind of comma."""
    letters = unicodedata.normalize("NFKC", text).casefold().translate(_SAME_COMMAS)
    return "".join(letter for letter in letters if unicodedata.category(letter)[0] not in "ZC")


@cache
def shipped() -> Mapping[str, Any]:
    """The words that come with the program."""
    text = resources.files("monosashi.exchange.finance").joinpath("finance_words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def meant(text: str, kind: type[Kind], group: str, own: Words) -> Kind | None:
    """What the text means in a group of words (`stages`, `sources`, `accounts`): the mapping's own words count first."""
    wanted = fold(text)
    for words in (own, shipped()[group]):
        for code, spellings in words.items():
            if wanted in map(fold, spellings):
                return kind(code)
    return None


def account_meant(text: str, own: Words) -> Account | None:
    """The kind of the account named; None for one that neither the words nor its ending tell."""
    account = meant(text, Account, "accounts", own)
    if account is not None:
        return account
    endings = shipped()["account_endings"].items()
    return next((Account(code) for code, words in endings if _ends(text, words)), None)


def _ends(text: str, words: Iterable[str]) -> bool:
    return fold(text).endswith(tuple(map(fold, words)))


def printed(code: StrEnum, group: str, own: Words) -> str:
    """The first word for a code: the mapping's own, else the shipped one."""
    return str((own.get(code.value) or shipped()[group][code.value])[0])


def encoding_named(text: str) -> str | None:
    """`auto`, `utf-8` or `cp932`; None for a name that is none of theirs."""
    return next((code for code, names in shipped()["encodings"].items() if text.strip().lower() in names), None)
