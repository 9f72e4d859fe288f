"""Kinds of settings that say at once, when the installation is read, that they cannot be used."""

import re
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

UNREADABLE = "unreadable"
"""The kind of error of a file that is not there or may not be read."""

_LAST_PORT = 65535
_DATABASE = re.compile(r"postgres(ql)?://[^\s/]+/[^\s/]+")


def _readable(file: Path) -> Path:
    try:
        file.open("rb").close()
    except OSError:
        raise PydanticCustomError(UNREADABLE, "not a file that can be read") from None
    return file


def _time_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (OSError, LookupError) as error:
        raise ValueError(name) from error
    return name


def _with_a_port(listen: str) -> str:
    if int(listen.rpartition(":")[2]) > _LAST_PORT:
        raise ValueError(listen)
    return listen


def _database(address: str) -> str:
    if address and not _DATABASE.match(address):
        raise ValueError(address)
    return address


ReadableFile = Annotated[Path, AfterValidator(_readable)]
"""A file that stands there and can be read: a secret, a certificate."""

TimeZone = Annotated[str, AfterValidator(_time_zone)]
Listen = Annotated[str, AfterValidator(_with_a_port)]
DatabaseAddress = Annotated[str, AfterValidator(_database)]
