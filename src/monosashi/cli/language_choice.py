"""Which language the command speaks: `--lang`, else MONOSASHI_LANG, else the locale; Japanese where none of them says."""

import locale
import sys
from collections.abc import Mapping, Sequence

from monosashi.core.messages import InvalidInput, message
from monosashi.wording import LANGUAGES, Language

OPTION = "--lang"
VARIABLE = "MONOSASHI_LANG"
_LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def choose_language(arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[Language, list[str]]:
    """The language, and the arguments without `--lang`, which may stand anywhere. Raises InvalidInput."""
    asked, rest = _without_option(arguments)
    if asked is not None:
        return _named(asked, OPTION), rest
    if named := environment.get(VARIABLE):
        return _named(named, VARIABLE), rest
    return of_locale(environment), rest


def of_locale(environment: Mapping[str, str]) -> Language:
    """English where the locale is an English one, else Japanese."""
    named = next((environment[name] for name in _LOCALE_VARIABLES if environment.get(name)), "")
    if not named and sys.platform == "win32":
        named = locale.getlocale()[0] or ""
    return "en" if named.lower().startswith("en") else "ja"


def _without_option(arguments: Sequence[str]) -> tuple[str | None, list[str]]:
    asked = None
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            rest += [argument, *waiting]
        elif argument == OPTION:
            asked = next(waiting, "")
        elif argument.startswith(f"{OPTION}="):
            asked = argument.removeprefix(f"{OPTION}=")
        else:
            rest.append(argument)
    return asked, rest


def _named(text: str, place: str) -> Language:
    for language in LANGUAGES:
        if text == language:
            return language
    raise InvalidInput.of(place, message("cli.unknown_language"), message("cli.choose_language"), read=text)
