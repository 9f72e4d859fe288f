"""The usual viewpoints of examination: shipped for a city that has none yet, shown in its form, and changed before they are kept."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class UsualViewpoints:
    """The viewpoints in their order, and what they go back to."""

    texts: tuple[str, ...]
    source: str


@cache
def usual_viewpoints() -> UsualViewpoints:
    """What `usual_viewpoints.toml` beside this file says."""
    told = tomllib.loads(files(__package__).joinpath("usual_viewpoints.toml").read_text(encoding="utf-8"))
    return UsualViewpoints(tuple(told["viewpoints"]), told["source"])
