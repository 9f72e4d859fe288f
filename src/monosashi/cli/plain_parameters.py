"""Words and paths from the command line without pydantic.

Typer loads all of pydantic, 0.15 s, to make of a word the same word. Where a parameter is words or paths its hook for that is
replaced. A later typer that has no such hook is only slower.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import GenericAlias

import typer.core

_HOOK = "_runtime_param"

_KINDS: Mapping[object, type[str | Path]] = {str: str, Path: Path, list[str]: str, list[Path]: Path}


@dataclass(frozen=True, slots=True)
class AsTyped:
    """Takes the words as they were typed."""

    kind: type[str | Path]

    def coerce(self, value: object, param: object, ctx: object) -> object:  # noqa: ARG002 -- typer's signature
        """The word or words as `kind`, None where nothing was given."""
        if value is None:
            return None if getattr(param, "nargs", 1) == 1 and not getattr(param, "multiple", False) else ()
        if isinstance(value, list | tuple):
            return [self.kind(each) for each in value]
        return self.kind(str(value))


def read_plainly(command: typer.core.TyperCommand) -> None:
    """Let every parameter of words or paths be read so."""
    for param in command.params:
        annotation: type | GenericAlias | None = getattr(getattr(param, "type_descriptor", None), "annotation", None)
        if hasattr(param, _HOOK) and annotation in _KINDS:
            setattr(param, _HOOK, AsTyped(_KINDS[annotation]))
