"""What one installation is told: a folder with `office.toml`, each entry also as an environment variable.

The folder holds everything the installation keeps on this machine: `office.toml`, `secret.key` (made at the first start, readable
by its owner alone), `office.sqlite3` where no other database is named, `evidence/` and `backups/`.
"""

import os
import secrets
import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, IPvAnyNetwork

from monosashi.office.letters.mail_section import Mail
from monosashi.office.login.sections import Directory, LogIn, OpenIdProvider, TrustedHeader
from monosashi.office.settings_fields import DatabaseAddress, Listen, TimeZone

HOME_VARIABLE = "MONOSASHI_HOME"
PREFIX = "MONOSASHI_"


LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
"""What a machine calls itself."""


class Installation(BaseModel):
    """The settings of one installation. Every field can be set as `MONOSASHI_<NAME>` too, which comes first."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    home: Path
    database: DatabaseAddress = ""
    """`postgresql://user@host:port/name`, "" for the SQLite file in the folder."""
    hosts: tuple[str, ...] = LOOPBACK
    """Names under which browsers reach the server. The machine's own (`localhost`) are known besides."""
    https: bool = True
    """Whether browsers come over HTTPS: cookies are then kept to it. Off only for a demonstration on one machine."""
    language: Literal["ja", "en"] = "ja"
    time_zone: TimeZone = "Asia/Tokyo"
    session_minutes: Annotated[int, Field(ge=5, le=1440)] = 480
    """How long a person who does nothing stays logged in: a sixtieth of the time less at most."""
    upload_megabytes: Annotated[int, Field(ge=1, le=500)] = 20
    """The largest file that is taken."""
    listen: Annotated[Listen, Field(pattern=r"^[^\s:]+:[0-9]{1,5}$|^\[[0-9a-f:]+\]:[0-9]{1,5}$")] = "127.0.0.1:8000"
    """Where the server listens. Browsers come through a reverse proxy that speaks HTTPS."""
    proxies: tuple[IPvAnyNetwork, ...] = ()
    """Addresses or networks of that proxy, where it adds the browser's address to `X-Forwarded-For`. Without, all browsers seem to stand where the proxy does, and wrong passwords on one machine lock the account on every other."""
    server_workers: Annotated[int, Field(ge=1, le=64)] = 2
    """How many processes answer (Linux)."""
    log_requests: bool = True
    """Whether each request leaves a line in the log. Errors always do."""
    backup_folder: str = ""
    """Where backups go, "" for `backups` in the folder. Better another disk than the database's."""
    backup_at: Annotated[str, Field(pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9])?$")] = ""
    """When the daily backup is made (`02:30`), "" for none."""
    backups_kept: Annotated[int, Field(ge=0, le=1000)] = 30
    """How many backups stay in the folder after a daily one; 0 keeps all."""
    log_in: LogIn = LogIn()
    directory: Directory | None = None
    """None where nobody logs in with an LDAP directory."""
    openid: tuple[OpenIdProvider, ...] = ()
    trusted_header: TrustedHeader | None = None
    """None where no header is believed."""
    mail: Mail = Mail()

    @property
    def evidence(self) -> Path:
        """Where evidence files are kept."""
        return self.home / "evidence"

    @property
    def backups(self) -> Path:
        """Where backups are kept."""
        return Path(self.backup_folder) if self.backup_folder else self.home / "backups"

    @property
    def sqlite_file(self) -> Path:
        """The embedded database."""
        return self.home / "office.sqlite3"


def read_installation(home: Path | None = None) -> Installation:
    """The settings in force. Without a folder, that of `MONOSASHI_HOME`, else `monosashi-office` beside where one stands."""
    folder = home or Path(os.environ.get(HOME_VARIABLE, "monosashi-office"))
    file = folder / "office.toml"
    told = tomllib.loads(file.read_text(encoding="utf-8-sig")) if file.exists() else {}
    named = {
        name: os.environ[PREFIX + name.upper()]
        for name in Installation.model_fields
        if PREFIX + name.upper() in os.environ
    }
    for listed in {"hosts", "proxies"} & named.keys():
        named[listed] = named[listed].split(",")  # type: ignore[assignment]  # a list in a file, words between commas outside
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
