"""What every subcommand is handed: the language, and where its words and figures go."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from monosashi.core.messages import Message, Param, message
from monosashi.core.values import Absence, Value
from monosashi.wording import Language, render, word


class ExitCode(IntEnum):
    """What the command's exit code says."""

    FINE = 0
    FOUND = 1  # it ran, and found what it looks for: differences, a broken chain
    INPUT = 2  # the input or the way it was called is wrong
    DEFECT = 3  # Monosashi itself failed
    INTERRUPTED = 130


class Format(StrEnum):
    """In which form a result is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MD = "md"


@dataclass(frozen=True, slots=True)
class Session:
    """One run of the command. `sentences` are the templates of the scheme in use, by language and message id."""

    language: Language
    sentences: Mapping[str, Mapping[str, str]] | None = None

    def say(self, sentence: Message) -> str:
        """The sentence in the session's language."""
        return render(sentence, self.language, self.sentences)

    def text(self, id_: str, /, **params: Param) -> str:
        """The sentence with this id and these parameters."""
        return self.say(message(id_, **params))

    def word(self, member: StrEnum | None) -> str:
        """The word for a coded value, "" for None."""
        return "" if member is None else self.say(word(member))

    def value(self, value: Value | None, unit: str = "") -> str:
        """A figure with its unit, words, or the name of an absence; "" for a blank."""
        if value is None:
            return ""
        shown = self.text("cli.value", value=value)
        return shown if isinstance(value, Absence) else f"{shown}{unit}"


def write_out(text: str) -> None:
    """Print to standard output."""
    _print(text, sys.stdout)


def write_error(text: str) -> None:
    """Print to standard error."""
    _print(text, sys.stderr)


class ReaderLeft(Exception):
    """Nobody reads the output any more (`| head`). Typer would make a failure of the system's own error."""


class NoPlaceToPrint(Exception):
    """What was to be printed cannot be written where it goes, a full disk mostly. `reason` is the system's."""

    def __init__(self, reason: OSError) -> None:
        super().__init__(str(reason))
        self.reason = reason


def _print(text: str, stream: TextIO) -> None:
    with told_apart():
        stream.write(text if text.endswith("\n") else text + "\n")


@contextmanager
def told_apart() -> Iterator[None]:
    """Failures of printing, told apart from those of files. Raises ReaderLeft, NoPlaceToPrint."""
    try:
        yield
    except BrokenPipeError:
        raise ReaderLeft from None
    except OSError as error:
        raise NoPlaceToPrint(error) from None


def open_what_is_closed() -> None:
    """What is printed where nobody gave a place for it (`>&-`, a job without a console) goes nowhere, and hinders nothing."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 -- for as long as the process runs


def speak_utf8() -> None:
    """Files and pipes get UTF-8 whatever the system's code page; a terminal keeps its own, odd letters replaced."""
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, TextIOWrapper):
            continue
        if stream.isatty():
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
