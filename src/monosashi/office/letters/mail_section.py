"""What `office.toml` says of mail. The password stands in a file of its own or in a variable, never in the settings."""

import os
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from monosashi.office.letters.kinds import LetterKind
from monosashi.office.settings_fields import ReadableFile

PASSWORD_VARIABLE = "MONOSASHI_MAIL_PASSWORD"  # noqa: S105 -- the name of the variable


class Mail(BaseModel):
    """`[mail]`: the city's mail server, for reminders and letters. Without a host nothing is mailed: all stands on the first pages alone."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    host: str = ""
    """The server's name, "" for no mail."""
    port: Annotated[int, Field(ge=1, le=65535)] = 587
    starttls: bool = True
    """Whether the line is made secure before anything is said. Off only for a server on the same machine."""
    user: str = ""
    """Who logs in at the server; "" where it takes mail without."""
    password_file: ReadableFile | None = None
    """A file that holds the password alone; without one the variable `MONOSASHI_MAIL_PASSWORD`."""
    from_address: str = "monosashi@localhost"
    """From whom the mails are."""
    timeout_seconds: Annotated[int, Field(ge=1, le=300)] = 20
    """How long the server may be silent."""
    pages_at: Annotated[str, Field(pattern=r"^(https?://[^\s/]+)?$")] = ""
    """Where people find the office, as letters write it (`https://monosashi.city.example.jp`); "" for the first of `hosts`."""
    letters_off: tuple[LetterKind, ...] = ()
    """Kinds of letters that are not written (`["training_tomorrow"]`; the kinds stand in the manual)."""

    @property
    def password(self) -> str:
        """The password, "" where there is none. Raises OSError where the file cannot be read."""
        if self.password_file is not None:
            return self.password_file.read_text(encoding="utf-8").strip()
        return os.environ.get(PASSWORD_VARIABLE, "")
