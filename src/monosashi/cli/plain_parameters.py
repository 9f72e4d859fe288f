"""Words and paths from the command line without pydantic.

Typer loads all of pydantic, 0.15 s, to make of a word the same word. Where a parameter is words or paths its hook for that is
replaced. A later typer that has no such hook is only slower.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import GenericAlias

import typer
import typer.core

_HOOK = "_runtime_param"

_KINDS: Mapping[object, type[str | Path]] = {str: str, Path: Path, list[str]: str, list[Path]: Path}


class Blank(typer.BadParameter):
    """A word was typed that is blank: a script's variable was empty. As a path it would be the folder where one stands."""


@dataclass(frozen=True, slots=True)
class AsTyped:
    """Takes the words as they were typed."""

    kind: type[str | Path]

    def coerce(self, value: object, param: object, ctx: typer.Context) -> object:
        """The word or words as `kind`, None where nothing was given. Raises Blank."""
        if value is None:
            return None if getattr(param, "nargs", 1) == 1 and not getattr(param, "multiple", False) else ()
        words = [str(each) for each in value] if isinstance(value, list | tuple) else [str(value)]
        if not all(word.strip() for word in words) and _was_typed(param, ctx):
            raise Blank("", ctx=ctx, param=param)  # type: ignore[arg-type]  # typer names its parameters nowhere in public
        return [self.kind(word) for word in words] if isinstance(value, list | tuple) else self.kind(words[0])


def _was_typed(param: object, ctx: typer.Context) -> bool:
    """Whether it stands on the command line, and is no default."""
    source = ctx.get_parameter_source(str(getattr(param, "name", "")))
    return source is not None and source.name == "COMMANDLINE"


def read_plainly(command: typer.core.TyperCommand) -> None:
    """Let every parameter of words or paths be read so."""
    for param in command.params:
        annotation: type | GenericAlias | None = getattr(getattr(param, "type_descriptor", None), "annotation", None)
        if hasattr(param, _HOOK) and annotation in _KINDS:
            setattr(param, _HOOK, AsTyped(_KINDS[annotation]))
