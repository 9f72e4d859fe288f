"""What one installation is told: a folder with `office.toml`, each entry also as an environment variable.

The folder holds everything the installation keeps on this machine: `office.toml`, `secret.key` (made at the first start, readable
by its owner alone), `office.sqlite3` where no other database is named, `evidence/` and `backups/`.
"""

import os
import secrets
import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

HOME_VARIABLE = "MONOSASHI_HOME"
PREFIX = "MONOSASHI_"


class Installation(BaseModel):
    """The settings of one installation. Every field can be set as `MONOSASHI_<NAME>` too, which comes first."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    home: Path
    database: str = ""
    """`postgresql://user@host:port/name`, "" for the SQLite file in the folder."""
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]")
    """Names under which browsers reach the server."""
    https: bool = True
    """Whether browsers come over HTTPS: cookies are then kept to it. Off only for a demonstration on one machine."""
    language: Literal["ja", "en"] = "ja"
    time_zone: str = "Asia/Tokyo"
    session_minutes: Annotated[int, Field(ge=5, le=1440)] = 480
    """How long a person who does nothing stays logged in."""
    upload_megabytes: Annotated[int, Field(ge=1, le=500)] = 20

    @property
    def evidence(self) -> Path:
        """Where evidence files are kept."""
        return self.home / "evidence"

    @property
    def sqlite_file(self) -> Path:
        """The embedded database."""
        return self.home / "office.sqlite3"


def read_installation(home: Path | None = None) -> Installation:
    """The settings in force. Without a folder, that of `MONOSASHI_HOME`, else `monosashi-office` beside where one stands."""
    folder = home or Path(os.environ.get(HOME_VARIABLE, "monosashi-office"))
    file = folder / "office.toml"
    told = tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    named = {
        name: os.environ[PREFIX + name.upper()]
        for name in Installation.model_fields
        if PREFIX + name.upper() in os.environ
    }
    if "hosts" in named:
        named["hosts"] = named["hosts"].split(",")  # type: ignore[assignment]  # a list in a file, words between commas outside
    return Installation.model_validate({**told, **named, "home": folder.absolute()})


def secret_key(installation: Installation) -> str:
    """The key with which sessions are signed. Made at the first start, never printed."""
    file = installation.home / "secret.key"
    if not file.exists():
        installation.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as stream:
            stream.write(secrets.token_urlsafe(50))
    return file.read_text(encoding="ascii")
