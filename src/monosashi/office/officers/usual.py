"""The usual kinds of officers: shipped for a city that has none yet, shown before it takes them over, and changed as it likes."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from monosashi.office.officers.told import KindTold


@dataclass(frozen=True, slots=True)
class UsualKind:
    """A kind as it is shipped. `stands_in_for` is the `key` of another one, "" for none; the kind itself names none and no rules."""

    key: str
    told: KindTold
    stands_in_for: str

    @property
    def token(self) -> str:
        """What it is kept with, so that it is taken over once however often that is asked for."""
        return f"usual-{self.key}"


@dataclass(frozen=True, slots=True)
class UsualKinds:
    """The kinds, each after those that it stands in for, and where they come from."""

    kinds: tuple[UsualKind, ...]
    source: str

    @property
    def names(self) -> Mapping[str, str]:
        """The names of the kinds by their keys."""
        return {each.key: each.told.name for each in self.kinds}


@cache
def usual_kinds() -> UsualKinds:
    """What `usual_kinds.toml` beside this file says."""
    told = tomllib.loads(files(__package__).joinpath("usual_kinds.toml").read_text(encoding="utf-8"))
    return UsualKinds(
        tuple(_kind(position, one) for position, one in enumerate(told["kinds"], start=1)), told["source"]
    )


def _kind(position: int, told: dict[str, str]) -> UsualKind:
    others = {name: value for name, value in told.items() if name not in {"key", "stands_in_for", "duties"}}
    kind = KindTold(**others, duties=told["duties"].strip(), position=position)  # type: ignore[arg-type]
    return UsualKind(told["key"], kind, told.get("stands_in_for", ""))
