"""The licences that a municipality may choose."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from monosashi.core.messages import InvalidInput, message


@dataclass(frozen=True, slots=True)
class Licence:
    """One licence. `title` and `terms` by language; `path` is where its text stands."""

    id: str
    title: dict[str, str]
    path: str
    terms: dict[str, str]


@cache
def licences() -> tuple[Licence, ...]:
    """All licences, the usual one first."""
    stated = tomllib.loads(
        files("monosashi.publishing.open_data").joinpath("licences.toml").read_text(encoding="utf-8")
    )
    return tuple(Licence(**entry) for entry in stated["licences"])


def licence_named(id_: str, place: str) -> Licence:
    """The licence of this id, whatever its case. Raises InvalidInput that names them all."""
    for licence in licences():
        if licence.id.lower() == id_.lower():
            return licence
    known = tuple(licence.id for licence in licences())
    why, remedy = message("open_data.unknown_licence"), message("open_data.licences_are", names=known)
    raise InvalidInput.of(place, why, remedy, read=id_)
